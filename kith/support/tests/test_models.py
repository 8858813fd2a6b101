"""What must be true of the rows of support, whatever a deed forgets."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.foundation.dates import today
from kith.meetings.tests.factories import a_coordinator
from kith.schemes.tests.factories import a_provider
from kith.support.models import CheckIn, Cover, HandOver, KeepTie, MatchReview, NetworkMap, Post, Tie, Voice
from kith.support.tests.people import everybody

pytestmark = pytest.mark.django_db


def refused(model, name, /, **fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(**fields)


def test_somebody_is_asked_once_at_a_time_and_only_an_answer_has_words():
    asked = {"match": everybody(), "who": "child", "how": "talk", "asked_on": today()}
    CheckIn.objects.create(**asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(**asked)
    over = asked | {"closed_on": today(), "outcome": "declined"}
    refused(CheckIn, "only_an_answer_has_words", **over, words="No.")
    refused(CheckIn, "a_check_in_is_over_after_it_was_asked", **(over | {"closed_on": None}))


def test_a_review_that_was_held_says_what_was_agreed_and_a_voice_has_words_or_a_reason():
    given = {"match": everybody(), "due_on": today(), "begun_on": today()}
    refused(MatchReview, "a_review_that_was_held_says_what_was_agreed", **given, held_on=today())
    review = MatchReview.objects.create(**given)
    refused(Voice, "somebody_is_heard_or_it_says_why_not", review=review, who="child", heard_on=today())


def test_nobody_covers_for_themself_nor_hands_over_to_themself_nor_has_two_posts_at_one_place():
    priya, days = a_coordinator(), {"from_day": today(), "until_day": today() + timedelta(days=1)}
    refused(Cover, "nobody_covers_for_themself", coordinator=priya, covered_by=priya, why="ill", **days)
    refused(
        HandOver,
        "nobody_hands_over_to_themself",
        from_coordinator=priya,
        to_coordinator=priya,
        on=today(),
    )
    refused(
        Post,
        "a_post_is_a_part_or_the_whole",
        coordinator=priya,
        provider=a_provider(),
        share=2,
        from_day=today(),
    )


def test_a_tie_is_on_a_ring_and_one_that_was_seen_to_says_how():
    drawn = NetworkMap.objects.create(child=everybody().child, version=1, begun_on=today())
    refused(Tie, "a_tie_is_on_a_ring", map=drawn, name="Nan", ring=4, kind="family")
    tie = Tie.objects.create(map=drawn, name="Nan", ring=1, kind="family")
    refused(
        KeepTie,
        "a_tie_that_was_seen_to_says_how",
        tie=tie,
        moved_on=today(),
        due_on=today(),
        done_on=today(),
    )
