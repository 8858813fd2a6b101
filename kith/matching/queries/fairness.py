"""How fairly the places of some schemes are given: counts of the newest rounds, and how long children wait.

Counts as they are. What is small is kept back by `kith.science.disclosure` where they are read (see presenters).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kith.access.models import User
from kith.access.policy import Permission, Reach
from kith.access.reach import grounds, organisations_for
from kith.matching.answers import EVERYBODY
from kith.matching.models import Round, RoundLine, RoundVolunteer
from kith.matching.queries.groups import background_words
from kith.people.models import Child
from kith.referral.models import Referral, ReferralChange
from kith.schemes.models import Contract, Scheme
from kith.science.matching.fairness import Group
from kith.science.matching.waiting import Spell

SEE = Permission.SEE_FAIRNESS
YEARS = 3
GROUPINGS = ("area", "gender", "background", "age", "must", "waiting")
OVER = ("match", "withdraw", "close")


@dataclass(frozen=True)
class Whose:
    """Whose figures somebody may read: of a scheme's own people all, of a commissioner the children of their authorities.

    `authorities` is empty inside.
    """

    schemes: tuple[Scheme, ...]
    authorities: tuple[int, ...] = ()

    @property
    def is_outside(self) -> bool:
        return bool(self.authorities)


def whose(user: User, on: date) -> Whose:
    """A council's commissioner does not work for the schemes the council runs."""
    inside: set[int] = set()
    for ground in grounds(user, SEE, on):
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            inside |= set(ground.schemes())
    if inside:
        return Whose(_schemes(inside, on))
    authorities = organisations_for(user, SEE, on)
    paid = Contract.objects.open_on(on).filter(commissioner__in=authorities)
    return Whose(_schemes(set(paid.values_list("scheme", flat=True)), on), tuple(authorities))


def _schemes(pks: set[int], on: date) -> tuple[Scheme, ...]:
    rows = Scheme.objects.open_on(on).filter(pk__in=pks).select_related("provider")
    return tuple(rows.order_by("provider__name", "name", "pk"))


@dataclass
class Counted:
    """Everything the page is made from, of one scheme or of several added up."""

    rounds: list[Round]
    groups: dict[str, dict[str, Group]] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)
    options: list[int] = field(default_factory=list)
    load: Counter[int] = field(default_factory=Counter)
    envy: int = 0
    pairs: int = 0
    flips: Counter[str] = field(default_factory=Counter)
    flipped: Counter[str] = field(default_factory=Counter)
    needs: list[dict[str, str | int]] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    by_hand: int = 0

    @property
    def children(self) -> int:
        return len(self.options)


def counted(schemes: Sequence[Scheme], authorities: Sequence[int]) -> Counted:
    """The newest round of each scheme, added up: their places are apart, so what could be reached adds up too."""
    rounds = list(Round.objects.newest().filter(scheme__in=schemes).select_related("scheme").defer("asked"))
    found = Counted(rounds)
    lines = RoundLine.objects.filter(round__in=rounds, child__sealed=False)
    if authorities:
        lines = lines.filter(child__authority__in=authorities)
    seen = list(lines.only("groups", "choice", "options", "by_hand", "volunteer", "round"))
    found.by_hand = sum(line.by_hand for line in seen)
    _count_lines([line for line in seen if not line.by_hand], found)
    _count_achievable(found, [str(authority) for authority in authorities] or [EVERYBODY])
    for asked in rounds:
        fair = asked.fairness
        found.envy += fair.get("envy", 0)
        found.pairs += fair.get("pairs", 0)
        found.flips.update(fair.get("flips", {}))
        found.flipped.update(fair.get("flipped", {}))
        found.gaps += fair.get("gaps", [])
        found.needs += fair.get("needs", [])
    found.load = _load(rounds)
    return found


def _count_lines(lines: Iterable[RoundLine], found: Counted) -> None:
    of_group: dict[str, dict[str, list[RoundLine]]] = {}
    for line in lines:
        found.options.append(line.options)
        found.choices.append(line.choice if line.volunteer_id else -1)
        for by, name in line.groups.items():
            of_group.setdefault(by, {}).setdefault(name, []).append(line)
    for by, groups in of_group.items():
        found.groups[by] = {
            name: Group(
                children=len(those),
                matched=sum(line.volunteer_id is not None for line in those),
                achievable=0,
                options=[line.options for line in those],
            )
            for name, those in groups.items()
        }


def _count_achievable(found: Counted, whose_: Sequence[str]) -> None:
    for by, groups in found.groups.items():
        for name, group in groups.items():
            could = sum(
                asked.fairness.get("could", {}).get(one, {}).get(by, {}).get(name, 0)
                for asked in found.rounds
                for one in whose_
            )
            groups[name] = Group(group.children, group.matched, max(could, group.matched), group.options)


def _load(rounds: Sequence[Round]) -> Counter[int]:
    """How many volunteers have how many children, with those now proposed and not left."""
    new = Counter(
        RoundLine.objects.proposed()
        .filter(round__in=rounds)
        .exclude(decision=RoundLine.Decision.LEFT)
        .values_list("round", "volunteer")
    )
    rows = RoundVolunteer.objects.filter(round__in=rounds).values_list("round", "volunteer", "live")
    return Counter(live + new[kept, volunteer] for kept, volunteer, live in rows)


def waits(
    schemes: Sequence[Scheme], authorities: Sequence[int], on: date
) -> dict[str, dict[str, list[Spell]]]:
    """By nothing, gender and background: days from being referred to a match, or as far as the waiting has come."""
    begun = Referral.objects.filter(
        scheme__in=schemes, child__isnull=False, child__sealed=False,
        received_on__gt=on - timedelta(days=YEARS * 365), received_on__lte=on,
        pk__in=ReferralChange.objects.filter(step="accept").values("of"),
    )  # fmt: skip
    if authorities:
        begun = begun.filter(child__authority__in=authorities)
    over: dict[int, tuple[str, date]] = {}
    steps = ReferralChange.objects.filter(of__in=begun, step__in=OVER, on__lte=on).order_by("id")
    for referral, step, day in steps.values_list("of", "step", "on"):
        over.setdefault(referral, (step, day))
    found: dict[str, dict[str, list[Spell]]] = {"": {"": []}, "gender": {}, "background": {}}
    for pk, received, gender, ethnicity in begun.values_list(
        "pk", "received_on", "child__gender", "child__ethnicity"
    ):
        step, day = over.get(pk, ("", on))
        spell = max(0, (day - received).days), step == "match"
        found[""][""].append(spell)
        found["gender"].setdefault(str(Child.Gender(gender).label), []).append(spell)
        found["background"].setdefault(background_words(ethnicity), []).append(spell)
    return found
