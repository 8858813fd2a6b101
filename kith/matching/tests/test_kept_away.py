"""Who may be somebody a child must be kept from is proposed to nobody, and nobody can tell whose conflict it is, or that it is one."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.matching import actions
from kith.matching.actions import CannotApprove, CannotLook, CannotPropose
from kith.matching.models import Proposal
from kith.matching.queries import kept_away, look_for, may_come
from kith.matching.tests.factories import DAY, a_road, card_of, who_may_come
from kith.matching.tests.open_days import a_day
from kith.matching.tests.pages import at, read
from kith.people.models import Volunteer
from kith.recruitment.actions import suspend
from kith.recruitment.actions.flags import compare_everybody, settle_flag
from kith.recruitment.models import Check, Flag, Suspension
from kith.safeguarding.barring import bar_contact, end_bar
from kith.safeguarding.models import BarredContact

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road()


@pytest.fixture
def grace(road):
    return a_member(Role.SAFEGUARDING_LEAD, road.scheme, first_name="Grace")


def keep_from(road, by, name="Samir Ashworth", **told):
    return bar_contact(
        child=road.child, name=name, relation="relative", why="An order of March.", by=by, on=DAY, **told
    )


def another(road, name):
    return a_road(name, road.scheme, volunteers=(), coordinator=road.coordinator)


def suggested(road):
    look = look_for(road.referral, DAY)
    assert look is not None
    return {person.volunteer.first_name for person in look.people}


# ------------------------------------------------------------------------------------- who is kept away


def test_whoever_is_written_down_is_off_every_list_at_once(road, grace):
    leah = another(road, "Leah")
    keep_from(road, grace)
    assert suggested(road) == suggested(leah) == {"Ben", "Luke"}


def test_they_come_back_when_it_is_somebody_else_or_when_it_ends(road, grace):
    contact = keep_from(road, grace)
    compare_everybody(on=DAY)
    flag = Flag.objects.get(kind="conflict")
    assert suggested(road) == {"Ben", "Luke"}
    settle_flag(flag=flag, finding="other", words="Rang both: two people.", by=grace, on=DAY)
    assert suggested(road) == {"Ben", "Samir", "Luke"}
    flag.finding = "same"
    flag.save()
    assert suggested(road) == {"Ben", "Luke"}
    end_bar(contact=BarredContact.objects.get(pk=contact.pk), why="The order was lifted.", by=grace, on=DAY)
    assert suggested(road) == {"Ben", "Samir", "Luke"}


def test_the_same_few_questions_for_few_and_for_many(road, grace, django_assert_num_queries):
    keep_from(road, grace)
    who_may_come("Ben", road.scheme)
    for name in ("Leah", "Kofi"):
        keep_from(another(road, name), grace, name="Ben Ashworth")
    for many in (road.volunteers[:1], list(Volunteer.objects.order_by("pk"))):
        with django_assert_num_queries(2):
            found = kept_away(many, DAY)
    assert {volunteer.first_name for volunteer in many if volunteer.pk in found} == {"Ben", "Samir"}


def test_a_conflict_that_ended_keeps_nobody_from_an_open_day_either(road, grace):
    contact = keep_from(road, grace)
    compare_everybody(on=DAY)
    settle_flag(flag=Flag.objects.get(), finding="same", words="It is him.", by=grace, on=DAY)
    held = a_day(road.scheme, road.coordinator)
    samir = road.volunteers[1]
    assert samir.pk not in may_come([samir], held, DAY)
    end_bar(contact=contact, why="The order was lifted.", by=grace, on=DAY)
    assert samir.pk in may_come([samir], held, DAY)


# ------------------------------------------------------------------------------------- nobody can tell


def without_keys(text):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[A-Za-z0-9]{64}\"", "…", text)


def everything_about(road, client):
    """What a coordinator can see, count, take away and find in the record about this child and Samir."""
    samir = road.volunteers[1]
    seen = {}
    client.force_login(road.coordinator)
    look = at("look", road.referral)
    for name, address, asked in (
        ("look", look, {}),
        ("why not", look, {"who": "sam"}),
        ("ticked by hand", look, {"show": str(samir.public_id)}),
        ("again", look, {"again": str(samir.public_id)}),
        ("beside", at("compare", road.referral), {"show": [str(each.public_id) for each in road.volunteers]}),
        ("waiting", reverse("matching:waiting"), {}),
    ):
        seen[name] = without_keys(read(client.get(address, asked)))
    file = client.get(reverse("matching:waiting_export")).content
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    seen["export"] = str(book.get_sheet_by_index(0).to_python())
    with pytest.raises(CannotLook) as refusal:
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=[samir])
    seen["refusal"] = str(refusal.value)
    kept = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    seen["kept"] = without_keys(read(client.get(at("shortlist", kept), {"who": "sam"})))
    seen["row"] = without_keys(
        str([kept.ruled_out, kept.why_not, kept.openings, kept.worth_knowing, kept.considered])
    )
    events = Event.objects.filter(child=road.child.public_id).order_by("pk")
    seen["record"] = without_keys(str([(event.kind, event.details) for event in events]))
    return seen


def somebody_is_kept_away(road, grace):
    keep_from(road, grace)


def own_break(road, grace):
    suspend(volunteer=road.volunteers[1], reason=Suspension.Reason.OWN_WISH, by=road.manager, on=DAY)


def dbs_lapsed(road, grace):
    Check.objects.filter(volunteer=road.volunteers[1], kind="dbs").update(until=DAY - timedelta(days=1))


def enough_to_answer(road, grace):
    """Three sketches before them, from other schemes' coordinators or this one's."""
    for name in ("Ada", "Bo", "Cy"):
        other = a_road(name, road.scheme, volunteers=(), coordinator=road.coordinator)
        other.ask(other.choose(None, "Samir"), "A young person who likes cars.")


CANNOT_JUST_NOW = {"own break": own_break, "dbs lapsed": dbs_lapsed}


@pytest.mark.parametrize("why", CANNOT_JUST_NOW)
def test_kept_away_looks_like_cannot_just_now_on_every_page_count_list_and_in_the_record(
    road, grace, client, why
):
    """Neither on the pages of the child whose conflict it is, nor on those of another who is laid beside them."""
    seen, leah = [], another(road, "Leah")
    leah.volunteers = road.volunteers
    for happens in (somebody_is_kept_away, CANNOT_JUST_NOW[why]):
        with transaction.atomic():
            happens(road, grace)
            Event.objects.exclude(child=road.child.public_id).count()
            told = everything_about(road, client) | {
                f"{name} of Leah": words for name, words in everything_about(leah, client).items()
            }
            told["record"] = told["record"].replace("('contact barred', {}), ", "")
            seen.append(told)
            transaction.set_rollback(True)
    barred, unavailable = seen
    assert barred == unavailable
    assert "Samir cannot be proposed at the moment." in barred["why not"]
    assert "1 cannot be proposed" in barred["look"]
    assert "On 24 November 2026 Samir was counted under “1 cannot be proposed”." in barred["kept"]


def test_somebody_with_enough_to_answer_is_spoken_of_in_the_same_words(road, grace):
    enough_to_answer(road, grace)
    look = look_for(road.referral, DAY)
    assert look is not None
    assert look.why_not(road.volunteers[1]) == "Samir cannot be proposed at the moment."


def test_none_of_the_words_of_safety_stand_on_any_page(road, grace, client):
    keep_from(road, grace, phones="07700 900123")
    for page in everything_about(road, client).values():
        words = re.sub(r"<[^>]+>", " ", page.split("<main")[-1].split("</main")[0])
        for never in ("barred", "kept from", "safeguarding", "order of March", "concern", "conflict", "flag"):
            assert never not in words.lower().replace("contact barred", "")


# ------------------------------------------------------------------------------------- on the way


def test_no_step_is_taken_with_somebody_the_child_must_be_kept_from(road, grace):
    proposal = road.proposal("answered", "Samir")
    keep_from(road, grace)
    with pytest.raises(CannotApprove, match=r"^Samir cannot be proposed at the moment\.$"):
        actions.approve(proposal=proposal, by=road.manager, on=DAY)


def test_they_are_passed_over_when_the_child_has_chosen_them(road, grace):
    shortlist = road.shortlist()
    keep_from(road, grace)
    proposal = road.choose(shortlist, "Samir", "Luke")
    assert proposal.volunteer.first_name == "Luke"
    assert not Proposal.objects.filter(volunteer=road.volunteers[1]).exists()


def test_they_are_not_asked_after_the_choice_either(road, grace):
    proposal = road.proposal("chosen", "Samir")
    keep_from(road, grace)
    with pytest.raises(CannotPropose, match="cannot be proposed at the moment"):
        road.ask(proposal)
    assert proposal.asked_on is None


def test_the_last_look_before_an_approval_says_no_more_than_that(road, grace, client):
    proposal = road.proposal("answered", "Samir")
    keep_from(road, grace)
    client.force_login(road.manager)
    page = read(client.get(at("approve", proposal)))
    assert "Samir cannot be proposed at the moment." in page
    assert "suspended" not in page


def test_their_card_leaves_the_table_like_that_of_anybody_who_cannot_come(road, grace, client):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    pages = []
    for happens in (somebody_is_kept_away, own_break):
        with transaction.atomic():
            happens(road, grace)
            pages.append(without_keys(read(client.get(at("cards", shortlist)))))
            transaction.set_rollback(True)
    assert pages[0] == pages[1]
    assert "Samir can’t come just now" in pages[0]
    assert "I am Samir." not in pages[0]


def test_a_volunteer_who_is_only_called_alike_in_part_is_not_kept_away(road, grace):
    who_may_come("Samuel", road.scheme, last_name="Ashby")
    keep_from(road, grace, name="Samir Ashworth")
    assert "Samuel" in suggested(road)


def test_who_was_wished_away_on_the_day_before_is_still_on_an_earlier_day(road, grace):
    contact = keep_from(road, grace, from_day=date(2026, 11, 24))
    assert contact.from_day == DAY
    assert card_of(road.shortlist(), "Ben").volunteer == road.volunteers[0]
