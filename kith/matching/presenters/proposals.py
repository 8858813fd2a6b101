"""A proposal as a road of steps: what is done, what is next, and who can do it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import LONDON, day_words, near_words, time_words, weekday_words
from kith.matching.models import FirstMeetingAnswer, Proposal
from kith.matching.queries import Need, Needing, need_of
from kith.matching.states import ProposalStatus
from kith.science.fit.words import listed

NEED_WORDS = {
    Need.SKETCH: "Write the sketch",
    Need.ANSWER: "Waiting for the volunteer",
    Need.APPROVAL: "Waiting for approval",
    Need.FIRST_MEETING: "Plan the first meeting",
    Need.MEETING_AHEAD: "First meeting planned",
    Need.AFTER_MEETING: "Ask how the first meeting was",
    Need.AGREEMENT: "Write the agreement",
    Need.NOTHING: "Over",
}
NEED_ADDRESS = {
    Need.SKETCH: ("matching:sketch", "Write the sketch"),
    Need.ANSWER: ("matching:volunteer_answer", "Write down the answer"),
    Need.APPROVAL: ("matching:approve", "Look and approve"),
    Need.FIRST_MEETING: ("matching:first_meeting", "Plan the first meeting"),
    Need.MEETING_AHEAD: ("matching:first_meeting", "Change the first meeting"),
    Need.AFTER_MEETING: ("matching:after_meeting", "Write down what was said"),
    Need.AGREEMENT: ("matching:begin", "Agree and begin"),
}
ROAD = (
    (ProposalStatus.CHOSEN, "{child} chose {volunteer}"),
    (ProposalStatus.ANSWERED, "{volunteer} says yes to the sketch"),
    (ProposalStatus.APPROVED, "Two people approve"),
    (ProposalStatus.MEETING, "A first meeting, with you there"),
    (ProposalStatus.AGREED, "Everybody says yes again"),
    (ProposalStatus.MATCHED, "They agree how it goes, and begin"),
)
ORDER = list(ProposalStatus)


def title(proposal: Proposal) -> str:
    return f"{proposal.child.name} and {proposal.volunteer.first_name}"


def when(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{weekday_words(local.date())}, {time_words(local)}"


def lines(needing: Iterable[Needing], on: date) -> list[dict[str, Any]]:
    """The list of proposals, grouped by what they need; this person's own approvals first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in needing:
        heading = "Needs your approval" if each.from_me else NEED_WORDS[each.need]
        groups.setdefault(heading, []).append(_line(each, on))
    return [
        {"heading": heading, "rows": rows, "mine": heading == "Needs your approval"}
        for heading, rows in groups.items()
    ]


def _line(each: Needing, on: date) -> dict[str, Any]:
    proposal = each.proposal
    return {
        "title": title(proposal),
        "scheme": proposal.scheme,
        "url": reverse("matching:proposal", args=[proposal.public_id]),
        "why": _why(each, on),
    }


def over(proposals: Iterable[Proposal], on: date) -> list[dict[str, Any]]:
    """Those that became a match, and those that closed; without whose no it was."""
    rows: dict[str, list[dict[str, Any]]] = {"Became a match": [], "Closed": []}
    for proposal in proposals:
        heading = "Became a match" if proposal.status == ProposalStatus.MATCHED else "Closed"
        line = _line(Needing(proposal, Need.NOTHING, from_me=False), on)
        rows[heading].append(line | {"why": f"Chosen {near_words(proposal.created_at.date(), on)}."})
    return [{"heading": heading, "rows": found, "mine": False} for heading, found in rows.items() if found]


def _why(each: Needing, on: date) -> str:
    proposal = each.proposal
    match each.need:
        case Need.SKETCH:
            return f"{proposal.child.name} chose {near_words(proposal.created_at.date(), on)}."
        case Need.ANSWER if proposal.asked_on:
            return f"Asked {near_words(proposal.asked_on, on)}."
        case Need.APPROVAL:
            given = [approval.by.name for approval in proposal.approvals.all()]
            return (
                f"{listed(given)} has approved; one more is needed." if given else "Two people must approve."
            )
        case Need.MEETING_AHEAD | Need.AFTER_MEETING if proposal.first_meeting_at:
            return f"{when(proposal.first_meeting_at)}, {proposal.first_meeting_place}."
        case _:
            return ""


def road(proposal: Proposal) -> list[dict[str, Any]]:
    """The steps from the choice to the beginning; a closed proposal shows how far it came."""
    dated = {change.to_status: change.on for change in proposal.changes.all()}
    names = {"child": proposal.child.name, "volunteer": proposal.volunteer.first_name}
    return [
        {"text": words.format(**names) + (f", {day_words(dated[status])}" if status in dated else ""),
         "fits": "yes" if status in dated else "open"}
        for status, words in ROAD
    ]  # fmt: skip


def page(
    proposal: Proposal, *, user: User, able: list[User], still: list[FirstMeetingAnswer.Who], at: datetime
) -> dict[str, Any]:
    need = need_of(proposal, at)
    name, words = NEED_ADDRESS.get(need, ("", ""))
    return {
        "title": title(proposal),
        "status": proposal.get_status_display(),
        "road": road(proposal),
        "need": need,
        "heading": NEED_WORDS[need],
        "next": words,
        "next_url": reverse(name, args=[proposal.public_id]) if name else "",
        "facts": facts(proposal),
        "hint": hint(proposal, need, user, able, still),
        "may_approve": need != Need.APPROVAL or user in able,
        "is_open": proposal.is_open,
    }


def hint(
    proposal: Proposal, need: Need, user: User, able: list[User], still: list[FirstMeetingAnswer.Who]
) -> str:
    """What the next step is about, in a sentence."""
    child, volunteer = proposal.child.name, proposal.volunteer.first_name
    match need:
        case Need.SKETCH:
            return f"{volunteer} hears a few words about {child}, and no name, before saying yes or no."
        case Need.ANSWER:
            return (
                f"{volunteer} can answer on the phone page. If you hear it in a talk, write it down for them."
            )
        case Need.APPROVAL:
            names = listed([each.name for each in able if each != user], "or")
            return f"Two different people approve, one of them a manager. {who_can(names, user in able)}"
        case Need.FIRST_MEETING:
            return f"Names are open now: {volunteer} may know who {child} is. Be there when they meet."
        case Need.MEETING_AHEAD:
            return f"Afterwards ask {listed([who.label.lower() for who in still])}. Any no ends it, and nobody is told whose."
        case Need.AFTER_MEETING:
            return f"Still to ask: {listed([who.label.lower() for who in still])}. Any no ends it, and nobody is told whose."
        case Need.AGREEMENT:
            return f"{child} and {volunteer} agree how often, where, what stays between them and how it will end."
        case _:
            return ""


def who_can(names: str, i_can: bool) -> str:
    if i_can:
        return f"You can; so can {names}." if names else "You can."
    return f"{names} can." if names else "Nobody can yet: ask an administrator to name a manager."


def facts(proposal: Proposal) -> list[tuple[str, str]]:
    """What is known so far, each with its name."""
    told = [("What the volunteer was told", proposal.sketch)]
    approvals = [f"{approval.by.name}, {day_words(approval.on)}" for approval in proposal.approvals.all()]
    told.append(("Approved by", listed(approvals)))
    if proposal.first_meeting_at:
        there = f", with {proposal.first_meeting_with}" if proposal.first_meeting_with else ""
        told.append(
            ("First meeting", f"{when(proposal.first_meeting_at)}, {proposal.first_meeting_place}{there}")
        )
    told += [("The carer said", proposal.carer_heard), ("The worker said", proposal.worker_heard)]
    told += [
        (f"{answer.get_who_display()} afterwards", f"{'Yes' if answer.yes else 'No'}. {answer.words}".strip())
        for answer in proposal.answers.all()
    ]
    if proposal.status == ProposalStatus.CLOSED:
        last = proposal.changes.all()[len(proposal.changes.all()) - 1]
        whose = f"{proposal.get_closed_by_display()}: {proposal.get_close_reason_display().lower()}"
        told.append(("Closed", f"{whose}, {day_words(last.on)}. {last.words}".strip()))
    return [(name, words) for name, words in told if words]


# ------------------------------------------------------------------------------------- the volunteer's phone


def for_volunteer(proposal: Proposal, rhythm: str) -> dict[str, Any]:
    """What a volunteer reads: a sketch; a name only when two people have approved; of an ended one, nothing."""
    if not proposal.is_open and proposal.status != ProposalStatus.MATCHED:
        return {"over": True, "heading": "This one is closed", "may_answer": False}
    scheme = proposal.scheme
    shown: dict[str, Any] = {
        "over": False,
        "heading": "Somebody might be glad of your company",
        "sketch": proposal.sketch,
        "may_answer": proposal.status == ProposalStatus.CHOSEN,
        "waiting": proposal.status == ProposalStatus.ANSWERED,
        "commitment": f"{_capital(rhythm)}, {scheme.programme.length_words}.",
        "scheme": scheme,
    }
    if proposal.names_are_open:
        shown["heading"] = f"You and {proposal.child.name}"
        shown["child"] = proposal.child.name
    if proposal.names_are_open and proposal.first_meeting_at:
        shown["when"] = when(proposal.first_meeting_at)
        shown["place"] = proposal.first_meeting_place
        there = proposal.first_meeting_with
        shown["there"] = there.first_name if there else "Your coordinator"
    return shown


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
