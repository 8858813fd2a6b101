"""What volunteers need: checks that run out, people on their way, cards that nobody has read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words, near_words
from kith.foundation.seldom import seldom
from kith.matching.models import Match
from kith.meetings.facts import day_of
from kith.meetings.models import Meeting
from kith.people.models import Card, Volunteer
from kith.recruitment.models import Application
from kith.recruitment.queries import checklists
from kith.recruitment.states import Status
from kith.recruitment.vetting.lapses import Lapse, running_out
from kith.recruitment.vetting.requirements import BY_KEY, DRIVING
from kith.science.fit.words import listed
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, NOW, SOON, Lines, Need, some
from kith.web.desk.questions import Answer, lines_of, whoever_may

P = Permission
LAPSE_SHOWN = 30
ENQUIRY_WAITS = timedelta(days=7)
Pair = tuple[int, int]


# ------------------------------------------------------------------------------------- what runs out


@whoever_may(P.RECORD_CHECK)
def lapsing(desk: AtHand) -> Answer:
    """What has run out for somebody approved, then what will within a month: one line a volunteer, soonest first."""
    schemes = desk.schemes_with(P.RECORD_CHECK)
    lapses = running_out(schemes, desk.on, desk.on + timedelta(days=LAPSE_SHOWN), whose=_own_to_see_to(desk))
    by_pair: dict[Pair, list[Lapse]] = {}
    for check in sorted(lapses, key=lambda lapse: (lapse.until, lapse.key)):
        by_pair.setdefault((check.volunteer_id, check.scheme_id), []).append(check)
    gone = [pair for pair, checks in by_pair.items() if checks[0].until < desk.on]
    told = _files_of(gone).values_list("volunteer", "scheme", "status") if gone else ()
    status = {(volunteer, scheme): stands for volunteer, scheme, stands in told}
    stopped = {pair for pair in gone if _stops_now(by_pair[pair], status.get(pair, ""), desk.on)}
    pairs = sorted(by_pair, key=lambda pair: pair not in stopped)
    return Lines(pairs, lambda shown: _lapses({pair: by_pair[pair] for pair in shown}, desk))


def _lapses(shown: dict[Pair, list[Lapse]], desk: AtHand) -> Iterator[Need]:
    files = {
        (file.volunteer_id, file.scheme_id): file for file in _files_of(shown).select_related("volunteer")
    }
    meetings = _meetings_ahead(shown, desk)
    for pair, checks in shown.items():
        if pair in files:
            yield _lapse(checks, files[pair], meetings.get(pair, []), desk.on)


def _own_to_see_to(desk: AtHand) -> Q | None:
    """Volunteers whom no other coordinator looks after in a match; managers and those who vet see to everybody."""
    if desk.is_wide or desk.may(P.RECORD_VETTING):
        return None
    mine = {match.volunteer_id for match in desk.matches}
    matched = Exists(Match.objects.live().filter(volunteer=OuterRef("volunteer")))
    return Q(volunteer__in=mine) | ~Q(matched)


def _lapse(checks: list[Lapse], file: Application, meetings: list[date], on: date) -> Need:
    name, until = file.volunteer.first_name, checks[0].until
    url = reverse("recruitment:application", args=[file.public_id])
    alike = _alike(checks, on)
    what = listed([check.called for check in alike if check.kind in BY_KEY])
    several = len(alike) > 1 or what.endswith("s")
    gone = until < on
    verb = "ran out" if gone else "run out" if several else "runs out"
    said = f"{name}’s {what} {verb} {near_words(until, on)}"
    if _only_driving(alike):
        stops = f"{name} may drive nobody {'until they are renewed' if gone else 'after that'}."
    else:
        stops = _what_it_stops(name, file, gone, next((day for day in meetings if day > until), None))
    return Need(said, stops, "See what is missing", url, NOW if _stops_now(checks, file.status, on) else SOON)


def _alike(checks: list[Lapse], on: date) -> list[Lapse]:
    """All that has run out; or what runs out on the same day as the first."""
    until = checks[0].until
    return [check for check in checks if (check.until < on if until < on else check.until == until)]


def _only_driving(checks: list[Lapse]) -> bool:
    return all(BY_KEY[check.kind].before == DRIVING for check in checks)


def _stops_now(checks: list[Lapse], status: str, on: date) -> bool:
    """Something has run out for which somebody approved may meet nobody."""
    gone = checks[0].until < on
    return gone and status == Status.APPROVED and not _only_driving(_alike(checks, on))


def _what_it_stops(name: str, file: Application, gone: bool, meeting: date | None) -> str:
    if file.status != Status.APPROVED:
        return f"{name} cannot be approved without it."
    if gone:
        return f"{name} may meet nobody until it is renewed."
    if meeting:
        return f"The meeting on {day_words(meeting)} cannot go ahead unless it is renewed."
    return f"After that {name} may meet nobody until it is renewed."


def _files_of(pairs: Collection[Pair]) -> "QuerySet[Application]":
    """Of each pair all there are, the latest last; of others perhaps too."""
    rows = Application.objects.filter(
        volunteer__in={volunteer for volunteer, _ in pairs}, scheme__in={scheme for _, scheme in pairs}
    )
    return rows.order_by("received_on", "pk")


def _meetings_ahead(pairs: Iterable[Pair], desk: AtHand) -> dict[Pair, list[date]]:
    """The days on which these volunteers meet somebody, soonest first."""
    rows = Meeting.objects.ahead(desk.at).filter(match__volunteer__in={volunteer for volunteer, _ in pairs})
    days: dict[Pair, list[date]] = {}
    for volunteer, scheme, at in rows.order_by("at").values_list("match__volunteer", "match__scheme", "at"):
        days.setdefault((volunteer, scheme), []).append(day_of(at))
    return days


# ------------------------------------------------------------------------------------- who is on the way


@whoever_may(P.APPROVE_VOLUNTEER)
def panel(desk: AtHand) -> Answer:
    """Volunteers with everything in place, for whoever may approve them and did not recruit them."""
    schemes = desk.schemes(P.APPROVE_VOLUNTEER)
    ready = Application.objects.filter(scheme__in=schemes, status=Status.READY)
    others = ready.exclude(recruiter=desk.user).exclude(volunteer__user=desk.user)

    def line(file: Application) -> Need:
        name = file.volunteer.first_name
        since = near_words(file.received_on, desk.on)
        url = reverse("recruitment:application", args=[file.public_id])
        why = f"{name} wrote to {file.scheme} {since}. What was checked is on the page."
        return Need(f"{name} waits for a decision", why, "Read and decide", url, SOON)

    return lines_of(others.select_related("volunteer", "scheme").order_by("received_on", "pk"), line)


@whoever_may(P.RECORD_VETTING)
def to_check(desk: AtHand) -> Iterator[Need]:
    """Volunteers who are being checked, for whoever records references, DBS and independence; longest first."""
    schemes = desk.schemes(P.RECORD_VETTING)
    rows = Application.objects.filter(scheme__in=schemes, status=Status.CHECKING)
    files = list(rows.select_related("volunteer", "scheme").order_by("received_on", "pk"))
    lists = checklists(files, desk.on)
    for file in files:
        lacking = [
            item.requirement.called
            for item in lists[file.volunteer_id, file.scheme_id]
            if not item.is_met and item.requirement.recorded_by == P.RECORD_VETTING
        ]
        if lacking:
            url = reverse("recruitment:application", args=[file.public_id])
            why = f"Wrote to {file.scheme} {near_words(file.received_on, desk.on)}."
            what = f"{file.volunteer.first_name}: {listed(lacking)} still to come"
            yield Need(what, why, "Open the file", url, CALM)


@whoever_may(P.BEGIN_MATCH)
def enquiries(desk: AtHand) -> Iterator[Need]:
    """People who offered themselves and have heard nothing for a week."""
    schemes = desk.schemes(P.RECORD_CHECK)
    waited = Application.objects.filter(
        scheme__in=schemes, status=Status.ENQUIRED, received_on__lte=desk.on - ENQUIRY_WAITS
    )
    found = seldom(waited.select_related("volunteer").order_by("received_on", "pk"))
    if not found:
        return
    first = found[0]
    since = count_words((desk.on - first.received_on).days, "day")
    if len(found) == 1:
        url = reverse("recruitment:application", args=[first.public_id])
        what, why = f"{first.volunteer.first_name} would like to volunteer", f"Asked {since} ago."
    else:
        url = reverse("recruitment:volunteers") + "?group=way"
        what = f"{some(len(found), 'person', 'people')} would like to volunteer"
        why = f"{first.volunteer.first_name} asked first, {since} ago. People who hear nothing go elsewhere."
    yield Need(what, why, "Answer", url)


@whoever_may(P.APPROVE_CARD)
def cards(desk: AtHand) -> Iterator[Need]:
    """Cards that a volunteer wrote and nobody has read: a child does not see them until then."""
    volunteers = Volunteer.objects.reachable_by(desk.user, P.APPROVE_CARD, desk.on)
    newest = Card.objects.filter(volunteer=OuterRef("volunteer")).order_by("-version").values("pk")[:1]
    unread = Card.objects.filter(volunteer__in=volunteers.values("pk"), approved_on=None)
    unread = unread.filter(pk=Subquery(newest)).exclude(volunteer__user=desk.user)
    found = list(unread.order_by("pk").values_list("pk", flat=True))
    if not found:
        return
    first = Card.objects.select_related("volunteer").get(pk=found[0])
    name = first.volunteer.first_name
    url = reverse("recruitment:approve_card", args=[first.public_id])
    if len(found) == 1:
        what, why = f"{name} has written a card", "No child sees it before somebody has read it."
    else:
        what = f"{some(len(found), 'card')} wait to be read"
        why = f"{name}’s is the oldest. No child sees a card before somebody has read it."
    yield Need(what, why, "Read it", url)
