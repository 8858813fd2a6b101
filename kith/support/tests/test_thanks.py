"""Thanks: whom and why, a card, a letter that says nothing; and the week, only of what is in reach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.foundation.dates import months_after, now, today
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.messages.models import OutboxMessage
from kith.schemes.tests.factories import a_scheme
from kith.support import actions
from kith.support.actions import CannotThank
from kith.support.models import Thanks
from kith.support.queries import to_thank
from kith.support.queries.digest import digest
from kith.support.tests.people import coordinator_of, days_ago, go, manager_of, send, text

pytestmark = pytest.mark.django_db
A_CARD = {"occasion": "nothing", "words": "You waited in the rain.", "signed": "Priya", "picture": "cake"}


def a_pair(begun_on, child="Ana", volunteer="Ruth", coordinator=None, **fields):
    return a_match(child, volunteer, coordinator=coordinator or a_coordinator(), begun_on=begun_on, **fields)


def thank(match, on=None, **changed):
    return actions.thank(match=match, by=coordinator_of(match), on=on or today(), **(A_CARD | changed))


def test_an_anniversary_is_told_of_in_the_month_before_it():
    match = a_pair(months_after(today() + timedelta(days=20), -36))
    (line,) = to_thank([match], today())
    assert line.on == today() + timedelta(days=20)
    assert "have known each other for 3 years" in line.why
    assert to_thank([a_pair(months_after(today() + timedelta(days=40), -12), "Bo", "Al")], today()) == []


def test_the_anniversary_itself_still_counts_and_the_day_after_is_next_year():
    match = a_pair(months_after(today(), -12))
    assert to_thank([match], today())[0].on == today()
    assert [line.occasion for line in to_thank([match], today() + timedelta(days=1))] == ["nothing"]


def test_a_round_number_of_meetings_and_a_hard_time_are_reasons_too():
    priya = a_coordinator()
    many, low = a_pair(days_ago(120), coordinator=priya), a_pair(days_ago(120), "Leah", "Mo", priya)
    for days in range(10):
        a_meeting(many, days_ago(5 + days * 7), status="kept")
    actions.record_supervision(
        volunteer=low.volunteer,
        scheme=low.scheme,
        match=low,
        how="phone",
        wellbeing="low",
        by=priya,
        on=days_ago(3),
    )
    assert {line.match: line.occasion for line in to_thank([many, low], today())} == {
        many: "meetings",
        low: "through",
    }


def test_whoever_was_thanked_lately_is_not_asked_for_and_after_a_year_is_again():
    match = a_pair(days_ago(200))
    thank(match)
    assert to_thank([match], today()) == []
    later = today() + timedelta(days=400)
    assert to_thank([match], later)[0].occasion in ("nothing", "year")


def test_a_card_is_theirs_and_the_letter_says_nothing(client):
    match = a_pair(days_ago(200))
    card = thank(match)
    letter = OutboxMessage.objects.get(event="something new")
    assert letter.to == match.volunteer.user
    assert "rain" not in str(letter.values)
    assert card.words in text(go(client, match.volunteer.user, "my_thanks"))
    other = a_match("Bo", "Al", coordinator=coordinator_of(match))
    assert "Nothing here yet" in text(go(client, other.volunteer.user, "my_thanks"))


@pytest.mark.parametrize(("changed", "said"), [({"words": " "}, "a few words"), ({}, "from today already")])
def test_an_empty_card_and_the_same_twice_are_refused(changed, said):
    match = a_pair(days_ago(200))
    if not changed:
        thank(match)
    with pytest.raises(CannotThank, match=said):
        thank(match, **changed)


def test_the_page_says_whom_to_thank_and_a_card_is_written_there(client):
    match = a_pair(days_ago(400))
    priya = coordinator_of(match)
    assert "Ruth, with Ana" in text(go(client, priya, "thanks"))
    assert "Choose a picture" in text(
        send(client, priya, "thank", match.public_id, **(A_CARD | {"picture": ""}))
    )
    assert send(client, priya, "thank", match.public_id, **A_CARD).url == reverse("support:thanks")
    assert Thanks.objects.get().signed == "Priya"
    assert "Everybody has been thanked" in text(go(client, priya, "thanks"))
    assert go(client, a_coordinator(first_name="Noor"), "thank", match.public_id).status_code == 404
    assert "No volunteers to thank yet" in text(go(client, a_coordinator(first_name="Zoe"), "thanks"))


def test_a_longer_list_asks_the_database_no_more(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            a_pair(days_ago(400), f"{prefix}{turn}", f"R{prefix}{turn}", priya, scheme=scheme)
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("support:thanks")))
        return len(queries)

    assert cost(2, "Ana") == cost(12, "Lea")


def test_the_week_tells_only_of_what_is_in_reach(client):
    match = a_pair(days_ago(400))
    priya, noor = coordinator_of(match), a_coordinator(first_name="Noor")
    said = [line.words for line in digest(priya, now())]
    for sentence in (
        "1 match has gone quiet.",
        "1 supervision is due.",
        "1 person should be asked how it goes.",
        "1 review is due.",
        "1 volunteer would be glad of thanks.",
    ):
        assert sentence in said
    assert digest(noor, now()) == []
    assert digest(match.volunteer.user, now()) == []
    of_manager = [line.words for line in digest(manager_of(match), now())]
    assert "1 supervision is due." in of_manager
    assert not any("asked how it goes" in sentence or "review" in sentence for sentence in of_manager)
    assert "1 match has gone quiet." in text(go(client, priya, "week"))
    assert "Nothing is due" in text(go(client, noor, "week"))
