"""At a review it is said, quietly, that a child has grown past an age at which the programme suggests another rhythm."""

from datetime import date

import pytest
from django.urls import reverse

from kith.foundation.dates import today
from kith.meetings.queries.by_age import suggested_anew
from kith.meetings.tests.pages import a_pair, coordinator_of, days_ago, text
from kith.support.actions import begin_review

pytestmark = pytest.mark.django_db


def test_the_review_says_so_and_changes_nothing(client):
    on, birthday = today(), days_ago(40)
    match = a_pair()
    match.child.born = date(birthday.year - 15, birthday.month, min(birthday.day, 28))
    match.child.save()
    amara = coordinator_of(match)
    said = suggested_anew(match, on)
    assert said.startswith("Ana is 15 now.")
    client.force_login(amara)
    assert said in text(client.get(reverse("support:reviews_of", args=[match.public_id])))
    review = begin_review(match=match, by=amara, on=on)
    assert said in text(client.get(reverse("support:review", args=[review.public_id])))
    assert match.agreements.get().every == 2
