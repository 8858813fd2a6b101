"""Which ideas fit two people: by age, by the time of year, and by where, if an idea says so."""

import re
from collections.abc import Iterable
from datetime import date

from kith.matching.models import Match
from kith.meetings.models import Idea, IdeaLiked
from kith.science.places import Point, miles_between, point_of

DISTRICT = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\b", re.IGNORECASE)
NEAR = 10  # miles
SUGGESTED = 3


def near(ideas: Iterable[Idea], postcodes: Iterable[str]) -> list[Idea]:
    """Those that can be done within ten miles of one of these, and those that name no postcode district."""
    here = [point for postcode in postcodes if (point := point_of(postcode))]
    return [idea for idea in ideas if _is_near(idea, here)]


def _is_near(idea: Idea, here: list[Point]) -> bool:
    there = [point for district in DISTRICT.findall(idea.area) if (point := point_of(district))]
    if not there or not here:
        return True
    return any((miles_between(one, other) or 0) <= NEAR for one in there for other in here)


def suggested(match: Match, on: date) -> list[tuple[Idea, bool]]:
    """A few to choose from when a meeting is planned, each with whether the child said they would like it; those first.

    Near the volunteer, who may not be told where the child lives.
    """
    rows = Idea.objects.filter(scheme=match.scheme_id).offered().in_season(on).order_by("title", "pk")
    age = match.child.age_on(on)
    rows = rows.for_age(age) if age is not None else rows
    liked = set(IdeaLiked.objects.filter(child=match.child_id).values_list("idea", flat=True))
    fitting = near(rows, [match.volunteer.postcode])
    first = sorted(fitting, key=lambda idea: idea.pk not in liked)
    return [(idea, idea.pk in liked) for idea in first[:SUGGESTED]]
