"""What training asks of those who run it: saying who came, and seeing to what runs out before it does."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words, near_words
from kith.people.models import Volunteer
from kith.training.models import Finish, Session
from kith.training.queries import ending
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, SOON, Need, some
from kith.web.desk.questions import Answer, lines_of, whoever_may

SHOWN = timedelta(days=30)
LATE = timedelta(days=3)
P = Permission


@whoever_may(P.RUN_TRAINING)
def to_record(desk: AtHand) -> Answer:
    """Sessions that have begun and of which nobody has said who came, the oldest first."""
    rows = Session.objects.reachable_by(desk.user, P.RUN_TRAINING, desk.on).to_record(desk.at)

    def line(session: Session) -> Need:
        return Need(
            f"Who came to {session.version.name} on {day_words(session.day)}?",
            "Until it is written down, nobody who was there counts as having done it.",
            "Say who came",
            reverse("training:attendance", args=[session.public_id]),
            SOON if desk.on - session.day > LATE else CALM,
        )

    return lines_of(rows.select_related("version").order_by("begins_at", "pk"), line)


@whoever_may(P.RECORD_TRAINING)
def finished(desk: AtHand) -> Iterator[Need]:
    """What volunteers say they have finished on a website: one by name, several in a line."""
    rows = Finish.objects.reachable_by(desk.user, P.RECORD_TRAINING, desk.on).waiting()
    rows = rows.exclude(volunteer__user=desk.user).order_by("said_on", "pk")
    waiting = list(rows.values_list("pk", flat=True))
    if not waiting:
        return
    first = Finish.objects.select_related("version", "volunteer").get(pk=waiting[0])
    what = f"{first.volunteer.first_name} says that {first.version.name} is finished"
    if len(waiting) > 1:
        what = f"{some(len(waiting), 'volunteer')} say that they have finished a course"
    yield Need(what, "It counts once you confirm it.", "Look and confirm", reverse("training:finishes"), CALM)


@whoever_may(P.RUN_TRAINING)
def ending_soon(desk: AtHand) -> Iterator[Need]:
    """Training that runs out within a month, in one line: whoever it is, a session is what helps."""
    schemes = desk.schemes_with(P.RUN_TRAINING)
    soonest: dict[int, tuple[str, str]] = {}
    found = ending(desk.on, desk.on, desk.on + SHOWN, schemes=schemes)
    for one in sorted(found, key=lambda one: (one.until, one.volunteer_id)):
        soonest.setdefault(one.volunteer_id, (one.name, near_words(one.until, desk.on)))
    people = Volunteer.objects.exclude(user=desk.user).in_bulk(soonest)
    soonest = {pk: what for pk, what in soonest.items() if pk in people}
    if not soonest:
        return
    pk, (course, when) = next(iter(soonest.items()))
    first = people[pk]
    if len(soonest) == 1:
        yield Need(
            f"{first.first_name}’s training in {course} runs out {when}",
            "It is asked for again. Sign them up for a session in time.",
            "See their training",
            reverse("training:volunteer", args=[first.public_id]),
        )
        return
    yield Need(
        f"{some(len(soonest), 'volunteer')} have training that runs out within a month",
        f"{first.first_name}’s is the first: {course}, {when}. Plan a session in time.",
        "See whose it is",
        f"{reverse('training:lacking')}?group=soon",
    )
