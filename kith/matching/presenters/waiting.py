"""The waiting list: who, how long, their words in a line, and what is next."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from kith.foundation.dates import count_words, day_words, near_words
from kith.foundation.sheets import Sheet
from kith.matching.presenters.proposals import NEED_WORDS
from kith.matching.queries import Need, Next, Waiting

LINE = 120
NEED_OF = {
    "chosen": Need.SKETCH,
    "answered": Need.APPROVAL,
    "approved": Need.FIRST_MEETING,
    "meeting": Need.AFTER_MEETING,
    "agreed": Need.AGREEMENT,
}
SORTS: dict[str, tuple[str, Callable[[Waiting], Any]]] = {
    "": ("Longest waiting first", lambda each: (-each.days, each.referral.pk)),
    "name": ("First name", lambda each: (each.referral.name.casefold(), each.referral.pk)),
    "age": (
        "Youngest first",
        lambda each: (-(each.referral.born_on or date.min).toordinal(), each.referral.pk),
    ),
}


def rows(waiting: Iterable[Waiting], on: date) -> list[dict[str, Any]]:
    return [_row(each, on) for each in waiting]


def _row(each: Waiting, on: date) -> dict[str, Any]:
    child = each.referral.child
    words, url = _next(each)
    return {
        "name": each.referral.name,
        "url": reverse("casefile:child", args=[child.public_id]) if child else "",
        "picture": child.picture if child else "",
        "age": each.referral.age_on(on),
        "scheme": each.referral.scheme,
        "days": each.days,
        "waiting": count_words(each.days, "day"),
        "since": near_words(each.referral.received_on, on),
        "words": in_a_line(each.wish_list.words) if each.wish_list else "",
        "wishes_on": day_words(each.wish_list.on) if each.wish_list else "",
        "coordinator": each.referral.coordinator,
        "next": words,
        "next_url": url,
    }


def in_a_line(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LINE else f"{plain[:LINE].rsplit(' ', 1)[0]} …"


def _next(each: Waiting) -> tuple[str, str]:
    referral, shortlist, referral_child = each.referral.public_id, each.shortlist, each.referral.child
    match each.next:
        case Next.PROPOSAL:
            assert each.proposal is not None
            return _of_proposal(each), reverse("matching:proposal", args=[each.proposal.public_id])
        case Next.TALK:
            return "Talk about what they would like", reverse("matching:wishes", args=[referral])
        case Next.CHOOSE:
            assert shortlist is not None
            return "Cards are out: hear what they say", reverse("matching:cards", args=[shortlist.public_id])
        case Next.RESTING:
            assert referral_child is not None
            assert referral_child.rests_until is not None
            return f"A pause until {day_words(referral_child.rests_until)}", reverse(
                "people:rest", args=[referral_child.public_id]
            )
        case Next.LATER:
            assert each.look_again_on is not None
            return f"Nobody fits yet: look again on {day_words(each.look_again_on)}", reverse(
                "matching:look", args=[referral]
            )
        case Next.NOT_NOW:
            assert shortlist is not None
            when = day_words(shortlist.answered_on) if shortlist.answered_on else ""
            return f"Said not now on {when}", reverse("matching:look", args=[referral])
        case _:
            return "Look for somebody", reverse("matching:look", args=[referral])


def _of_proposal(each: Waiting) -> str:
    proposal = each.proposal
    assert proposal is not None
    need = Need.ANSWER if proposal.asked_on and proposal.status == "chosen" else NEED_OF[proposal.status]
    return f"{proposal.volunteer.first_name}: {NEED_WORDS[need].lower()}"


def sheet(waiting: Iterable[Waiting], on: date) -> Sheet:
    """The list as a spreadsheet, without the child's words: those stay here."""
    columns = (
        "First name",
        "Age",
        "Scheme",
        "Waiting since",
        "Days",
        "Wishes written down",
        "Next",
        "Coordinator",
    )
    lines = [
        (
            row["name"],
            row["age"],
            str(row["scheme"]),
            each.referral.received_on,
            row["days"],
            each.wish_list.on if each.wish_list else "",
            row["next"],
            str(row["coordinator"] or ""),
        )
        for each, row in ((each, _row(each, on)) for each in waiting)
    ]
    return Sheet("Children waiting", columns, lines)
