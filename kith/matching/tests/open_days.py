"""An open day with children and volunteers who can take part in it, as far along as a test needs."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.matching.actions import open_days as deeds
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest, WorkingOut
from kith.matching.open_day_rounds import gather
from kith.matching.presenters.open_days import results
from kith.matching.tests.factories import DAY, who_may_come
from kith.people.models import Volunteer
from kith.people.tests.factories import a_child
from kith.referral.models import Referral
from kith.referral.tests.factories import a_coordinator, a_paid_scheme, an_accepted_referral
from kith.schemes.models import Scheme

BEFORE = moment(DAY - timedelta(days=10), time(9))
THAT_DAY = DAY + timedelta(days=4)
BEGINS, ENDS = moment(THAT_DAY, time(14)), moment(THAT_DAY, time(16))
DURING = moment(THAT_DAY, time(14, 30))
LATER = moment(THAT_DAY + timedelta(days=2), time(9))
SEED = 20261121


@dataclass
class Event:
    """Everybody who is there."""

    scheme: Scheme
    coordinator: User
    manager: User
    day: OpenDay
    children: dict[str, ChildGuest] = field(default_factory=dict)
    volunteers: dict[str, VolunteerGuest] = field(default_factory=dict)

    def waiting_child(self, name: str, days: int = 100, **about: Any) -> Referral:
        child = about.pop("child", None) or a_child(name, **about)
        on = DAY - timedelta(days=days)
        return an_accepted_referral(scheme=self.scheme, coordinator=self.coordinator, child=child, on=on)

    def invite_child(self, name: str, days: int = 100, at: datetime = BEFORE, **about: Any) -> ChildGuest:
        referral = self.waiting_child(name, days, **about)
        made = deeds.invite_children(open_day=self.day, referrals=[referral], by=self.coordinator, at=at)
        self.children[name] = made[0]
        return made[0]

    def invite_volunteer(
        self, name: str, places: int = 1, at: datetime = BEFORE, who: Volunteer | None = None, **about: Any
    ) -> VolunteerGuest:
        who = who or who_may_come(name, self.scheme, places, **about)
        made = deeds.invite_volunteers(open_day=self.day, volunteers=[who], by=self.coordinator, at=at)
        self.volunteers[name] = made[0]
        return made[0]

    def everybody_comes(self, at: datetime = DURING) -> None:
        for guest in (*self.children.values(), *self.volunteers.values()):
            deeds.mark(guest=guest, came=True, by=self.coordinator, at=at)

    def is_over(self, at: datetime = DURING) -> None:
        deeds.close_doors(open_day=self.day, by=self.coordinator, at=at)
        self.refresh()

    def refresh(self) -> None:
        self.day.refresh_from_db()
        self.children = {
            name: ChildGuest.objects.with_people().get(pk=guest.pk) for name, guest in self.children.items()
        }
        self.volunteers = {
            name: VolunteerGuest.objects.with_people().get(pk=guest.pk)
            for name, guest in self.volunteers.items()
        }

    def chooses(
        self, child: str, *tiers: str | tuple[str, ...], aside: tuple[str, ...] = (), **said: Any
    ) -> None:
        """tiers: a name, or several names that are equally liked; none means nobody."""
        given = {"heard": "ranked" if tiers or said.get("anyone_else") else "nobody"} | said
        deeds.hear(
            guest=self.children[child],
            tiers=[[self.volunteers[n] for n in ((t,) if isinstance(t, str) else t)] for t in tiers],
            set_aside=[self.volunteers[name] for name in aside],
            by=self.coordinator,
            at=LATER,
            **given,
        )
        self.refresh()

    def work_out(self, at: datetime = LATER) -> WorkingOut:
        working = deeds.work_out(open_day=self.day, by=self.coordinator, at=at)
        self.refresh()
        return working

    def got(self, working: WorkingOut | None = None) -> dict[str, str | None]:
        working = working or self.day.workings.order_by("-number").first()
        assert working is not None
        return {
            pair.guest.child.name: pair.volunteer.volunteer.first_name if pair.volunteer else None
            for pair in working.pairs.select_related("guest__child", "volunteer__volunteer")
        }


def a_day(scheme: Scheme, by: User, **changed: Any) -> OpenDay:
    given: dict[str, Any] = {
        "schemes": [scheme], "begins_at": BEGINS, "ends_at": ENDS, "place": "The bowling alley, Kirk Street",
        "to_do": "Bowling, then pizza", "child_places": 12, "volunteer_places": 12, "seed": SEED,
    } | changed  # fmt: skip
    return deeds.plan_day(by=by, at=given.pop("at", BEFORE), **given)


def an_event(scheme: Scheme | None = None, coordinator: User | None = None, **changed: Any) -> Event:
    """A day planned in a scheme with a coordinator and a manager; nobody is invited yet."""
    scheme = scheme or a_paid_scheme()
    coordinator = coordinator or a_coordinator(scheme)
    manager = a_member(Role.MANAGER, scheme, first_name="Dana")
    return Event(scheme, coordinator, manager, a_day(scheme, coordinator, **changed))


def an_event_that_was(
    children: dict[str, int] | None = None, volunteers: dict[str, int] | None = None, **given: Any
) -> Event:
    """Everybody came and the doors are closed. children: name → days waited; volunteers: name → places."""
    event = an_event(**given)
    for name, places in (volunteers or {"Ben": 1, "Samir": 1, "Luke": 1}).items():
        event.invite_volunteer(name, places)
    for name, days in (children or {"Tariq": 100, "Leah": 400, "Imran": 100}).items():
        event.invite_child(name, days)
    event.everybody_comes()
    event.is_over()
    return event


def a_date(days: int) -> date:
    return DAY + timedelta(days=days)


def agree(event: Any, *names: str, by: Any = None, at: datetime = LATER) -> Any:
    """The coordinator, or somebody else, agrees all pairs of the newest proposal, or those of these children."""
    pairs = event.day.workings.order_by("-number").first().pairs.filter(volunteer__isnull=False)
    wanted = [pair for pair in pairs if not names or pair.guest.child.name in names]
    made = deeds.agree(open_day=event.day, pairs=wanted, by=by or event.coordinator, at=at)
    event.refresh()
    return made


def read(event: Any) -> Any:
    """What the page of the proposal says."""
    working = event.day.workings.order_by("-number").first()
    return results.page(results.answer(working, gather(event.day, LATER.date())))
