"""My space: who is coming and when, first; then what a young person may choose, say, read and ask.

Everything here is read by somebody of nine: short words, first names, and nothing that says care.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.endings.models import Ask, Letter, LookBack
from kith.foundation.dates import LONDON, near_words, time_words, weekday_words
from kith.matching.models import Match, Proposal, Shortlist, WishList
from kith.matching.presenters.open_days.mine import for_young_person as open_days
from kith.matching.queries import Need, need_of, promised
from kith.matching.states import MatchStatus
from kith.meetings import queries as meetings
from kith.meetings.models import Meeting
from kith.meetings.presenters import coordinator_of, lately_words
from kith.outcomes.queries.asking import forms_for
from kith.outcomes.queries.pulses import to_ask as to_ask_one
from kith.people.models import Child
from kith.safeguarding.presenters import looked_in_an_emergency
from kith.science.vocabulary import INTERESTS
from kith.support import queries as support
from kith.support.models import ReadinessList
from kith.web.homes.goodbyes import goodbyes
from kith.web.homes.page import Page

BEFORE_SHOWN = 3
ANSWER_SHOWN = timedelta(days=60)
SEE = Permission.SEE_MY_SPACE


def my_space(user: User, *, at: datetime, on: date) -> Page:
    """The one page of a young person's own."""
    child = Child.objects.reachable_by(user, SEE, on).first()
    if child is None:
        return Page("web/my_space.html", {"nothing_yet": True}, SEE)
    matches = list(Match.objects.live().filter(child=child).with_people().order_by("begun_on", "pk"))
    coming = meetings.next_meetings(matches, at=at)
    changed = meetings.changed_lately(matches, at=at, on=on)
    wishes = WishList.objects.filter(child=child).order_by("-version").first()
    values: dict[str, Any] = {
        "child": child,
        "cards": [_card(match, coming.get(match.pk), on) for match in matches],
        "goodbyes": goodbyes(child, at=at, on=on),
        "changed": [_changed(each) for each in changed],
        "to_ask": (to_ask := meetings.to_ask_about(child, on)),
        "to_ask_when": lately_words(to_ask.on(), on) if to_ask else "",
        "choice": Shortlist.objects.filter(child=child).out_with_the_child().order_by("-pk").first(),
        "chosen": _chosen(child, at=at, on=on),
        "open_days": open_days(user, at=at),
        "promised": None if matches else promised(child),
        "to_do": _to_do(wishes),
        "wishes": wishes,
        "letters": list(Letter.objects.reachable_by(user, SEE, on).filter(given_on__isnull=False)),
        "asks": _asks(child, on),
        "asked_how": support.asked_of(user, on),
        "forms_asked": forms_for(user, on),
        "question": to_ask_one(child, on),
        "to_remind": support.nudge(child, on),
        "look_backs": list(
            LookBack.objects.reachable_by(user, Permission.LOOK_BACK, on).due_by(on).with_people()
        ),
        "looked": looked_in_an_emergency(child, on),
        "own_pages": _own_pages(child, on),
        "before": _before(child, at=at, on=on),
    }
    shown_first = ("choice", "chosen", "open_days", "promised", "goodbyes")
    values["nothing_yet"] = not (matches or any(values[key] for key in shown_first))
    return Page("web/my_space.html", values, SEE)


def _own_pages(child: Child, on: date) -> list[tuple[str, str]]:
    """What they can look at and change whenever they like; the list for later only once they are old enough."""
    pages = [
        ("What I keep", reverse("endings:my_keeping")),
        ("The people around me", reverse("support:network", args=[child.public_id])),
        ("Things to do", reverse("meetings:ideas")),
    ]
    if Match.objects.filter(child=child).exists():
        pages.append(("What you ask me, and when you write", reverse("meetings:asking")))
        pages.append(("What I hoped, and what changed", reverse("outcomes:mine")))
    if support.is_invited(child, on) or ReadinessList.objects.filter(child=child).exists():
        pages.append(("My list for later", reverse("support:readiness")))
    return pages


def _card(match: Match, meeting: Meeting | None, on: date) -> dict[str, Any]:
    """Who is coming, when, and who looks after it."""
    who = match.volunteer.first_name
    card: dict[str, Any] = {
        "match": match,
        "who": who,
        "coordinator": coordinator_of(match, on),
        "on_a_break": match.status == MatchStatus.PAUSED,
        "may_break": match.status == MatchStatus.ACTIVE,
        "ask_url": reverse("endings:ask", args=[match.public_id]),
    }
    if meeting and not card["on_a_break"]:
        card |= {"near": _near(meeting.on(), on), "when": _when(meeting.at), "place": meeting.place}
        card["url"] = reverse("meetings:meeting", args=[meeting.public_id])
    return card


def _changed(changed: meetings.Changed) -> dict[str, str]:
    """What is different now: the new day if there is one, and the old."""
    who = changed.match.volunteer.first_name
    if changed.now is None:
        return {"what": f"{who} is not coming on {weekday_words(changed.was.on())}", "when": ""}
    return {
        "what": f"{who} is coming on another day",
        "when": _when(changed.now.at),
        "was": _when(changed.was.at),
    }


def _near(day: date, on: date) -> str:
    words = near_words(day, on)
    return words[:1].upper() + words[1:]


def _when(at: datetime) -> str:
    """Saturday 28 November, 2 o’clock."""
    local = at.astimezone(LONDON)
    clock = time_words(at)
    if local.minute == 0 and local.hour not in (0, 12):
        clock = f"{local.hour % 12} o’clock"
    return f"{local:%A} {local.day} {local:%B}, {clock}"


def _chosen(child: Child, *, at: datetime, on: date) -> list[dict[str, str]]:
    """Whom they chose, and how far it has come: only what concerns them, never who said no."""
    found = []
    for proposal in Proposal.objects.open().filter(child=child).with_people().order_by("pk"):
        who, need = proposal.volunteer.first_name, need_of(proposal, at)
        said = {"who": who, "what": f"You chose {who}", "more": f"We are asking {who}.", "when": ""}
        said["see_url"] = (
            reverse("matching:my_cards")
            if proposal.card_id
            else reverse("matching:my_no", args=[proposal.public_id])
        )
        if need == Need.MEETING_AHEAD and proposal.first_meeting_at:
            at_when = _when(proposal.first_meeting_at)
            place = f", {proposal.first_meeting_place}" if proposal.first_meeting_place else ""
            said |= {"what": f"You meet {who}", "when": f"{at_when}{place}"}
            said["more"] = f"{_coordinator(proposal)} is there too. You can still say no."
        elif need == Need.AFTER_MEETING and not proposal.answers.filter(who="child").exists():
            said |= {"what": f"You met {who}", "more": f"Would you like to see {who} again?"}
            said["answer_url"] = reverse("matching:my_answer", args=[proposal.public_id])
        elif need == Need.FIRST_MEETING:
            said["more"] = f"{who} would like to meet you. We are finding a day."
        elif need in (Need.AFTER_MEETING, Need.AGREEMENT):
            said |= {"what": f"You and {who}", "more": "You can say when you meet and what you do."}
        found.append(said)
    return found


def _coordinator(proposal: Proposal) -> str:
    coordinator = proposal.first_meeting_with or proposal.referral.coordinator
    return coordinator.first_name if coordinator else "Somebody you know"


def _to_do(wishes: WishList | None) -> list[str]:
    return [INTERESTS[key].label for key in wishes.to_do if key in INTERESTS] if wishes else []


ASKED = {"stop": "to stop", "break": "for a break", "change": "to change something"}


def _asks(child: Child, on: date) -> list[dict[str, str]]:
    """What they asked lately, and what they were told."""
    found = []
    for ask in Ask.objects.filter(child=child).select_related("answered_by")[:BEFORE_SHOWN]:
        if ask.answered_on and ask.answered_on < on - ANSWER_SHOWN:
            continue
        by = ask.answered_by.first_name if ask.answered_by else "We"
        said = {"what": f"You asked {ASKED[ask.kind]}", "words": ask.words, "when": near_words(ask.on, on)}
        said["answer"] = f"{by} said: “{ask.answer}”" if ask.answered_on else ""
        found.append(said)
    return found


def _before(child: Child, *, at: datetime, on: date) -> list[tuple[Meeting, str]]:
    """The last times they met."""
    rows = Meeting.objects.kept().filter(match__child=child, at__lt=at).select_related("match__volunteer")
    return [(meeting, lately_words(meeting.on(), on)) for meeting in rows.order_by("-at")[:BEFORE_SHOWN]]
