"""A round each for the two schemes of the demo world with the longest waiting lists, looked at half-way."""

from datetime import date, time

from kith.demo.cast import World
from kith.foundation.dates import moment, months_after
from kith.matching import actions
from kith.matching.actions.thinning import thin_what_is_old
from kith.matching.models import RoundLine
from kith.matching.queries import waiting
from kith.schemes.models import Scheme

MONDAY, LONG_AGO = 0, 25  # months


def hold(world: World) -> None:
    """The longest list has a weekly round, of which a little has been agreed; the next one was run on demand."""
    weekly, now_and_then = _longest(world)
    _one_long_ago(world, weekly)
    actions.plan_rounds(
        scheme=weekly,
        weekday=MONDAY,
        mode="child_choice",
        improve=False,
        by=world.manager(weekly),
        on=world.today,
    )
    _run(world, weekly)
    _run(world, now_and_then)
    undecided = RoundLine.objects.undecided().filter(round__scheme=weekly).order_by("pk")
    for line in undecided.filter(referral__coordinator__isnull=False)[:1]:
        actions.leave(line=line, by=world.coordinator(weekly), on=world.today)


def _longest(world: World) -> list[Scheme]:
    """Those where most children who wait have said whom they would like."""

    def waits(scheme: Scheme) -> int:
        return sum(each.wish_list is not None for each in waiting([scheme], world.today))

    return sorted(world.schemes.values(), key=lambda scheme: (-waits(scheme), scheme.name))[:2]


def _one_long_ago(world: World, scheme: Scheme) -> None:
    """Its time is over: of it, and of the short lists and open days of those years, only what may stay is there."""
    _run(world, scheme, months_after(world.today, -LONG_AGO))
    thin_what_is_old(at=moment(world.today, time(3, 40)))


def _run(world: World, scheme: Scheme, on: date | None = None) -> None:
    asked = actions.ask_for_round(scheme=scheme, by=world.coordinator(scheme), on=on or world.today)
    actions.work_out(asked=asked, by=world.coordinator(scheme), on=on or world.today)
