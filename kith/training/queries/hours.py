"""Hours by topic of one volunteer: in the last twelve months, and in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.foundation.dates import months_after
from kith.training.models import Completion


@dataclass(frozen=True)
class TopicHours:
    topic: str
    lately: Decimal
    in_all: Decimal


def hours_by_topic(done: Iterable[Completion], on: date) -> list[TopicHours]:
    """Of these completions, with what their own versions taught; most hours first. The last line is the sum."""
    since = months_after(on, -12)
    lately: dict[str, Decimal] = {}
    in_all: dict[str, Decimal] = {}
    for completion in done:
        for topic, hours in completion.version.topic_hours.items():
            in_all[topic] = in_all.get(topic, Decimal(0)) + hours
            if completion.on > since:
                lately[topic] = lately.get(topic, Decimal(0)) + hours
    lines = [TopicHours(topic, lately.get(topic, Decimal(0)), hours) for topic, hours in in_all.items()]
    lines.sort(key=lambda line: (-line.in_all, line.topic))
    if len(lines) > 1:
        total = TopicHours("In all", sum(lately.values(), Decimal(0)), sum(in_all.values(), Decimal(0)))
        lines.append(total)
    return lines
