"""Which front doors somebody has, in the order in which they are offered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may
from kith.access.roles import Role
from kith.web.homes.desk import desk
from kith.web.homes.near import carer, worker
from kith.web.homes.page import Page
from kith.web.homes.volunteer import volunteer
from kith.web.homes.young_person import my_space


@dataclass(frozen=True)
class Door:
    """A first page of one's own, or the name of the page that serves as one. `words` name it in a menu."""

    key: str
    words: str
    leads_to: Callable[..., Page] | str


MY_SPACE = Door("my-space", "My space", my_space)
DESK = Door("desk", "My desk", desk)
BY_ROLE: dict[Role, Door] = {
    Role.AUTHORITY_COORDINATOR: Door("register", "The register", "register:home"),
    Role.WORKER: Door("worker", "The children I work with", worker),
    Role.VOLUNTEER: Door("volunteer", "My own volunteering", volunteer),
    Role.CARER: Door("carer", "Plan of meetings", carer),
    Role.COMMISSIONER: Door("reports", "Reports", "reporting:reports"),
    Role.ELECTED_MEMBER: Door("members", "For members", "reporting:members"),
    Role.DATA_OFFICER: Door("import", "Import", "register:import"),
    Role.ADMINISTRATOR: Door("schemes", "Schemes", "administration:schemes"),
    Role.AUDITOR: Door("audit", "Who did and saw what", "administration:audit"),
}


def doors_of(user: User, on: date) -> list[Door]:
    """All of a person's front doors; the first is where they come in."""
    roles = user.roles_on(on)
    first = [MY_SPACE] if Role.YOUNG_PERSON in roles else []
    if may(user, Permission.SEE_DESK, on):
        first.append(DESK)
    return first + [door for role, door in BY_ROLE.items() if role in roles]


def home_of(user: User, *, at: datetime, on: date, wanted: str = "", unfolded: str = "") -> Page | str:
    """The home page of this person, or the address of the page that serves as one.

    `unfolded`: the kind of line of which a desk shows all.
    """
    doors = doors_of(user, on)
    if not doors:
        return Page("web/nothing_yet.html")
    chosen = next((door for door in doors if door.key == wanted), doors[0])
    if isinstance(chosen.leads_to, str):
        return reverse(chosen.leads_to)
    asked = {"unfolded": unfolded} if chosen is DESK else {}
    return chosen.leads_to(user, at=at, on=on, **asked)
