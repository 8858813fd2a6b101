"""What an import makes of several returns: later ones count, nothing is deleted, what people typed stays."""

from datetime import date

import pytest

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.people.actions import describe, involve
from kith.people.models import Carer, Child, Involvement, PlacementAddress, Worker
from kith.people.tests.factories import a_child
from kith.register.actions import record_offer
from kith.register.models import CareSummary, Episode, ImportRun, Offer, PathwayPoint, Review, YearMeasure
from kith.register.reading.tests.files import table, write
from kith.register.tests.factories import DAY, an_import, episode, header, names, review
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


def the_child(ref: str = "1001") -> Child:
    return Child.objects.get(authority_ref=ref)


def summary(ref: str = "1001") -> CareSummary:
    return CareSummary.objects.get(child__authority_ref=ref)


def test_a_child_is_as_the_return_tells(tmp_path):
    an_import(tmp_path, uasc=["1001,F,15/06/2012,"])
    child = the_child()
    assert (child.born, child.gender, child.ethnicity) == (date(2012, 6, 15), "F", "WBRI")
    assert child.looked_after
    assert child.seeking_asylum_alone
    assert child.in_latest_import
    assert child.area == "LS11"
    told = summary()
    assert told.period_began == date(2019, 2, 4)
    assert told.last_review == date(2025, 9, 1)
    assert told.review_due == date(2026, 3, 1)


def test_only_the_present_postcode_is_kept_and_sealed(tmp_path):
    an_import(
        tmp_path,
        episodes=[
            episode(ended="01/02/2025", why_ended="X1"),
            episode(began="01/02/2025", new="P", postcode="BD4 7AA"),
        ],
    )
    address = PlacementAddress.objects.get()
    assert (address.postcode, address.from_day, address.until_day) == ("BD4 7AA", date(2025, 2, 1), None)


def test_an_address_closes_with_a_move_and_with_the_end_of_care(tmp_path):
    an_import(tmp_path)
    moved = [
        episode(ended="01/05/2025", why_ended="X1"),
        episode(began="01/05/2025", new="P", postcode="BD4 7AA"),
    ]
    an_import(tmp_path, episodes=moved)
    closed, now = PlacementAddress.objects.order_by("from_day")
    assert closed.until_day == now.from_day == date(2025, 5, 1)
    home = [moved[0], episode(began="01/05/2025", new="P", ended="01/03/2026", why_ended="E4A")]
    an_import(tmp_path, episodes=home)
    assert PlacementAddress.objects.filter(until_day=None).count() == 0
    assert not the_child().looked_after


def test_a_later_return_counts_and_an_older_one_does_not(tmp_path):
    an_import(tmp_path, year=2026, episodes=[episode(home="K2")])
    an_import(tmp_path, year=2025, episodes=[episode(home="U6")], header=[header(ethnicity="MWBC")])
    assert Episode.objects.get().placement == "K2"
    assert the_child().ethnicity == "WBRI"


def test_an_episode_left_open_is_closed_when_a_later_return_tells_of_the_next(tmp_path):
    an_import(tmp_path, year=2025)
    an_import(tmp_path, year=2026, episodes=[episode(began="10/06/2025", new="P", home="K2")])
    first, second = Episode.objects.order_by("start")
    assert first.end == second.start == date(2025, 6, 10)
    assert summary().placement == "K2"


def test_an_older_return_sent_late_does_not_open_the_past(tmp_path):
    an_import(tmp_path, year=2026, episodes=[episode(began="10/06/2025", new="P", home="K2")])
    an_import(tmp_path, year=2025)
    assert Episode.objects.order_by("start").first().end == date(2025, 6, 10)
    assert summary().placement == "K2"
    assert the_child().in_latest_import


def test_a_start_put_right_sets_the_wrong_one_aside_and_deletes_nothing(tmp_path):
    an_import(tmp_path, episodes=[episode(began="04/02/2019")])
    run = an_import(tmp_path, episodes=[episode(began="11/02/2019")])
    assert dict(Episode.objects.values_list("start", "set_aside")) == {
        date(2019, 2, 4): True,
        date(2019, 2, 11): False,
    }
    assert summary().period_began == date(2019, 2, 11)
    assert run.tables["episodes"]["mended"] == 1


def test_a_review_put_right_is_set_aside_with_its_point(tmp_path):
    an_import(tmp_path, reviews=[review(day="01/09/2025")])
    an_import(tmp_path, reviews=[review(day="08/09/2025")])
    assert Review.objects.get(set_aside=False).on == date(2025, 9, 8)
    withdrawn = PathwayPoint.objects.get(key="review:2025-09-01")
    assert withdrawn.withdrawn_on == DAY
    an_import(tmp_path, reviews=[review(day="01/09/2025")])
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawn_on is None


def test_reviews_of_earlier_years_stay_when_a_return_tells_only_its_own(tmp_path):
    an_import(tmp_path, year=2025, reviews=[review(day="01/09/2024")])
    an_import(tmp_path, year=2026, reviews=[review(day="01/09/2025")])
    assert Review.objects.filter(set_aside=False).count() == 2


def test_a_point_with_an_answer_stands_even_if_the_return_forgets_it(tmp_path):
    an_import(tmp_path, reviews=[review(day="01/09/2025")])
    point = PathwayPoint.objects.get(key="review:2025-09-01")
    record_offer(point=point, answer="accepted", asked="talk", by=a_user(), on=DAY)
    an_import(tmp_path, reviews=[review(day="08/09/2025")])
    point.refresh_from_db()
    assert point.withdrawn_on is None


def test_what_was_answered_at_a_review_that_was_due_goes_with_the_review_that_was_held(tmp_path):
    an_import(tmp_path, year=2026, reviews=[review(day="01/03/2026")], on=date(2026, 8, 1))
    due = PathwayPoint.objects.get(expected=True)
    assert due.on == date(2026, 9, 1)
    record_offer(point=due, answer="accepted", asked="talk", by=a_user(), on=date(2026, 8, 20))
    an_import(tmp_path, year=2027, reviews=[review(day="20/08/2026")])
    due.refresh_from_db()
    assert (due.key, due.on, due.expected) == ("review:2026-08-20", date(2026, 8, 20), False)
    assert due.offers.get().answer == Offer.Answer.ACCEPTED
    assert PathwayPoint.objects.get(expected=True).on == date(2027, 2, 20)


def test_yearly_measures_are_kept_year_by_year_and_the_later_file_of_a_year_counts(tmp_path):
    an_import(tmp_path, year=2025, oc2=["1001,15/06/2012,12,,0,1,1,1,1,0,0,0"])
    an_import(tmp_path, year=2026, oc2=["1001,15/06/2012,15,,0,1,1,1,1,0,0,0"])
    an_import(tmp_path, year=2026, oc2=["1001,15/06/2012,18,,0,1,1,1,1,0,0,0"])
    assert dict(YearMeasure.objects.values_list("year", "sdq_total")) == {2025: 12, 2026: 18}
    assert summary().sdq_total == 18


# ---------------------------------------------------------------------------------------- gone quiet


def test_a_child_missing_from_a_later_return_is_marked_and_kept(tmp_path):
    an_import(tmp_path, header=[header(), header("1002")], episodes=[episode(), episode("1002")])
    run = an_import(tmp_path)
    assert not the_child("1002").in_latest_import
    assert the_child("1002").looked_after
    assert run.children["absent"] == run.children["newly_absent"] == run.children["absent_in_care"] == 1
    assert CareSummary.objects.gone_quiet().get().child == the_child("1002")
    back = an_import(tmp_path, header=[header(), header("1002")], episodes=[episode(), episode("1002")])
    assert the_child("1002").in_latest_import
    assert back.children["absent"] == 0


def test_an_older_return_makes_nobody_absent(tmp_path):
    an_import(tmp_path, year=2026, header=[header(), header("1002")])
    run = an_import(tmp_path, year=2025)
    assert run.children["absent"] == 0
    assert the_child("1002").in_latest_import


def test_a_file_that_does_not_name_everybody_makes_nobody_absent(tmp_path):
    authority = an_authority()
    an_import(tmp_path, header=[header(), header("1002")])
    from kith.register.actions import import_return

    file = write(tmp_path, "reviews_2026.csv", table("reviews", review(day="02/02/2026")))
    run = import_return(paths=[file], authority=authority, by=None, on=DAY)
    assert run.children["absent"] == 0
    assert Review.objects.filter(set_aside=False).count() == 2


def test_another_authority_s_children_are_its_own(tmp_path):
    an_import(tmp_path)
    run = an_import(tmp_path, authority=an_authority("Southbridge"))
    assert Child.objects.filter(authority_ref="1001").count() == 2
    assert run.children["absent"] == 0


# ------------------------------------------------------------------------------------ what people typed


def test_names_come_from_the_names_file_and_what_people_typed_stays(tmp_path):
    an_import(tmp_path, names=[names(first="Maya", known_as="May", languages="Tigrinya; English")])
    child = the_child()
    assert (child.name, child.languages) == ("May", ["tigrinya", "english"])
    describe(
        child=child,
        by=a_user(),
        on=DAY,
        known_as="Bee",
        picture="cat",
        practical_needs="Nuts",
        gender="X",
        languages=["english"],
    )
    an_import(
        tmp_path,
        header=[header(ethnicity="MWBC")],
        names=[names(first="Mayah", known_as="May", languages="Dari")],
    )
    child.refresh_from_db()
    assert (child.known_as, child.picture, child.practical_needs) == ("Bee", "cat", "Nuts")
    assert (child.gender, child.languages) == ("X", ["english"])
    assert (child.first_name, child.ethnicity) == ("Mayah", "MWBC")


def test_a_return_may_put_the_sex_right_where_nobody_described_the_child(tmp_path):
    an_import(tmp_path)
    an_import(tmp_path, header=[header(sex="M")])
    assert the_child().gender == "M"


def test_a_child_written_down_by_hand_is_met_again_by_the_authority_s_reference(tmp_path):
    child = a_child("Maya", authority_ref="1001", born=None, looked_after=False)
    run = an_import(tmp_path)
    assert Child.objects.count() == 1
    child.refresh_from_db()
    assert child.looked_after
    assert child.born == date(2012, 6, 15)
    assert run.children["new"] == 0


# -------------------------------------------------------------------------------------- who is near


def near(part: Involvement.Part) -> Involvement:
    return Involvement.objects.get(part=part, until_day=None)


def test_a_worker_with_an_account_reaches_the_child_and_loses_it_when_replaced(tmp_path):
    authority = an_authority()
    nia = a_member(Role.WORKER, authority, user=a_user("Nia", email="nia@northbridge.example"))
    an_import(tmp_path, names=[names(worker="Nia Rowe", email="Nia@Northbridge.example")])
    assert near(Involvement.Part.SOCIAL_WORKER).user == nia
    assert CareSummary.objects.reachable_by(nia, Permission.SEE_REGISTER, DAY).count() == 1
    run = an_import(tmp_path, names=[names(worker="Raj Ogden", email="raj@northbridge.example")])
    assert near(Involvement.Part.SOCIAL_WORKER).worker.name == "Raj Ogden"
    assert CareSummary.objects.reachable_by(nia, Permission.SEE_REGISTER, DAY).count() == 0
    assert run.tables["people"]["changed"] == 1
    gone = Involvement.objects.get(user=nia)
    assert (gone.until_day, gone.closed_by_act) == (DAY, "register.import")


def test_somebody_with_an_account_elsewhere_is_not_let_in_by_a_line_in_a_file(tmp_path):
    a_member(Role.WORKER, an_authority("Southbridge"), user=a_user("Nia", email="nia@example.org"))
    an_import(tmp_path, names=[names(worker="Nia Rowe", email="nia@example.org")])
    assert near(Involvement.Part.SOCIAL_WORKER).user is None


def test_the_same_worker_and_carer_of_two_children_are_one_each(tmp_path):
    an_import(
        tmp_path,
        header=[header(), header("1002")],
        names=[
            names(worker="Nia Rowe", carer="Jo Pell", phone="07700 900000"),
            names("1002", "Sam", worker="nia rowe", carer="Jo Pell", phone="07700900000"),
        ],
    )
    assert Worker.objects.count() == Carer.objects.count() == 1
    assert Involvement.objects.count() == 4


def test_the_same_names_again_change_nobody(tmp_path):
    told = [names(worker="Nia Rowe", email="nia@example.org", carer="Jo Pell", officer="Hilary Dacre")]
    an_import(tmp_path, names=told)
    before = list(Involvement.objects.values_list("pk", "from_day", "until_day"))
    run = an_import(tmp_path, names=told, on=date(2026, 12, 1))
    assert list(Involvement.objects.values_list("pk", "from_day", "until_day")) == before
    assert run.tables["people"]["same"] == 3
    assert run.children["unchanged"] == 1


def test_somebody_brought_near_by_hand_is_not_sent_away_by_a_file(tmp_path):
    an_import(tmp_path)
    helper = a_user("Ola")
    involve(
        child=the_child(),
        person=helper,
        part=Involvement.Part.SOCIAL_WORKER,
        by=None,
        on=DAY,
        act="referral.refer",
    )
    an_import(tmp_path, names=[names(worker="Nia Rowe")])
    assert Involvement.objects.filter(part=Involvement.Part.SOCIAL_WORKER, until_day=None).count() == 2


def test_a_run_says_what_it_did_and_who_did_it(tmp_path):
    officer = a_user("Dana")
    run = an_import(tmp_path, by=officer)
    assert [change.step for change in run.changes.all()] == ["preview", "begin saving", "save"]
    assert the_child().created_by == officer
    assert ImportRun.objects.get().year == 2026
