"""The organisations, schemes and staff of the demo world, and whom a visitor signs in as."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from kith.access.actions import give_role
from kith.access.models import User
from kith.access.roles import Role
from kith.schemes.actions import set_up_scheme
from kith.schemes.models import Contract, Organisation, Scheme

PASSWORD = "walk-the-whole-road"
SCHEMES = (
    # key, name, preset, provider, places paid for
    ("visitors", "Northbridge visitors", "independent-visiting", "Alongside", 40),
    ("peers", "Peer mentors", "peer-mentoring", "Alongside", 8),
    ("goals", "Bright goals", "goal-mentoring", "Bright Steps", 12),
    ("leaving", "Stepping out", "leaving-care-mentoring", "Bright Steps", 10),
    ("grand", "Grandmentors", "inter-generational-mentoring", "Bright Steps", 8),
)


@dataclass
class World:
    """What every part of the demo world needs to know."""

    today: date
    opened: date
    draw: Random
    authority: Organisation
    providers: dict[str, Organisation]
    schemes: dict[str, Scheme] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)

    def coordinator(self, scheme: Scheme) -> User:
        return self.staff[
            "coordinator" if scheme.provider == self.providers["Alongside"] else "second coordinator"
        ]

    def manager(self, scheme: Scheme) -> User:
        return self.staff["manager" if scheme.provider == self.providers["Alongside"] else "second manager"]

    def vetting_officer(self, scheme: Scheme) -> User:
        return self.staff["vetting officer"]


STAFF = (
    # key, first name, last name, and the roles: role → which places
    ("coordinator", "Amara", "Bello", ((Role.COORDINATOR, "Alongside"), (Role.AUTHORITY_COORDINATOR, "Northbridge"), (Role.DATA_OFFICER, "Northbridge"))),
    ("manager", "Sam", "Okafor", ((Role.MANAGER, "Alongside"),)),
    ("vetting officer", "Vera", "Lindqvist", ((Role.VETTING_OFFICER, "Alongside"), (Role.VETTING_OFFICER, "Bright Steps"))),
    ("safeguarding lead", "Grace", "Adeyemi", ((Role.SAFEGUARDING_LEAD, "Alongside"), (Role.SAFEGUARDING_LEAD, "Bright Steps"))),
    ("second coordinator", "Tess", "Hallam", ((Role.COORDINATOR, "Bright Steps"),)),
    ("second manager", "Owen", "Pryce", ((Role.MANAGER, "Bright Steps"),)),
    ("social worker", "Nia", "Rowe", ((Role.WORKER, "Northbridge"),)),
    ("commissioner", "Dominic", "Farr", ((Role.COMMISSIONER, "Northbridge"),)),
    ("elected member", "Cllr Jean", "Barraclough", ((Role.ELECTED_MEMBER, "Northbridge"),)),
    ("administrator", "Ada", "Winter", ((Role.ADMINISTRATOR, "Alongside"), (Role.ADMINISTRATOR, "Bright Steps"))),
    ("auditor", "Ellis", "Marsh", ((Role.AUDITOR, "Northbridge"),)),
)  # fmt: skip


def address(first: str, last: str, place: str) -> str:
    plain = f"{first}.{last}".lower().replace(" ", "").replace("cllr", "")
    return f"{plain}@{place.lower().replace(' ', '-')}.example"


def open_the_house(today: date, opened: date, seed: int) -> World:
    """One authority, two providers, five schemes with their contracts, and everybody who works there."""
    kinds = Organisation.Kind
    authority = Organisation.objects.create(kind=kinds.AUTHORITY, name="Northbridge")
    providers = {
        name: Organisation.objects.create(kind=kinds.PROVIDER, name=name)
        for name in ("Alongside", "Bright Steps")
    }
    world = World(today, opened, Random(seed), authority, providers)
    places = {"Northbridge": authority, **providers}
    for desk, (key, first, last, roles) in enumerate(STAFF, start=101):
        person = User.objects.create_user(
            address(first, last, roles[0][1]),
            PASSWORD,
            first_name=first,
            last_name=last,
            phone=f"0113 496 0{desk}",
        )
        for role, place in roles:
            give_role(user=person, role=role, place=places[place], by=None, on=opened)
        world.staff[key] = person
    for key, name, preset, provider, paid in SCHEMES:
        scheme = set_up_scheme(
            provider=providers[provider], preset=preset, name=name, by=world.staff["administrator"], on=opened
        )
        Contract.objects.create(commissioner=authority, scheme=scheme, from_day=opened, places=paid)
        world.schemes[key] = scheme
    return world
