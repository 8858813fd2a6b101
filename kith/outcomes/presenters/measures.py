"""The measures a scheme may choose from, ready to print."""

from dataclasses import dataclass

from django.urls import reverse

from kith.outcomes.models import MeasureUse
from kith.outcomes.registry import Measure, measures, who_words
from kith.outcomes.waves import WORDS
from kith.schemes.models import Scheme

LICENCES = {
    "free": "Free to use",
    "cite": "Free if the authors are named",
    "register": "Register first",
    "reserved": "Scores only, unless the owners give leave",
}


@dataclass(frozen=True)
class Used:
    """How a scheme uses a measure."""

    use: MeasureUse
    who: str
    when: str
    how: str
    change: str
    leave: str


@dataclass(frozen=True)
class MeasureCard:
    """One measure on the page where a scheme chooses."""

    measure: Measure
    licence: str
    asks: str
    numbers: str
    used: list[Used]
    url: str
    off: str = ""


def cards_of(scheme: Scheme, uses: list[MeasureUse]) -> list[MeasureCard]:
    """Those in use first, each group in the order of the registry."""
    cards = [
        _card(scheme, one, [use for use in uses if use.measure == one.key]) for one in measures().values()
    ]
    return sorted(cards, key=lambda card: not card.used)


def _card(scheme: Scheme, one: Measure, uses: list[MeasureUse]) -> MeasureCard:
    who = ", ".join(
        f"{who_words(informant)} (from {least})" if least else who_words(informant)
        for informant, least in one.informants.items()
    )
    off = (
        f"{scheme} has no goals, and loses nothing by it."
        if one.kept_as == "goals" and scheme.goals == scheme.Goals.OFF
        else ""
    )
    return MeasureCard(
        measure=one,
        licence=LICENCES[one.licence],
        asks=f"{who}; {one.minutes} min each time",
        numbers=", ".join(f"{part.name} {part.ends}" for part in one.parts),
        used=[_used(use) for use in uses],
        url=reverse("outcomes:take_up", args=[scheme.public_id, one.key]),
        off=off,
    )


def _used(use: MeasureUse) -> Used:
    when = ", ".join(WORDS[wave] for wave in use.waves) or "as it comes"
    how = use.get_entry_display()
    change = f"{reverse('outcomes:take_up', args=[use.scheme.public_id, use.measure])}?who={use.informant}"
    return Used(
        use, who_words(use.informant), when, how, change, reverse("outcomes:leave", args=[use.public_id])
    )
