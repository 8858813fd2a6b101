"""Who could be there for a child: cards with reasons and cautions, who does not fit, and what to talk about."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from kith.foundation.dates import count_words, day_words, length_words, near_words
from kith.matching.models import CardShown, Shortlist
from kith.matching.presenters import wishes
from kith.matching.queries import Before, Hearing, Look, Suggested, Why
from kith.people.models import Card, Volunteer
from kith.referral.models import Referral
from kith.science.fit.words import listed, wanted

TINTS = ("teal", "sun", "violet", "coral", "sky")
TICK = "Show <span class='govuk-visually-hidden'>{}’s</span><span aria-hidden='true'>this</span> card"
NEW = 42  # days since an approval within which it is worth saying
NUMBERS = ("Nobody", "One person", "Two", "Three", "Four", "Five")


def header(referral: Referral, look: Look, on: date) -> dict[str, str]:
    child = look.child
    age = child.age_on(on)
    facts = [
        f"{age} years old" if age is not None else "",
        f"waiting {count_words(referral.days_waiting(on), 'day')}",
        f"wishes written down on {day_words(look.wish_list.on)}",
    ]
    return {
        "title": f"Who could be there for {child.name}?",
        "sub": " · ".join(fact for fact in facts if fact),
    }


def how_many(number: int) -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} to choose from" if number else "Nobody fits today"


def people(
    look: Look, cards: dict[int, Card], before: dict[int, Before], chosen: set[str], on: date
) -> list[dict[str, Any]]:
    """`chosen`: the keys of those whose cards are ticked."""
    told = [
        _person(place, person, look, cards.get(person.volunteer.pk), before, on)
        for place, person in enumerate(look.people)
    ]
    for place, shown in enumerate(told, start=1):
        words = format_html(TICK, shown["first_name"])
        shown["box"] = f"show-{place}"
        shown["tick"] = [{"value": shown["key"], "html": words, "checked": shown["key"] in chosen}]
    return told


def _person(
    place: int, person: Suggested, look: Look, card: Card | None, before: dict[int, Before], on: date
) -> dict[str, Any]:
    volunteer, suggestion = person.volunteer, person.suggestion
    age = suggestion.age
    return {
        "key": str(volunteer.public_id),
        "first_name": volunteer.first_name,
        "name": f"{volunteer.first_name}, {age}" if age is not None else volunteer.first_name,
        "about": _about(volunteer, look, before, on),
        "picture": card.picture if card else "person",
        "tint": TINTS[place % len(TINTS)],
        "reasons": reasons(suggestion.reasons, suggestion.cautions),
        "has_card": card is not None,
        "by_name": person.by_name,
        "url": reverse("casefile:volunteer", args=[volunteer.public_id]),
    }


def reasons(fits: Any, cautions: Any) -> list[dict[str, Any]]:
    return [{"text": text, "fits": True} for text in fits] + [
        {"text": text, "fits": False} for text in cautions
    ]


def _about(volunteer: Volunteer, look: Look, before: dict[int, Before], on: date) -> str:
    """What they have behind them here, and that they are new where they are."""
    standing, past = look.standing[volunteer.pk], before.get(volunteer.pk)
    parts = []
    if past is not None:
        length = length_words(on - timedelta(days=past.days), on)
        parts.append(f"{count_words(past.matches, 'match', 'matches')} before, {length}")
    elif not standing.live_matches:
        parts.append("no match yet")
    if standing.approval is not None and (on - standing.approval.from_day).days <= NEW:
        parts.append(f"approved {near_words(standing.approval.from_day, on)}")
    return " · ".join(parts)


def who_does_not_fit(considered: int, ruled_out: list[dict[str, Any]]) -> str:
    """“Of 38 volunteers: 24 not a man, 5 beyond 10 miles.”"""
    if not considered:
        return "Nobody has offered themself to this scheme yet."
    of = f"Of {count_words(considered, 'volunteer')}"
    if not ruled_out:
        return f"{of}, all fit."
    return f"{of}: {', '.join(line['words'] for line in ruled_out)}."


def to_talk_about(openings: list[str], child: str) -> str:
    return f"{listed(openings, 'or')}." if openings else ""


def sentences(notes: Any) -> list[str]:
    """Each note as a sentence of its own."""
    return [note if note.endswith((".", "!", "?")) else f"{note}." for note in notes]


def nobody(look: Look) -> dict[str, str]:
    """When nobody fits: words to start from for the child, and what recruitment reads."""
    name = look.child.name
    musts = [wanted(must) for must in look.facts.musts if must.attribute != "time"]
    return {
        "told": f"We looked for somebody for you, {name}. Nobody fits yet. It is nothing you did or said. "
        "We go on looking, and we tell you on the day below, whatever happens.",
        "needed": listed(musts) if musts else "somebody near, free on the same days",
    }


def heard(hearing: list[Hearing]) -> list[dict[str, Any]]:
    """Who has been heard, with their words and the day; or why not."""
    return [
        {
            "who": each.who.label,
            "words": each.said.words,
            "why_not": each.said.why_not,
            "on": day_words(each.said.on),
            "by": str(each.said.created_by or "Kith"),
        }
        for each in hearing
        if each.said
    ]


def page(
    referral: Referral,
    look: Look,
    cards: dict[int, Card],
    before: dict[int, Before],
    chosen: set[str],
    on: date,
) -> dict[str, Any]:
    shown = people(look, cards, before, chosen, on)
    return header(referral, look, on) | {
        "child": look.child,
        "panel": wishes.panel(look.wish_list),
        "people": shown,
        "how_many": how_many(len(shown)),
        "not_fitting": who_does_not_fit(look.considered, look.ruled_out),
        "openings": to_talk_about([opening.words for opening in look.answer.openings], look.child.name),
        "worth_knowing": sentences([*look.answer.scarcity, *look.answer.notes]),
        "nobody": nobody(look),
    }


def answers(look: Look, found: list[Volunteer]) -> list[dict[str, Any]]:
    """“Why not …?”, one sentence for each volunteer of that name."""
    suggested = {person.volunteer.pk: person for person in look.people}
    told = []
    for volunteer in found:
        why = look.why_not(volunteer)
        if not why:
            person = suggested.get(volunteer.pk)
            extra = person is not None and person.by_name
            why = (
                f"{volunteer.first_name} fits, others fit a little better. Tick the card to show it too."
                if extra
                else f"{volunteer.first_name} fits, and is among those above."
            )
        told.append(
            {
                "name": volunteer.name,
                "why": why,
                "key": str(volunteer.public_id),
                "may_come_back": look.may_come_back(volunteer),
            }
        )
    return told


# ------------------------------------------------------------------------------------- a list as it was kept


ANSWER_WORDS = {CardShown.Answer.RANKED: "chosen", CardShown.Answer.SET_ASIDE: "set aside"}


def kept_list(shortlist: Shortlist, cards: list[CardShown], pictures: dict[int, Card]) -> dict[str, Any]:
    return {
        "panel": wishes.panel(shortlist.wish_list),
        "people": [_kept_person(place, card, pictures) for place, card in enumerate(cards)],
        "not_fitting": who_does_not_fit(shortlist.considered, shortlist.ruled_out),
        "openings": to_talk_about(shortlist.openings, shortlist.child.name),
        "worth_knowing": sentences(shortlist.worth_knowing),
        "outcome": outcome(shortlist, cards),
    }


def why_not_then(
    shortlist: Shortlist, found: list[Volunteer], cards: list[CardShown]
) -> list[dict[str, str]]:
    """“Why was … not proposed?” of a list as it was kept: the rule that was counted that day, and nothing besides."""
    on_it, day = {card.volunteer_id for card in cards}, day_words(shortlist.on)
    if shortlist.thinned_on:
        return [{"name": each.name, "why": _erased(each, shortlist, on_it)} for each in found]
    counted = {line["rule"]: line["words"] for line in shortlist.ruled_out}
    return [
        {"name": volunteer.name, "why": _then(volunteer, shortlist, on_it, counted, day)}
        for volunteer in found
    ]


def _erased(volunteer: Volunteer, shortlist: Shortlist, on_it: set[int]) -> str:
    if volunteer.pk in on_it:
        return f"{volunteer.first_name} was on this list."
    return f"That was erased on {day_words(shortlist.thinned_on or shortlist.on)}: {shortlist.scheme} keeps it for a time only."


def _then(
    volunteer: Volunteer, shortlist: Shortlist, on_it: set[int], counted: dict[str, str], day: str
) -> str:
    name, child = volunteer.first_name, shortlist.child.name
    rule = shortlist.why_not.get(str(volunteer.public_id))
    if volunteer.pk in on_it:
        return f"{name} was on this list."
    if rule is None:
        fits = bool(shortlist.why_not) and volunteer.created_at.date() <= shortlist.on
        return (
            f"{name} fitted on {day}; others fitted what {child} wished for a little better."
            if fits
            else f"{name} was not among the volunteers looked at on {day}."
        )
    said = {
        Why.SET_ASIDE.value: f"{child} had said no to {name} before.",
        Why.ASKED_BEFORE.value: f"{name} had been asked for {child} before, and it did not come about.",
        Why.ASKED_NOW.value: f"{child} had chosen {name} already, and that was on its way.",
        Why.SEEN.value: f"{child} had seen this card before and asked for others.",
    }.get(rule)
    return said or f"On {day} {name} was counted under “{counted.get(rule, 'cannot be proposed')}”."


def _kept_person(place: int, card: CardShown, pictures: dict[int, Card]) -> dict[str, Any]:
    picture = pictures.get(card.volunteer_id)
    said = {"1": "First choice", "2": "Second choice", "3": "Third choice"}.get(str(card.rank), "")
    return {
        "name": card.volunteer.first_name,
        "about": "",
        "picture": picture.picture if picture else "person",
        "tint": TINTS[place % len(TINTS)],
        "reasons": reasons(card.reasons, card.cautions),
        "shown": card.on_cards,
        "said": said or ("Set aside" if card.answer == CardShown.Answer.SET_ASIDE else ""),
    }


def outcome(shortlist: Shortlist, cards: list[CardShown]) -> str:
    """What became of a list, in a sentence."""
    name = shortlist.child.name
    if shortlist.answered_on is None:
        shown = (
            f"Shown to {name} on {day_words(shortlist.shown_on)}" if shortlist.shown_on else "Not shown yet"
        )
        return f"{shown}; not answered yet."
    when = day_words(shortlist.answered_on)
    if shortlist.not_now:
        return f"{name} said not now on {when}."
    if shortlist.asked_for_others:
        return f"{name} asked for others on {when}."
    ranked = sorted((card for card in cards if card.rank), key=lambda card: card.rank or 0)
    if not ranked:
        return f"{name} set cards aside on {when} and chose nobody."
    return f"{name} chose {listed([card.volunteer.first_name for card in ranked], 'then')} on {when}."
