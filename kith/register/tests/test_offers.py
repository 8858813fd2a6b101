"""Considered, offered, answered: what may be written down, what follows, and how a mistake is put right."""

from datetime import date, timedelta

import pytest

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.register.actions import CannotRecordOffer, correct_offer, record_offer
from kith.register.models import CareSummary, Offer, PathwayPoint
from kith.register.tests.factories import DAY, a_child_on_the_register, a_point

pytestmark = pytest.mark.django_db
A = Offer.Answer


def recorded(point: PathwayPoint | None = None, answer: str = A.ACCEPTED, **told) -> Offer:
    given = {"asked": "talk", "by": a_user(), "on": DAY} | told
    return record_offer(point=point or a_point(), answer=answer, **given)


def test_a_yes_is_kept_with_the_child_s_words_and_audited_without_them():
    offer = recorded(child_words=" Yeah, go on then. ")
    assert offer.child_words == "Yeah, go on then."
    assert offer.ask_again_on is None
    event = Event.objects.get(kind=Kind.OFFER_RECORDED)
    assert event.details == {"answer": "accepted", "at": "review"}
    assert event.child == offer.child.public_id


@pytest.mark.parametrize("answer", [A.DECLINED, A.UNDECIDED, A.NOT_NOW, A.HAS_SOMEBODY])
def test_a_no_is_for_now_and_the_next_review_asks_again(answer):
    child = a_child_on_the_register(summary__review_due=date(2027, 2, 1))
    assert recorded(a_point(child), answer, why="Settling in").ask_again_on == date(2027, 2, 1)


def test_where_no_review_is_due_it_asks_again_after_half_a_year():
    assert recorded(answer=A.DECLINED).ask_again_on == date(2027, 5, 24)


def test_a_review_that_is_late_is_no_day_to_ask_again_on():
    child = a_child_on_the_register(summary__review_due=DAY - timedelta(days=10))
    assert recorded(a_point(child), A.DECLINED).ask_again_on == date(2027, 5, 24)


def test_too_young_waits_until_the_child_is_old_enough():
    child = a_child_on_the_register(born=date(2020, 3, 5))
    assert recorded(a_point(child), A.TOO_YOUNG).ask_again_on == date(2028, 3, 5)


def test_another_day_to_ask_again_may_be_chosen_but_not_an_earlier_one():
    assert recorded(answer=A.DECLINED, ask_again_on=date(2027, 1, 4)).ask_again_on == date(2027, 1, 4)
    with pytest.raises(CannotRecordOffer, match="Asking again comes after"):
        recorded(answer=A.DECLINED, ask_again_on=DAY)


@pytest.mark.parametrize("answer", sorted(Offer.OFFERED))
def test_only_a_child_who_was_asked_can_have_answered(answer):
    with pytest.raises(CannotRecordOffer, match="how they were asked"):
        recorded(answer=answer, asked="not asked")


@pytest.mark.parametrize("answer", [A.NOT_CONSIDERED, A.NOT_NOW])
def test_not_offering_needs_a_reason(answer):
    with pytest.raises(CannotRecordOffer, match="why not"):
        recorded(answer=answer, why="  ")


def test_a_child_who_was_not_offered_anybody_was_not_asked():
    offer = recorded(answer=A.NOT_NOW, why="Just moved", asked="talk", child_words="something")
    assert (offer.asked, offer.child_words) == ("not asked", "")


def test_a_point_is_answered_once():
    point = a_point()
    recorded(point)
    with pytest.raises(CannotRecordOffer, match="put it right instead"):
        recorded(point)


def test_a_point_that_was_withdrawn_takes_no_answer():
    with pytest.raises(CannotRecordOffer, match="no longer tells"):
        recorded(a_point(withdrawn_on=DAY))


def test_a_mistake_is_put_right_by_a_new_row_and_both_stay():
    wrong = recorded(answer=A.ACCEPTED)
    right = correct_offer(offer=wrong, answer=A.DECLINED, asked="leaflet", by=a_user(), on=DAY)
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.corrected_by, right.corrected_by) == (right, None)
    assert list(Offer.objects.standing()) == [right]
    assert Event.objects.get(kind=Kind.OFFER_CORRECTED).details["was"] == "accepted"
    with pytest.raises(CannotRecordOffer, match="put right already"):
        correct_offer(offer=wrong, answer=A.UNDECIDED, asked="talk", by=a_user(), on=DAY)


def test_the_list_knows_at_once_what_was_answered():
    child = a_child_on_the_register()
    wrong = recorded(a_point(child), A.ACCEPTED)
    summary = CareSummary.objects.get(child=child)
    assert (summary.asked_on, summary.last_answer) == (DAY, "accepted")
    correct_offer(offer=wrong, answer=A.NOT_NOW, why="Wrong child", by=a_user(), on=DAY)
    summary.refresh_from_db()
    assert (summary.asked_on, summary.last_answer) == (None, "not in interests")


def test_the_newest_point_of_a_child_is_the_one_to_ask_at():
    child = a_child_on_the_register()
    old, new = a_point(child, on=date(2026, 5, 1)), a_point(child, on=date(2026, 11, 1))
    a_point(child, on=date(2026, 12, 20), expected=True)
    a_point(child, on=date(2026, 11, 20), withdrawn_on=DAY)
    assert list(PathwayPoint.objects.to_ask(DAY)) == [new]
    recorded(new)
    assert list(PathwayPoint.objects.to_ask(DAY)) == []
    assert set(PathwayPoint.objects.unanswered()) >= {old}


def test_a_child_s_no_is_left_in_peace_until_the_day_to_ask_again():
    child = a_child_on_the_register(summary__review_due=date(2027, 2, 1))
    recorded(a_point(child, on=date(2026, 11, 1)), A.DECLINED)
    moved = a_point(child, PathwayPoint.Kind.MOVED, on=date(2026, 11, 20))
    assert list(PathwayPoint.objects.to_ask(DAY)) == []
    assert list(PathwayPoint.objects.to_ask(date(2027, 2, 1))) == [moved]


def test_nobody_is_reminded_to_ask_a_child_who_is_too_young_or_has_left():
    a_point(a_child_on_the_register(born=date(2021, 5, 4)))
    a_point(a_child_on_the_register(looked_after=False))
    assert not PathwayPoint.objects.to_ask(DAY).exists()
