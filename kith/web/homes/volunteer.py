"""The volunteer's phone: the next meeting first, then what waits for a word from them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.endings.models import Ending
from kith.foundation.dates import day_words, near_words
from kith.matching.models import Match, Proposal
from kith.matching.presenters.open_days.mine import for_volunteer as open_days
from kith.matching.queries import Need, need_of
from kith.matching.states import MatchStatus
from kith.meetings import queries as meetings
from kith.meetings.forms import RecordForm
from kith.meetings.models import Meeting
from kith.meetings.presenters import cautions, when_words
from kith.meetings.presenters.money import came_back
from kith.meetings.states import MEETING_GOES_ON
from kith.outcomes.queries.asking import forms_for
from kith.people.models import Volunteer
from kith.recruitment.queries import courses_in, is_suspended
from kith.recruitment.vetting.affected import coming_for
from kith.recruitment.vetting.lapses import running_out
from kith.recruitment.vetting.policies import lists_of
from kith.recruitment.vetting.requirements import BY_KEY, DRIVING
from kith.schemes.models import Scheme
from kith.support.models import Supervision
from kith.support.queries.lone import lone_now, offered_to
from kith.training.queries import ending
from kith.web.homes.page import Page

LAPSE_SHOWN = 42
STOPPED = "You are not meeting anybody for now. Your coordinator talks with you about it."


def volunteer(user: User, *, at: datetime, on: date) -> Page:
    """What comes next, what was, and what somebody waits for."""
    rows = Match.objects.reachable_by(user, Permission.RECORD_MEETING, on).filter(volunteer__user=user)
    matches = list(rows.with_people().prefetch_related("agreements").order_by("begun_on", "pk"))
    coming = sorted(meetings.next_meetings(matches, at=at).values(), key=lambda meeting: meeting.at)
    by_pk = {match.pk: match for match in matches}
    for meeting in coming:
        meeting.match = by_pk[meeting.match_id]
    unsaid = list(reversed(meetings.awaiting_word(matches, at)))
    values: dict[str, Any] = {
        **_next(coming),
        **_to_tell(unsaid, user, on),
        "matches": matches,
        "unplanned": [match for match in matches if match.pk not in {each.match_id for each in coming}],
        "paused": MatchStatus.PAUSED,
        "budgets": [
            (match, meetings.budget_of(match, on).words)
            for match in matches
            if match.status in MEETING_GOES_ON and match.agreement
        ],
        "came_back": came_back(user, on),
        "proposals": _proposals(user, at=at, on=on),
        "open_days": open_days(user, at=at),
        **_papers(user, on),
        "endings": _endings(user, on),
        "forms_asked": forms_for(user, on),
        "talk_on": _next_talk(user, on),
        "lone": lone_now(user, at),
        "lone_offered": offered_to(user, on),
    }
    return Page("web/volunteer.html", values, Permission.RECORD_MEETING)


def _next(coming: list[Meeting]) -> dict[str, Any]:
    if not coming:
        return {}
    first, *rest = coming
    return {
        "next": first,
        "next_words": when_words(first),
        "cautions": cautions(first.on(), first.match),
        "later": [(meeting, when_words(meeting)) for meeting in rest],
    }


def _to_tell(unsaid: list[Meeting], user: User, on: date) -> dict[str, Any]:
    """The latest meeting to tell of, with its form; the others by name."""
    if not unsaid:
        return {}
    first, *rest = unsaid
    return {
        "to_tell": first,
        "form_to_tell": RecordForm(
            meeting=first, on=on, is_volunteer=True, initial=meetings.draft_of(first, user)
        ),
        "more_to_tell": [(meeting, when_words(meeting)) for meeting in rest],
    }


def _proposals(user: User, *, at: datetime, on: date) -> list[dict[str, str]]:
    """Each proposal with the one thing to know or do. No name before two people have approved."""
    rows = Proposal.objects.reachable_by(user, Permission.ANSWER_PROPOSAL, on).open()
    return [_proposal(proposal, at) for proposal in rows.with_people().order_by("pk")]


def _proposal(proposal: Proposal, at: datetime) -> dict[str, str]:
    child, need = proposal.child.name, need_of(proposal, at)
    heading, words, action = "Somebody might be glad of your company", proposal.sketch, "Read and answer"
    if need == Need.APPROVAL:
        heading, words, action = (
            "Thank you for your yes",
            "Two people look at it now. Then you hear a name.",
            "",
        )
    elif need == Need.FIRST_MEETING:
        heading, words, action = f"You and {child} may meet", "Your coordinator finds a day with you.", "Open"
    elif need == Need.MEETING_AHEAD and proposal.first_meeting_at:
        heading = f"You meet {child} for the first time"
        there = proposal.first_meeting_with.first_name if proposal.first_meeting_with else "Your coordinator"
        words = f"{when_words_of(proposal.first_meeting_at)}, {proposal.first_meeting_place}. {there} is there too."
        action = "Open"
    elif need == Need.AFTER_MEETING:
        answered = proposal.answers.filter(who="volunteer").exists()
        heading = f"You have met {child}"
        words = "Your coordinator is asking everybody how it was." if answered else "Would you like to go on?"
        action = "" if answered else "Say yes or no"
    elif need == Need.AGREEMENT:
        heading, words, action = f"{child} would like to go on, too", "Next you agree how it goes.", ""
    url = reverse("matching:my_proposal", args=[proposal.public_id])
    return {"heading": heading, "words": words, "action": action, "url": url}


def when_words_of(at: datetime) -> str:
    """Saturday 28 November, 2pm."""
    return when_words(Meeting(at=at))


def _papers(user: User, on: date) -> dict[str, Any]:
    """What of their own has run out, and what will within weeks: a sentence each, said once; and what they can answer
    themselves."""
    mine = Volunteer.objects.filter(user=user).first()
    if mine is None:
        return {}
    schemes = {scheme.pk: scheme for scheme in Scheme.objects.filter(pk__in=_enlisted(mine, on))}
    found: dict[str, list[str]] = {"lapsed": [], "lapsing": []}
    asked: dict[str, str] = {}
    lapses = running_out(schemes.values(), on, on + timedelta(days=LAPSE_SHOWN), volunteer=mine)
    for lapse in sorted(lapses, key=lambda lapse: lapse.until):
        called, day = lapse.called, day_words(lapse.until)
        if lapse.until < on:
            what = "drive anybody" if BY_KEY[lapse.kind].before == DRIVING else "meet anybody"
            then = "what it was for is there" if lapse.exemption_id else "it is renewed"
            words = f"Your {called} ran out on {day}. You cannot {what} until {then}."
            found["lapsed"].append(words)
        else:
            found["lapsing"].append(f"Your {called} runs out {near_words(lapse.until, on)}.")
        if lapse.kind == "independence":
            scheme = schemes[lapse.scheme_id]
            asked[scheme.name] = reverse("recruitment:my_independence", args=[scheme.public_id])
    for coming in coming_for(mine, schemes.values(), on):
        called = coming.requirement.called
        found["lapsing"].append(
            f"From {day_words(coming.from_day)} {coming.scheme} asks for your {called} as well."
        )
    span = timedelta(days=LAPSE_SHOWN)
    named = courses_in(lists_of(schemes.values(), on).values())
    again = ending(on, on - span, on + span, volunteer=mine, also=named)
    found["training"] = [
        f"{one.name}: {'runs out' if one.until >= on else 'ran out'} {near_words(one.until, on)}."
        for one in sorted(again, key=lambda one: one.until)
    ]
    if is_suspended(mine, on):
        found["lapsed"].insert(0, STOPPED)
    told: dict[str, Any] = {key: list(dict.fromkeys(words)) for key, words in found.items()}
    return told | {"questions": list(asked.items())}


def _enlisted(mine: Volunteer, on: date) -> Any:
    return mine.enlistments.open_on(on).values("scheme")


def _endings(user: User, on: date) -> list[Ending]:
    return list(Ending.objects.reachable_by(user, Permission.WRITE_LETTER, on).winding_down().with_people())


def _next_talk(user: User, on: date) -> date | None:
    """When they talk with their coordinator next, if that was agreed."""
    rows = Supervision.objects.reachable_by(user, Permission.SEE_SUPERVISION, on)
    mine = rows.filter(volunteer__user=user, next_on__gte=on).order_by("next_on")
    return mine.values_list("next_on", flat=True).first()
