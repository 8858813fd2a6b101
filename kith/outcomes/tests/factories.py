"""Schemes that measure, matches of some age, forms that came back."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_coordinator, a_match
from kith.outcomes import actions
from kith.outcomes.actions.scores import Sheet
from kith.outcomes.models import MeasureUse, Score
from kith.outcomes.queries.due import window_of
from kith.outcomes.waves import BASELINE
from kith.register.models import YearMeasure
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import LONG_AGO, a_scheme

DAY = date(2026, 11, 22)


def days_ago(days: int, on: date | None = None) -> date:
    return (on or today()) - timedelta(days=days)


def a_use(
    scheme: Scheme | None = None, measure: str = "sdq", informant: str = "carer", **said: Any
) -> MeasureUse:
    given: dict[str, Any] = {"by": None, "on": LONG_AGO} | said
    return actions.take_up(scheme=scheme or a_scheme(), measure=measure, informant=informant, **given)


def a_pair(
    begun_on: date,
    child: Any = "Ana",
    volunteer: str = "Ruth",
    coordinator: User | None = None,
    **fields: Any,
) -> Match:
    return a_match(child, volunteer, begun_on=begun_on, coordinator=coordinator, **fields)


def told(
    use: MeasureUse,
    match: Match,
    wave: str = BASELINE,
    total: float = 18,
    on: date | None = None,
    by: User | None = None,
    form: str = "",
    **more: Any,
) -> Score:
    """A form that came back, on the day its wave is about unless said otherwise."""
    window = window_of(match, use, wave)
    assert window
    day = on or window.around
    typed = {use.of.head.key: str(total)} | {key: str(value) for key, value in more.items()}
    return actions.record_score(sheet=Sheet(use, match, wave, day, typed, form), by=by, on=max(day, today()))


def coordinator_of(match: Match) -> User:
    near = match.child.involvements.filter(part="coordinator", until_day=None).first()
    assert near is not None
    assert near.user is not None
    return near.user


def manager_of(scheme: Scheme) -> User:
    return a_member(Role.MANAGER, scheme, first_name="Dana")


def held_by_register(match: Match, year: int, total: int) -> YearMeasure:
    return YearMeasure.objects.create(child=match.child, year=year, sdq_total=total, told_in=year)


def go(client: Any, user: User, name: str, /, *args: Any, **asked: Any) -> Any:
    client.force_login(user)
    return client.get(reverse(f"outcomes:{name}", args=args), asked)


def send(client: Any, user: User, name: str, /, *args: Any, **typed: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"outcomes:{name}", args=args), typed)


def text(response: Any) -> str:
    return response.content.decode()


def typed_day(day: date, name: str = "on") -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


__all__ = ["LONG_AGO", "a_coordinator", "a_match", "a_scheme"]
