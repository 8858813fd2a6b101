"""Concerns, which stand above everything else, for the one who decides about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import LONDON, count_words, day_words, near_words, time_words
from kith.people.models import Opening, Restriction, Seal
from kith.safeguarding.clock import OFFICER, moment_words, next_close_of_day
from kith.safeguarding.models import AccountAlike, Concern, ConcernEntry, SafetyPlan
from kith.safeguarding.presenters import about_whom, unread_lines
from kith.support.models import LoneVisit
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import NOW, SOON, Need

PLAN_RUNS_OUT = 14
URGENCY = {"now": 0, "today": 1, "soon": 2}


def concerns(desk: AtHand) -> Iterator[Need]:
    """Those without a first decision, the most urgent first, then the oldest."""
    rows = Concern.objects.reachable_by(desk.user, Permission.SEE_CONCERN, desk.on).without_decision()
    found = rows.select_related("child", "volunteer").order_by("raised_at", "pk")
    for concern in sorted(found, key=lambda concern: URGENCY[concern.urgency]):
        named = concern.child or concern.volunteer or concern.about_name
        about = about_whom(concern) if named else "somebody who is not named"
        yield Need(
            f"A concern about {about} waits for a first decision",
            f"{concern.get_urgency_display()}. Raised {_since(desk.at - concern.raised_at)}.",
            "Read it",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )


def officer(desk: AtHand) -> Iterator[Need]:
    """Allegations of which the designated officer has not been told, and nobody has written down why not."""
    rows = Concern.objects.reachable_by(desk.user, Permission.SEE_CONCERN, desk.on).filter(is_allegation=True)
    told = ConcernEntry.objects.filter(concern=OuterRef("pk"), kind__in=OFFICER)
    open_ones = rows.exclude(status="closed").filter(~Exists(told)).select_related("child", "volunteer")
    for concern in open_ones.order_by("raised_at", "pk"):
        due = next_close_of_day(concern.raised_at)
        yield Need(
            f"Tell the designated officer of the allegation about {about_whom(concern)}",
            f"Within one working day: {'it was to be' if desk.at > due else 'that is'} by {moment_words(due)}.",
            "Write down that you did",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )


def unread(desk: AtHand) -> Iterator[Need]:
    """For managers: a concern waits for a lead. Whom to ring is on its page, what it is is not."""
    if not desk.may(Permission.CHASE_CONCERN):
        return
    found = unread_lines(desk.user, desk.at)
    if found:
        yield Need(
            "A concern waits and no safeguarding lead has read it",
            f"Raised {found[0].raised}. You cannot read it; you can reach somebody who may.",
            "See whom to ring",
            reverse("safeguarding:not_read"),
            NOW,
        )


def unheard(desk: AtHand) -> Iterator[Need]:
    """Volunteers who were out alone and have not said that they are home."""
    if not desk.may(Permission.SEE_LONE_VISIT):
        return
    rows = LoneVisit.objects.reachable_by(desk.user, Permission.SEE_LONE_VISIT, desk.on).unheard()
    rows = rows.select_related("meeting__match__volunteer", "meeting__match__child")
    for visit in rows.order_by("told_at", "pk"):
        match, at = visit.meeting.match, visit.meeting.at.astimezone(LONDON)
        yield Need(
            f"Nothing heard from {match.volunteer.first_name}, who was out with {match.child.name}",
            f"They were to meet {near_words(at.date(), desk.on)} at {time_words(at)}. Nobody has said that they are home.",
            "Ring them",
            reverse("support:lone", args=[visit.public_id]),
            NOW,
        )


def opened(desk: AtHand) -> Iterator[Need]:
    """Files that somebody opened in an emergency, to be reviewed by somebody else."""
    if not desk.may(Permission.REVIEW_OPENING):
        return
    rows = Opening.objects.reachable_by(desk.user, Permission.REVIEW_OPENING, desk.on).unreviewed()
    for opening in rows.select_related("created_by").order_by("review_by", "pk"):
        yield Need(
            f"{opening.created_by} opened a file in an emergency",
            f"{opening.get_reason_display()}. Review it by {day_words(opening.review_by)}.",
            "Review it",
            reverse("safeguarding:opening", args=[opening.public_id]),
            NOW if opening.review_by <= desk.on else SOON,
        )


def guards(desk: AtHand) -> Iterator[Need]:
    """Somebody asks that a seal or a restriction ends, and a second person must answer."""
    if not desk.may(Permission.TAKE_DOWN_GUARD):
        return
    for model, page, noun in ((Seal, "seal", "seal"), (Restriction, "restriction", "restriction")):
        rows = model.objects.reachable_by(desk.user, Permission.TAKE_DOWN_GUARD, desk.on).open_on(desk.on)
        rows = rows.exclude(asked_by=None).exclude(asked_by=desk.user).select_related("asked_by", "child")
        for guard in rows.order_by("asked_on", "pk"):
            yield Need(
                f"{guard.asked_by} asks that a {noun} for {guard.child.name} ends",
                "It needs a second person, who may say no.",
                "Read why",
                reverse(f"safeguarding:{page}", args=[guard.public_id]),
                SOON,
            )


def accounts(desk: AtHand) -> Iterator[Need]:
    """Accounts that may be somebody a child must be kept from."""
    if not desk.may(Permission.RESTRICT):
        return
    rows = AccountAlike.objects.reachable_by(desk.user, Permission.RESTRICT, desk.on).to_look_at(desk.on)
    for alike in rows.select_related("user", "contact__child").order_by("found_on", "pk"):
        yield Need(
            f"{alike.user.name} may be somebody {alike.child.name} must be kept from",
            f"They sign in here and are alike with somebody you wrote down. Found {day_words(alike.found_on)}.",
            "Look at it",
            reverse("safeguarding:account_alike", args=[alike.public_id]),
            NOW,
        )


def plans(desk: AtHand) -> Iterator[Need]:
    """Safety plans that volunteers ask for, and those that run out."""
    if desk.is_wide or not desk.may(Permission.KEEP_SAFETY_PLAN):
        return
    rows = SafetyPlan.objects.reachable_by(desk.user, Permission.KEEP_SAFETY_PLAN, desk.on)
    soon = desk.on + timedelta(days=PLAN_RUNS_OUT)
    rows = rows.filter(Q(agreed_on=None) | Q(until_day__lte=soon), ended_on=None)
    for plan in rows.select_related("child", "volunteer").order_by("until_day", "pk"):
        kind, who = plan.get_kind_display(), plan.volunteer.first_name
        asked = plan.agreed_on is None
        yield Need(
            f"{who} asks for a safety plan with {plan.child.name}"
            if asked
            else f"Look again at the safety plan of {plan.child.name} and {who}",
            f"{kind}."
            if asked or not plan.until_day
            else f"{kind}: it holds until {day_words(plan.until_day)}.",
            "Write it" if asked else "Look at it",
            reverse("safeguarding:safety_plans", args=[plan.child.public_id, plan.volunteer.public_id]),
            SOON,
        )


def _since(waited: timedelta) -> str:
    hours = int(waited.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    return f"{count_words(hours, 'hour') if hours < 48 else count_words(hours // 24, 'day')} ago"
