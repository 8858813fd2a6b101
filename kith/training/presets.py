"""Ordinary courses, from which a scheme begins, read once from `courses.toml`; and the topics they know."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("courses.toml")


@dataclass(frozen=True)
class OrdinaryCourse:
    """A course as most schemes teach it."""

    key: str
    name: str
    summary: str
    how: str
    need: str
    topics: dict[str, float] = field(hash=False)
    months: int | None = None

    def content(self) -> dict[str, Any]:
        """What its first version says."""
        return {
            "name": self.name,
            "summary": self.summary,
            "how": self.how,
            "need": self.need,
            "months": self.months,
            "topics": [{"topic": topic, "hours": hours} for topic, hours in self.topics.items()],
        }


@cache
def ordinary_courses() -> dict[str, OrdinaryCourse]:
    """All of them by key, in the order of the file."""
    return {key: OrdinaryCourse(key=key, **given) for key, given in tomllib.loads(FILE.read_text()).items()}


@cache
def known_topics() -> dict[str, str]:
    """Topics as they are usually written, by their small letters, so that hours of one topic add up."""
    topics = [topic for course in ordinary_courses().values() for topic in course.topics]
    return {topic.lower(): topic for topic in topics}
