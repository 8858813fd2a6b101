"""What repeats in a match and is worth a talk: a quiet line each, with its reason, below everything that is urgent."""

from collections.abc import Iterator

from django.urls import reverse

from kith.access.policy import Permission
from kith.meetings.models import Expense
from kith.meetings.queries import Sign, Signal, signals
from kith.meetings.states import ExpenseStatus
from kith.people.models import Involvement
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, SOON, Need, some


def patterns(desk: AtHand) -> Iterator[Need]:
    """For whoever looks after the matches; one that is quiet or withheld is told of there."""
    if desk.is_wide:
        return
    others = [match for match in desk.matches if match.pk not in desk.in_trouble]
    for found in sorted(signals(others, desk.at), key=lambda found: found.sign != Sign.NO_PLAN):
        how_soon = SOON if found.sign == Sign.NO_PLAN else CALM
        yield Need(found.what, found.why, found.ask, _there(found), how_soon)


def _there(found: Signal) -> str:
    match = found.match
    if found.sign == Sign.NO_PLAN:
        return reverse("safeguarding:safety_plans", args=[match.child.public_id, match.volunteer.public_id])
    name = "matching:agreement" if found.sign == Sign.OFF_PLAN else "support:supervise"
    return reverse(name, args=[match.public_id])


def expenses(desk: AtHand) -> Iterator[Need]:
    """What volunteers spent and nobody has looked at, in one line; a manager sees to those that no coordinator reaches."""
    rows = Expense.objects.reachable_by(desk.user, Permission.APPROVE_EXPENSE, desk.on)
    waiting = rows.filter(status=ExpenseStatus.SENT).exclude(match__volunteer__user=desk.user)
    if desk.is_wide:
        near = Involvement.objects.open_on(desk.on).of(Involvement.Part.COORDINATOR)
        waiting = waiting.exclude(match__child__in=near.values("child"))
    if not (count := waiting.count()):
        return
    what = f"{some(count, 'expense')} {'waits' if count == 1 else 'wait'} for a yes"
    why = "A volunteer has paid for it out of their own pocket."
    yield Need(what, why, "Look at them", reverse("meetings:expenses"), CALM)
