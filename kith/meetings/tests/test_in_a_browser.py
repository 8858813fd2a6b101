"""The pages on a phone and at a desk, as a browser shows them and as the accessibility rules ask."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kith.foundation.dates import today
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.people.tests.factories import with_account
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def match():
    priya = a_coordinator()
    match = a_match(coordinator=priya, approved=True, begun_on=today() - timedelta(days=150))
    a_meeting(match, today() - timedelta(days=15), status="kept", feeling="good")
    a_meeting(match, today() - timedelta(days=1))
    a_meeting(match, today() + timedelta(days=6))
    return match


def test_a_volunteer_tells_of_a_meeting_in_four_taps(match, page, sign_in):
    sign_in(match.volunteer.user)
    page.goto(reverse("meetings:my_meetings"))
    check_page(page)
    page.get_by_role("radio", name="We met").check()
    page.get_by_role("checkbox", name="Out and about").check()
    page.get_by_role("checkbox", name="Food").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Thank you, that is kept.").wait_for()
    told = Meeting.objects.get(match=match, at__date=today() - timedelta(days=1))
    assert (told.status, told.activities, told.minutes) == ("kept", ["out", "food"], 120)


def test_the_pages_of_a_desk_pass_the_accessibility_rules(match, page, sign_in):
    sign_in(match.child.involvements.get(part="coordinator").user)
    kept, unsaid, ahead = Meeting.objects.filter(match=match).order_by("at")
    for name, row in (
        ("calendar", None),
        ("meeting", kept),
        ("record", unsaid),
        ("not_kept", unsaid),
        ("move", ahead),
        ("plan", match),
        ("off_plan", match),
        ("put_right", kept),
        ("call_off", ahead),
    ):
        page.goto(reverse(f"meetings:{name}", args=[row.public_id] if row else []))
        check_page(page)


def test_among_many_names_one_is_found_and_whoever_is_ticked_stays_in_sight(match, page, sign_in):
    priya = match.child.involvements.get(part="coordinator").user
    for name in ("Bea", "Caleb", "Dot", "Eve", "Finn", "Kofi", "Zoë"):
        a_match(name, "Ola", scheme=match.scheme, coordinator=priya)
    sign_in(priya)
    page.set_viewport_size({"width": 390, "height": 850})
    page.goto(reverse("meetings:together"))
    page.get_by_role("checkbox", name="Kofi and Ola").check()
    page.get_by_label("Find a name").fill("zoe")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    page.get_by_role("checkbox", name="Zoë and Ola").check()
    page.get_by_label("Find a name").fill("Nobody")
    expect(page.get_by_text("Nobody is called that. 2 of 8 chosen")).to_be_visible()
    check_page(page)


def test_the_pages_of_my_space_pass_them_too(match, page, sign_in):
    sign_in(with_account(match.child))
    kept = Meeting.objects.get(match=match, status="kept")
    for name, row in (("meeting", kept), ("how_it_was", kept), ("asking", None)):
        page.goto(reverse(f"meetings:{name}", args=[row.public_id] if row else []))
        check_page(page)
