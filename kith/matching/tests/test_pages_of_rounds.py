"""The pages of rounds: who reads what, what a press does, and what is said where nothing is."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.matching import actions, tasks
from kith.matching.actions import CannotRun
from kith.matching.models import Round, RoundLine, RoundPair
from kith.matching.presenters import rounds as presenters
from kith.matching.queries import look_for
from kith.matching.queries.rounds import put_forward
from kith.matching.states import RoundStatus
from kith.matching.tests.factories import DAY, a_road, who_may_come
from kith.matching.tests.pages import at, read
from kith.matching.tests.test_rounds import a_round, another, line_of
from kith.people.models import Child, Volunteer
from kith.referral.tests.factories import a_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


@pytest.fixture
def made(road):
    another(road, "Zara", days=10)
    return a_round(road)


def test_without_a_round_the_list_says_what_to_do_first(road, client):
    client.force_login(road.coordinator)
    assert "No round yet" in read(client.get(reverse("matching:rounds")))


def test_a_coordinator_runs_a_round_and_reads_who_and_why(road, client):
    client.force_login(road.coordinator)
    page = client.get(reverse("matching:round_run"))
    assert "Run a round" in read(page)
    answer = client.post(
        reverse("matching:round_run"), {"where": str(road.scheme.public_id), "mode": "child_choice"}
    )
    made = Round.objects.get()
    assert answer.url == reverse("matching:round", args=[made.public_id])
    page = read(client.get(answer.url))
    assert "no child and no volunteer has been told anything" in page
    assert "what Tariq would like" in page
    assert "child-0" not in page
    assert "volunteer-0" not in page


def test_without_a_mode_the_form_says_so_and_keeps_the_scheme(road, client):
    client.force_login(road.coordinator)
    page = client.post(reverse("matching:round_run"), {"where": str(road.scheme.public_id), "mode": "best"})
    assert "is not there any more" in read(page)
    assert not Round.objects.exists()


def test_agreeing_leaving_and_taking_back_are_a_press_each(made, road, client):
    client.force_login(road.coordinator)
    line = line_of(made, "Tariq")
    page = read(client.post(at("round_agree", line), follow=True))
    assert "is put forward on Tariq’s short list. Nobody has been told." in page
    look = read(client.get(at("look", road.referral)))
    assert f"{line.volunteer.first_name} was put forward by the round of" in look
    assert "Taken back." in read(client.post(at("round_undo", line), follow=True))
    assert "was put forward" not in read(client.get(at("look", road.referral)))
    assert "It has no consequence for Tariq" in read(client.post(at("round_leave", line), follow=True))
    line.refresh_from_db()
    assert line.decision == RoundLine.Decision.LEFT


def test_what_if_is_shown_before_it_is_kept(made, road, client):
    client.force_login(road.coordinator)
    line = line_of(made, "Tariq")
    asked = {"volunteer": str(line.volunteer.public_id), "kind": "forbidden", "words": "They quarrelled"}
    page = read(client.get(at("round_line", line), asked))
    assert f"If Tariq and {line.volunteer.first_name} are kept apart" in page
    assert f"instead of {line.volunteer.first_name}." in page
    assert not RoundPair.objects.exists()
    client.post(at("round_line", line), asked)
    assert RoundPair.objects.get().kind == RoundPair.Kind.FORBIDDEN
    new = line_of(made, "Tariq")
    assert new.volunteer != line.volunteer
    page = read(client.get(reverse("matching:rounds_before")))
    assert "They quarrelled" in page
    client.post(at("round_lift", RoundPair.objects.get()))
    assert not RoundPair.objects.in_force().exists()


def test_a_refusal_keeps_what_was_asked(made, road, client):
    client.force_login(road.coordinator)
    ann = who_may_come("Ann", road.scheme, gender="F")
    made = a_round(road)
    line = line_of(made, "Tariq")
    asked = {"volunteer": str(ann.public_id), "kind": "fixed"}
    page = read(client.post(at("round_line", line), asked))
    assert "Tariq and Ann cannot be put together" in page
    assert not RoundPair.objects.exists()


def test_a_coordinator_sees_only_their_own_children_and_counts_the_others(made, road, client):
    other = a_coordinator(road.scheme, first_name="Priya")
    theirs = a_road("Kofi", road.scheme, volunteers=(), coordinator=other)
    assert theirs.referral.coordinator == other
    newer = a_round(road)
    client.force_login(other)
    page = read(client.get(at("round", newer)))
    assert "Kofi" in page
    assert "Tariq" not in page
    assert "2 children more in this round are with other coordinators" in page
    assert client.get(at("round_line", line_of(newer, "Tariq"))).status_code == 404
    assert "take it away" in read(client.get(at("round_export", newer), follow=True))
    client.force_login(road.manager)
    taken = client.get(at("round_export", newer))
    assert taken.headers["Content-Type"] == "application/json"
    assert "Tariq" not in taken.content.decode()


def test_the_record_shows_again_that_it_comes_out_the_same(made, road, client):
    client.force_login(road.manager)
    page = read(client.get(at("round_record", made), {"again": "yes"}))
    assert "it comes out the same" in page
    assert made.record["inputs"] in page


def test_who_comes_first_is_published_to_everybody_with_an_account(road, client):
    address = reverse("matching:priority")
    assert client.get(address).status_code == 302
    for role in (Role.VOLUNTEER, Role.COORDINATOR, Role.COMMISSIONER):
        client.force_login(a_member(role, road.scheme.provider, first_name="Somebody"))
        assert "Who has fewest people to choose from" in read(client.get(address))


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.WORKER, Role.SAFEGUARDING_LEAD, Role.VETTING_OFFICER])
def test_rounds_are_closed_to_everybody_else(made, road, client, role):
    client.force_login(a_member(role, road.scheme, first_name="Somebody"))
    assert client.get(reverse("matching:rounds")).status_code == 403
    assert client.get(at("round", made)).status_code in (403, 404)
    assert client.get(reverse("matching:fairness")).status_code == 403


def test_a_round_asks_the_same_number_of_questions_for_two_children_and_for_six(made, road, client):
    client.force_login(road.manager)
    counted = []
    for names in ((), ("Kofi", "Ana", "Leah", "Mo")):
        for name in names:
            another(road, name)
            who_may_come(f"For{name}", road.scheme)
        newer = a_round(road)
        for address in (at("round", newer), reverse("matching:rounds"), reverse("matching:fairness")):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counted.append(len(asked))
    assert counted[:3] == counted[3:]


def test_finishing_is_asked_once_more(made, road, client):
    client.force_login(road.coordinator)
    assert "2 proposals are not decided" in read(client.get(at("round_finish", made)))
    client.post(at("round_finish", made))
    made.refresh_from_db()
    assert not made.is_open


def test_brothers_and_sisters_are_written_down_on_the_page_before_a_round(road, client):
    zara = another(road, "Zara")
    client.force_login(road.coordinator)
    address = reverse("matching:rounds_before")
    page = read(client.post(address, {"children": [str(zara.referral.public_id)]}))
    assert "Choose at least two" in page
    both = [str(road.referral.public_id), str(zara.referral.public_id)]
    page = read(client.post(address, {"children": both}, follow=True))
    assert "Tariq and Zara" in page
    made = a_round(road)
    assert "place them first, by hand" in read(client.get(at("round", made)))


def test_a_manager_plans_a_weekly_round_and_the_worker_runs_it(road, client, set_the_clock):
    client.force_login(road.coordinator)
    assert client.get(reverse("matching:rounds_plan")).status_code == 403
    client.force_login(road.manager)
    client.post(
        reverse("matching:rounds_plan"),
        {"weekday": str(DAY.weekday()), "mode": "child_choice", "keep_months": "24"},
    )
    for day, rounds in ((DAY - timedelta(days=1), 0), (DAY, 1), (DAY, 1)):
        tasks.ask_for_weekly_rounds(moment(day, time(5, 20)))
        assert Round.objects.filter(weekly=True).count() == rounds


def test_a_round_by_total_fit_is_headed_by_a_warning(road, client):
    client.force_login(road.coordinator)
    made = a_round(road, mode="total_fit")
    assert "Nobody loses by it in this round" in read(client.get(at("round", made)))


def test_while_it_is_worked_out_the_page_looks_again_by_itself(road, client):
    client.force_login(road.coordinator)
    asked = actions.ask_for_round(scheme=road.scheme, by=road.coordinator, on=DAY)
    page = client.get(at("round", asked))
    assert page.headers["Refresh"] == "2"
    actions.fail(asked=asked, fault="KeyError", by=None, on=DAY)
    assert "nothing of it was kept" in read(client.get(at("round", asked)))


def test_a_fault_is_written_on_the_round_and_the_next_one_is_run_as_always(road, client):
    def breaks(percent):
        raise RuntimeError("the light went out")

    asked = actions.ask_for_round(scheme=road.scheme, by=road.coordinator, on=DAY)
    with pytest.raises(RuntimeError, match="the light went out"):
        tasks.work_out(asked, road.coordinator, DAY, breaks)
    assert Round.objects.get().status == RoundStatus.FAILED
    client.force_login(road.coordinator)
    assert "nothing of it was kept" in read(client.get(at("round", asked)))
    assert a_round(road).status == RoundStatus.MADE


def test_a_round_that_a_machine_lost_is_given_up_the_next_day_and_the_same_day_it_is_said_to_be_at_work(road):
    lost = actions.ask_for_round(scheme=road.scheme, by=road.coordinator, on=DAY)
    with pytest.raises(CannotRun, match="being worked out already"):
        actions.ask_for_round(scheme=road.scheme, by=road.coordinator, on=DAY)
    tasks.ask_for_weekly_rounds(moment(DAY, time(5, 20)))
    actions.plan_rounds(
        scheme=road.scheme, weekday=(DAY + timedelta(days=1)).weekday(), mode="child_choice", improve=False,
        by=road.manager, on=DAY,
    )  # fmt: skip
    tasks.ask_for_weekly_rounds(moment(DAY + timedelta(days=1), time(5, 20)))
    lost.refresh_from_db()
    assert lost.status == RoundStatus.FAILED
    assert Round.objects.filter(weekly=True).exists()


def test_who_is_called_alike_is_told_apart_and_nobody_put_forward_is_left_out(client):
    road = a_road(volunteers=("Ben",))
    who_may_come("Ben", road.scheme, last_name="Moss")
    younger = another(road, "Tariq", days=10)
    Child.objects.filter(pk=younger.child.pk).update(born=date(2015, 3, 4))
    made = a_round(road)
    client.force_login(road.manager)
    page = read(client.get(at("round", made)))
    for words in ("Tariq (13) and Ben", "Tariq (11) and Ben", "Ben Moss", "Ben Ashworth"):
        assert words in page, words
    mine = made.lines.get(referral=road.referral)
    actions.agree(line=mine, by=road.manager, on=DAY)
    ben = mine.volunteer
    other = Volunteer.objects.exclude(pk=ben.pk).get(first_name="Ben")
    RoundLine.objects.filter(pk=mine.pk).update(volunteer=other)
    later = a_round(road).lines.get(referral=road.referral)
    RoundLine.objects.filter(pk=later.pk).update(volunteer=ben, decision="agreed", decided_on=DAY)
    assert len(presenters.forward(put_forward(road.referral), look_for(road.referral, DAY))) == 2


def test_a_mistake_is_said_once_at_the_top_and_once_at_its_box(made, road, client):
    client.force_login(road.coordinator)
    line = at("round_line", line_of(made, "Tariq"))
    for page in (client.get(line, {"volunteer": ""}), client.post(reverse("matching:rounds_before"), {})):
        assert page.content.decode().count("There is a problem") == 1
