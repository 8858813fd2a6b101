"""Is a round fair? Figures about groups of children, never about one: small cells are kept back as in every report.

How many of each group are matched beside how many could be at all; what they got; how many options they have, which
is the cause of most of it; whether anybody was passed over; whether anything about a child counted that must not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from kith.science.disclosure import (
    SUPPRESSED,
    THRESHOLD,
    Cell,
    Published,
    Table,
    Withheld,
    list_of,
    percentage,
    publish,
    to_nearest,
)
from kith.science.fit.people import Referral
from kith.science.matching.audits import Verdict, verify
from kith.science.matching.gaps import gaps
from kith.science.matching.greatest import Greatest
from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Round
from kith.science.matching.setting import Setting
from kith.science.vocabulary import BACKGROUNDS, FAITHS, SAME

MATCHED, WITHOUT = "matched", "without"
NOT_SAID = "not said"
RANKS = ("first choice", "second or third", "fourth to tenth", "later", "nobody")
LOADS = ("none", "one", "two", "three or more")
FLIPPED: Mapping[str, Sequence[str]] = {
    "ethnicity": tuple(BACKGROUNDS),
    "faith": tuple(FAITHS),
    "gender": ("female", "male"),
}


@dataclass(frozen=True)
class Coverage:
    """One group. `achievable`: how many of it could be matched if it alone came first; `of_it`: the percentage reached."""

    group: str
    children: Cell
    matched: Cell
    achievable: Cell
    of_it: Cell
    options: Cell


@dataclass(frozen=True)
class Fairness:
    """`coverage`: by what is grouped. `envy`: how often somebody was passed over; it must be nought.

    `flips`: by attribute, for how many children the order of their volunteers changes when nothing but that is changed
    about them, where they wished for nobody "the same as me"; it must be nought.
    """

    coverage: Mapping[str, tuple[Coverage, ...]]
    ranks: Published
    load: Published
    envy: int
    flips: Mapping[str, int]


def audit(
    outcome: Outcome, groups: Mapping[str, Mapping[str, str]] | None = None, verdict: Verdict | None = None
) -> Fairness:
    """`groups`: by what children are grouped ("area"), the group of each child by key; a child left out is "not said".

    `verdict`: of the audit, where it is at hand already.
    """
    return Fairness(
        coverage={by: coverage(outcome, by, of_child) for by, of_child in (groups or {}).items()},
        ranks=publish(list_of("What children got", "choice", _ranks(outcome), "round")),
        load=publish(
            list_of("Children a volunteer has after this", "children", _load(outcome), "volunteers")
        ),
        envy=sum(
            1 for finding in (verdict or verify(outcome)).findings if finding.rule in ("envy", "empty_place")
        ),
        flips={attribute: flip(outcome.round, attribute) for attribute in FLIPPED},
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one group, before anything is kept back. `options`: how many volunteers fit each of them."""

    children: int
    matched: int
    achievable: int
    options: Sequence[int] = ()


def coverage(outcome: Outcome, by: str, group_of: Mapping[str, str]) -> tuple[Coverage, ...]:
    """Each group's matched beside what was achievable. Children fixed or placed by hand are left out."""
    setting, matching = outcome.setting, outcome.matching
    found = {
        name: Group(
            children=len(cs),
            matched=sum(matching[c] is not None for c in cs),
            achievable=achievable(outcome, cs),
            options=[setting.fitting[c].bit_count() for c in cs],
        )
        for name, cs in _members(outcome, group_of).items()
    }
    return covered(by, found)


def _members(outcome: Outcome, group_of: Mapping[str, str]) -> dict[str, list[int]]:
    setting = outcome.setting
    members: dict[str, list[int]] = {}
    for c, referral in enumerate(setting.referrals):
        if c not in setting.fixed and c not in setting.by_hand:
            members.setdefault(group_of.get(referral.key, NOT_SAID), []).append(c)
    return members


def achievable(outcome: Outcome, children: Iterable[int]) -> int:
    """How many of these could be matched if they alone came first."""
    return Greatest(outcome.market.lists, outcome.market.places, children).size


def could_be_by(outcome: Outcome, group_of: Mapping[str, str]) -> dict[str, int]:
    """By group, how many of it could be matched if it alone came first."""
    return {name: achievable(outcome, cs) for name, cs in _members(outcome, group_of).items()}


def covered(by: str, groups: Mapping[str, Group], *, round_to: int = 1) -> tuple[Coverage, ...]:
    """The same from counts, of one round or of several added up; what is small is kept back."""
    if not groups:
        return ()
    names = tuple(sorted(groups))
    counts = {(name, MATCHED): groups[name].matched for name in names} | {
        (name, WITHOUT): groups[name].children - groups[name].matched for name in names
    }
    asked = Table(f"Matched by {by}", (by, "matched"), (names, (MATCHED, WITHOUT)), counts, "round")
    table = publish(asked, round_to=round_to)
    return tuple(_covered(name, groups[name], table, round_to) for name in names)


def _covered(name: str, group: Group, table: Published, round_to: int) -> Coverage:
    """The share is that of the counts as they are shown: an exact one beside rounded counts would give them away."""
    could_be = _safe(group.achievable, group.children)
    if not isinstance(could_be, Withheld):
        could_be = to_nearest(could_be, round_to)
    return Coverage(
        group=name,
        children=table.cell(name, None),
        matched=table.cell(name, MATCHED),
        achievable=could_be,
        of_it=percentage(table.cell(name, MATCHED), could_be),
        options=_options(group.options),
    )


def _safe(count: int, of: int) -> Cell:
    """A count that nothing adds up to: kept back when it, or what is left of its group, is small."""
    small = 0 < count < THRESHOLD or 0 < of - count < THRESHOLD or 0 < of < THRESHOLD
    return SUPPRESSED if small else count


def _options(options: Sequence[int]) -> Cell:
    """The middle number of volunteers who fit, over the group; kept back for groups of fewer than five."""
    return SUPPRESSED if len(options) < THRESHOLD else int(median(options))


def _ranks(outcome: Outcome) -> dict[str, int]:
    counts = dict.fromkeys(RANKS, 0)
    for c, referral in enumerate(outcome.setting.referrals):
        if c in outcome.setting.fixed or c in outcome.setting.by_hand:
            continue
        choice = outcome.choice_of(referral.key)
        counts[_rank(choice[0]) if choice else "nobody"] += 1
    return counts


def _rank(choice: int) -> str:
    if choice == 1:
        return "first choice"
    if choice <= 3:
        return "second or third"
    return "fourth to tenth" if choice <= 10 else "later"


def _load(outcome: Outcome) -> dict[str, int]:
    new = Counter(outcome.matches.values())
    loads = Counter(min(v.live_matches + new[v.key], 3) for v in outcome.setting.volunteers)
    return {name: loads[number] for number, name in enumerate(LOADS)}


def flip(round_: Round, attribute: str) -> int:
    """For how many children who may be proposed, and how well they fit, depends on their own gender, ethnicity or faith.

    Volunteers' own limits are left out on both sides: they are limits of the volunteer, and said.
    """
    asked = [
        r for r in round_.referrals if not any(w.value == SAME and w.attribute == attribute for w in r.wishes)
    ]
    free = tuple(replace(volunteer, child_genders=None) for volunteer in round_.volunteers)
    plain = Round(referrals=tuple(asked), volunteers=free, rules=round_.rules, seed=round_.seed)
    flipped = replace(plain, referrals=tuple(_flipped(referral, attribute) for referral in asked))
    before, after = _fits(Setting(plain)), _fits(Setting(flipped))
    return sum(1 for one, two in zip(before, after, strict=True) if one != two)


def _fits(setting: Setting) -> list[dict[int, int]]:
    """For each child the volunteers who fit, and how well: all that a child's own list is made from, but for lots."""
    found: list[dict[int, int]] = [{} for _ in setting.referrals]
    for i in setting.by_place():
        fitting = setting.fitting[i]
        found[i] = setting.order(setting.referrals[i], fitting).fits(setting.pool.places(fitting))
    return found


def _flipped(referral: Referral, attribute: str) -> Referral:
    values = FLIPPED[attribute]
    own = getattr(referral, attribute)
    other = values[(values.index(own) + 1) % len(values)] if own in values else values[0]
    changed: Any = {attribute: other}
    return replace(referral, **changed)


def statistics(
    outcome: Outcome, groups: Mapping[str, Mapping[str, str]] | None = None, verdict: Verdict | None = None
) -> dict[str, Any]:
    """The same as plain values for a file; what is kept back shows its sign."""
    found = audit(outcome, groups, verdict)
    return {
        "coverage": {
            by: [{name: _plain(getattr(row, name)) for name in row.__dataclass_fields__} for row in rows]
            for by, rows in found.coverage.items()
        },
        "ranks": {label: _plain(cells[0]) for label, cells in found.ranks.rows()},
        "load": {label: _plain(cells[0]) for label, cells in found.load.rows()},
        "justified_envy": found.envy,
        "flip_test": dict(found.flips),
        "gaps": [
            {name: _plain(getattr(gap, name)) for name in ("words", "short", "children", "places", "around")}
            for gap in gaps(outcome)
        ],
        "kept_back": f"{SUPPRESSED.sign}: {SUPPRESSED.why}",
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str, tuple)) else value.sign
