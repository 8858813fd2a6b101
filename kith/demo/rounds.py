"""A round each for the two schemes of the demo world with the longest waiting lists, looked at half-way."""

from kith.demo.cast import World
from kith.matching import actions
from kith.matching.models import RoundLine
from kith.matching.queries import waiting
from kith.schemes.models import Scheme

MONDAY = 0


def hold(world: World) -> None:
    """The longest list has a weekly round, of which a little has been agreed; the next one was run on demand."""
    weekly, now_and_then = _longest(world)
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


def _run(world: World, scheme: Scheme) -> None:
    asked = actions.ask_for_round(scheme=scheme, by=world.coordinator(scheme), on=world.today)
    actions.work_out(asked=asked, by=world.coordinator(scheme), on=world.today)
