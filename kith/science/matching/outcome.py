"""What comes out of a round: who is proposed to whom, as a proposal that nobody has agreed to yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kith.science.matching.assignment import Assignment
from kith.science.matching.market import Market, Matching
from kith.science.matching.rounds import Mode, Round
from kith.science.matching.setting import Setting
from kith.science.matching.standing import Standings, Stands


@dataclass(frozen=True)
class Certificate:
    """What proves the answer, to be checked again by `audits`.

    In the mode child's choice, `pairs` pairs were looked at and none would rather have each other. In the mode total
    fit, `primal` is the total reached and `dual` a total that no matching can exceed; `prices` prove it.
    """

    mode: Mode
    pairs: int
    primal: int | None = None
    dual: int | None = None
    prices: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Loser:
    """A child who has less by total fit than by child's choice. `instead` is None where they now have nobody."""

    child: str
    had: str
    instead: str | None


@dataclass(frozen=True)
class Outcome:
    """`matches` by the keys of children; `unmatched` those of children who go without.

    `by_hand`: brothers and sisters who want to share one volunteer; the coordinator places them first, by fixing.
    `exchanged`: how many children are better off by exchanges. `losers` is filled in the mode total fit.
    """

    round: Round
    matches: Mapping[str, str]
    unmatched: tuple[str, ...]
    by_hand: tuple[str, ...]
    exchanged: int
    certificate: Certificate
    losers: tuple[Loser, ...]
    setting: Setting = field(repr=False, compare=False)
    market: Market = field(repr=False, compare=False)
    matching: Matching = field(repr=False, compare=False)
    assignment: Assignment | None = field(default=None, repr=False, compare=False)

    @cached_property
    def children_of(self) -> dict[int, list[int]]:
        """The children of each volunteer, by number, without the fixed ones."""
        found: dict[int, list[int]] = {}
        for child, volunteer in enumerate(self.matching):
            if volunteer is not None:
                found.setdefault(volunteer, []).append(child)
        return found

    @cached_property
    def standings(self) -> Standings:
        return Standings(self.setting)

    @cached_property
    def last_kept(self) -> dict[int, Stands]:
        """For each volunteer with children the standing of whoever has least claim: what it took to get a place."""
        return {v: max(self.standings.of(c, v) for c in theirs) for v, theirs in self.children_of.items()}

    def choice_of(self, child: str) -> tuple[int, int] | None:
        """Which choice the child has, from 1, and out of how many; None when unmatched or fixed."""
        c = self.setting.child_at[child]
        mine = self.matching[c]
        if mine is None:
            return None
        place = self.market.lists[c].index(mine)
        return self.market.tiers[c][place] + 1, self.market.tiers[c][-1] + 1
