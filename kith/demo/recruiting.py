"""Whom the waiting children of the demo world ask for, so that there is somebody to look for, and what is said of it."""

from datetime import timedelta
from typing import Any

from kith.demo.cast import World
from kith.planning.queries import who_is_needed
from kith.recruitment.actions import publish_appeal
from kith.schemes.models import Scheme
from kith.science.recruiting import Appeal

A_MAN = ("must", "gender", "male")
SPEAKS_TIGRINYA = ("must", "language", "tigrinya")
ASKED = {
    1: [A_MAN, SPEAKS_TIGRINYA],
    2: [A_MAN, SPEAKS_TIGRINYA],
    3: [A_MAN, SPEAKS_TIGRINYA],
    5: [A_MAN],
    6: [A_MAN],
}


def asked(world: World, scheme: Scheme, place: int) -> dict[str, Any]:
    """What the child at this place of the visitors' waiting list must have; nothing particular for others."""
    wishes = ASKED.get(place) if scheme == world.schemes["visitors"] else None
    return {"wishes": wishes, "travel_miles": 25} if wishes else {}


def appeal(world: World) -> None:
    """The manager of the visitors has said in public whom they need most."""
    scheme = world.schemes["visitors"]
    (one,) = who_is_needed([scheme], world.today)
    told = (one.appeal(need) for need in one.needs)
    for found in told:
        if isinstance(found, Appeal) and found.asked:
            publish_appeal(
                scheme=scheme,
                words=found.words,
                until=world.today + timedelta(days=60),
                by=world.manager(scheme),
                on=world.today,
            )
            return
