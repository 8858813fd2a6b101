"""Reviews of a match: the child first, all four heard, what was agreed, the next day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.foundation.dates import months_after, today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_coordinator, a_match
from kith.schemes.tests.factories import a_scheme
from kith.support import actions
from kith.support.actions import CannotReview
from kith.support.models import MatchReview, Voice
from kith.support.queries import reviews_due, reviews_next
from kith.support.tests.people import (
    coordinator_of,
    days_ago,
    everybody,
    go,
    manager_of,
    send,
    text,
    typed_day,
)

pytestmark = pytest.mark.django_db
ALL = ("child", "volunteer", "carer", "worker")


def begun(match, on=None):
    return actions.begin_review(match=match, by=coordinator_of(match), on=on or today())


def heard(review, *who, on=None):
    for each in who or ALL:
        actions.hear(
            review=review,
            who=each,
            words=f"Words of the {each}.",
            how="talk",
            by=coordinator_of(review.match),
            on=on or today(),
        )
    return review


def held(match, on=None, next_on=None):
    on = on or today()
    return actions.close_review(
        review=heard(begun(match, on), on=on),
        agreed="They go swimming.",
        next_on=next_on or on + timedelta(days=365),
        by=coordinator_of(match),
        on=on,
    )


def test_a_match_is_reviewed_at_three_months_and_then_every_year():
    match = everybody(begun_on=months_after(today(), -3))
    assert reviews_next([match], today() - timedelta(days=1))[0].due_on == today()
    (due,) = reviews_due([match], today())
    assert due.why == "A review belongs at 3 months. There has been no review yet."
    review = held(match)
    MatchReview.objects.update(next_on=None)
    (coming,) = reviews_next([match], review.held_on)
    assert coming.due_on == months_after(match.begun_on, 12)


def test_a_match_of_seven_years_that_was_never_reviewed_owes_one_review_not_eight():
    match = everybody(begun_on=months_after(today(), -12 * 7 - 1))
    (due,) = reviews_due([match], today())
    assert due.why.startswith("A review belongs at 7 years.")


def test_the_day_agreed_last_time_goes_before_the_rhythm():
    match = everybody(begun_on=days_ago(400))
    held(match, on=days_ago(20), next_on=today() + timedelta(days=9))
    (coming,) = reviews_next([match], today())
    assert coming.due_on == today() + timedelta(days=9)
    assert "Agreed for" in coming.why


def test_the_child_is_heard_before_anybody_else():
    review = begun(everybody())
    for who in ("volunteer", "carer", "worker"):
        with pytest.raises(CannotReview, match="Hear Ana first"):
            heard(review, who)
    heard(review, "child", "carer")
    assert [voice.who for voice in review.voices.all()] == ["child", "carer"]


def test_a_review_is_closed_only_when_all_four_were_heard_or_it_says_why_not():
    match = everybody()
    review = heard(begun(match), "child", "volunteer", "worker")
    deed = {"agreed": "All stays.", "next_on": today() + timedelta(days=300), "by": coordinator_of(match)}
    with pytest.raises(CannotReview, match="Still to hear: the carer."):
        actions.close_review(review=review, on=today(), **deed)
    priya = coordinator_of(match)
    actions.not_heard(review=review, who="carer", why="Could not be reached twice.", by=priya, on=today())
    assert actions.close_review(review=review, on=today(), **deed).held_on == today()
    with pytest.raises(CannotReview, match="has been closed"):
        heard(review, "child")


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"agreed": " "}, "what was agreed"), ({"next_on": today()}, "comes after this one")],
)
def test_a_review_says_what_was_agreed_and_a_later_day(changed, said):
    match = everybody()
    deed = {"agreed": "All stays.", "next_on": today() + timedelta(days=9)} | changed
    with pytest.raises(CannotReview, match=said):
        actions.close_review(review=heard(begun(match)), by=coordinator_of(match), on=today(), **deed)


def test_beginning_twice_is_one_review_and_nobody_reviews_their_own_match():
    match = everybody()
    assert begun(match) == begun(match)
    with pytest.raises(CannotReview, match="a match of their own"):
        actions.begin_review(match=match, by=match.volunteer.user, on=today())


def test_the_list_leads_to_the_review_and_through_it(client):
    match = everybody()
    priya = coordinator_of(match)
    assert "Ana and Ruth" in text(go(client, priya, "reviews"))
    there = send(client, priya, "reviews_of", match.public_id).url
    review = MatchReview.objects.get()
    assert there == reverse("support:review", args=[review.public_id])
    assert "Comes after Ana." in text(client.get(there))
    send(client, priya, "hear", review.public_id, "child", how="talk", words="I like her.")
    read = text(client.get(there))
    assert "I like her." in read
    assert "Comes after Ana." not in read
    for who in ("volunteer", "carer"):
        send(client, priya, "hear", review.public_id, who, how="phone", words="Good.")
    send(client, priya, "hear", review.public_id, "worker", how="not heard", words="On leave.")
    typed = {"agreed": "Swimming once a month."} | typed_day("next_on", today() + timedelta(days=200))
    send(client, priya, "review", review.public_id, **typed)
    assert "Swimming once a month." in text(client.get(there))
    assert "Not heard: On leave." in text(client.get(there))


def test_what_was_typed_stays_where_something_is_missing(client):
    match = everybody()
    review = heard(begun(match))
    typed = {"agreed": "Swimming once a month."} | typed_day("next_on", days_ago(1))
    read = text(send(client, coordinator_of(match), "review", review.public_id, **typed))
    assert "Swimming once a month." in read
    assert "or later" in read


def test_only_coordinators_near_the_child_read_what_was_said(client):
    match = everybody()
    review = heard(begun(match))
    for nobody in (manager_of(match), match.volunteer.user, match.child.user, a_coordinator()):
        assert go(client, nobody, "review", review.public_id).status_code == 404
    assert not Voice.objects.reachable_by(manager_of(match), "read what was said when asked how it goes")


def test_all_who_were_heard_read_what_was_agreed_and_not_what_the_others_said(client):
    match = everybody()
    worker = match.child.involvements.get(part="social worker").user
    assert "Nothing here yet" in text(go(client, match.child.user, "agreed"))
    held(match)
    pages = [
        go(client, match.child.user, "agreed"),
        go(client, worker, "agreed"),
        go(client, match.volunteer.user, "my_supervision"),
    ]
    for page in pages:
        assert "They go swimming." in text(page)
        assert "Words of the" not in text(page)


def test_a_longer_list_asks_the_database_no_more(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            match = a_match(
                f"{prefix}{turn}", f"R{prefix}{turn}", scheme, coordinator=priya, begun_on=days_ago(99)
            )
            heard(begun(match), "child")
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("support:reviews")))
        return len(queries)

    assert cost(2, "Ana") == cost(12, "Lea")


def test_a_review_that_an_ending_overtook_keeps_what_was_heard_and_asks_for_no_more(client):
    review = begun(everybody())
    heard(review, "child")
    match = Match.objects.get(pk=review.match_id)
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=today())
    review = MatchReview.objects.get(pk=review.pk)
    with pytest.raises(CannotReview, match="Ana and Ruth have ended. What was heard stays"):
        heard(review, "carer")
    with pytest.raises(CannotReview, match="have ended"):
        actions.close_review(
            review=review,
            agreed="Nothing.",
            next_on=today() + timedelta(days=9),
            by=coordinator_of(match),
            on=today(),
        )
    page = text(go(client, coordinator_of(match), "review", review.public_id))
    assert "is not closed any more" in page
    assert "Write down what they said" not in page
