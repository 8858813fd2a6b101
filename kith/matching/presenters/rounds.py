"""A round as it is read: what came of it, line by line, the record, and the order in which children come first."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from kith.foundation.dates import count_words, day_words
from kith.matching.models import Round, RoundLine, RoundPair, Siblings
from kith.matching.presenters.looking import reasons
from kith.matching.queries import Look
from kith.matching.queries.names import Names
from kith.matching.rounds import Mode
from kith.matching.states import RoundStatus
from kith.science.fit.words import listed
from kith.science.matching import Priority

STATUS_TINTS = {RoundStatus.MADE: "sun", RoundStatus.FINISHED: "plain", RoundStatus.FAILED: "coral", RoundStatus.ASKED: ""}  # fmt: skip
PRIORITY = Priority()
BUTTON = "{}<span class='govuk-visually-hidden'>: {}</span>"
BESIDE = {
    "talk": ("has not been asked yet whom they would like", "have not been asked yet whom they would like"),
    "choose": ("has cards before them", "have cards before them"),
    "not now": ("said not now", "said not now"),
    "resting": ("has a pause", "have a pause"),
    "proposal": ("has somebody who is being asked", "have somebody who is being asked"),
}


def title(asked: Round) -> str:
    return f"Round of {day_words(asked.on)}"


def listing(rounds: Iterable[Round]) -> list[dict[str, Any]]:
    return [
        {
            "title": title(asked),
            "url": reverse("matching:round", args=[asked.public_id]),
            "scheme": asked.scheme,
            "mode": asked.get_mode_display(),
            "how": "every week" if asked.weekly else "asked for",
            "children": asked.counts["children"],
            "matched": asked.counts["matched"],
            "unmatched": asked.counts["unmatched"],
            "status": RoundStatus(asked.status).label,
            "tint": STATUS_TINTS[RoundStatus(asked.status)],
            "has_answer": asked.status in (RoundStatus.MADE, RoundStatus.FINISHED),
            "mine": getattr(asked, "mine", 0),
        }
        for asked in rounds
    ]


def numbers(asked: Round) -> list[tuple[str, str]]:
    counts = asked.record
    return [
        (str(counts["children"]), "children in this round"),
        (str(counts["places"]), "places free"),
        (str(counts["matched"]), "children with somebody proposed"),
        (str(counts["unmatched"] + counts["by_hand"]), "go without for now"),
    ]


def beside(asked: Round) -> str:
    """Who waits and is not in it, and why."""
    told = [
        f"{count_words(number, 'child', 'children')} {BESIDE[why][number != 1]}"
        for why, number in asked.beside.items()
        if number and why in BESIDE
    ]
    return f"Waiting, and not in this round: {listed(told)}." if told else ""


def certificate(asked: Round) -> str:
    """The proof, in a sentence."""
    proof = asked.certificate
    pairs = f"{proof.get('pairs', 0):,}"
    if asked.mode == Mode.TOTAL_FIT:
        return f"Looked at {pairs} pairs. The total cannot be improved: it equals the bound that proves it."
    return f"Looked at {pairs} pairs. No child would rather have somebody who has a place left, or who is proposed to a child with less claim."


def losers(lines: Iterable[RoundLine], asked: Round, names: Names) -> dict[str, Any] | None:
    """The warning by total fit: who loses, as far as the reader may know, and how many others."""
    if asked.mode != Mode.TOTAL_FIT:
        return None
    seen = [names.put_into(line.loses) for line in lines if line.loses]
    others = asked.lines.exclude(loses="").count() - len(seen)
    return {"told": seen, "others": others if others > 0 else 0}


def line(row: RoundLine, names: Names) -> dict[str, Any]:
    """One child, in short."""
    volunteer, pair = row.volunteer, _pair(row, names)
    return {
        "name": names.of(row.key),
        "pair": pair,
        "url": reverse("matching:round_line", args=[row.public_id]),
        "child_url": reverse("casefile:child", args=[row.child.public_id]),
        "look_url": reverse("matching:look", args=[row.referral.public_id]),
        "agree_words": format_html(BUTTON, "Agree", pair),
        "leave_words": format_html(BUTTON, "Leave it", pair),
        "undo_words": format_html(BUTTON, "Take back", pair),
        "what_if_words": format_html(BUTTON, "What if …", pair),
        "what_if_url": f"{reverse('matching:round_line', args=[row.public_id])}#what-if",
        "agree_url": reverse("matching:round_agree", args=[row.public_id]),
        "leave_url": reverse("matching:round_leave", args=[row.public_id]),
        "undo_url": reverse("matching:round_undo", args=[row.public_id]),
        "volunteer": volunteer,
        "volunteer_url": reverse("casefile:volunteer", args=[volunteer.public_id]) if volunteer else "",
        "words": names.put_into(row.words),
        "reasons": reasons(
            [names.put_into(each) for each in row.reasons], [names.put_into(each) for each in row.cautions]
        ),
        "openings": listed(row.openings, "or"),
        "missed": len(row.why_not),
        "by_hand": row.by_hand,
        "loses": names.put_into(row.loses) if row.loses else "",
        "decision": row.decision,
        "decided": decided(row),
    }


def _pair(row: RoundLine, names: Names) -> str:
    name = names.of(row.key)
    return f"{name} and {names.of_volunteer(row.volunteer)}" if row.volunteer else name


def decided(row: RoundLine) -> str:
    if row.decision == RoundLine.Decision.AGREED and row.decided_on:
        return f"Agreed on {day_words(row.decided_on)}: on {row.child.name}’s short list"
    if row.decision == RoundLine.Decision.LEFT and row.decided_on:
        return f"Left on {day_words(row.decided_on)}"
    return ""


def missed(row: RoundLine, names: Names) -> list[dict[str, str]]:
    """Whom the child would rather have had, and the one reason why not."""
    return [
        {"volunteer": names.of(each["volunteer"]), "words": names.put_into(each["words"])}
        for each in row.why_not
    ]


def changes(found: Iterable[Any], names: Names) -> list[str]:
    """For whom it would be different; children the reader may not know are not named."""
    told: list[str] = []
    others = 0
    for change in found:
        if change.child in names.children:
            told.append(names.put_into(change.words))
        else:
            others += 1
    if others:
        told.append(
            f"It would be different for {count_words(others, 'child', 'children')} of other coordinators."
        )
    return told


def record(asked: Round) -> list[tuple[str, str]]:
    """Everything that is needed to make it again."""
    kept = asked.record
    return [
        ("Scheme", f"{asked.scheme} ({asked.scheme.provider})"),
        ("Day", day_words(asked.on)),
        ("Asked for", "by the week’s plan" if asked.weekly else f"by {asked.created_by or 'Kith'}"),
        ("Mode", asked.get_mode_display() + (", with exchanges" if asked.improve else "")),
        ("Method", kept["engine"]),
        ("Rules", kept["rules"]),
        ("Seed", str(kept["seed"])),
        ("Children", str(kept["children"])),
        ("Volunteers", str(kept["volunteers"])),
        ("Places free", str(kept["places"])),
        ("Pairs that fit", f"{kept['pairs']:,}"),
        ("Proposed", str(kept["matched"])),
        ("Without", str(kept["unmatched"])),
        ("To be placed by hand", str(kept["by_hand"])),
        ("Audit", asked.certificate.get("audit", "")),
        ("Everything asked (SHA-256)", kept["inputs"]),
        ("The answer (SHA-256)", kept["result"]),
    ]


def pairs(rows: Iterable[RoundPair]) -> list[dict[str, Any]]:
    return [
        {
            "words": f"{row.child.name} and {row.volunteer.first_name}",
            "kind": row.get_kind_display(),
            "tint": "" if row.kind == RoundPair.Kind.FIXED else "coral",
            "why": row.words,
            "since": f"{day_words(row.on)}, by {row.created_by}" if row.created_by else day_words(row.on),
            "lift_words": format_html(BUTTON, "Lift", f"{row.child.name} and {row.volunteer.first_name}"),
            "url": reverse("matching:round_lift", args=[row.public_id]),
        }
        for row in rows
    ]


def families(rows: Sequence[Siblings], visible: set[int]) -> list[dict[str, Any]]:
    """Brothers and sisters by name where the reader may see every one of them."""
    told = []
    for row in rows:
        children = [each.child for each in row.children.all()]
        if all(child.pk in visible for child in children):
            words = listed(child.name for child in children)
            told.append({"words": words, "since": day_words(row.on), "url": reverse("matching:round_siblings_end", args=[row.public_id])})  # fmt: skip
    return told


def bands() -> list[str]:
    """The waiting bands, longest first, in words."""
    longest, *rest = PRIORITY.wait_bands
    told = [f"{longest} days or more"]
    upper = longest
    for band in rest:
        told.append(f"{band} to {upper - 1} days")
        upper = band
    return [*told, f"under {upper} days"]


def forward(lines: Iterable[RoundLine], look: Look) -> list[dict[str, str]]:
    """On a short list: who was put forward by a round, and what stands against it meanwhile, if anything does."""
    told: list[dict[str, str]] = []
    seen: set[int] = set()
    for row in lines:
        if row.volunteer is None or row.volunteer.pk in seen:
            continue
        seen.add(row.volunteer.pk)
        name, why = row.volunteer.first_name, look.why_not(row.volunteer)
        words = f"{name} was put forward by the round of {day_words(row.round.on)}."
        told.append(
            {
                "name": name,
                "words": f"{words} {why}" if why else words,
                "url": reverse("matching:round_line", args=[row.public_id]),
            }
        )
    return told
