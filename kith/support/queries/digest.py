"""The week in a few sentences, only of what somebody may see: what is due, what falls quiet, whom to thank."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kith.access.policy import Permission
from kith.access.reach import may
from kith.foundation.dates import count_words
from kith.matching.models import Match
from kith.meetings.facts import day_of
from kith.meetings.queries import awaiting_word, quiet, withheld_often
from kith.support.models import KeepTie
from kith.support.queries.agenda import spirits_falling
from kith.support.queries.checkins import check_ins_due
from kith.support.queries.cover import coordinators_for, covers_around, loads
from kith.support.queries.reviews import reviews_due
from kith.support.queries.stranded import stranded_children
from kith.support.queries.supervision import supervision_due
from kith.support.queries.thanks import to_thank

P = Permission


@dataclass(frozen=True)
class Line:
    """One sentence of the week, and where it leads."""

    words: str
    url: str


def digest(user: Any, at: datetime) -> list[Line]:
    """What the week asks of somebody. A right that they do not hold adds no line, nor a count."""
    on = day_of(at)
    return [*_meetings(user, on, at), *_support(user, on), *_cover(user, on)]


def _live(user: Any, permission: Permission, on: date) -> list[Match]:
    return list(Match.objects.reachable_by(user, permission, on).live().with_people())


def _meetings(user: Any, on: date, at: datetime) -> list[Line]:
    matches = _live(user, P.SEE_HOW_IT_WENT, on) if may(user, P.RECORD_SUPERVISION, on) else []
    where = reverse("casefile:matches")
    return _said(
        (len(quiet(matches, on)), "match has gone quiet", "matches have gone quiet", where),
        (
            len(withheld_often(matches, on)),
            "match has meetings withheld",
            "matches have meetings withheld",
            where,
        ),
        (
            len(awaiting_word(matches, at)),
            "meeting nobody has told of",
            "meetings nobody has told of",
            reverse("meetings:calendar") + "?show=unsaid",
        ),
    )


def _support(user: Any, on: date) -> list[Line]:
    talks = _live(user, P.RECORD_SUPERVISION, on)
    ties = KeepTie.objects.reachable_by(user, P.ASK_HOW_IT_GOES, on).open().filter(due_on__lte=on)
    return _said(
        (
            len(supervision_due(talks, on)),
            "supervision is due",
            "supervisions are due",
            reverse("support:list"),
        ),
        (
            len({match.volunteer_id for match, _ in spirits_falling(talks, on)}),
            "volunteer finds it harder",
            "volunteers find it harder",
            reverse("support:list"),
        ),
        (
            len(check_ins_due(_live(user, P.ASK_HOW_IT_GOES, on), on)),
            "person should be asked how it goes",
            "people should be asked how it goes",
            reverse("support:check_ins"),
        ),
        (
            len(reviews_due(_live(user, P.HOLD_REVIEW, on), on)),
            "review is due",
            "reviews are due",
            reverse("support:reviews"),
        ),
        (
            len(to_thank(_live(user, P.THANK, on), on)),
            "volunteer would be glad of thanks",
            "volunteers would be glad of thanks",
            reverse("support:thanks"),
        ),
        (
            ties.count(),
            "person should not be lost after a move",
            "people should not be lost after a move",
            reverse("support:ties"),
        ),
    )


def _cover(user: Any, on: date) -> list[Line]:
    people = coordinators_for(user, on)
    if not people:
        return []
    where = reverse("support:cover")
    without = stranded_children(user, on).count()
    return _said(
        (without, "child has no coordinator", "children have no coordinator", reverse("support:stranded")),
        (len(covers_around(people, on)), "cover is on or coming", "covers are on or coming", where),
        (
            sum(1 for load in loads(people, on) if load.beyond),
            "post holds more than it holds well",
            "posts hold more than they hold well",
            where,
        ),
    )


def _said(*lines: tuple[int, str, str, str]) -> list[Line]:
    return [Line(f"{count_words(count, one, many)}.", url) for count, one, many, url in lines if count]
