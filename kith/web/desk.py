"""What needs whom today, in order of harm. Each line says why it is here and what the next step is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may, schemes_for
from kith.endings.models import Ask, EndingStep
from kith.foundation.dates import count_words, day_words, near_words, working_days_between
from kith.matching.models import Match, Proposal
from kith.matching.queries import Need as Step
from kith.matching.queries import needs as proposal_needs
from kith.matching.queries import waiting
from kith.meetings import queries as meetings
from kith.recruitment.queries import lapsing_checks
from kith.recruitment.requirements import words_of
from kith.referral.models import Referral
from kith.safeguarding.models import Concern
from kith.support.queries import supervision_due

NOW, SOON, CALM = "now", "soon", "calm"
MOST_OF_A_KIND = 5
LAPSE_SHOWN = 30
STEP_SHOWN = 14
WORD_WAITS = timedelta(days=2)
STEPS = {
    Step.SKETCH: ("The child has chosen. Tell the volunteer about them, without a name.", "Write it"),
    Step.APPROVAL: ("Both said yes. Your approval is the one that is missing.", "Read and decide"),
    Step.FIRST_MEETING: ("Approved by two people. Plan the first meeting and be there.", "Plan it"),
    Step.AFTER_MEETING: ("They have met. Ask everybody how it was.", "Write down what they said"),
    Step.AGREEMENT: ("Everybody said yes again. Write the agreement with them.", "Begin the match"),
}


@dataclass(frozen=True)
class Need:
    """One thing that needs somebody: what, why it is here, and the next step in one click."""

    what: str
    why: str
    action: str
    url: str
    how_soon: str = CALM


class Desk:
    """Everything in one person's reach that is not on track, at one moment."""

    def __init__(self, user: User, *, at: datetime, on: date):
        self.user, self.at, self.on = user, at, on

    @cached_property
    def matches(self) -> list[Match]:
        """The live matches in reach, with what every question about them needs."""
        rows = Match.objects.reachable_by(self.user, Permission.BEGIN_MATCH, self.on).live()
        return list(
            rows.with_people().prefetch_related("agreements", "changes").order_by("child__first_name", "pk")
        )

    def needs(self) -> list[Need]:
        """All lines, worst first; of each kind only the first few, then one line that says how many more."""
        return [need for question in QUESTIONS for need in _few(list(question(self)))]


def _few(needs: list[Need]) -> list[Need]:
    return needs if len(needs) <= MOST_OF_A_KIND + 1 else needs[:MOST_OF_A_KIND]


def concerns(desk: Desk) -> Iterator[Need]:
    rows = Concern.objects.reachable_by(desk.user, Permission.SEE_CONCERN, desk.on).without_decision()
    for concern in rows.select_related("child", "volunteer").order_by("raised_at"):
        about = concern.child.name if concern.child else "somebody"
        hours = int((desk.at - concern.raised_at).total_seconds() // 3600)
        since = count_words(hours, "hour") if hours < 48 else count_words(hours // 24, "day")
        yield Need(
            f"A concern about {about} waits for a first decision",
            f"{concern.get_urgency_display()}. Raised {since} ago.",
            "Read it",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )


def asked(desk: Desk) -> Iterator[Need]:
    rows = Ask.objects.reachable_by(desk.user, Permission.PLAN_ENDING, desk.on).unanswered()
    words = {"stop": "asked to stop", "break": "asked for a break", "change": "asked for a change"}
    for ask in rows.select_related("child", "match").order_by("on"):
        said = f"“{ask.words}” " if ask.words else ""
        yield Need(
            f"{ask.child.name} {words[ask.kind]}",
            f"{said}Asked {near_words(ask.on, desk.on)}.",
            "Answer",
            reverse("endings:asks"),
            NOW if ask.kind == Ask.Kind.STOP else SOON,
        )


def withheld(desk: Desk) -> Iterator[Need]:
    for found in meetings.withheld_often(desk.matches, desk.on):
        yield Need(
            f"{found.match.child.name}’s meetings are being withheld",
            found.why,
            "See what happened",
            reverse("casefile:match", args=[found.match.public_id]) + "?strand=meetings",
            NOW,
        )


def quiet(desk: Desk) -> Iterator[Need]:
    for found in meetings.quiet(desk.matches, desk.on):
        yield Need(
            f"{found.match.name} have gone quiet",
            found.why,
            f"Talk with {found.match.volunteer.first_name}",
            reverse("support:supervise", args=[found.match.public_id]),
            NOW,
        )


def lapsing(desk: Desk) -> Iterator[Need]:
    if not may(desk.user, Permission.RECORD_CHECK, desk.on):
        return
    schemes = schemes_for(desk.user, Permission.RECORD_CHECK, desk.on)
    for check in lapsing_checks(schemes, desk.on, days=LAPSE_SHOWN):
        gone = check.until is not None and check.until < desk.on
        verb = "lapsed" if gone else "lapses"
        yield Need(
            f"{check.volunteer.first_name}’s {_in_a_sentence(words_of(check.kind))} {verb} {near_words(check.until, desk.on)}",
            "No meeting can be planned beyond that day."
            if not gone
            else "No meeting can be planned until it is renewed.",
            "See what is missing",
            reverse("casefile:volunteer", args=[check.volunteer.public_id]),
            NOW if gone else SOON,
        )


def _in_a_sentence(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def proposals(desk: Desk) -> Iterator[Need]:
    rows = Proposal.objects.reachable_by(desk.user, Permission.SEE_PROPOSAL, desk.on).open()
    for found in proposal_needs(rows, desk.user, desk.at):
        step = STEPS.get(found.need)
        if step and (found.from_me or found.need not in (Step.APPROVAL,)):
            pair = f"{found.proposal.child.name} and {found.proposal.volunteer.first_name}"
            url = reverse("matching:proposal", args=[found.proposal.public_id])
            yield Need(pair, step[0], step[1], url, SOON if found.from_me else CALM)


def children_waiting(desk: Desk) -> Iterator[Need]:
    rows = Referral.objects.reachable_by(desk.user, Permission.LOOK_FOR_SOMEBODY, desk.on)
    schemes = {
        referral.scheme for referral in rows.awaiting_match().select_related("scheme") if referral.scheme
    }
    for line in waiting(schemes, desk.on, among=rows)[:3]:
        yield Need(
            f"{line.referral.name} has waited {count_words(line.days, 'day')}",
            f"“{line.wish_list.words}”"
            if line.wish_list and line.wish_list.words
            else "Nobody has asked yet what they would like.",
            "Look for somebody" if line.wish_list else "Write down what they would like",
            reverse("matching:look" if line.wish_list else "matching:wishes", args=[line.referral.public_id]),
            SOON,
        )


def referrals(desk: Desk) -> Iterator[Need]:
    rows = Referral.objects.reachable_by(desk.user, Permission.ANSWER_REFERRAL, desk.on).unanswered()
    found = list(rows.filter(status="received").order_by("received_on"))
    if not found:
        return
    days = working_days_between(found[0].received_on, desk.on)
    what = (
        f"{found[0].name}’s referral waits for an answer"
        if len(found) == 1
        else f"{len(found)} referrals wait for an answer"
    )
    older = "It" if len(found) == 1 else "The oldest"
    yield Need(
        what,
        f"{older} came {count_words(days, 'working day')} ago, from a {found[0].get_source_display().lower()}.",
        "Read it" if len(found) == 1 else "Read them",
        reverse("referral:referral", args=[found[0].public_id])
        if len(found) == 1
        else reverse("referral:list"),
        SOON,
    )


def ending_steps(desk: Desk) -> Iterator[Need]:
    steps = (
        EndingStep.objects.open()
        .filter(ending__match__in=[match.pk for match in desk.matches], ending__status="winding down")
        .filter(due_on__lte=desk.on + timedelta(days=STEP_SHOWN))
        .select_related("ending__match__child", "ending__match__volunteer")
        .order_by("ending", "place")
    )
    seen = set()
    for step in steps:
        if step.ending_id in seen:
            continue
        seen.add(step.ending_id)
        late = step.due_on < desk.on
        yield Need(
            f"Ending: {step.ending.match.name}",
            f"Next step: {step.words}, {'was due' if late else 'due'} {near_words(step.due_on, desk.on)}.",
            "Open the plan",
            reverse("endings:ending", args=[step.ending.public_id]),
            SOON if late else CALM,
        )


def unsaid(desk: Desk) -> Iterator[Need]:
    late = [
        meeting
        for meeting in meetings.awaiting_word(desk.matches, desk.at)
        if meeting.at < desk.at - WORD_WAITS
    ]
    if late:
        yield Need(
            f"Nobody has said how {count_words(len(late), 'meeting')} went",
            f"The oldest was on {day_words(late[0].on())}.",
            "See them",
            reverse("meetings:calendar") + "?show=unsaid",
        )


def supervision(desk: Desk) -> Iterator[Need]:
    due = supervision_due(desk.matches, desk.on)
    late = [found for found in due if found.due_on <= desk.on]
    if late:
        names = count_words(len(late), "volunteer")
        yield Need(
            f"Supervision is due with {names}",
            f"The longest wait is {late[0].match.volunteer.first_name}’s: {late[0].why}",
            "Book them",
            reverse("support:list"),
        )


QUESTIONS: tuple[Callable[[Desk], Iterator[Need]], ...] = (
    concerns,
    asked,
    withheld,
    quiet,
    lapsing,
    proposals,
    children_waiting,
    referrals,
    ending_steps,
    unsaid,
    supervision,
)
