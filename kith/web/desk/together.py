"""What two people who are together need from whoever looks after them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kith.access.policy import Permission
from kith.casefile.queries import meetings_left
from kith.endings.models import Ask, Ending, EndingStep
from kith.endings.queries import next_steps
from kith.endings.steps import Key
from kith.foundation.dates import count_words, day_words, near_words
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries import Quiet, WithheldOften, with_reasons
from kith.support.queries import supervision_due
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, NOW, SOON, Lines, Need, lower, quoted, some

STEP_SHOWN = timedelta(days=14)
WORD_WAITS = timedelta(days=2)
OF_THE_DAY = (Key.OUTING, Key.LAST, Key.LETTER)
ASKED = {"stop": "asked to stop", "break": "asked for a break", "change": "asked for a change"}
HEARD = {"stop": "Meetings are called off.", "break": "They are having a break now."}


def _story(match: Match, strand: str = "") -> str:
    query = f"?strand={strand}" if strand else ""
    return reverse("casefile:match", args=[match.public_id]) + query


def stopped(desk: AtHand) -> Iterator[Need]:
    """A young person wanted to stop or to have a break. It has happened; nobody has talked with them yet."""
    for kind in (Ask.Kind.STOP, Ask.Kind.BREAK):
        yield from (_asked(ask, desk, NOW) for ask in desk.asks if ask.kind == kind)


def changes(desk: AtHand) -> Iterator[Need]:
    """A young person asked for a change and nobody has answered yet."""
    yield from (_asked(ask, desk, SOON) for ask in desk.asks if ask.kind == Ask.Kind.CHANGE)


def _asked(ask: Ask, desk: AtHand, how_soon: str) -> Need:
    said = [quoted(ask.words), HEARD.get(ask.kind, ""), f"Asked {near_words(ask.on, desk.on)}."]
    what, why = f"{ask.child.name} {ASKED[ask.kind]}", " ".join(part for part in said if part)
    return Need(what, why, "Answer", reverse("endings:answer", args=[ask.public_id]), how_soon)


def withheld(desk: AtHand) -> Iterator[Need]:
    """Meetings that somebody kept from happening, twice or more."""
    for pk, found in desk.withheld.items():
        why, quiet = found.why, desk.quiet.get(pk)
        if quiet:
            why = f"They have not met for {count_words(quiet.days, 'day')}. {why}"
        who = found.latest.who
        yield Need(
            _who_withheld(found),
            why,
            f"Talk to the {who}" if who in ("carer", "worker") else "See what happened",
            f"{_story(found.match, 'meetings')}#around",
            NOW,
        )


def _who_withheld(found: WithheldOften) -> str:
    child, count = found.match.child.name, len(found.meetings)
    whose = {meeting.who for meeting in found.meetings}
    if whose in ({"carer"}, {"worker"}):
        return f"{child}’s {whose.pop()} has called off {lower(some(count, 'meeting'))}"
    return f"{some(count, 'meeting')} of {child} {'was' if count == 1 else 'were'} withheld"


def quiet(desk: AtHand) -> Lines:
    """No meeting for longer than they agreed. One whose meetings are withheld is told of there."""
    return Lines([found for pk, found in desk.quiet.items() if pk not in desk.withheld], _gone_quiet)


def _gone_quiet(found: Sequence[Quiet]) -> Iterator[Need]:
    with_reasons(found)
    for each in found:
        yield Need(
            f"{each.match.name} have gone quiet",
            each.why,
            f"Ask {each.match.volunteer.first_name}",
            reverse("support:supervise", args=[each.match.public_id]),
            NOW,
        )


def endings(desk: AtHand) -> Iterator[Need]:
    """The next step of each ending, where it is due soon; a child who asked and was not answered comes first elsewhere."""
    waiting_for_an_answer = {ask.match_id for ask in desk.asks}
    due = EndingStep.objects.due_by(desk.on + STEP_SHOWN).filter(ending=OuterRef("pk"))
    rows = Ending.objects.reachable_by(desk.user, Permission.PLAN_ENDING, desk.on).standing()
    rows = rows.filter(Exists(due)).exclude(match__in=waiting_for_an_answer)
    if not rows.exists():
        return
    found = list(rows.with_people())
    steps = next_steps(found)
    left = meetings_left(found, desk.at)
    for ending in sorted(found, key=lambda ending: steps[ending.pk].due_on):
        step = steps[ending.pk]
        late = step.due_on < desk.on
        untold = ending.kind == Ending.Kind.DIED and ending.told_on is None
        said = [f"{step.words}. {'Was due' if late else 'Due'} {near_words(step.due_on, desk.on)}."]
        if ending.child_words and step.key in OF_THE_DAY:
            said.append(f"{ending.match.child.name}: {quoted(ending.child_words)}")
        url = reverse("endings:ending", args=[ending.public_id])
        what = _ending_words(ending, left.get(ending.match_id, 0))
        yield Need(what, " ".join(said), "Open the plan", url, SOON if late or untold else CALM)


def _ending_words(ending: Ending, left: int) -> str:
    if ending.kind == Ending.Kind.DIED:
        return f"{ending.match.volunteer.first_name} has died: be with {ending.match.child.name}"
    if ending.kind == Ending.Kind.CHILD_DIED:
        return f"{ending.match.child.name} has died: be with {ending.match.volunteer.first_name}"
    if not ending.is_winding_down:
        return f"After the ending of {ending.match.name}"
    return f"Ending: {ending.match.name}, {count_words(left, 'meeting')} left"


def unsaid(desk: AtHand) -> Iterator[Need]:
    """Meetings whose time has come and of which nobody has said anything; quiet matches tell of their own."""
    waits, trouble = desk.at - WORD_WAITS, desk.in_trouble
    late = [each for each in desk.planned if each.at < waits and each.match_id not in trouble]
    if not late:
        return
    oldest = Meeting.objects.with_people().get(public_id=late[0].key)
    if len(late) == 1:
        yield Need(
            f"Nobody has said how {oldest.match.name} got on",
            f"They were to meet on {day_words(oldest.on())}.",
            "Say what happened",
            reverse("meetings:record", args=[oldest.public_id]),
        )
    else:
        yield Need(
            f"Nobody has said how {lower(some(len(late), 'meeting'))} went",
            f"The oldest is {oldest.match.name}’s, on {day_words(oldest.on())}.",
            "See them",
            reverse("meetings:calendar") + "?show=unsaid",
        )


def supervision(desk: AtHand) -> Iterator[Need]:
    """Volunteers who should have been talked with by now; whoever is quiet is asked anyway."""
    trouble = desk.in_trouble
    due = supervision_due(desk.matches, desk.on, desk.rules)
    due = [found for found in due if found.match_id not in trouble]
    if not due:
        return
    first = due[0]
    match = Match.objects.select_related("volunteer").get(pk=first.match_id)
    if len(due) == 1:
        yield Need(
            f"Supervision with {match.volunteer.first_name} is due",
            first.why,
            "Record it",
            reverse("support:supervise", args=[match.public_id]),
        )
    else:
        yield Need(
            f"Supervision is due with {lower(some(len(due), 'volunteer'))}",
            f"The longest wait is {match.volunteer.first_name}’s. {first.why}",
            "See who",
            reverse("support:list"),
        )
