"""The cast of the journeys, each at a screen of their own, and the time that passes for all of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.core import mail
from playwright.sync_api import BrowserContext, Page

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.config.serving import tick
from kith.endings.tests.factories import a_match, a_young_person
from kith.foundation.dates import now
from kith.matching.models import Match
from kith.people.models import Volunteer
from kith.recruitment.tests.factories import trained_to_interview
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority
from tests.browser import DESK, PHONE
from tests.clock import Clock
from tests.journeys.screens import AtAScreen


def the_worker_works() -> None:
    """What `kith worker` does beside the pages: whatever is due by the clock, then whatever waits in the queue."""
    tick(now())


class Person(AtAScreen):
    """Somebody with an account, signed in as long as a session lasts; after a longer time they sign in again."""

    def __init__(
        self, cast: "Cast", user: User | None, role: str, *, on_a_phone: bool = False, **options: Any
    ) -> None:
        self.cast, self.user, self.role = cast, user, role
        super().__init__(cast.screen(on_a_phone=on_a_phone, **options))
        self.came_in: datetime | None = None

    def goes_to(self, address: str) -> Self:
        self.comes_in()
        return self.visits(address)

    def comes_in(self) -> None:
        at = self.cast.clock.now()
        if self.came_in is None or at - self.came_in > timedelta(minutes=25):
            self.cast.sign_in(self.user, within=self.page.context)
            self.came_in = at

    def opens_the_desk(self) -> Self:
        return self.goes_to("/")

    def goes_by_the_bar(self, words: str) -> Self:
        """By the bar at the top, or the menu under their name if the bar has no room for it."""
        self.goes_to("/") if self.page.url == "about:blank" else self.comes_in()
        place = self.page.get_by_role("navigation", name="Main").get_by_role("link", name=words, exact=True)
        if not place.count():
            menu = self.page.get_by_role("banner").locator("details")
            menu.locator("summary").click()
            place = menu.get_by_role("link", name=words, exact=True)
        with self.moving_on():
            place.click()
        return self.looks()

    def searches_for(self, words: str) -> Self:
        self.opens_the_desk()
        self.page.get_by_role("searchbox").first.fill(words)
        with self.moving_on():
            self.page.get_by_role("searchbox").first.press("Enter")
        return self.looks()

    # ------------------------------------------------------------------------------- about meetings

    def plans(self, day: date, at: str = "2pm") -> Self:
        self.dates("Which day?", day).writes("What time?", at)
        return self.presses("Plan this meeting")

    def says_that_it_was_withheld(self, by_whom: str, words: str) -> Self:
        self.chooses("What happened?", "Somebody decided that Tariq should not come")
        self.chooses("Who could not come", by_whom).chooses("Why?", "Taken away as a punishment")
        return self.writes("In words", words).presses("Save")


class Stranger(AtAScreen):
    """Somebody without an account."""

    role = "stranger"

    def __init__(self, cast: "Cast", *, on_a_phone: bool = False, **options: Any) -> None:
        self.cast = cast
        super().__init__(cast.screen(on_a_phone=on_a_phone, **options))

    def asks_for_leah(self) -> str:
        """A parent's way through the public form, one question a page; returns the reference."""
        self.goes_to("/referrals/refer/").follows("Start now")
        self.chooses("Who are you?", "Their parent").presses("Continue")
        self.writes("First name", "Leah").presses("Continue")
        self.dates("When were they born?", date(2014, 3, 27)).presses("Continue")
        self.chooses("Which council looks after them?", "Northbridge").presses("Continue")
        self.chooses("Who should hear about this?", "Northbridge visitors").presses("Continue")
        self.chooses("Have you asked them", "Yes, and they would like it").presses("Continue")
        self.writes("What did they say", "Somebody to go riding with.").presses("Continue")
        self.writes("Why would it be good for them", "She has moved three times.").presses("Continue")
        self.writes("Is there anything", "She is allergic to nuts.").presses("Continue")
        self.writes("Your name", "Joan Price").presses("Continue")
        self.writes("E-mail address", "joan@example.org").presses("Continue")
        self.is_at("Check your answers").sees("27 March 2014", "She is allergic to nuts.").presses("Send")
        return self.sees("We have your request").reads(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@dataclass
class Cast:
    """Who there is, where they work, and how letters reach them."""

    new_context: Callable[..., BrowserContext]
    sign_in: Callable[..., None]
    clock: Clock
    site: str
    authority: Organisation
    provider: Organisation
    scheme: Scheme
    users: dict[str, User] = field(default_factory=dict)
    at_screens: dict[str, Person] = field(default_factory=dict)
    trades: dict[str, type[Person]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """cast.amara: the person of that name, at a screen of their own."""
        if name.startswith("_") or name not in self.users:
            raise AttributeError(name)
        return self.at_a_screen(name)

    def at_a_screen(self, name: str) -> Person:
        """Staff sit at a desk; everybody else holds a phone."""
        if name not in self.at_screens:
            at_a_desk = self.users[name].is_staff_on(self.clock.today())
            trade = self.trades.get(name, Person)
            self.at_screens[name] = trade(self, self.users[name], name, on_a_phone=not at_a_desk)
        return self.at_screens[name]

    def two_together(self, child: str, volunteer: str | Volunteer, **given: Any) -> Match:
        """What went before a journey: a match of Amara's since September, everything in date, both with a way in."""
        match = a_match(child, volunteer, self.scheme, coordinator=self.users["amara"], **given)
        assert match.volunteer.user is not None
        self.users[child.lower()] = a_young_person(match)
        self.users[match.volunteer.first_name.lower()] = match.volunteer.user
        return match

    def screen(self, *, on_a_phone: bool = False, **options: Any) -> Page:
        """A browser that nobody has used before."""
        page = self.new_context(has_touch=on_a_phone, **options).new_page()
        page.set_default_timeout(8_000)
        page.set_viewport_size(PHONE if on_a_phone else DESK)
        return page

    def without_a_script(self, name: str) -> Person:
        """The same person, in a browser on a phone that runs no JavaScript."""
        return Person(
            self, self.users[name], f"{name}, no script", on_a_phone=True, java_script_enabled=False
        )

    def stranger(self, **options: Any) -> Stranger:
        return Stranger(self, **options)

    def letters_to(self, address: str) -> list[str]:
        """What has been sent there, subject and all, once the worker has been round: every minute."""
        self.clock.passes(timedelta(minutes=1))
        the_worker_works()
        return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox if address in letter.to]

    def link_in(self, letter: str) -> str:
        """The address a letter names, as it is on this machine."""
        found = re.search(r"https?://[^/\s]+(/\S*)", letter)
        assert found, f"There is no link in {letter!r}"
        return self.site + found[1]


STAFF: tuple[tuple[str, str, tuple[tuple[Role, str], ...]], ...] = (
    (
        "Amara",
        "Bello",
        (
            (Role.COORDINATOR, "provider"),
            (Role.AUTHORITY_COORDINATOR, "authority"),
            (Role.DATA_OFFICER, "authority"),
        ),
    ),
    ("Sam", "Okafor", ((Role.MANAGER, "provider"),)),
    ("Vera", "Lindqvist", ((Role.VETTING_OFFICER, "provider"),)),
    ("Grace", "Adeyemi", ((Role.SAFEGUARDING_LEAD, "provider"),)),
    ("Dominic", "Farr", ((Role.COMMISSIONER, "authority"),)),
    ("Jean", "Barraclough", ((Role.ELECTED_MEMBER, "authority"),)),
    ("Nia", "Rowe", ((Role.WORKER, "authority"),)),
    ("Ada", "Winter", ((Role.ADMINISTRATOR, "provider"),)),
    ("Ellis", "Marsh", ((Role.AUDITOR, "authority"),)),
)


def assemble(
    new_context: Callable[..., BrowserContext], sign_in: Callable[..., None], clock: Clock, site: str
) -> Cast:
    authority, provider = an_authority("Northbridge"), a_provider("Alongside")
    scheme = a_scheme("Northbridge visitors", provider=provider)
    a_contract(scheme, authority)
    cast = Cast(new_context, sign_in, clock, site, authority, provider, scheme)
    places = {"authority": authority, "provider": provider}
    for first, last, roles in STAFF:
        user = User.objects.create_user(f"{first.lower()}@example.org", first_name=first, last_name=last)
        for role, place in roles:
            a_member(role, places[place], user=user)
        cast.users[first.lower()] = user
    trained_to_interview(cast.users["amara"], cast.users["vera"], scheme=scheme, on=clock.today())
    return cast
