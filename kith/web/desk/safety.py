"""Concerns, which stand above everything else, for the one who decides about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import LONDON, count_words, day_words, near_words, time_words
from kith.people.models import Opening, Restriction, Seal
from kith.safeguarding.clock import OFFICER, moment_words, officer_by
from kith.safeguarding.models import AccountAlike, Concern, ConcernEntry, SafetyPlan
from kith.safeguarding.presenters import about_whom, unread_lines
from kith.support.models import LoneVisit
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import NOW, SOON, Lines, Need, all_of
from kith.web.desk.questions import Answer, lines_of, several, whoever_may

PLAN_RUNS_OUT = 14
URGENCY = ("now", "today", "soon")
P = Permission


@whoever_may(P.SEE_CONCERN)
def concerns(desk: AtHand) -> Answer:
    """Those without a first decision, the most urgent first, then the oldest."""
    rows = Concern.objects.reachable_by(desk.user, P.SEE_CONCERN, desk.on).without_decision()
    urgent = Case(*(When(urgency=key, then=place) for place, key in enumerate(URGENCY)), default=len(URGENCY))

    def line(concern: Concern) -> Need:
        named = concern.child or concern.volunteer or concern.about_name
        about = about_whom(concern) if named else "somebody who is not named"
        return Need(
            f"A concern about {about} waits for a first decision",
            f"{concern.get_urgency_display()}. Raised {_since(desk.at - concern.raised_at)}.",
            "Read it",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )

    return lines_of(rows.with_people().order_by(urgent, "raised_at", "pk"), line)


@whoever_may(P.SEE_CONCERN)
def officer(desk: AtHand) -> Answer:
    """Allegations of which the designated officer has not been told, and nobody has written down why not."""
    rows = Concern.objects.reachable_by(desk.user, P.SEE_CONCERN, desk.on).filter(is_allegation=True)
    told = ConcernEntry.objects.filter(concern=OuterRef("pk"), kind__in=OFFICER)
    open_ones = rows.exclude(status="closed").filter(~Exists(told)).with_people()

    def line(concern: Concern) -> Need:
        due = officer_by(concern, concern.entries.all())
        return Need(
            f"Tell the designated officer of the allegation about {about_whom(concern)}",
            f"Within one working day: {'it was to be' if desk.at > due else 'that is'} by {moment_words(due)}.",
            "Write down that you did",
            reverse("safeguarding:concern", args=[concern.public_id]),
            NOW,
        )

    return lines_of(open_ones.prefetch_related("entries").order_by("raised_at", "pk"), line)


@whoever_may(P.CHASE_CONCERN)
def unread(desk: AtHand) -> Iterator[Need]:
    """For managers: a concern waits for a lead. Whom to ring is on its page, what it is is not."""
    found = unread_lines(desk.user, desk.at)
    if found:
        yield Need(
            "A concern waits and no safeguarding lead has read it",
            f"Raised {found[0].raised}. You cannot read it; you can reach somebody who may.",
            "See whom to ring",
            reverse("safeguarding:not_read"),
            NOW,
        )


@whoever_may(P.SEE_LONE_VISIT)
def unheard(desk: AtHand) -> Answer:
    """Volunteers who were out alone and have not said that they are home."""
    rows = LoneVisit.objects.reachable_by(desk.user, P.SEE_LONE_VISIT, desk.on).unheard()

    def line(visit: LoneVisit) -> Need:
        match, at = visit.meeting.match, visit.meeting.at.astimezone(LONDON)
        name, child = match.volunteer.first_name, match.child.name
        url = reverse("support:lone", args=[visit.public_id])
        when = f"They were to meet {near_words(at.date(), desk.on)} at {time_words(at)}."
        if match.volunteer.died_on:
            why = f"{when} Nobody has said where {child} is, and who is with them."
            return Need(f"{name}, who was out with {child}, has died", why, f"Find {child}", url, NOW)
        what, why = (
            f"Nothing heard from {name}, who was out with {child}",
            "Nobody has said that they are home.",
        )
        return Need(what, f"{when} {why}", "Ring them", url, NOW)

    people = rows.select_related("meeting__match__volunteer", "meeting__match__child")
    return lines_of(people.order_by("told_at", "pk"), line)


@whoever_may(P.REVIEW_OPENING)
def opened(desk: AtHand) -> Answer:
    """Files that somebody opened in an emergency, to be reviewed by somebody else."""
    rows = Opening.objects.reachable_by(desk.user, P.REVIEW_OPENING, desk.on).unreviewed()

    def line(opening: Opening) -> Need:
        return Need(
            f"{opening.created_by} opened a file in an emergency",
            f"{opening.get_reason_display()}. Review it by {day_words(opening.review_by)}.",
            "Review it",
            reverse("safeguarding:opening", args=[opening.public_id]),
            NOW if opening.review_by <= desk.on else SOON,
        )

    return lines_of(rows.select_related("created_by").order_by("review_by", "pk"), line)


@whoever_may(P.TAKE_DOWN_GUARD)
def guards(desk: AtHand) -> Answer:
    """Somebody asks that a seal or a restriction ends, and a second person must answer."""
    return several(_guards(desk, Seal, "seal"), _guards(desk, Restriction, "restriction"))


def _guards(desk: AtHand, model: type[Seal] | type[Restriction], noun: str) -> Lines:
    asked = model.objects.open_on(desk.on).exclude(asked_by=None).exclude(asked_by=desk.user)
    if not asked.exists():
        return all_of(())  # nobody asks anywhere; who may answer takes longer to find out
    rows = asked.reachable_by(desk.user, P.TAKE_DOWN_GUARD, desk.on).select_related("asked_by", "child")

    def line(guard: Seal | Restriction) -> Need:
        return Need(
            f"{guard.asked_by} asks that a {noun} for {guard.child.name} ends",
            "It needs a second person, who may say no.",
            "Read why",
            reverse(f"safeguarding:{noun}", args=[guard.public_id]),
            SOON,
        )

    return lines_of(rows.order_by("asked_on", "pk"), line)


@whoever_may(P.RESTRICT)
def accounts(desk: AtHand) -> Answer:
    """Accounts that may be somebody a child must be kept from."""
    rows = AccountAlike.objects.reachable_by(desk.user, P.RESTRICT, desk.on).to_look_at(desk.on)

    def line(alike: AccountAlike) -> Need:
        return Need(
            f"{alike.user.name} may be somebody {alike.child.name} must be kept from",
            f"They sign in here and are alike with somebody you wrote down. Found {day_words(alike.found_on)}.",
            "Look at it",
            reverse("safeguarding:account_alike", args=[alike.public_id]),
            NOW,
        )

    return lines_of(rows.select_related("user", "contact__child").order_by("found_on", "pk"), line)


@whoever_may(P.KEEP_SAFETY_PLAN)
def plans(desk: AtHand) -> Answer:
    """Safety plans that volunteers ask for, and those that run out; a manager's daily steps are somebody else's."""
    if desk.is_wide:
        return ()
    rows = SafetyPlan.objects.reachable_by(desk.user, P.KEEP_SAFETY_PLAN, desk.on)
    soon = desk.on + timedelta(days=PLAN_RUNS_OUT)
    rows = rows.filter(Q(agreed_on=None) | Q(until_day__lte=soon), ended_on=None)
    return lines_of(rows.select_related("child", "volunteer").order_by("until_day", "pk"), _plan)


def _plan(plan: SafetyPlan) -> Need:
    kind, who = plan.get_kind_display(), plan.volunteer.first_name
    url = reverse("safeguarding:safety_plans", args=[plan.child.public_id, plan.volunteer.public_id])
    if plan.agreed_on is None:
        what = f"{who} asks for a safety plan with {plan.child.name}"
        return Need(what, f"{kind}.", "Write it", url, SOON)
    what = f"Look again at the safety plan of {plan.child.name} and {who}"
    until = f": it holds until {day_words(plan.until_day)}" if plan.until_day else ""
    return Need(what, f"{kind}{until}.", "Look at it", url, SOON)


def _since(waited: timedelta) -> str:
    hours = int(waited.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    return f"{count_words(hours, 'hour') if hours < 48 else count_words(hours // 24, 'day')} ago"
