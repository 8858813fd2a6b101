"""Wishes that rule each other out, said in words for whoever writes them down with the child."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.science.fit import Kind, Wish
from kith.science.vocabulary import ATTRIBUTES, BACKGROUNDS, BROAD_BACKGROUNDS, GENDERS, SAME


@dataclass(frozen=True)
class Clash:
    """One wish that another one makes impossible."""

    attribute: str
    value: str
    words: str


def clashes(wishes: Iterable[Wish], own: dict[str, str | None]) -> list[Clash]:
    """Every must and like that the child's own “not” leaves no room for.

    `own`: the child's own gender, ethnicity and faith, so that “the same as me” and “not a man” are seen to clash.
    A narrower no (not Irish) beside a wider wish (White) is no clash.
    """
    said = list(wishes)
    ruled_out: dict[str, set[str]] = {}
    for wish in said:
        if wish.kind == Kind.NOT:
            ruled_out.setdefault(wish.attribute, set()).update(_meant(wish, own))
    found = [_clash(wish) for wish in said if wish.kind != Kind.NOT and _is_impossible(wish, own, ruled_out)]
    if ruled_out.get("gender", set()) >= GENDERS.keys():
        found.append(
            Clash(
                "gender", next(iter(GENDERS)), "Nobody is left: leave at least one of these without a “not”."
            )
        )
    return found


def _is_impossible(wish: Wish, own: dict[str, str | None], ruled_out: dict[str, set[str]]) -> bool:
    meant = _meant(wish, own)
    return bool(meant) and meant <= ruled_out.get(wish.attribute, set())


def _meant(wish: Wish, own: dict[str, str | None]) -> set[str]:
    """The plain values a wish stands for: the backgrounds in a wider one, the child's own for “the same”."""
    value = own.get(wish.attribute) if wish.value == SAME else wish.value
    if value is None:
        return set()
    if wish.attribute == "ethnicity" and value in BROAD_BACKGROUNDS:
        return {code for code, term in BACKGROUNDS.items() if term.group == value}
    return {value}


def _clash(wish: Wish) -> Clash:
    label = dict(ATTRIBUTES[wish.attribute].choices())[wish.value]
    return Clash(
        wish.attribute,
        wish.value,
        f"“{label}” is both wished for and ruled out. Ask again, and keep one of the two.",
    )
