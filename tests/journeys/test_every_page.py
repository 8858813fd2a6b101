"""Every address that takes no parameter, as everybody: it opens or says why not, it never breaks, and all can use it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.tests.factories import a_road
from kith.meetings.tests.factories import a_meeting
from kith.referral.tests.factories import a_referral
from kith.safeguarding.tests.factories import a_concern
from tests.browser import check_page
from tests.clock import Clock
from tests.journeys.people import Cast, Person, assemble

FINE = (200, 301, 302, 403, 404, 405)
ONCE = re.compile(r'(?:name="(?:csrfmiddlewaretoken|once)" value|id)="[^"]*"|[0-9a-f-]{32,36}')
NOBODY = "nobody signed in"
SAFE = 'href="/concerns/raise/'
ON_THE_ROAD = ("/concerns/raise/", "/concerns/raised/")
PEOPLE = (*(role.value for role in Role), NOBODY)


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address of the house that can be typed without knowing a row."""
    for pattern in patterns:
        address = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        elif "<" not in address and "(" not in address:
            yield address


ADDRESSES = sorted(set(addresses(get_resolver().url_patterns)))


def a_little_world(cast: Cast) -> Cast:
    """Somebody in each role, and at least one row for each list to show."""
    match = cast.two_together("Tariq", "Ruth")
    amara = cast.users["amara"]
    a_meeting(match, date(2026, 11, 28))
    a_meeting(match, date(2026, 11, 14))
    a_referral(scheme=cast.scheme, authority=cast.authority)
    a_road("Leah", cast.scheme, coordinator=amara, on=date(2026, 9, 1), authority=cast.authority)
    a_concern(child=match.child, scheme=cast.scheme)
    cast.users |= {"young person": cast.users["tariq"], "volunteer": cast.users["ruth"]}
    for role in Role:
        place = cast.authority if role in AT_THE_AUTHORITY else cast.provider
        if role.value not in cast.users:
            cast.users[role.value] = a_member(role, place, first_name=role.label.split()[0])
    return cast


AT_THE_AUTHORITY = {
    Role.AUTHORITY_COORDINATOR,
    Role.COMMISSIONER,
    Role.DATA_OFFICER,
    Role.ELECTED_MEMBER,
    Role.WORKER,
    Role.AUDITOR,
    Role.CARER,
}


def test_there_are_addresses_of_every_room():
    rooms = {address.split("/")[1] for address in ADDRESSES}
    assert {"register", "referrals", "volunteers", "matching", "meetings", "concerns", "reports"} <= rooms


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="On SQLite the next test asks the same.")
def test_every_address_answers_without_a_browser(clock: Clock):
    nobody_looks: dict[str, Any] = {"new_context": None, "sign_in": None}
    cast = a_little_world(assemble(clock=clock, site="", **nobody_looks))
    shown: set[str] = set()
    for who in PEOPLE:
        opening, broken = sort_by_answer(cast, who, shown)
        assert not broken
        assert opening or who != NOBODY
    assert len(shown) > len(ADDRESSES)


def test_every_page_opens_or_refuses_in_words_and_everybody_can_use_it(cast: Cast):
    a_little_world(cast)
    looked_at, faults = 0, []
    shown: set[str] = set()
    for who in PEOPLE:
        opening, broken = sort_by_answer(cast, who, shown)
        faults += broken
        screen = cast.stranger() if who == NOBODY else cast.at_a_screen(who)
        if isinstance(screen, Person):
            screen.comes_in()
        for address in opening:
            screen.page.goto(address)
            looked_at += 1
            try:
                check_page(screen.page)
            except AssertionError as fault:
                faults.append(f"{who}: {fault}")
    assert not faults, f"{len(faults)} of {looked_at} pages:\n\n" + "\n\n".join(faults)
    assert looked_at > len(ADDRESSES)


def sort_by_answer(cast: Cast, who: str, shown: set[str]) -> tuple[list[str], list[str]]:
    """The addresses that open a page for this person, and what is wrong with the others, asked without a browser.

    A page that somebody else was shown word for word need not be opened in the browser again.
    """
    client = Client(raise_request_exception=False)
    if who != NOBODY:
        client.force_login(cast.users[who])
    opening, broken = [], []
    for address in ADDRESSES:
        answer = client.get(address)
        if answer.status_code not in FINE:
            broken.append(f"{who}: {address} answered {answer.status_code}")
        elif answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            if answer.context and not isinstance(answer.context.get("me", ""), str):
                broken.append(f"{who}: {address} takes the name at the top for something of its own")
            if SAFE not in answer.content.decode() and address not in ON_THE_ROAD:
                broken.append(f"{who}: {address} does not lead to safety")
            said = ONCE.sub("", answer.content.decode().partition("<main")[2])
            if said not in shown:
                shown.add(said)
                opening.append(address)
    return opening, broken
