"""Children who are on the way to somebody: referred, waiting, chosen, about to begin."""

from collections.abc import Iterator

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.matching.queries import Need as Step
from kith.matching.queries import Needing, Next, Waiting, waiting
from kith.matching.queries import needs as proposal_needs
from kith.referral.models import Referral
from kith.referral.queries import turns
from kith.referral.states import Status
from kith.schemes.models import Scheme
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, SOON, Need, quoted, some

STEPS = {
    Step.SKETCH: (
        "{child} has chosen {volunteer}",
        "Tell {volunteer} a little about {child}, without a name.",
        "Write a few words",
        "matching:sketch",
    ),
    Step.APPROVAL: (
        "{child} and {volunteer} need your approval",
        "Both said yes. Two people approve, and you can be one of them.",
        "Look and approve",
        "matching:approve",
    ),
    Step.FIRST_MEETING: (
        "{child} and {volunteer} may meet",
        "Two people have approved. Plan the first meeting, and be there.",
        "Plan it",
        "matching:first_meeting",
    ),
    Step.AFTER_MEETING: (
        "{child} and {volunteer} have met",
        "Ask each of them alone how it was.",
        "Write down what they said",
        "matching:after_meeting",
    ),
    Step.AGREEMENT: (
        "{child} and {volunteer} are ready to begin",
        "Everybody said yes again. Write down with them how it goes.",
        "Agree and begin",
        "matching:begin",
    ),
}
FROM = {Referral.Source.YOUNG_PERSON: "the young person", Referral.Source.OTHER: "somebody else"}


def proposals(desk: AtHand) -> Iterator[Need]:
    """Proposals whose next step is this person's: a manager approves, the coordinator does the rest."""
    for found in proposal_needs(desk.proposals, desk.user, desk.at):
        if found.need in STEPS and (found.from_me if found.need == Step.APPROVAL else not desk.is_wide):
            yield _proposal(found)


def _proposal(found: Needing) -> Need:
    what, why, action, name = STEPS[found.need]
    who = {
        "child": found.proposal.child.name,
        "volunteer": found.proposal.volunteer.first_name,
    }
    url = reverse(name, args=[found.proposal.public_id])
    return Need(what.format(**who), why.format(**who), action, url, SOON)


def children_waiting(desk: AtHand) -> Iterator[Need]:
    """Who has waited longest for somebody, where the next step is ours; a choice on its way is told of above."""
    if not desk.awaiting:
        return
    rows = Referral.objects.filter(pk__in=desk.awaiting)
    schemes = Scheme.objects.filter(pk__in=rows.order_by().values("scheme"))
    for line in waiting(schemes, desk.on, among=rows):
        if line.next not in (Next.PROPOSAL, Next.NOT_NOW, Next.LATER, Next.RESTING):
            yield _waits(line, desk)


def _waits(line: Waiting, desk: AtHand) -> Need:
    name, referral = line.referral.name, line.referral.public_id
    what = f"{name} has waited {count_words(line.days, 'day')}"
    if line.next == Next.TALK:
        why = "Nobody has asked yet what they would like."
        return Need(what, why, f"Talk with {name}", reverse("matching:wishes", args=[referral]), SOON)
    words = quoted(line.wish_list.words) if line.wish_list else ""
    if line.next == Next.CHOOSE and line.shortlist and line.shortlist.shown_on:
        why = f"{name} has cards to choose from since {day_words(line.shortlist.shown_on)}."
        url = reverse("matching:cards", args=[line.shortlist.public_id])
        return Need(what, f"{words} {why}".strip(), "Look together", url, SOON)
    url = reverse("matching:look", args=[referral])
    if line.look_again_on:
        why = f"You promised {name} to look again on {day_words(line.look_again_on)}."
        return Need(what, f"{words} {why}".strip(), "Look for somebody", url, SOON)
    return Need(what, words or "They have said what they would like.", "Look for somebody", url, SOON)


def referrals(desk: AtHand) -> Iterator[Need]:
    """Referrals that wait for the scheme's answer, in one line; soon when one has waited too long."""
    rows = Referral.objects.reachable_by(desk.user, Permission.ANSWER_REFERRAL, desk.on)
    rows = rows.filter(status=Status.RECEIVED)
    if not rows.exists():
        return
    found = list(rows.timed().select_related("child", "scheme__provider").order_by("received_on", "pk"))
    late = sum(turn.is_late for turn in turns(found, desk.on).values())
    first = found[0]
    if len(found) == 1:
        what, action = f"{first.name}’s referral waits for an answer", "Read it"
        url = reverse("referral:referral", args=[first.public_id])
    else:
        what, action = f"{some(len(found), 'referral')} wait for an answer", "Read them"
        url = reverse("referral:list")
    yield Need(what, _came(first, len(found), late, desk), action, url, SOON if late else CALM)


def _came(first: Referral, count: int, late: int, desk: AtHand) -> str:
    source = Referral.Source(first.source)
    whom = FROM.get(source, f"a {source.label.lower()}")
    which = "It" if count == 1 else "The oldest"
    said = f"{which} came {near_words(first.received_on, desk.on)}, from {whom}."
    if late:
        said += " That is longer than was promised." if late == 1 else f" {some(late, 'answer')} are late."
    return said
