"""A scheme chooses what it measures, of whom and when; and leaves it again."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.outcomes.models import MeasureUse
from kith.outcomes.registry import Measure, measures, who_words
from kith.outcomes.waves import CHOICES, usual_waves
from kith.schemes.models import Scheme

Entry = MeasureUse.Entry


class CannotChoose(Cannot):
    """The measure cannot be used like this. `field` names what to look at."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def take_up(
    *,
    scheme: Scheme,
    measure: str,
    informant: str,
    waves: Sequence[str] | None = None,
    entry: str = Entry.SCORES,
    licence_reference: str = "",
    turned: Collection[int] = (),
    apart: Collection[int] = (),
    by: User | None,
    on: date,
) -> MeasureUse:
    """Use a measure from a day on; used already, it goes on with what is said now. Earlier scores stay."""
    found = measures().get(measure)
    if found is None or informant not in found.informants:
        raise CannotChoose("Choose a measure and who answers it from the list.")
    reference = licence_reference.strip()
    if entry == Entry.ITEMS and not found.may_be_keyed:
        raise CannotChoose(f"{found.short} has scores only. Choose to write down scores.", "entry")
    if not reference and entry == Entry.ITEMS:
        raise CannotChoose(
            f"Single answers of the {found.short} may be keyed only with its owners’ leave. Write down their "
            "reference, or choose to write down scores.",
            "licence_reference",
        )
    if not reference and found.needs_reference:
        raise CannotChoose(
            f"Register with the owners of {found.short} first, and write the registration down.",
            "licence_reference",
        )
    if entry == Entry.ITEMS and found.turned:
        _refuse_other_items(found, turned, apart)
    if scheme.goals == scheme.Goals.OFF and found.kept_as == "goals":
        raise CannotChoose(
            f"{scheme} has no goals. Nothing is lost by that; change it under the scheme’s rules if you must."
        )
    chosen = usual_waves(found.waves, scheme.months) if waves is None else [w for w in CHOICES if w in waves]
    if found.comes_in_waves and not chosen:
        raise CannotChoose(f"Say when {who_words(informant)}s are asked: choose at least one time.")
    use = MeasureUse.objects.open().filter(scheme=scheme, measure=measure, informant=informant).first()
    use = use or MeasureUse(scheme=scheme, measure=measure, informant=informant, from_day=on, created_by=by)
    use.waves, use.entry, use.licence_reference = chosen, entry, reference
    keyed = entry == Entry.ITEMS
    use.turned, use.apart = (sorted(set(turned)), sorted(set(apart))) if keyed else ([], [])
    use.save()
    audit.record(
        Kind.MEASURE_TAKEN_UP, about=use, by=by, on=on, measure=measure, informant=informant, entry=entry
    )
    return use


def _refuse_other_items(found: Measure, turned: Collection[int], apart: Collection[int]) -> None:
    """Which items count the other way round, or make a part by themselves, stands on the scheme's own form."""
    least, most = found.turned or (0, 0)
    numbers = f"Look at the form and write down their numbers, from 1 to {found.items}."
    if not least <= len(set(turned)) <= most or not _on_the_form(found, turned):
        how_many = str(least) if least == most else "some"
        raise CannotChoose(f"Of the {found.items} items {how_many} are turned round. {numbers}", "turned")
    if found.apart and (not 0 < len(set(apart)) < found.items or not _on_the_form(found, apart)):
        part = found.part(found.apart).name.lower()
        raise CannotChoose(f"Some of the {found.items} items are about {part}. {numbers}", "apart")


def _on_the_form(found: Measure, items: Collection[int]) -> bool:
    return all(1 <= item <= found.items for item in items)


@transaction.atomic
def leave_measure(*, use: MeasureUse, by: User, on: date) -> MeasureUse:
    """Ask nobody for it from now on. What was scored stays and is told of as before."""
    if use.until_day:
        raise CannotChoose("Nobody is asked for this any more.")
    use.until_day = max(on, use.from_day)
    use.save(update_fields=["until_day"])
    audit.record(Kind.MEASURE_LEFT, about=use, by=by, on=on, measure=use.measure, informant=use.informant)
    return use
