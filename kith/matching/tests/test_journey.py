"""Step 5 of the road in a real browser: the talk, the cards, the volunteer's yes, two people, a first meeting, a match."""

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.models import Match, Proposal
from kith.matching.tests.factories import a_road, who_may_come
from kith.people.tests.factories import with_account
from tests.browser import PHONE, check_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nine_in_the_morning(clock):
    """In a browser the clock runs: sessions and the server ask it too."""


def fill_day(page, legend, day):
    group = page.get_by_role("group", name=legend)
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box).fill(str(value))


def test_a_child_and_a_volunteer_find_each_other(page, new_context, sign_in, clock):
    on = clock.today()
    road = a_road(volunteers=(), wishes=False, on=on)
    ben, samir = (who_may_come(name, road.scheme) for name in ("Ben", "Samir"))
    tariq = with_account(road.child)
    manager = a_member(Role.MANAGER, road.scheme, first_name="Mona")

    def browser_of(user, phone=False):
        context = new_context(has_touch=phone)
        sign_in(user, context)
        opened = context.new_page()
        if phone:
            opened.set_viewport_size(PHONE)
        return opened

    # The talk
    sign_in(road.coordinator)
    page.goto("/matching/")
    check_page(page)
    page.get_by_role("link", name="Talk about what they would like").click()
    check_page(page)
    page.get_by_label("Cars", exact=True).check()
    page.get_by_role("group", name="A man", exact=True).get_by_label("Must").check()
    page.get_by_label("Saturdays").check()
    page.get_by_label("What did they say?").fill("Someone who gets cars.")
    page.get_by_role("button", name="Keep, and look for somebody").click()
    page.get_by_label("In a conversation with the child").check()
    check_page(page)
    page.get_by_role("button", name="Keep, and look for somebody").click()

    # Who could be there
    assert page.get_by_role("heading", name="Who could be there for Tariq?").is_visible()
    assert page.get_by_text("likes cars too").count() == 2
    page.get_by_label("Name of a volunteer").fill("sam")
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_text("Samir fits, and is among those above.").is_visible()
    check_page(page)
    page.get_by_role("button", name="Show Tariq the cards").click()
    check_page(page)

    # The child chooses alone, on a phone
    mine = browser_of(tariq, phone=True)
    mine.goto("/matching/mine")
    mine.get_by_role("group", name="What about Ben?").get_by_label("My first choice").check()
    mine.get_by_role("group", name="What about Samir?").get_by_label("Second").check()
    check_page(mine)
    mine.get_by_role("button", name="This is my choice").click()
    assert mine.get_by_text("You chose Ben. We are asking Ben.").is_visible()
    check_page(mine)

    # Ben is asked without a name, and says no; Samir is next, and says yes
    ask(page, "Ben")
    phone = browser_of(ben.user, phone=True)
    answer(phone, "No, not this time")
    page.goto("/matching/proposals")
    check_page(page)
    ask(page, "Samir")
    phone = browser_of(samir.user, phone=True)
    answer(phone, "Yes, I would like that")

    # Two people look
    proposal = Proposal.objects.open().get()
    theirs = browser_of(manager)
    for person in (page, theirs):
        person.goto(f"/matching/proposals/{proposal.public_id}/approve")
        check_page(person)
        person.get_by_role("button", name="I approve this").click()
    page.goto(f"/matching/proposals/{proposal.public_id}")

    # A first meeting, and everybody is asked again
    page.get_by_role("button", name="Plan the first meeting").click()
    fill_day(page, "Which day?", on)
    page.get_by_label("What time?").fill("9am")
    page.get_by_label("Where?").fill("the café by the pool")
    check_page(page)
    page.get_by_role("button", name="Plan it").click()
    mine.goto("/matching/mine")
    mine.get_by_role("button", name="Say how it was").click()
    check_page(mine)
    mine.get_by_role("button", name="Yes", exact=True).click()
    phone.reload()
    assert phone.get_by_role("heading", name="You and Tariq").is_visible()
    phone.get_by_role("button", name="Yes", exact=True).click()
    check_page(phone)
    page.goto(f"/matching/proposals/{proposal.public_id}/after")
    page.get_by_label("The carer").check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Write it down").click()

    # They agree, and begin
    page.get_by_role("button", name="Agree and begin").click()
    page.get_by_label("Where they usually meet").fill("outside the pool")
    check_page(page)
    page.get_by_role("button", name="Begin the match").click()
    assert page.get_by_role("heading", name="What Tariq and Samir agreed").is_visible()
    check_page(page)
    page.get_by_role("button", name="Print it").click()
    check_page(page)
    assert Match.objects.get().name == "Tariq and Samir"


def ask(page, name):
    page.goto("/matching/proposals")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Write the sketch").click()
    page.get_by_role("button", name=f"Ask {name}").click()
    check_page(page)


def answer(phone, words):
    proposal = Proposal.objects.asked().get()
    phone.goto(f"/matching/asked/{proposal.public_id}")
    assert phone.get_by_text("A boy aged 11 to 13 who likes cars.").is_visible()
    assert phone.get_by_text("Tariq").count() == 0
    check_page(phone)
    phone.get_by_role("button", name=words).click()
    check_page(phone)
