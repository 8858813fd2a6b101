"""Reviews: after three months, then yearly; other terms are a new approval, an end is a letter, a match is nobody's to end here."""

from datetime import date, timedelta

import pytest

from kith.access.roles import Role
from kith.messages.models import OutboxMessage
from kith.people.models import Enlistment
from kith.recruitment.actions import write_letter
from kith.recruitment.actions.reviews import Terms, hold_review, record_leaving
from kith.recruitment.letters import draft, letter_to_write
from kith.recruitment.models import Approval, Leaving, Review
from kith.recruitment.queries import obstacles
from kith.recruitment.refusals import CannotApprove, CannotReview
from kith.recruitment.reviewing import review_after
from kith.recruitment.reviews import leavings, reviews_due
from kith.recruitment.tests.factories import SEPTEMBER, a_colleague, an_approved_volunteer
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db

DECEMBER = date(2026, 12, 1)
LATER = date(2026, 12, 4)


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def approval(scheme):
    ben = an_approved_volunteer("Ben", scheme)
    return Approval.objects.select_related("volunteer", "scheme", "application").get(volunteer=ben)


@pytest.fixture
def rina(scheme):
    return a_colleague(Role.COORDINATOR, scheme, "Rina")


@pytest.fixture
def mona(scheme):
    return a_colleague(Role.MANAGER, scheme, "Mona")


def hold(approval, by, outcome="goes on", **given):
    told = {"held_on": LATER, "on": LATER, "agreed": "It goes well."} | given
    return hold_review(approval=approval, outcome=outcome, by=by, **told)


def test_the_first_is_due_after_three_months_and_the_next_a_year_on(approval, scheme, rina):
    assert reviews_due([scheme], DECEMBER - timedelta(days=1)) == []
    (due,) = reviews_due([scheme], DECEMBER)
    assert (due.due_on, due.kind, due.volunteer.first_name) == (DECEMBER, "probation", "Ben")
    review = hold(approval, rina)
    assert (review.kind, review.due_on) == ("probation", DECEMBER)
    assert reviews_due([scheme], date(2027, 12, 3)) == []
    (due,) = reviews_due([scheme], date(2027, 12, 4))
    assert due.kind == "yearly"


def test_what_is_due_within_a_month_can_be_asked_for(approval, scheme):
    assert len(reviews_due([scheme], DECEMBER - timedelta(days=30), days=30)) == 1


def test_other_terms_are_a_new_approval_without_a_gap(approval, scheme, mona):
    hold(approval, mona, "changed", terms=Terms(10, 14, 2, "Not at night"))
    approval.refresh_from_db()
    new = Approval.objects.get(volunteer=approval.volunteer, until_day=None)
    assert (approval.until_day, new.from_day) == (LATER, LATER)
    assert (new.age_to, new.places, new.conditions) == (14, 2, "Not at night")
    assert new.review_on == date(2027, 12, 4)
    assert obstacles(approval.volunteer, scheme, LATER) == []
    (due,) = reviews_due([scheme], date(2027, 12, 4))
    assert due.kind == "yearly"


def test_terms_that_do_not_change_are_no_change(approval, mona):
    same = Terms(approval.age_from, approval.age_to, approval.places, approval.conditions)
    with pytest.raises(CannotReview, match="Nothing has changed"):
        hold(approval, mona, "changed", terms=same)
    with pytest.raises(CannotReview, match="Say what changes"):
        hold(approval, mona, "changed")
    assert not Review.objects.exists()


def test_the_recruiter_may_hold_a_review_and_change_nothing(approval, rina):
    hold(approval, rina)
    with pytest.raises(CannotApprove, match="you are their recruiter"):
        hold(approval, rina, "changed", terms=Terms(10, 14, 1))


def test_an_end_stops_new_matches_and_a_letter_is_to_be_written(approval, scheme, mona):
    with pytest.raises(CannotReview, match="Say why, for those who vet"):
        hold(approval, mona, "ends")
    hold(approval, mona, "ends", vetting_words="Three meetings missed without a word.")
    assert obstacles(approval.volunteer, scheme, LATER) == ["Ben is not approved for Northbridge visitors."]
    assert letter_to_write(approval.application, []) == "ended"
    (left,) = leavings([scheme])
    assert left.why == "ended by us"
    assert reviews_due([scheme], date(2030, 1, 1)) == []


def test_who_leaves_is_asked_why_and_thanked(approval, scheme, rina):
    leaving = record_leaving(
        approval=approval,
        last_day=LATER,
        why="moved",
        talk="held",
        would_come_back=True,
        said="It was good.",
        by=rina,
        on=LATER,
    )
    assert (leaving.why, leaving.talk, leaving.would_come_back) == ("moved", "held", True)
    application = approval.application
    assert letter_to_write(application, []) == "left"
    words = draft("left", application, sender="Rina Cole")
    letter = write_letter(application=application, kind="left", how="e-mail", words=words, by=rina, on=LATER)
    assert letter_to_write(application, [letter]) == ""
    assert OutboxMessage.objects.filter(
        event="letter for applicant", to_address=approval.volunteer.email
    ).exists()
    assert Leaving.objects.get().approval.until_day == LATER
    assert not Enlistment.objects.serving_on(LATER).filter(volunteer=approval.volunteer).exists()
    assert Enlistment.objects.open_on(LATER).filter(volunteer=approval.volunteer).exists(), "still seen"


DAYS = {
    "not yet": (LATER + timedelta(days=1), "on their last day, or after it"),
    "before they came": (SEPTEMBER - timedelta(days=1), "They were approved on 1 September 2026"),
}


@pytest.mark.parametrize(("last_day", "words"), DAYS.values(), ids=DAYS)
def test_a_last_day_that_cannot_be_is_named(approval, rina, last_day, words):
    with pytest.raises(CannotReview, match=words) as refusal:
        record_leaving(approval=approval, last_day=last_day, why="moved", talk="held", by=rina, on=LATER)
    assert refusal.value.field == "last_day"


def test_a_review_lies_between_the_approval_and_today(approval, rina):
    with pytest.raises(CannotReview, match="or earlier"):
        hold(approval, rina, held_on=LATER + timedelta(days=1))
    with pytest.raises(CannotReview, match="The approval began on"):
        hold(approval, rina, held_on=SEPTEMBER - timedelta(days=1))


def test_nobody_reviews_themself(approval):
    with pytest.raises(CannotReview, match="This is about you"):
        hold(approval, approval.volunteer.user)


def test_due_reviews_cost_one_question_however_many(scheme, django_assert_num_queries):
    for name in ("Ben", "Ruth", "Omar"):
        an_approved_volunteer(name, scheme)
    with django_assert_num_queries(1):
        assert len(reviews_due([scheme], DECEMBER)) == 3


def test_somebody_brought_in_is_reviewed_on_the_next_usual_day():
    on = date(2026, 11, 24)
    assert review_after(date(2026, 10, 1), None, on) == date(2027, 1, 1), "three months are not over"
    assert review_after(date(2023, 2, 28), None, on) == date(2027, 2, 28)
    assert review_after(date(2023, 2, 28), date(2026, 5, 1), on) == date(2027, 5, 1)
