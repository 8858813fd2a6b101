"""Which one question to ask a young person, if any."""

from datetime import date, timedelta

from kith.matching.models import Match
from kith.outcomes.models import MeasureUse, NoMoreAsking, Pulse
from kith.outcomes.registry import measure
from kith.people.models import Child

SETTLED = timedelta(days=42)


def to_ask(child: Child, on: date) -> tuple[Match, Pulse.Question] | None:
    """The next question of a live match whose scheme asks any, at most four times a year; None if they said stop."""
    if (
        NoMoreAsking.objects.open_on(on)
        .filter(child=child, informant="self", measure__in=["", "pulse"])
        .exists()
    ):
        return None
    asking = MeasureUse.objects.open().filter(measure="pulse").values("scheme")
    matches = Match.objects.live().filter(child=child, scheme__in=asking, begun_on__lte=on - SETTLED)
    rest = timedelta(days=365 // measure("pulse").times_a_year)
    for match in matches.with_people().order_by("begun_on", "pk"):
        answered = list(Pulse.objects.filter(match=match).order_by("on", "id"))
        if answered and answered[-1].on > on - rest:
            continue
        questions = list(Pulse.Question)
        return match, questions[len({(each.question, each.on) for each in answered}) % len(questions)]
    return None
