"""A no goes back without a trace: every page that the others can reach is walked, and says the same whoever said it."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching import actions
from kith.matching.tests.factories import AFTERWARDS, DAY, a_road
from kith.matching.tests.pages import at, read
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, a_worker, with_account
from kith.schemes.tests.factories import a_contract

pytestmark = [pytest.mark.django_db, pytest.mark.walked_once]

MOST_PAGES = 80
CANARY = "Canary of a no"
ELSEWHERE = ("/account", "/static", "/accounts", "http", "#", "mailto:", "tel:")
WHO_SAYS_NO = {
    "the child": lambda proposal, by: actions.close(
        proposal=proposal, closed_by="child", words=CANARY, by=by, on=DAY
    ),
    "the carer": lambda proposal, by: actions.close(
        proposal=proposal, closed_by="carer", words=CANARY, by=by, on=DAY
    ),
    "the worker": lambda proposal, by: actions.close(
        proposal=proposal, closed_by="worker", words=CANARY, by=by, on=DAY
    ),
    "the scheme": lambda proposal, by: actions.close(
        proposal=proposal, closed_by="coordinator", reason="circumstances", words=CANARY, by=by, on=DAY
    ),
}


def plain(html):
    """What a person reads, without keys, ids and tokens."""
    main = html.split("<main", 1)[-1].split("</main")[0]
    text = unescape(re.sub(r"<[^>]+>", " ", main))
    return " ".join(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", text).split())


def walk(client, user):
    """Every page that can be reached from their home by following links, by address without keys."""
    client.force_login(user)
    to_see, seen, told = ["/"], set(), {}
    while to_see and len(seen) < MOST_PAGES:
        address = to_see.pop(0)
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        html = response.content.decode()
        name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", address)
        told.setdefault(name, set()).add(plain(html))
        for found in re.findall(r'href="([^"]+)"', html):
            link = unescape(found).split("#")[0]
            if link and not link.startswith(ELSEWHERE) and not link.endswith((".xlsx", ".pdf", ".ics")):
                to_see.append(link if link.startswith("/") else f"{address.split('?')[0]}{link}")
    return told


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road()


@pytest.fixture
def others(road):
    """Everybody besides the coordinator who is near: two volunteers on other cards, worker, carer, who pays."""
    a_contract(road.scheme, road.child.authority)
    worker = a_worker(
        organisation=road.child.authority, user=a_member(Role.WORKER, road.child.authority, first_name="Nia")
    )
    carer = a_carer(user=a_member(Role.CARER, road.child.authority, first_name="Jo"))
    for person, part in ((worker, Involvement.Part.SOCIAL_WORKER), (carer, Involvement.Part.CARER)):
        involve(child=road.child, person=person, part=part, by=None, on=DAY, act="test")
    return {
        "Samir": road.volunteers[1].user,
        "Luke": road.volunteers[2].user,
        "worker": worker.user,
        "carer": carer.user,
        "commissioner": a_member(Role.COMMISSIONER, road.child.authority, first_name="Kit"),
    }


def in_a_world_of_its_own(happens, look):
    with transaction.atomic():
        happens()
        seen = look()
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("step", ["asked", "answered", "approved", "meeting"])
def test_for_everybody_else_it_is_as_if_nobody_had_been_asked(road, others, client, step):
    def nothing():
        road.shortlist()

    def a_no():
        proposal = road.proposal(step)
        WHO_SAYS_NO["the child"](proposal, road.coordinator)

    for name, user in others.items():
        before = in_a_world_of_its_own(nothing, lambda user=user: walk(client, user))
        after = in_a_world_of_its_own(a_no, lambda user=user: walk(client, user))
        assert after == before, name
        assert CANARY not in str(after)
        assert len(after) > 1, f"{name} saw one page only"


@pytest.mark.parametrize("step", ["asked", "answered", "approved", "meeting"])
def test_the_volunteer_cannot_tell_whose_no_it_was(road, client, step):
    ben = road.volunteers[0].user
    worlds = {}
    for who, says_no in WHO_SAYS_NO.items():

        def happens(says_no=says_no):
            proposal = road.proposal(step)
            says_no(proposal, road.coordinator)
            road.closed = proposal

        def look():
            pages = walk(client, ben)
            client.force_login(ben)
            pages["the address in the letter"] = {
                plain(client.get(at("my_proposal", road.closed)).content.decode())
            }
            letters = OutboxMessage.objects.filter(to=ben).order_by("pk")
            return pages, [letter.event for letter in letters]

        worlds[who] = in_a_world_of_its_own(happens, look)
    first = worlds["the child"]
    assert all(world == first for world in worlds.values())
    assert CANARY not in str(first)
    for never in ("Tariq", "said no", "carer", "cars"):
        assert never not in str(first[0]["the address in the letter"])
    assert "This one is closed" in str(first[0]["the address in the letter"])


def my_choice(client):
    """Where a young person reads how it stands; they are signed in."""
    return {"my choice": {plain(client.get(reverse("matching:my_cards"), follow=True).content.decode())}}


def volunteer_says_no(proposal, road):
    ben = proposal.volunteer.user
    actions.volunteer_answers(proposal=proposal, yes=False, words=CANARY, by=ben, on=DAY)


def test_the_child_cannot_tell_a_volunteers_no_from_any_other(road, client):
    child = with_account(road.child)
    worlds = {}
    for who in ("the volunteer", "the carer", "the worker", "the scheme"):

        def happens(who=who):
            proposal = road.proposal("asked")
            if who == "the volunteer":
                volunteer_says_no(proposal, road)
            else:
                WHO_SAYS_NO[who](proposal, road.coordinator)

        worlds[who] = in_a_world_of_its_own(happens, lambda: walk(client, child) | my_choice(client))
    first = worlds["the volunteer"]
    assert all(world == first for world in worlds.values())
    assert CANARY not in str(first)
    assert "It can’t be Ben this time. It is nothing you did." in str(first)


def test_after_the_first_meeting_nobody_is_told_whose_no_it_was(road, client, afterwards):
    worlds = {}
    child, ben = with_account(road.child), road.volunteers[0].user
    for who in ("child", "volunteer", "carer"):

        def happens(who=who):
            proposal = road.proposal("meeting")
            actions.answer_first_meeting(
                proposal=proposal, who=who, yes=False, words=CANARY, by=road.coordinator, on=AFTERWARDS
            )

        def look():
            return walk(client, ben), walk(client, child) | my_choice(client)

        worlds[who] = in_a_world_of_its_own(happens, look)
    assert worlds["child"][0] == worlds["carer"][0] == worlds["volunteer"][0]
    assert worlds["carer"][1] == worlds["volunteer"][1]
    assert CANARY not in str(worlds)


def test_a_card_set_aside_is_never_told_of(road, others, client):
    def nothing():
        road.shortlist()

    def aside():
        shortlist = road.shortlist()
        actions.choose(
            shortlist=shortlist,
            set_aside=list(shortlist.cards.all()),
            others=True,
            by=road.coordinator,
            on=DAY,
        )

    letters = OutboxMessage.objects.count()
    for name in ("Samir", "Luke"):
        user = others[name]
        assert in_a_world_of_its_own(aside, lambda user=user: walk(client, user)) == in_a_world_of_its_own(
            nothing, lambda user=user: walk(client, user)
        )
    aside()
    assert OutboxMessage.objects.count() == letters


def test_the_walk_would_find_a_trace(road, client):
    """The walk itself can fail: whoever looks after the child does read whose no it was."""
    proposal = road.proposal("asked")
    WHO_SAYS_NO["the carer"](proposal, road.coordinator)
    client.force_login(road.coordinator)
    assert CANARY in read(client.get(at("proposal", proposal)))
