"""Who volunteers, who is on their way, who left, and whether those with a match are held up in time."""

from kith.reporting.facts import QuarterFacts
from kith.reporting.figures.parts import about, figure, say, sentences
from kith.reporting.gate import Gate
from kith.reporting.report import Section


def volunteers(facts: QuarterFacts, gate: Gate) -> Section:
    """Each number stands alone: no total of them is shown, so none can be worked out from the others."""
    people = facts.volunteers
    approved, on_the_way = (
        gate.shown(gate.count(len(some))) for some in (people.approved, people.on_the_way)
    )
    going_on = facts.going_on
    in_time = sum(facts.supervised[match.pk] for match in going_on)
    supervision = gate.share(in_time, len(going_on), len(going_on))
    return Section(
        "volunteers",
        "Volunteers",
        sentences(
            say(
                "{} approved on the last day.",
                about(gate, approved, "volunteer was", "volunteers were"),
            ),
            say("{} on their way.", about(gate, on_the_way, "person was", "people were")),
        ),
        (
            figure("approved", approved),
            figure("on_the_way", on_the_way),
            figure("left", gate.shown(gate.count(len(people.left)))),
            figure("supervision", supervision),
        ),
    )
