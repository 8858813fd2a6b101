"""Records of matches that ended long ago, for tests and for the pages that ask the clock."""

from datetime import date, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.models import Ending
from kith.endings.tests.factories import a_match, coordinator_of
from kith.foundation.dates import months_after, today
from kith.people.tests.factories import a_child_served_by
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme

A_WEEK = timedelta(days=7)


def an_old_record(
    child: str = "Ana",
    volunteer: str = "Ruth",
    scheme: Scheme | None = None,
    over_for: timedelta = timedelta(days=1),
    on: date | None = None,
    **fields: Any,
) -> Ending:
    """Ended so long ago that its last day of being kept is so many days back. The young person is a grown-up."""
    on = on or today()
    ended_on = months_after(on - over_for, -12 * 7)
    began = months_after(ended_on, -18)
    scheme = scheme or a_scheme(on=months_after(began, -12))
    coordinator = a_member(Role.COORDINATOR, scheme, first_name="Priya")
    born = months_after(ended_on, -12 * 20)
    grown = a_child_served_by(
        scheme, coordinator, child, on=began, born=born, looked_after=False, **{"gender": "F"} | fields
    )
    match = a_match(grown, volunteer, scheme, coordinator=coordinator, begun_on=began)
    ending = actions.end_unplanned(
        match=match,
        kind=Ending.Kind.COMPLETED,
        by=coordinator_of(match),
        on=ended_on,
        child_words="I liked it.",
    )
    if ending.kept_until != on - over_for:  # months are not all as long: seven years and back
        ending.kept_until = on - over_for
        ending.save(update_fields=["kept_until"])
    return ending


def two_who_may_erase(scheme: Scheme) -> tuple[User, User]:
    return (
        a_member(Role.MANAGER, scheme, first_name="Dana"),
        a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Sam"),
    )


def agreed_by_two(ending: Ending, on: date) -> None:
    for who in two_who_may_erase(ending.match.scheme):
        actions.say_it_may_go(ending=ending, by=who, on=on)
