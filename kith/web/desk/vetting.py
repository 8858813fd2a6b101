"""What those who vet, and those who decide about risks, have before them; and a list that will soon ask for more."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.foundation.seldom import seldom
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.queries.over_matches import ids_of
from kith.recruitment.models import Application, Check, Policy, Reference, RiskAssessment, Suspension
from kith.recruitment.vetting.affected import affected_by, how_many_are_asked
from kith.recruitment.vetting.risks import JUDGED, to_be_judged
from kith.recruitment.vetting.states import ReferenceStatus
from kith.web.desk.at_hand import AtHand, with_people
from kith.web.desk.needs import CALM, NOW, SOON, Lines, Need
from kith.web.desk.questions import Answer, lines_of, several, whoever_may

DAYS_AHEAD = 60
AT_ONCE = 100  # volunteers whose lists a desk works out while somebody waits for it
P = Permission
TWO = 2  # references that must at least be on their way


@whoever_may(P.RECORD_VETTING)
def references(desk: AtHand) -> Answer:
    """Answers to read, for those who record vetting and nobody else: those that worry first, and today."""
    schemes = desk.schemes(P.RECORD_VETTING)
    rows = Reference.objects.filter(scheme__in=schemes, status=ReferenceStatus.ANSWERED)
    rows = rows.exclude(volunteer__user=desk.user).defer("answer").select_related("volunteer")

    def line(reference: Reference) -> Need:
        name, came = reference.volunteer.first_name, near_words(reference.answered_on or desk.on, desk.on)
        url = reverse("recruitment:read_reference", args=[reference.public_id])
        if reference.worry:
            why = f"It came {came}. Ring them before you do anything else. Nobody else has been told."
            return Need(f"A reference for {name} worries", why, "Read it now", url, NOW)
        why = f"It came {came}. Ring them, and it counts."
        return Need(f"A reference for {name} has come", why, "Read it", url, SOON)

    return lines_of(rows.order_by("-worry", "answered_on", "pk"), line)


@whoever_may(P.RECORD_CHECK)
def unanswered(desk: AtHand) -> Iterator[Need]:
    """References that nobody has given, for whoever recruits: somebody else must be asked."""
    schemes = desk.schemes(P.RECORD_CHECK)
    lost = (ReferenceStatus.RUN_OUT, ReferenceStatus.REFUSED)
    rows = Reference.objects.filter(scheme__in=schemes, status__in=lost).unread()
    not_given = list(rows.order_by("asked_on", "pk"))
    if not not_given:
        return
    open_files = Application.objects.filter(scheme__in=schemes, status__in=("checking", "interviewed"))
    files = {(file.volunteer_id, file.scheme_id): file for file in open_files.select_related("volunteer")}
    going_on = Reference.objects.filter(scheme__in=schemes).exclude(
        status__in=(*lost, ReferenceStatus.TAKEN_BACK)
    )
    alive = Counter(going_on.values_list("volunteer", "scheme"))
    seen = set()
    for reference in not_given:
        pair = (reference.volunteer_id, reference.scheme_id)
        if pair in files and pair not in seen and alive[pair] < TWO:
            seen.add(pair)
            url = reverse("recruitment:references", args=[files[pair].public_id])
            name = files[pair].volunteer.first_name
            yield Need(
                f"{name} needs another referee",
                "Somebody who was asked has not answered, or would rather not.",
                "Ask somebody else",
                url,
                CALM,
            )


@whoever_may(P.RECORD_VETTING, P.EXCUSE_VOLUNTEER)
def risks(desk: AtHand) -> Answer:
    """What shows something and is to be judged; and what was judged, for somebody who neither did that nor recruited."""
    return several(_to_be_judged(desk), _to_be_decided(desk))


def _to_be_decided(desk: AtHand) -> Lines:
    schemes = desk.schemes(P.EXCUSE_VOLUNTEER)
    mine = Application.objects.filter(recruiter=desk.user).values("volunteer")
    rows = RiskAssessment.objects.undecided().filter(scheme__in=schemes)
    rows = rows.exclude(created_by=desk.user).exclude(volunteer__user=desk.user).exclude(volunteer__in=mine)

    def line(risk: RiskAssessment) -> Need:
        url = reverse("recruitment:decide_risk", args=[risk.public_id])
        why = f"It was judged {near_words(risk.written_on, desk.on)}. Until you decide, the check does not count."
        return Need(f"Decide about {risk.volunteer.first_name}", why, "Read and decide", url, SOON)

    return lines_of(rows.select_related("volunteer").order_by("written_on", "pk"), line)


def _to_be_judged(desk: AtHand) -> Lines:
    schemes = desk.schemes(P.RECORD_VETTING)
    rows = to_be_judged().filter(scheme__in=schemes).exclude(volunteer__user=desk.user).unread()
    return lines_of(rows.select_related("volunteer").order_by("on", "pk"), _judge)


def _judge(check: Check) -> Need:
    what = f"Judge what {check.volunteer.first_name}’s {JUDGED[check.kind]} shows"
    why = "It counts for nothing until it is judged, and decided by somebody else."
    return Need(what, why, "Judge it", reverse("recruitment:judge_risk", args=[check.public_id]), SOON)


@whoever_may(P.RECORD_CHECK)
def policies(desk: AtHand) -> Iterator[Need]:
    """A list that will soon ask for more than some volunteers have."""
    schemes = desk.schemes(P.RECORD_CHECK)
    rows = Policy.objects.ahead_of(desk.on).filter(scheme__in=schemes).select_related("scheme")
    for policy in seldom(rows.order_by("from_day")):
        if policy.from_day is None or (policy.from_day - desk.on).days > DAYS_AHEAD:
            continue
        what = _lacking(policy, policy.from_day, desk.on)
        if what:
            url = reverse("recruitment:policy_version", args=[policy.public_id])
            why = f"{policy.scheme} asks for something else from then. There is time to see to it."
            yield Need(what, why, "See who and what", url, SOON)


def _lacking(policy: Policy, from_day: date, on: date) -> str:
    """How many will lack something, worked out where they are few: no desk waits for the lists of thousands."""
    if how_many_are_asked(policy.scheme, on) > AT_ONCE:
        return f"Volunteers may lack something from {day_words(from_day)}"
    found = affected_by(policy, from_day, on)
    words = f"{count_words(len(found), 'volunteer')} will lack something from {day_words(from_day)}"
    return words[:1].upper() + words[1:] if found else ""


def suspended(desk: AtHand) -> Answer:
    """Volunteers who are suspended while meetings of theirs stand in the plan."""
    open_now = Suspension.objects.open_on(desk.on).filter(volunteer=OuterRef("match__volunteer"))
    rows = Meeting.objects.ahead(desk.at).filter(Exists(open_now), match__in=ids_of(desk.matches))
    ahead = Counter(rows.values_list("match", flat=True))

    def line(match: Match) -> Need:
        count, child = count_words(ahead[match.pk], "meeting"), match.child.name
        what = f"{match.volunteer.first_name} is suspended, and {count} with {child} stand"
        why = f"None of them can go ahead. Tell {child}, and move them, call them off or have a break."
        return Need(
            what, why, "See to it", reverse("casefile:match", args=[match.public_id]) + "#stopped", NOW
        )

    affected = desk.those(ahead)
    return Lines(affected, lambda shown: map(line, with_people(shown)))
