"""From a file to a round. Every refusal names the place in the file; what is tolerated is said in `notes`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kith.science.fit.people import Referral, Volunteer
from kith.science.fit.rules import Rules
from kith.science.matching.errors import CannotMatch
from kith.science.matching.files import people
from kith.science.matching.files.values import Value, parsed
from kith.science.matching.priority import Priority
from kith.science.matching.rounds import Choices, Mode, Pair, Round, Tiers

FORMAT = "kith-match/1"
OF_A_FILE = dict.fromkeys(
    ("format", "mode", "seed", "improve", "priority", "rules", "children", "volunteers", "fixed", "forbidden")
)
OF_ANYBODY = ("key", "name", "groups")
OF_A_CHILD = dict.fromkeys((*OF_ANYBODY, "choices", "set_aside", "anyone_else", *people.OF_A_CHILD))
OF_A_VOLUNTEER = dict.fromkeys((*OF_ANYBODY, "could_not", "order", *people.OF_A_VOLUNTEER))

Groups = dict[str, dict[str, str]]
"""By what children are grouped, e.g. "area": the group of each child."""


@dataclass(frozen=True)
class Asked:
    """What a file asks: the round, the groups for the statistics, and what was read tolerantly."""

    round: Round
    groups: Groups
    notes: tuple[str, ...]


def read(text: str | bytes) -> Asked:
    """The round a file asks for. Raises CannotMatch, with its place, for anything that is not as documented."""
    fields = parsed(text).fields(OF_A_FILE, "the file")
    if "format" in fields and fields["format"].text() != FORMAT:
        raise fields["format"].wrong(f"this version of Kith reads {FORMAT}.")
    for side in ("children", "volunteers"):
        if side not in fields:
            raise CannotMatch("give a list, which may be empty.", side)
    children = _people(fields["children"], OF_A_CHILD, "a child")
    volunteers = _people(fields["volunteers"], OF_A_VOLUNTEER, "a volunteer")
    names = _Names(children, volunteers)
    orders = {key: names.tiers(v["order"], "child") for key, v in volunteers.items() if "order" in v}
    choices = {key: c for key, fields_ in children.items() if (c := names.choices(fields_)) is not None}
    round_ = Round(
        referrals=tuple(_child(key, given) for key, given in children.items()),
        volunteers=tuple(_volunteer(key, given) for key, given in volunteers.items()),
        rules=_rules(fields.get("rules")),
        choices=choices,
        could_not=frozenset(names.declined()),
        orders=orders,
        priority=_priority(fields.get("priority")),
        mode=_mode(fields.get("mode")),
        seed=fields["seed"].whole(-(2**63), 2**63) if "seed" in fields else 0,
        improve=fields["improve"].truth() if "improve" in fields else False,
        fixed=_fixed(names.pairs(fields.get("fixed"))),
        forbidden=frozenset(pair for pair, _ in names.pairs(fields.get("forbidden"))),
    )
    return Asked(round_, _groups(children), tuple(_notes(choices, orders)))


class _Names:
    """Who is in the file, to look up whoever is named in it."""

    def __init__(
        self, children: Mapping[str, dict[str, Value]], volunteers: Mapping[str, dict[str, Value]]
    ) -> None:
        self.children, self.volunteers = children, volunteers

    def find(self, value: Value, side: str) -> str:
        key = value.text()
        if key not in (self.children if side == "child" else self.volunteers):
            raise value.wrong(f"no {side} has the key “{key}”.")
        return key

    def tiers(self, value: Value, side: str) -> Tiers:
        """A ranking: keys best first; a list within it is a tie."""
        seen: dict[str, str] = {}
        tiers: list[tuple[str, ...]] = []
        for item in value.items():
            tied = item.items() if isinstance(item.content, list) else [item]
            tier: list[str] = []
            for each in tied:
                key = self.find(each, side)
                if key in seen:
                    raise each.wrong(f"“{key}” is ranked twice, here and at {seen[key]}; keep one.")
                seen[key] = each.place
                tier.append(key)
            if not tier:
                raise item.wrong("a tie needs somebody in it.")
            tiers.append(tuple(tier))
        return tuple(tiers)

    def choices(self, fields: Mapping[str, Value]) -> Choices | None:
        aside = [*fields["set_aside"].items()] if "set_aside" in fields else []
        set_aside = frozenset(self.find(item, "volunteer") for item in aside)
        if "choices" not in fields:
            return Choices(set_aside=set_aside, anyone_else=True) if set_aside else None
        ranked = self.tiers(fields["choices"], "volunteer")
        for item in aside:
            if any(item.content in tier for tier in ranked):
                raise item.wrong(f"“{item.content}” is both chosen and set aside; keep one.")
        anyone = fields["anyone_else"].truth() if "anyone_else" in fields else False
        return Choices(ranked, set_aside, anyone)

    def declined(self) -> Iterable[Pair]:
        for key, fields in self.volunteers.items():
            if "could_not" in fields:
                yield from ((self.find(item, "child"), key) for item in fields["could_not"].items())

    def pairs(self, value: Value | None) -> list[tuple[Pair, Value]]:
        found: list[tuple[Pair, Value]] = []
        for item in value.items() if value is not None else ():
            fields = item.fields(dict.fromkeys(("child", "volunteer")), "a pair")
            if len(fields) < 2:
                raise item.wrong("a pair has a child and a volunteer.")
            pair = self.find(fields["child"], "child"), self.find(fields["volunteer"], "volunteer")
            found.append((pair, item))
        return found


def _people(value: Value, known: Mapping[str, object], whom: str) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    first: dict[str, str] = {}
    for item in value.items():
        fields = item.fields(known, whom)
        if "key" not in fields:
            raise item.wrong(f"{whom} needs a key.")
        key = fields["key"].text()
        if key in found:
            raise fields["key"].wrong(f"“{key}” is the key of {first[key]} too; each needs one of their own.")
        found[key], first[key] = fields, item.place
    return found


def _child(key: str, fields: Mapping[str, Value]) -> Referral:
    return people.child(fields, key, fields["name"].text() if "name" in fields else key)


def _volunteer(key: str, fields: Mapping[str, Value]) -> Volunteer:
    return people.volunteer(fields, key, fields["name"].text() if "name" in fields else key)


def _mode(value: Value | None) -> Mode:
    return Mode(value.one_of({mode.value: mode for mode in Mode}, "a mode")) if value else Mode.CHILD_CHOICE


def _rules(value: Value | None) -> Rules:
    fields = value.fields(dict.fromkeys(("travel_miles", "far_miles")), "the rules") if value else {}
    given: dict[str, Any] = {name: each.whole(0, 10_000) for name, each in fields.items()}
    return Rules(**given)


def _priority(value: Value | None) -> Priority:
    if value is None:
        return Priority()
    fields = value.fields(dict.fromkeys(("wait_bands", "scarce_first")), "the priority")
    given: dict[str, Any] = {}
    if "wait_bands" in fields:
        given["wait_bands"] = tuple(item.whole(1) for item in fields["wait_bands"].items())
    if "scarce_first" in fields:
        given["scarce_first"] = fields["scarce_first"].truth()
    try:
        return Priority(**given)
    except ValueError as error:
        raise value.wrong(str(error)) from None


def _fixed(pairs: list[tuple[Pair, Value]]) -> dict[str, str]:
    fixed: dict[str, str] = {}
    for (child, volunteer), item in pairs:
        if fixed.setdefault(child, volunteer) != volunteer:
            raise item.wrong(f"“{child}” is fixed with “{fixed[child]}” already; keep one.")
    return fixed


def _groups(children: Mapping[str, dict[str, Value]]) -> Groups:
    groups: Groups = {}
    for key, fields in children.items():
        if "groups" in fields:
            given = fields["groups"]
            if not isinstance(given.content, dict):
                raise given.wrong('groups are an object, such as {"area": "north"}.')
            for by in given.content:
                groups.setdefault(by, {})[key] = Value(given.content[by], f"{given.place}.{by}").text()
    return groups


def _notes(choices: Mapping[str, Choices], orders: Mapping[str, Tiers]) -> Iterable[str]:
    """A volunteer who ranks a child who did not choose them is no contradiction: the ranking waits unused."""
    for volunteer, tiers in orders.items():
        for child in (key for tier in tiers for key in tier):
            said = choices.get(child)
            chosen = said is None or said.anyone_else or any(volunteer in tier for tier in said.ranked)
            if not chosen:
                yield f"“{volunteer}” ranks “{child}”, who did not choose them: it makes no difference."
