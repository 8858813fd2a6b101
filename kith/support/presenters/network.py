"""A map of the people around a child, as a drawing and as lines."""

from dataclasses import dataclass

from kith.foundation.charts import Chart, Near, Ring, network
from kith.support.models import NetworkMap, Tie

FOR = dict(Tie.For.choices)


@dataclass(frozen=True)
class TieLine:
    """One person on the map."""

    tie: Tie
    close: str
    kind: str
    turned_to: str


def drawing_of(drawn: NetworkMap) -> Chart:
    """The rings with everybody on them; those whose job it is are told apart."""
    people = [Near(tie.name, Ring(tie.ring), tie.is_paid) for tie in drawn.ties.all()]
    return network(people, around=drawn.child.name)


def _inside(words: str) -> str:
    """As it stands within a sentence; “talk when I am sad” keeps its I."""
    return words[:1].lower() + words[1:]


def tie_lines(drawn: NetworkMap) -> list[TieLine]:
    return [
        TieLine(
            tie=tie,
            close=Ring(tie.ring).words,
            kind=_inside(tie.get_kind_display()),
            turned_to=", ".join(_inside(FOR[key]) for key in tie.turned_to if key in FOR),
        )
        for tie in drawn.ties.all()
    ]
