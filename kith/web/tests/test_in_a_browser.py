"""The front doors and the stories in a real browser: fit for everybody, at a desk and on a phone, full and empty."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.endings.tests.factories import a_match_today, an_ending_now
from kith.foundation.dates import today
from kith.matching.models import WishList
from kith.matching.tests.factories import a_road
from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import a_card, a_child, with_account
from kith.referral.tests.factories import a_paid_scheme, a_referral
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import an_authority
from kith.web.tests.factories import a_coordinator, a_talk, days_ago, two_together, withheld
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def the_clock_stands():
    """A browser has a clock of its own: here it runs, for both."""


def a_life(scheme, amara):
    """Matches in every state, somebody who waits, a referral, a concern; Ana and Ruth are winding down."""
    ana = a_match_today("Ana", "Ruth", scheme=scheme, coordinator=amara)
    for weeks in range(1, 8):
        a_meeting(
            ana, days_ago(7 * weeks), status="kept" if weeks % 3 else "moved", who="child", reason="school"
        )
    a_meeting(ana, today() + timedelta(days=7))
    a_meeting(ana, days_ago(3))
    a_talk(ana, days_ago(10))
    WishList.objects.create(
        child=ana.child, referral=ana.referral, version=1, on=days_ago(80), learnt="talk",
        words="Somebody who turns up.", to_do=["baking"],
    )  # fmt: skip
    an_ending_now(ana, child_words="I want the seaside.")
    a_card(ana.volunteer)
    withheld(two_together("Imran", "Joe", coordinator=amara), 25, 11)
    two_together("Leah", "Mo", coordinator=amara, kept=49)
    a_road("Tariq", scheme, volunteers=(), coordinator=amara, on=days_ago(118))
    a_referral(scheme=scheme, on=days_ago(12), first_name="Omar")
    a_concern(scheme=scheme, child=ana.child)
    return ana


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    """She coordinates for the provider, and for the authority, whose register she imports."""
    user = a_coordinator(scheme)
    a_member(Role.AUTHORITY_COORDINATOR, an_authority(), user=user)
    return a_member(Role.DATA_OFFICER, an_authority(), user=user)


def test_the_desk_and_the_stories_are_fit_for_everybody(page, sign_in, scheme, amara):
    ana = a_life(scheme, amara)
    sign_in(amara)
    for address in (
        "/",
        "/stories/matches/",
        "/stories/children/?show=all",
        "/search/?q=an",
        reverse("casefile:match", args=[ana.public_id]),
        reverse("casefile:child", args=[ana.child.public_id]),
        reverse("casefile:volunteer", args=[ana.volunteer.public_id]),
        reverse("people:describe", args=[ana.child.public_id]),
        reverse("people:address", args=[ana.child.public_id]),
        reverse("people:space", args=[ana.child.public_id]),
        "/nowhere",
    ):
        page.goto(address)
        check_page(page)


def test_the_bar_of_somebody_with_three_roles_stands_on_one_line(page, sign_in, amara):
    sign_in(amara)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    entries = page.locator(".kith-top__nav a")
    tops = {round(box["y"]) for box in (entry.bounding_box() for entry in entries.all())}
    assert entries.count() == 8
    assert len(tops) == 1
    bar = page.locator(".kith-top").bounding_box()
    assert bar["height"] < 70, "name, entries, search and who share one line"
    assert page.locator("[aria-current=page]").inner_text() == "Desk"


def test_every_step_of_the_desk_is_one_click_and_every_entry_can_be_reached_by_keyboard(
    page, sign_in, scheme, amara
):
    a_life(scheme, amara)
    sign_in(amara)
    page.goto("/")
    page.get_by_role("button", name="Talk to the carer").click()
    page.wait_for_url("**/stories/matches/**")
    assert page.get_by_role("heading", level=1).inner_text() == "Imran and Joe"
    page.go_back()
    page.get_by_role("searchbox").fill("ana")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ana and Ruth").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ana and Ruth"
    page.get_by_role("link", name="Talks", exact=True).click()
    assert page.get_by_text("Supervision with Ruth, by phone").is_visible()


def test_other_desks_are_fit_for_everybody_full_and_empty(page, sign_in, scheme, amara):
    a_life(scheme, amara)
    empty = a_paid_scheme("Peer mentors")
    for role, place in (
        (Role.MANAGER, scheme),
        (Role.VETTING_OFFICER, scheme),
        (Role.SAFEGUARDING_LEAD, scheme),
        (Role.COORDINATOR, empty),
        (Role.WORKER, an_authority()),
    ):
        sign_in(a_member(role, place))
        page.goto("/")
        check_page(page)


def test_the_volunteer_s_phone_is_fit_for_everybody(phone, sign_in, scheme, amara):
    ana = a_life(scheme, amara)
    sign_in(ana.volunteer.user, phone.context)
    phone.goto("/")
    assert phone.get_by_text("How did").first.is_visible()
    check_page(phone, (390,))
    phone.get_by_label("We met", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/meetings/mine")


def test_my_space_is_fit_for_everybody(phone, sign_in, scheme, amara):
    ana = a_life(scheme, amara)
    for child in (ana.child, a_child("Kofi")):
        sign_in(with_account(child), phone.context)
        phone.goto("/")
        check_page(phone, (390, 1280))
    assert phone.title() == "My space"


def test_the_ways_in_are_fit_for_everybody(phone):
    for address in ("/my-space/", "/account/login/"):
        phone.goto(address)
        check_page(phone)


def test_in_a_demonstration_the_sign_in_page_lets_one_in_with_a_click(page, settings, scheme):
    settings.DEMO = True
    a_member(Role.COORDINATOR, scheme, user=a_user("Amara", "Bello", email="amara.bello@alongside.example"))
    page.goto("/account/login/")
    check_page(page)
    page.get_by_role("button", name="Coordinator").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What needs you today"
