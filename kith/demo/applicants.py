"""Applicants of the demo world: one who fills in the form, one who comes again, one who must be looked at, one who is quiet."""

from datetime import date, time, timedelta
from typing import Any

from kith.demo.cast import World
from kith.foundation.dates import moment
from kith.people.models import Child
from kith.recruitment import actions
from kith.recruitment.models import Application
from kith.safeguarding.barring import bar_contact

APPEALS = (
    "Boys in the north wait for a man who likes being outdoors.",
    "Many who wait love animals, cooking and being out of doors.",
)
HOME = {
    "address": "14 Coal Lane\nLeeds",
    "postcode": "LS9 7DD",
    "country": "United Kingdom",
    "until_day": None,
}


def tell(world: World, child: Child) -> None:
    """A child of the stories has somebody they must be kept from; the rest are people without an account."""
    scheme, today = world.schemes["visitors"], world.today
    manager, coordinator = world.staff["manager"], world.staff["coordinator"]
    words = "You need no experience. You need to turn up, and to like being with somebody young."
    actions.change_front(scheme=scheme, address="northbridge-visitors", words=words, by=manager, on=today)
    for appeal in APPEALS:
        actions.publish_appeal(
            scheme=scheme, words=appeal, until=today + timedelta(days=60), by=manager, on=today
        )
    _somebody_comes_again(world)
    bar_contact(
        child=child,
        name="Derek Nightingale",
        relation="relative",
        why="An order of the family court, kept in the council’s own file.",
        aliases="Rick Nightingale",
        phones="07700 900777",
        by=world.staff["safeguarding lead"],
        on=today - timedelta(days=200),
    )
    _enquires(world, "Patrick", "Moss", today - timedelta(days=4), phone="+44 7700 900777")
    daniel = _somebody_applies(world, today - timedelta(days=9))
    interview = actions.plan_interview(
        application=daniel,
        first=coordinator,
        second=world.vetting_officer(scheme),
        held_on=today - timedelta(days=1),
        place="The office",
        by=coordinator,
        on=today - timedelta(days=5),
    )
    actions.write_view(
        interview=interview,
        leaning="yes",
        met={"motives": 3, "staying": 4},
        words="Warm, and clear about what he can promise.",
        by=world.vetting_officer(scheme),
        on=today,
    )
    _enquires(world, "Hazel", "Quick", today - timedelta(days=50))
    actions.see_to_the_quiet(at=moment(today, time(6, 40)))


def _enquires(world: World, first: str, last: str, on: date, **given: Any) -> Application:
    email = f"{first}.{last}@mail.example".lower()
    return actions.receive_application(
        scheme=world.schemes["visitors"],
        first_name=first,
        last_name=last,
        by=None,
        on=on,
        heard="poster",
        **({"email": email} | given),
    )


def _somebody_comes_again(world: World) -> None:
    """Declined in spring, back in autumn with another address."""
    spring, manager = world.today - timedelta(days=240), world.staff["manager"]
    before = _enquires(world, "Katherine", "Browne", spring, born=date(1979, 2, 11))
    actions.decline(
        application=before,
        reason="understanding",
        words="She wanted to bring the child to her own church every week.",
        by=manager,
        on=spring + timedelta(days=30),
    )
    words = "Dear Katherine,\n\nThank you for offering your time. We will not go further with your application.\n\nSam"
    actions.write_letter(
        application=before,
        kind="declined",
        how="e-mail",
        words=words,
        by=manager,
        on=spring + timedelta(days=31),
    )
    _enquires(world, "Catherine", "Brown", world.today - timedelta(days=2), born=date(1979, 2, 11))


def _somebody_applies(world: World, on: date) -> Application:
    """Has filled in the whole form on his phone."""
    application = _enquires(world, "Daniel", "Reed", on - timedelta(days=3))
    said: dict[str, dict[str, Any]] = {
        "about-you": {"first_name": "Daniel", "last_name": "Reed", "other_names": "", "born": "1988-05-04", "phone": "07700 900123"},
        "why": {"why": "I have time, and I listen.", "hopes": "Somebody who comes back, whatever happened last time."},
        "life": {"life": "I drive a bus, and I grow tomatoes.", "children": "Two nephews I see every week.", "experience": [], "needs": ""},
        "languages": {"languages_most_asked_for": ["english"]},
        "availability": {"free_days": ["saturday", "sunday"], "travel_miles": 8, "drives": "no"},
        "homes": {"homes": [HOME | {"from_day": "2016-04-01"}]},
        "referees": {
            "name_1": "Pat Dunmore", "relation_1": "work", "years_1": 4, "email_1": "pat@mail.example",
            "name_2": "Lee Farrow", "relation_2": "friend", "years_2": 9, "email_2": "lee@mail.example",
        },
        "declaration": {"convictions": "yes", "children": "no", "refused": "no", "more": "A fine for fishing without a licence in 2009.", "true": True},
    }  # fmt: skip
    for slug, answers in said.items():
        actions.keep_section(application=application, slug=slug, said=answers, on=on)
    return actions.send_answers(application=application, on=on)
