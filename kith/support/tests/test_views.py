"""The pages of support: who comes in, what is shared, what is not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.schemes.tests.factories import a_scheme
from kith.support.models import Supervision

pytestmark = pytest.mark.django_db


def days_ago(days):
    return today() - timedelta(days=days)


def a_pair(child="Ana", volunteer="Ruth", coordinator=None, **fields):
    fields.setdefault("begun_on", days_ago(200))
    return a_match(child, volunteer, coordinator=coordinator or a_coordinator(), **fields)


def a_talk(match, on, /, **fields):
    given = {"match": match, "how": "phone"} | fields
    return Supervision.objects.create(volunteer=match.volunteer, scheme=match.scheme, on=on, **given)


def coordinator_of(match):
    return match.child.involvements.get(part="coordinator").user


def page(client, user, name, row=None, **asked):
    client.force_login(user)
    return client.get(reverse(f"support:{name}", args=[row.public_id] if row else []), asked)


def send(client, user, name, row, **typed):
    client.force_login(user)
    return client.post(reverse(f"support:{name}", args=[row.public_id]), typed)


def text(response):
    return response.content.decode()


def typed_day(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


A_TALK = {
    "how": "phone",
    "minutes": "30",
    "wellbeing": "good",
    "agreed": "Ruth tries the baking club.",
    "talked_about": "Ana asked about her own mum.",
}


def test_the_list_says_who_should_be_talked_with_and_why(client):
    match = a_pair()
    read = text(page(client, coordinator_of(match), "list"))
    assert "Ruth, with Ana" in read
    assert "there has been no talk yet; the rhythm is every 4 weeks until month 6." in read


def test_the_list_is_filtered_into_due_coming_and_everybody(client):
    priya = a_coordinator()
    a_pair(coordinator=priya)
    a_talk(a_pair("Leah", "Mo", coordinator=priya), days_ago(3))

    def names(show):
        read = text(page(client, priya, "list", show=show))
        return {name for name in ("Ruth, with Ana", "Mo, with Leah") if name in read}

    assert names("due") == {"Ruth, with Ana"}
    assert names("coming") == {"Mo, with Leah"}
    assert names("all") == {"Ruth, with Ana", "Mo, with Leah"}


def test_an_empty_list_says_what_will_stand_there(client):
    assert "As soon as a match begins" in text(page(client, a_coordinator(), "list"))


def test_nobody_sees_a_volunteer_of_somebody_else_s_caseload(client):
    match = a_pair()
    noor = a_coordinator(first_name="Noor")
    assert "Ruth" not in text(page(client, noor, "list"))
    assert page(client, noor, "supervise", match).status_code == 404
    assert page(client, a_member(Role.MANAGER, match.scheme), "supervise", match).status_code == 200
    assert page(client, match.volunteer.user, "supervise", match).status_code == 404
    assert page(client, match.volunteer.user, "list").status_code == 403


def test_a_list_of_thirty_asks_no_more_than_one_of_three(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            match = a_pair(f"{prefix}{turn}", f"Ruth{prefix}{turn}", scheme=scheme, coordinator=priya)
            a_meeting(match, days_ago(150), status="kept")
            a_talk(match, days_ago(100))
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("support:list")))
        return len(queries)

    assert cost(3, "Ana") == cost(27, "Leah")


def test_the_list_is_downloaded_as_a_spreadsheet(client):
    match = a_pair()
    response = page(client, coordinator_of(match), "list", **{"as": "xlsx"})
    assert response.headers["Content-Disposition"].endswith('filename="supervision.xlsx"')


def test_a_talk_is_written_down_on_one_page_that_names_its_readers_first(client):
    match = a_pair()
    shown = text(page(client, coordinator_of(match), "supervise", match))
    assert shown.index("Ruth can read this") < shown.index('name="agreed"')
    assert shown.index("Ruth cannot.") < shown.index('name="talked_about"')
    answer = send(client, coordinator_of(match), "supervise", match, **A_TALK, **typed_day("on", today()))
    assert answer.url == reverse("support:list")
    talk = Supervision.objects.get()
    assert (talk.on, talk.how, talk.minutes, talk.match) == (today(), "phone", 30, match)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"how": ""}, "Say how you talked"),
        (typed_day("on", today() + timedelta(days=1)), "or earlier"),
        (typed_day("next_on", today()), "The next talk comes after this one"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(client, changed, said):
    match = a_pair()
    typed = {**A_TALK, **typed_day("on", today()), **changed}
    read = text(send(client, coordinator_of(match), "supervise", match, **typed))
    assert said in read
    assert "Ana asked about her own mum." in read
    assert not Supervision.objects.exists()


def test_the_second_to_write_down_the_same_talk_keeps_their_words_and_doubles_nothing(client):
    match = a_pair()
    typed = {**A_TALK, **typed_day("on", today())}
    send(client, coordinator_of(match), "supervise", match, **typed)
    manager = a_member(Role.MANAGER, match.scheme, first_name="Mona")
    read = text(send(client, manager, "supervise", match, **{**typed, "agreed": "Something else."}))
    assert "Priya has recorded a talk with Ruth" in read
    assert "Something else." in read
    assert Supervision.objects.count() == 1


def test_a_volunteer_reads_what_was_agreed_and_nothing_of_the_coordinator_s_own_record(client):
    match = a_pair()
    a_talk(
        match,
        days_ago(3),
        agreed="Ruth tries the baking club.",
        talked_about="Ana asked about her own mum.",
        wellbeing="low",
        next_on=today() + timedelta(days=30),
    )
    a_talk(a_pair("Leah", "Mo"), days_ago(3), agreed="Mo rings on Friday.")
    read = text(page(client, match.volunteer.user, "my_supervision"))
    assert "Ruth tries the baking club." in read
    assert "in 30 days" in read
    for hidden in ("own mum", "Low", "Mo rings"):
        assert hidden not in read


def test_a_volunteer_without_a_talk_is_told_what_will_stand_there(client):
    match = a_pair()
    assert "After your first meeting" in text(page(client, match.volunteer.user, "my_supervision"))


def test_after_the_match_has_ended_no_child_is_named_in_the_volunteer_s_talks(client):
    match = a_pair(status="ended", ended_on=today())
    a_talk(match, days_ago(3), agreed="A letter.")
    read = text(page(client, match.volunteer.user, "my_supervision"))
    assert "A letter." in read
    assert "Ana" not in read


def test_taking_a_talk_back_asks_first(client):
    match = a_pair()
    talk = a_talk(match, days_ago(3))
    priya = coordinator_of(match)
    assert "Take this talk back" in text(page(client, priya, "take_back", talk))
    assert Supervision.objects.count() == 1
    send(client, priya, "take_back", talk)
    assert Supervision.objects.count() == 0
    assert page(client, match.volunteer.user, "take_back", a_talk(match, days_ago(2))).status_code == 404
