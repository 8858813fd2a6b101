"""An ending that nobody planned: it is over today, and some things can still be done well."""

import pytest

from kith.audit.models import Event
from kith.endings import actions
from kith.endings.actions import CannotDoStep, CannotEnd, CannotHear
from kith.endings.models import Ending
from kith.endings.steps import COURSES
from kith.endings.tests.factories import SATURDAY, TUESDAY, a_match, coordinator_of, everything_done
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.people.models import Involvement

pytestmark = pytest.mark.django_db
Kind = Ending.Kind


def ended(match=None, kind=Kind.PLACEMENT, on=TUESDAY, **given):
    match = match or a_match()
    return actions.end_unplanned(match=match, kind=kind, by=coordinator_of(match), on=on, **given)


def step(ending, key):
    return ending.steps.get(key=key)


@pytest.mark.parametrize("status", ["active", "paused"])
def test_it_is_over_today_and_access_with_it(status):
    match = a_match(status=status)
    planned = a_meeting(match, SATURDAY)
    ending = ended(match, reason_words="The home closed.")
    match.refresh_from_db()
    planned.refresh_from_db()
    assert (ending.status, ending.ended_on, ending.planned) == ("ended", TUESDAY, False)
    assert (match.status, match.ended_on) == ("ended", TUESDAY)
    assert planned.status == "called off"
    near = match.child.involvements.open_on(TUESDAY)
    assert not near.of(Involvement.Part.VOLUNTEER).exists()
    assert near.of(Involvement.Part.COORDINATOR).exists()
    assert [change.to_status for change in ending.changes.all()] == ["ended"]
    assert Event.objects.filter(kind="match ended").count() == 1


def test_the_steps_that_can_still_be_taken_are_there():
    ending = ended()
    assert [one.key for one in ending.steps.all()] == [
        "tell", "around", "prepare", "follow", "letter", "memories", "summary", "last", "again",
    ]  # fmt: skip
    assert all(one.due_on >= TUESDAY for one in ending.steps.all())


def test_a_last_meeting_is_arranged_by_the_coordinator_and_opens_no_access():
    ending = ended()
    assert "You arrange it and are there; no access opens again" in step(ending, "last").words
    actions.do_step(step=step(ending, "last"), by=coordinator_of(ending.match), on=SATURDAY)
    near = ending.match.child.involvements.open_on(SATURDAY)
    assert not near.of(Involvement.Part.VOLUNTEER).exists()
    assert not Meeting.objects.filter(match=ending.match, status="planned").exists()


def test_where_it_is_about_safety_the_lead_is_asked_first_and_no_meeting_is_offered():
    ending = ended(kind=Kind.SAFETY)
    assert ending.steps.first().key == "safe"
    assert not ending.steps.filter(key="last").exists()
    assert "only if the safeguarding lead agrees" in step(ending, "letter").words


def test_who_never_really_met_is_not_asked_for_a_letter():
    assert not ended(kind=Kind.NEVER_STARTED).steps.filter(key__in=["letter", "last"]).exists()


def test_a_child_s_own_choice_is_never_called_a_failure():
    ending = ended(kind=Kind.CHILD)
    assert "that they were heard, and that it was right to say so" in step(ending, "hear").words
    assert not ending.steps.filter(key="tell").exists()
    said = " ".join(row.words for course in COURSES.values() for row in course).lower()
    said += " ".join(str(label) for label in Kind.labels).lower()
    assert not any(word in said for word in ("fail", "breakdown", "broke down", "refus", "drop"))


def test_an_ending_that_is_under_way_is_ended_where_it_stands():
    match = a_match()
    actions.begin_ending(
        match=match, kind=Kind.CHILD, last_day=SATURDAY, by=coordinator_of(match), on=TUESDAY
    )
    with pytest.raises(CannotEnd, match="under way already. Open it"):
        ended(match)


def test_a_kind_must_be_one_of_those_known():
    with pytest.raises(CannotEnd, match="Choose what kind"):
        ended(kind="")


# ------------------------------------------------------------------------------------- somebody again?


def test_a_child_who_would_like_somebody_again_waits_again_and_the_scheme_stays():
    ending = ended()
    match = ending.match
    everything_done(ending, TUESDAY, but=("again",))
    actions.hear_again(ending=ending, wanted=True, by=coordinator_of(match), on=SATURDAY)
    match.referral.refresh_from_db()
    assert match.referral.status == "waiting"
    assert step(ending, "again").done_words == "Ana would like somebody again"
    assert match.child.involvements.open_on(SATURDAY).of(Involvement.Part.COORDINATOR).exists()


def test_a_child_who_would_not_is_let_go_of():
    ending = ended()
    match = ending.match
    everything_done(ending, TUESDAY, but=("again",))
    actions.hear_again(ending=ending, wanted=False, by=coordinator_of(match), on=SATURDAY)
    match.referral.refresh_from_db()
    assert match.referral.status == "closed"
    assert not match.child.involvements.open_on(SATURDAY).of(Involvement.Part.COORDINATOR).exists()


def test_a_child_who_was_not_asked_keeps_the_referral_open_until_the_last_step():
    ending = ended()
    ending.match.referral.refresh_from_db()
    assert ending.match.referral.status == "matched"
    everything_done(ending, TUESDAY)
    ending.match.referral.refresh_from_db()
    assert ending.match.referral.status == "closed"


def test_the_child_is_asked_once_it_has_ended_and_answers_once():
    ending = ended()
    by = coordinator_of(ending.match)
    actions.hear_again(ending=ending, wanted=True, by=by, on=SATURDAY)
    with pytest.raises(CannotHear, match="written down already"):
        actions.hear_again(ending=ending, wanted=False, by=by, on=SATURDAY)
    match = a_match("Tariq", "Ben")
    winding = actions.begin_ending(
        match=match, kind=Kind.CHILD, last_day=SATURDAY, by=coordinator_of(match), on=TUESDAY
    )
    with pytest.raises(CannotHear, match="Ask Tariq once this has ended"):
        actions.hear_again(ending=winding, wanted=True, by=by, on=TUESDAY)


# ------------------------------------------------------------------------------------- steps


def test_a_step_is_done_put_back_and_left_out():
    ending = ended()
    by = coordinator_of(ending.match)
    one = actions.do_step(
        step=step(ending, "follow"), words="drama club, fee paid for a year", by=by, on=TUESDAY
    )
    assert (one.done_on, one.done_by, one.done_words) == (TUESDAY, by, "drama club, fee paid for a year")
    actions.undo_step(step=one, by=by, on=TUESDAY)
    assert step(ending, "follow").is_open
    actions.skip_step(step=one, why="Ana does not want a club.", by=by, on=TUESDAY)
    assert step(ending, "follow").skipped_why == "Ana does not want a club."
    kinds = list(
        Event.objects.filter(kind__startswith="ending step").order_by("id").values_list("kind", flat=True)
    )
    assert kinds == ["ending step done", "ending step undone", "ending step skipped"]


def test_a_step_is_done_once():
    ending = ended()
    by = coordinator_of(ending.match)
    actions.do_step(step=step(ending, "around"), by=by, on=TUESDAY)
    with pytest.raises(CannotDoStep, match="was done on 24 November 2026. Put it back first"):
        actions.do_step(step=step(ending, "around"), by=by, on=SATURDAY)
    with pytest.raises(CannotDoStep, match="Put it back first"):
        actions.skip_step(step=step(ending, "around"), why="no", by=by, on=SATURDAY)


def test_leaving_out_needs_a_reason():
    ending = ended()
    with pytest.raises(CannotDoStep, match="Say in a few words why"):
        actions.skip_step(step=step(ending, "letter"), why=" ", by=coordinator_of(ending.match), on=TUESDAY)


@pytest.mark.parametrize("key", ["tell", "again"])
def test_a_step_that_needs_the_child_s_answer_is_not_just_ticked(key):
    ending = ended()
    with pytest.raises(CannotDoStep, match="that does this step"):
        actions.do_step(step=step(ending, key), by=coordinator_of(ending.match), on=TUESDAY)


def test_putting_back_the_telling_takes_back_what_was_said_of_it():
    ending = ended()
    by = coordinator_of(ending.match)
    actions.tell(ending=ending, told_on=TUESDAY, told_how="by Priya, in person", by=by, on=TUESDAY)
    actions.undo_step(step=step(ending, "tell"), by=by, on=TUESDAY)
    ending.refresh_from_db()
    assert ending.told_on is None
    assert step(ending, "tell").is_open


def test_what_the_child_said_about_somebody_new_is_put_right_in_the_referral():
    ending = ended()
    by = coordinator_of(ending.match)
    actions.hear_again(ending=ending, wanted=True, by=by, on=SATURDAY)
    with pytest.raises(CannotDoStep, match="Put it right there"):
        actions.undo_step(step=step(ending, "again"), by=by, on=SATURDAY)


def test_once_the_story_has_closed_nothing_is_put_back():
    ending = ended()
    everything_done(ending, TUESDAY)
    with pytest.raises(CannotDoStep, match="story has closed"):
        actions.undo_step(step=step(ending, "letter"), by=coordinator_of(ending.match), on=TUESDAY)


def test_an_ending_that_was_called_off_has_no_steps_to_do():
    match = a_match()
    by = coordinator_of(match)
    ending = actions.begin_ending(
        match=match, kind=Kind.COMPLETED, last_day=SATURDAY.replace(year=2027, month=3), by=by, on=TUESDAY
    )
    actions.call_off(ending=ending, why="She stays.", by=by, on=TUESDAY)
    for deed, given in ((actions.do_step, {}), (actions.skip_step, {"why": "no"})):
        with pytest.raises(CannotDoStep, match="called off"):
            deed(step=step(ending, "around"), by=by, on=TUESDAY, **given)
