"""Whom the waiting children of the demo world ask for, what is said of it in public, and those who came and went."""

from datetime import timedelta
from typing import Any

from kith.demo import volunteers
from kith.demo.cast import World
from kith.planning.queries import who_is_needed
from kith.recruitment.actions import decline, publish_appeal, take_step, withdraw
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

# how far they came, and how it ended: what most schemes see of most people who enquire
GONE = (
    ("", "withdrawn", "no answer"),
    ("", "withdrawn", "time"),
    ("apply", "withdrawn", "too slow"),
    ("", "withdrawn", "no answer"),
    ("apply", "declined", "time"),
    ("", "withdrawn", "changed"),
)


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


def come_and_go(world: World, share: float) -> None:
    """People who enquired at the visitors over the last year, and did not go on."""
    scheme = world.schemes["visitors"]
    by = world.coordinator(scheme)
    for place in range(round(30 * share)):
        how_far, ended, reason = GONE[place % len(GONE)]
        on = world.today - timedelta(days=world.draw.randint(60, 340))
        application = volunteers.enquire(world, scheme, on)
        if how_far:
            on += timedelta(days=world.draw.randint(4, 20))
            take_step(application=application, step=how_far, by=by, on=on)
        on += timedelta(days=world.draw.randint(10, 40))
        end = withdraw if ended == "withdrawn" else decline
        end(application=application, reason=reason, by=world.manager(scheme), on=on)
