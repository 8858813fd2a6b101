"""What support adds to a story: reviews, asking how it goes, thanks; who took over, who is around the child."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.foundation.dates import count_words, day_words
from kith.matching.models import Match
from kith.people.models import Child, Volunteer
from kith.support.models import (
    CheckIn,
    Covered,
    HandedOver,
    KeepTie,
    MatchReview,
    NetworkMap,
    ReadinessList,
    Thanks,
)

P = Permission


def of_match(match: Match, *, reader: User, on: date) -> Iterator[Entry]:
    """Reviews, what was said when somebody asked how it goes, and thanks."""
    yield from _reviews(match, reader, on)
    yield from _check_ins(match, reader, on)
    thanks = Thanks.objects.reachable_by(reader, P.SEE_THANKS, on).filter(match=match)
    yield from _thanks(thanks.select_related("volunteer"))


def of_child(child: Child, *, reader: User, on: date) -> Iterator[Entry]:
    """Hand-overs and cover, the maps of the people around them, and the ties that were kept after a move."""
    yield from _hand_overs(child, reader)
    yield from _covers(child, on)
    yield from _maps(child, reader, on)
    yield from _ties(child, reader, on)


def of_volunteer(volunteer: Volunteer, *, reader: User, on: date) -> Iterator[Entry]:
    """How they were thanked."""
    cards = Thanks.objects.reachable_by(reader, P.SEE_THANKS, on).filter(volunteer=volunteer)
    yield from _thanks(cards.select_related("volunteer"))


def _reviews(match: Match, reader: User, on: date) -> Iterator[Entry]:
    """What was agreed, for those who were heard; who was heard, for those who hold reviews."""
    holds = MatchReview.objects.reachable_by(reader, P.HOLD_REVIEW, on).filter(match=match)
    heard = MatchReview.objects.reachable_by(reader, P.SAY_HOW_IT_GOES, on).filter(match=match).held()
    opened = set(holds.values_list("pk", flat=True))
    for review in (holds | heard).distinct().prefetch_related("voices"):
        url = reverse("support:review", args=[review.public_id]) if review.pk in opened else ""
        if review.held_on:
            following = f"The next one is on {day_words(review.next_on)}." if review.next_on else ""
            more = " ".join(part for part in (review.agreed, following) if part)
            yield Entry(review.held_on, "Looked at it together", "talks", more, url, "turn", place=review.pk)
        else:
            voices = [voice.get_who_display().lower() for voice in review.voices.all() if voice.words]
            more = f"Heard so far: {', '.join(voices)}." if voices else "Nobody has been heard yet."
            yield Entry(review.begun_on, "A review began", "talks", more, url, place=review.pk)


def _check_ins(match: Match, reader: User, on: date) -> Iterator[Entry]:
    """Words only for those who may read them; that somebody would rather not say is nobody else's either."""
    rows = CheckIn.objects.reachable_by(reader, P.READ_HOW_IT_GOES, on).filter(match=match).over()
    rows = rows.exclude(outcome=CheckIn.Outcome.TAKEN_BACK)
    for asked in rows.select_related("match__child", "involvement__worker", "involvement__carer"):
        url = reverse("support:how_it_goes", args=[asked.public_id])
        if asked.outcome == CheckIn.Outcome.DECLINED:
            what, said = f"{asked.name} was asked how it goes and would rather not say", ""
        else:
            what = f"{asked.name} said how it goes"
            felt = f"{asked.get_feeling_display()}." if asked.feeling else ""
            said = " ".join(part for part in (felt, f"“{asked.words}”" if asked.words else "") if part)
        yield Entry(asked.closed_on or asked.asked_on, what, "talks", said, url, place=asked.pk)


def _thanks(cards: Iterable[Thanks]) -> Iterator[Entry]:
    for card in cards:
        what = f"{card.signed} thanked {card.volunteer.first_name}"
        yield Entry(card.on, what, "talks", f"“{card.words}”", place=card.pk)


def _hand_overs(child: Child, reader: User) -> Iterator[Entry]:
    """Who took over from whom; what the one who gave wanted the next one to know is for those two."""
    rows = HandedOver.objects.filter(child=child)
    for handed in rows.select_related("hand_over__from_coordinator", "hand_over__to_coordinator"):
        made = handed.hand_over
        before = f" from {made.from_coordinator}" if made.from_coordinator else ""
        words = made.words if reader.pk in (made.to_coordinator_id, made.from_coordinator_id) else ""
        what = f"{made.to_coordinator} took over{before}"
        yield Entry(made.on, what, "path", words, kind="turn", rank=1, place=made.pk)


def _covers(child: Child, on: date) -> Iterator[Entry]:
    """Who stood in while a coordinator was away."""
    rows = Covered.objects.filter(involvement__child=child, involvement__from_day__lte=on)
    for held in rows.select_related("cover__coordinator", "cover__covered_by", "involvement"):
        what = f"{held.cover.covered_by} is there while {held.cover.coordinator} is away"
        until = f"Until {day_words(held.cover.until_day)}."
        yield Entry(held.involvement.from_day, what, "path", until, place=held.pk)


def shared_by(child: Child, *, reader: User, on: date) -> list[tuple[str, str]]:
    """What a young person shows this reader: their people, and their list for leaving care. Words and address."""
    maps = NetworkMap.objects.reachable_by(reader, P.SEE_SHARED_NETWORK, on)
    lists = ReadinessList.objects.reachable_by(reader, P.SEE_READINESS, on)
    found = []
    if maps.filter(child=child, shared=True).drawn().exists():
        found.append((f"The people around {child.name}", "support:shared_network"))
    if lists.filter(child=child).exists():
        found.append((f"{child.name}’s own list for leaving care", "support:shared_readiness"))
    return [(words, reverse(page, args=[child.public_id])) for words, page in found]


def _maps(child: Child, reader: User, on: date) -> Iterator[Entry]:
    draws = NetworkMap.objects.reachable_by(reader, P.DRAW_NETWORK, on).filter(child=child).drawn()
    shared = NetworkMap.objects.reachable_by(reader, P.SEE_SHARED_NETWORK, on).filter(
        Q(shared=True), child=child
    )
    opened = set(draws.values_list("pk", flat=True))
    for drawn in (draws | shared.drawn()).distinct().prefetch_related("ties"):
        page = "support:network" if drawn.pk in opened else "support:shared_network"
        words = count_words(len(drawn.ties.all()), "person", "people")
        more = " ".join(part for part in (f"{words}.", f"“{drawn.words}”" if drawn.words else "") if part)
        what = f"Drew the people around {child.name}"
        yield Entry(
            drawn.drawn_on or drawn.begun_on,
            what,
            "path",
            more,
            reverse(page, args=[child.public_id]),
            "turn",
        )


def _ties(child: Child, reader: User, on: date) -> Iterator[Entry]:
    rows = KeepTie.objects.reachable_by(reader, P.DRAW_NETWORK, on).filter(tie__map__child=child)
    for task in rows.exclude(done_on=None).select_related("tie"):
        yield Entry(
            task.done_on or task.due_on, f"Kept in touch with {task.tie.name}", "path", task.done_words
        )
