"""At each point of the pathway in the last year: was the child considered, offered somebody, and what they said."""

from datetime import timedelta

from kith.demo.cast import World
from kith.demo.lives import CHILD_WORDS
from kith.register.actions import record_offer
from kith.register.models import Offer, PathwayPoint

A = Offer.Answer
ANSWERS = {
    A.NOT_CONSIDERED: 6,
    A.NOT_NOW: 10,
    A.HAS_SOMEBODY: 14,
    A.ACCEPTED: 34,
    A.DECLINED: 22,
    A.UNDECIDED: 14,
}
SAID = {
    A.ACCEPTED: ("Yeah, go on then.", "Yes please.", "If they’re nice.", *CHILD_WORDS[:3]),
    A.DECLINED: ("No thanks.", "I’ve got enough people.", "Not another adult.", "I’m fine with my nan."),
    A.UNDECIDED: ("Maybe. Ask me again.", "Don’t know.", "What would we do?"),
}
WHY_NOT = ("Just moved; too much at once.", "Asked for time to settle first.", "Sees an aunt every week.")
YOUNGEST = 8
SHARE_ASKED = 0.36


def ask_everybody(world: World, leave_out: set[str], share: float = 1) -> None:
    """About a third of the points of the last year have a record, as in a council that has begun to ask."""
    points = (
        PathwayPoint.objects.filter(
            child__authority=world.authority, on__gt=world.today - timedelta(days=365), on__lte=world.today
        )
        .exclude(child__authority_ref__in=leave_out)
        .select_related("child")
        .order_by("on", "pk")
    )
    for point in points:
        age = point.child.age_on(point.on) or 0
        if age >= YOUNGEST and world.draw.random() < SHARE_ASKED * share:
            _ask(world, point)


def _ask(world: World, point: PathwayPoint) -> None:
    draw = world.draw
    answer = draw.choices(list(ANSWERS), list(ANSWERS.values()))[0]
    asked = answer in Offer.OFFERED
    record_offer(
        point=point,
        answer=answer,
        asked=draw.choice(["talk", "talk", "leaflet", "advocate"]) if asked else "not asked",
        why="" if asked else draw.choice(WHY_NOT),
        child_words=draw.choice(SAID.get(answer, ("",))),
        by=world.staff["coordinator"],
        on=min(world.today, point.on + timedelta(days=draw.randint(0, 9))),
    )
