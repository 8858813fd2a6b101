"""Who is the only one, and for how many: what to bear in mind before a round is agreed. Said, never acted upon."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kith.science.fit.people import Asked
from kith.science.fit.words import counted, listed, said
from kith.science.matching.outcome import Outcome


def scarce(outcome: Outcome) -> tuple[str, ...]:
    """Volunteers who alone can be proposed to a child, and those who alone have what several children must have.

    Counts only, no child is named. Siblings and fixed pairs are left out: they are the coordinator's.
    """
    return (*_only_for(outcome), *_only_one_with(outcome))


def _only_for(outcome: Outcome) -> Iterator[str]:
    alone: Counter[int] = Counter()
    for c in _waiting(outcome):
        fitting = outcome.setting.fitting[c]
        if fitting.bit_count() == 1:
            alone[fitting.bit_length() - 1] += 1
    for v, number in sorted(alone.items(), key=lambda each: (-each[1], each[0])):
        children = counted(number, "child", "children")
        yield f"{outcome.setting.volunteers[v].first_name} is the only one who fits {children}."


def _only_one_with(outcome: Outcome) -> Iterator[str]:
    """The same for children who must have the same, whose options together come to one person."""
    setting = outcome.setting
    together: dict[tuple[Asked, ...], list[int]] = defaultdict(list)
    for c in _waiting(outcome):
        if musts := setting.referrals[c].musts:
            together[musts].append(c)
    for musts, children in sorted(together.items(), key=lambda each: str(each[0])):
        options = 0
        for c in children:
            options |= setting.fitting[c]
        if len(children) > 1 and options.bit_count() == 1:
            name = setting.volunteers[options.bit_length() - 1].first_name
            who = listed(said(must) for must in musts)
            yield f"{name} is the only one in reach who {who}; {len(children)} waiting children must have that."


def _waiting(outcome: Outcome) -> Iterator[int]:
    setting = outcome.setting
    return (c for c in range(len(setting.referrals)) if c not in setting.fixed and c not in setting.by_hand)
