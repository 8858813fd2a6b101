"""Whoever is not named for a sealed story finds the child on no page, in no list, no search and no file they can reach.

Every second child of the demo world is sealed, and everybody on the staff follows every link from every page.
"""

import html
import io
import re
import zipfile
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kith.access.models import User
from kith.demo.cast import World
from kith.demo.tests.factories import a_small_world
from kith.people.models import Child, Involvement
from kith.safeguarding.guarding import seal
from tests.journeys.test_every_page import ADDRESSES

pytestmark = pytest.mark.walked_once
DAY = date(2026, 11, 24)
MARK = "Zebulqa"
LINK = re.compile(r'href="(/[^"#]*)"')
MOST_PAGES = 300
STAFF = (
    "manager",
    "vetting officer",
    "second coordinator",
    "second manager",
    "commissioner",
    "elected member",
    "administrator",
    "auditor",
)
AWAY = re.compile(r"/account/|/static/|/media/|logout|calendar/feed")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """A world in which every second child bears a mark in their name and is sealed by the one lead."""
    with django_db_blocker.unblock(), a_small_world(DAY) as world:
        lead = world.staff["safeguarding lead"]
        served = Involvement.objects.open_on(DAY).filter(scheme__isnull=False).values("child")
        for child in Child.objects.filter(pk__in=served).order_by("pk")[::2]:
            child.first_name, child.known_as, child.last_name = f"{MARK}{child.pk}", "", f"{MARK}{child.pk}"
            child.save(update_fields=["first_name", "known_as", "last_name"])
            if child.user:
                child.user.first_name = child.first_name
                child.user.save(update_fields=["first_name"])
            seal(child=child, why="So that nobody finds them.", by=lead, on=DAY)
        yield world


@pytest.fixture
def world(made, db) -> World:
    return made


def text_of(answer: Any) -> str:
    """What a page says, or what is in a workbook, in order to look for a mark."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode(errors="ignore") for name in book.namelist())
    return html.unescape(body.decode(errors="ignore"))


def seen_by(user: User) -> dict[str, str]:
    """Every address that this person comes to by following links, a few of each kind, where a mark shows."""
    client = Client()
    client.force_login(user)
    ahead = [*ADDRESSES, f"/search/?q={MARK}"]
    met: set[str] = set()
    kinds: Counter[str] = Counter()
    found: dict[str, str] = {}
    while ahead and len(met) < MOST_PAGES:
        address = ahead.pop(0)
        kind = KEY.sub("…", address.partition("?")[0])
        if address in met or AWAY.search(address) or kinds[kind] >= 2:
            continue
        met.add(address)
        kinds[kind] += 1
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        said = text_of(answer)
        if shown := re.search(rf".{{0,60}}{MARK}\d.{{0,40}}", said, re.DOTALL):
            found[address] = shown.group()
        ahead += LINK.findall(said)
    return found


@pytest.mark.parametrize("who", STAFF)
def test_a_sealed_child_is_on_no_page_of_somebody_who_is_not_named(world: World, who: str):
    user = world.staff[who]
    near = Involvement.objects.open_on(DAY).filter(user=user, child__sealed=True)
    for involvement in near:
        involvement.until_day = involvement.from_day
        involvement.save(update_fields=["until_day"])
    assert not seen_by(user)


def test_those_who_are_named_do_find_them(world: World):
    assert seen_by(world.staff["coordinator"])
