"""Ideas as they are read: what, what it costs, when, for whom, where, and who would like it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from kith.foundation.dates import count_words
from kith.meetings.activities import activities
from kith.meetings.models import Idea, IdeaLiked


@dataclass(frozen=True)
class Line:
    """One idea in a list."""

    key: str
    title: str
    words: str
    picture: str
    facts: str
    scheme: str
    liked: bool
    by: str
    url: str


def lines(
    rows: Iterable[Idea],
    *,
    liked: set[int] | None = None,
    liked_by: dict[int, list[str]] | None = None,
    counts: dict[int, int] | None = None,
) -> list[Line]:
    """Those that somebody would like come first for whoever goes with them."""
    found = [_line(idea, liked or set(), liked_by or {}, counts) for idea in rows]
    return sorted(found, key=lambda line: not line.by) if liked_by else found


def _line(idea: Idea, liked: set[int], liked_by: dict[int, list[str]], counts: dict[int, int] | None) -> Line:
    names = liked_by.get(idea.pk, [])
    by = f"{' and '.join(names)} would like this" if names else ""
    if counts is not None and counts.get(idea.pk):
        by = f"{count_words(counts[idea.pk], 'young person', 'young people')} would like this"
    activity = activities().get(idea.activity)
    return Line(
        key=str(idea.public_id),
        title=idea.title,
        words=idea.words,
        picture=activity.picture if activity else "star",
        facts=facts(idea),
        scheme=idea.scheme.name if counts is not None else "",
        liked=idea.pk in liked,
        by=by,
        url=reverse("meetings:change_idea", args=[idea.public_id]),
    )


def facts(idea: Idea) -> str:
    """Free · summer · ages 8 to 12 · Roundhay."""
    season = "" if idea.season == Idea.Season.ANY else idea.get_season_display()
    ages = "" if (idea.age_from, idea.age_to) == (0, 25) else f"ages {idea.age_from} to {idea.age_to}"
    return " · ".join(part for part in (idea.get_cost_display(), season, ages, idea.area) if part)


def liked_by(rows: Iterable[IdeaLiked]) -> dict[int, list[str]]:
    """Idea → first names of those who would like it."""
    names: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        names[row.idea_id].append(row.child.name)
    return dict(names)


def counted(rows: "QuerySet[Idea]") -> dict[int, int]:
    found = IdeaLiked.objects.filter(idea__in=rows.order_by()).values_list("idea").annotate(Count("pk"))
    return dict(found.order_by())


def uuid_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
