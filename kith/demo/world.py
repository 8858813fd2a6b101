"""Makes the whole demo world, in one transaction, by the deeds of the rooms: a world that could have happened."""

import tempfile
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from django.db import transaction

from kith.demo import (
    applicants,
    approving,
    before_a_panel,
    crowd,
    meetings,
    offers,
    open_days,
    outcomes,
    partings,
    recruiting,
    rounds,
    safety,
    support,
    training,
    vetting,
    volunteers,
)
from kith.demo.cast import World, open_the_house
from kith.demo.stories import Stories, cast_children
from kith.demo.the_return import childhoods, write_names, write_return
from kith.foundation.dates import moment
from kith.messages.models import OutboxMessage
from kith.people.models import Child
from kith.register.actions import import_return
from kith.register.models import Offer
from kith.reporting.actions import make_report, release
from kith.reporting.quarters import last_whole_quarter, quarter_before
from kith.schemes.models import Contract

SEED = 20261121
Say = Callable[[str], None]


@transaction.atomic
def make(*, today: date, say: Say, seed: int = SEED, share: float = 1) -> World:
    """Everything, from the first day of the house to today; the same seed and day make the same world.

    `share` makes a smaller crowd around the same stories, for tests.
    """
    say("An authority, two providers, five schemes …")
    world = open_the_house(today, today - timedelta(days=5 * 365), seed)
    volunteers.train_interviewers(world)
    found = childhoods(seed, today)
    refs = cast_children(found, today)
    say("The register of children looked after is imported …")
    with tempfile.TemporaryDirectory() as folder:
        write_return(Path(folder), found, seed=seed)
        names = Path(folder) / "names.csv"
        write_names(names, found, seed=seed, known_email=world.staff["social worker"].email or "")
        import_return(
            paths=[Path(folder)], authority=world.authority, by=world.staff["coordinator"], on=today
        )
    say("Children are offered somebody, and answer …")
    offers.ask_everybody(world, set(refs.values()), share)
    say("People come, match, meet and part …")
    Stories(world, refs).tell()
    crowd.fill(world, _others(world, set(refs.values())), share)
    applicants.tell(world, Child.objects.get(authority=world.authority, authority_ref=refs["Callum"]))
    say("They are trained …")
    training.fill(world)
    say("They are vetted …")
    vetting.fill(world)
    before_a_panel.comes_before_a_panel(world)
    approving.call_the_panel(world)
    recruiting.come_and_go(world, share)
    recruiting.appeal(world)
    say("They spend a little, and find things to do …")
    meetings.live(world)
    say("They are looked after …")
    support.hold(world)
    safety.keep(world)
    say("They part, and keep something …")
    partings.part(world, set(refs.values()))
    say("They meet at open days …")
    open_days.hold(world)
    say("The waiting lists are looked at …")
    rounds.hold(world)
    approving.somebody_leaves(world)
    say("What came of it is written down …")
    outcomes.tell(world)
    say("The last quarters are reported …")
    _report(world)
    _letters_have_gone(world)
    return world


def _others(world: World, told: set[str]) -> list[Child]:
    """Children who are in no story yet and have not said no, in an order of their own."""
    said_no = Offer.objects.standing().exclude(answer=Offer.Answer.ACCEPTED).values("child")
    rows = (
        Child.objects.filter(authority=world.authority)
        .exclude(authority_ref__in=told)
        .exclude(pk__in=said_no)
    )
    found = list(rows.order_by("authority_ref"))
    world.draw.shuffle(found)
    return found


def _report(world: World) -> None:
    """Two quarters for each contract: the earlier released to the commissioner, the last one made and not yet read."""
    last = last_whole_quarter(world.today)
    for contract in Contract.objects.select_related("scheme__provider").order_by("pk"):
        by = world.manager(contract.scheme)
        for span in (quarter_before(last), last):
            at = moment(span.until_day + timedelta(days=9), time(10))
            run = make_report(
                contract=contract, from_day=span.from_day, until_day=span.until_day, by=by, at=at
            )
            if span != last:
                release(run=run, by=by, at=at + timedelta(days=2))


def _letters_have_gone(world: World) -> None:
    """What was filed while the past was made is not sent to anybody today."""
    OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING).update(state=OutboxMessage.State.SENT)
