"""Somebody who is grown up now: how the two met was never written down here, how they parted was, and its time is over."""

from datetime import date, timedelta

from kith.demo.cast import World
from kith.endings import actions
from kith.endings.models import Ending
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Volunteer
from kith.referral.models import Referral
from kith.referral.queries import new_reference
from kith.referral.states import Status

KEPT = 7 * 12
"""Months for which a scheme keeps its record of a match."""
LETTER = "You were never late, not once. I still make the soup you taught me. Write, if you like."


def parted(world: World) -> None:
    """Two records: one lies ready, with a letter to offer; of the other one person has said that it may go."""
    first = _a_match_that_was(world, "Bronwen", "Edith", days_over=9)
    ending = _ended(world, first, days_over=9)
    on = ending.ended_on or world.today
    letter = actions.write_letter(
        ending=ending, words=LETTER, signed="Edith", by=world.coordinator(first.scheme), on=on
    )
    actions.give_letter(letter=letter, by=world.coordinator(first.scheme), on=on)
    other = _ended(world, _a_match_that_was(world, "Gareth", "Noel", days_over=40), days_over=40)
    actions.say_it_may_go(
        ending=other, by=world.staff["safeguarding lead"], on=world.today - timedelta(days=2)
    )


def _a_match_that_was(world: World, child: str, volunteer: str, days_over: int) -> Match:
    """From before anybody here wrote such things down: it stands as it was told."""
    scheme, began = world.schemes["visitors"], months_after(_last_day(world, days_over), -14)
    grown = Child.objects.create(
        authority=world.authority,
        first_name=child,
        last_name="Pugh",
        born=months_after(world.today, -26 * 12),
    )
    involve(child=grown, person=scheme, part=Involvement.Part.SCHEME, by=None, on=began, act="matching.begin")
    referral = Referral.objects.create(
        reference=new_reference(),
        status=Status.MATCHED,
        scheme=scheme,
        authority=world.authority,
        child=grown,
        coordinator=world.coordinator(scheme),
        received_on=began,
        source=Referral.Source.SCHOOL,
        why="Moved on again, and would like one person who stays.",
    )
    who = Volunteer.objects.create(first_name=volunteer, last_name="Garland", postcode="LS6 2AB")
    return Match.objects.create(child=grown, volunteer=who, scheme=scheme, referral=referral, begun_on=began)


def _last_day(world: World, days_over: int) -> date:
    return months_after(world.today, -KEPT) - timedelta(days=days_over)


def _ended(world: World, match: Match, days_over: int) -> Ending:
    by, on = world.coordinator(match.scheme), _last_day(world, days_over)
    ending = actions.end_unplanned(match=match, kind=Ending.Kind.LEFT_CARE, by=by, on=on)
    for step in ending.steps.open():
        actions.skip_step(step=step, why="It was long ago", by=by, on=on)
    return ending
