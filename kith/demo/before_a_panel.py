"""Somebody of the demo world whose pack is worth reading: a form of their own, two views, two references by a link."""

from datetime import date, timedelta
from typing import Any

from kith.demo import volunteers
from kith.demo.cast import World
from kith.recruitment import actions
from kith.recruitment.models import Application

SAID: dict[str, dict[str, Any]] = {
    "about-you": {"first_name": "Marcus", "last_name": "Webb", "other_names": "", "born": "1979-10-17", "phone": "07700 900456"},
    "why": {
        "why": "My neighbour’s lad used to come and mend bikes with me. He stopped when they moved, and I noticed how much I had looked forward to it. I would like to be that for somebody, and this time with people around who help me do it well.",
        "hopes": "That I do not try to fix anything. Turning up, and being the same person every time.",
    },
    "life": {
        "life": "I am a joiner with my own small workshop. I live with my partner and an old cat. Sundays I walk.",
        "children": "Two grown stepdaughters. I coached under-elevens at football for six years.",
        "experience": ["bereaved"],
        "needs": "",
    },
    "likes": {"interests_making": ["woodwork", "cooking"], "interests_outdoors": ["walks"], "interests_sport_and_moving": ["football", "cycling"]},
    "languages": {"languages_most_asked_for": ["english"]},
    "at-home": {"has_pets": "yes", "pets": ["cats"], "smokes": "no"},
    "availability": {"free_days": ["saturday", "sunday"], "travel_miles": 12, "drives": "yes"},
    "homes": {"homes": [{"address": "3 Tannery Row\nLeeds", "postcode": "LS11 5EE", "country": "United Kingdom", "from_day": "2011-06-01", "until_day": None}]},
    "referees": {
        "name_1": "Helen Marsh", "relation_1": "work", "years_1": 8, "email_1": "helen.marsh@mail.example",
        "name_2": "Imran Sadiq", "relation_2": "volunteering", "years_2": 6, "email_2": "imran.sadiq@mail.example",
    },
    "declaration": {"convictions": "no", "children": "no", "refused": "no", "more": "", "true": True},
}  # fmt: skip
VIEWS = (
    "Thoughtful, and slow to answer in a good way. Asked what happens when a child does not want to come. He knows that he likes to be needed, and said so himself.",
    "Clear about secrets: he would say at once that he cannot keep that one. A little vague about what he would do on a wet day. I would go on with him.",
)
REFEREES = (
    ("Helen Marsh", "helen.marsh@mail.example", "work", "He has never once let me down on a date. Patient with apprentices who are slower than he is."),
    ("Imran Sadiq", "imran.sadiq@mail.example", "volunteering", "The children ran to him, and he sent them back to their parents at the end. That is how I would put it."),
)  # fmt: skip


def comes_before_a_panel(world: World) -> None:
    """Marcus, who wrote in early autumn and is ready for next week’s panel."""
    scheme, begun = world.schemes["visitors"], world.today - timedelta(days=74)
    coordinator, officer = world.coordinator(scheme), world.vetting_officer(scheme)
    application = actions.receive_application(
        scheme=scheme, first_name="Marcus", last_name="Webb", email="marcus.webb@mail.example",
        by=None, on=begun, heard="event",
    )  # fmt: skip
    for slug, said in SAID.items():
        actions.keep_section(application=application, slug=slug, said=said, on=begun + timedelta(days=3))
    actions.send_answers(application=application, on=begun + timedelta(days=3))
    met_on = begun + timedelta(days=15)
    interview = actions.plan_interview(
        application=application, first=coordinator, second=officer, place="The office", held_on=met_on,
        by=coordinator, on=met_on - timedelta(days=6),
    )  # fmt: skip
    for who, words in zip((coordinator, officer), VIEWS, strict=True):
        met = {"motives": 4, "child": 3, "boundaries": 4, "staying": 4, "safeguarding": 3}
        actions.write_view(interview=interview, leaning="yes", met=met, words=words, by=who, on=met_on)
    application = Application.objects.select_related("volunteer", "scheme").get(pk=application.pk)
    actions.take_step(application=application, step="check", by=coordinator, on=met_on + timedelta(days=2))
    _is_spoken_for(world, application, met_on + timedelta(days=3))
    ready_on = world.today - timedelta(days=2)
    volunteers.everything(
        world, application, ready_on - timedelta(days=4), without=("interview", "reference", "driving")
    )
    actions.take_step(application=application, step="put to panel", by=coordinator, on=ready_on)


def _is_spoken_for(world: World, application: Application, on: date) -> None:
    """Two referees answer by the link of their letter, and are rung."""
    scheme = application.scheme
    for name, email, relation, like in REFEREES:
        reference = actions.ask_for_reference(
            application=application, name=name, email=email, relation=relation,
            by=world.coordinator(scheme), on=on,
        )  # fmt: skip
        answer = {
            "relation": relation,
            "years": 8,
            "like": like,
            "relied_on": "yes",
            "worry": "no",
            "phone": "0113 496 0188",
        }
        actions.answer_reference(reference=reference, answer=answer, on=on + timedelta(days=5))
        actions.verify_reference(
            reference=reference, verified="phone", vetting_words=f"Rang {name}, who said the same again.", passed=True,
            by=world.vetting_officer(scheme), on=on + timedelta(days=8),
        )  # fmt: skip
