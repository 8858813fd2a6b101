"""What keeps a relationship going and is easily put off: reviews, asking how it goes, hard times, ties, thanks."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words
from kith.foundation.seldom import seldom
from kith.matching.models import Match
from kith.people.models import Child, Seal
from kith.support.models import Cover, KeepTie
from kith.support.queries import (
    check_ins_due,
    reviews_due,
    spirits_falling,
    stranded_children,
    to_thank,
    uncovered,
)
from kith.support.queries import stranded as without_a_coordinator
from kith.web.desk.at_hand import AtHand, with_people
from kith.web.desk.needs import NOW, SOON, Lines, Need, all_of, some
from kith.web.desk.questions import Answer, lines_of, several, whoever_may


def stranded(desk: AtHand) -> Lines:
    """Children whose coordinator is gone, those who wait too; and who is away while nobody is there instead."""
    sealed = all_of(_sealed(desk))
    if not desk.may(Permission.ARRANGE_COVER):
        return sealed
    children = stranded_children(desk.user, desk.on).values_list("pk", flat=True)
    without = Lines(list(children), lambda shown: _without(shown, desk))
    return several(sealed, without, all_of(_uncovered(desk)))


def _without(shown: Sequence[int], desk: AtHand) -> Iterator[Need]:
    matches = {match.child_id: match for match in with_people(desk.those(shown, "child_id"))}
    for child in Child.objects.filter(pk__in=shown).order_by("first_name", "pk"):
        whom = matches[child.pk].name if child.pk in matches else child.name
        why = "Whoever looked after them does so no longer, and nobody has taken over."
        yield Need(f"Nobody looks after {whom}", why, "Hand them over", reverse("support:stranded"), NOW)


def _uncovered(desk: AtHand) -> Iterator[Need]:
    if not desk.is_wide:
        return
    rows = Cover.objects.reachable_by(desk.user, Permission.ARRANGE_COVER, desk.on).open_on(desk.on)
    people = rows.select_related("coordinator", "covered_by").order_by("pk")
    for found in uncovered(seldom(people), desk.on):
        what = f"{found.cover.coordinator.first_name} is away, and nobody is there"
        yield Need(what, found.why, "Find somebody", reverse("support:cover"), NOW)


def _sealed(desk: AtHand) -> Iterator[Need]:
    """Only those who may name somebody for a sealed story can help there."""
    if not desk.may(Permission.SEAL_CHILD):
        return
    rows = Match.objects.reachable_by(desk.user, Permission.SEE_MATCH, desk.on).live()
    for match in without_a_coordinator(rows.filter(child__sealed=True).with_people(), desk.on):
        seal = Seal.objects.open_on(desk.on).filter(child=match.child).first()
        if seal:
            why = "The story is sealed, so that nobody takes over by themself. Name a coordinator who does."
            url = reverse("safeguarding:seal", args=[seal.public_id])
            yield Need(f"Nobody looks after {match.name}", why, "Name somebody", url, NOW)


def spirits(desk: AtHand) -> Iterator[Need]:
    """Volunteers who find it harder than they did: one line a person, because each needs a talk of their own."""
    told = set()
    for match, why in spirits_falling(desk.calm_matches, desk.on) if desk.calm_matches else ():
        if match.volunteer_id not in told:
            told.add(match.volunteer_id)
            name, url = match.volunteer.first_name, reverse("support:supervise", args=[match.public_id])
            yield Need(f"{name} finds it hard", why, f"Talk with {name}", url, SOON)


@whoever_may(Permission.ASK_HOW_IT_GOES)
def ties(desk: AtHand) -> Answer:
    """People whom a child should not lose after a move and with whom nobody has arranged it yet."""
    rows = KeepTie.objects.reachable_by(desk.user, Permission.ASK_HOW_IT_GOES, desk.on).open()
    return lines_of(rows.filter(due_on__lte=desk.on).select_related("tie__map__child"), _tie)


def _tie(task: KeepTie) -> Need:
    why = f"Since the move on {day_words(task.moved_on)} nobody has said how they stay in touch."
    what = f"{task.child.name} should not lose {task.tie.name}"
    return Need(what, why, "See to it", reverse("support:see_to", args=[task.public_id]), SOON)


def reviews(desk: AtHand) -> Iterator[Need]:
    """Matches to look at together with everybody in them."""
    due = reviews_due(desk.calm_matches, desk.on) if desk.calm_matches else []
    if len(due) == 1:
        (found,) = due
        url = reverse("support:reviews_of", args=[found.match.public_id])
        yield Need(f"The review of {found.match.name} is due", found.why, "Hear everybody", url)
    elif due:
        why = f"The longest wait is {due[0].match.name}’s. {due[0].why}"
        yield Need(
            f"{some(len(due), 'review')} of matches are due", why, "See which", reverse("support:reviews")
        )


def check_ins(desk: AtHand) -> Iterator[Need]:
    """Children, carers and workers whom nobody has asked for a while how it goes."""
    due = check_ins_due(desk.calm_matches, desk.on) if desk.calm_matches else []
    if len(due) == 1:
        (found,) = due
        url = reverse("support:check_in", args=[found.match.public_id, found.who])
        yield Need(f"Ask {found.name} how it goes", found.why, "Ask", url)
    elif due:
        why = f"The longest wait is {due[0].name}’s, about {due[0].match.name}. {due[0].why}"
        what = f"{some(len(due), 'person', 'people')} should be asked how it goes"
        yield Need(what, why, "See whom", reverse("support:check_ins"))


def thanks(desk: AtHand) -> Iterator[Need]:
    """Volunteers who have a day to be thanked on, or whom nobody has thanked for a year."""
    due = to_thank(desk.calm_matches, desk.on) if desk.calm_matches else []
    if len(due) == 1:
        (found,) = due
        url = reverse("support:thank", args=[found.match.public_id])
        yield Need(f"Thank {found.match.volunteer.first_name}", found.why, "Write a line", url)
    elif due:
        why = f"First {due[0].match.volunteer.first_name}. {due[0].why}"
        what = f"{some(len(due), 'volunteer')} would be glad of thanks"
        yield Need(what, why, "See whom", reverse("support:thanks"))
