"""Who could be there for this child, and why: the short list, in words.

The order is the child's own: the share of their likes a volunteer is known to meet, then how near, days in common
and, for a child without English, a language in common. The fit is a whole number that only orders the list for this
one child; it is never shown and says nothing about another child's list. See docs/methods/fit.md.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from kith.science.fit import refusals
from kith.science.fit.openings import Opening, openings
from kith.science.fit.order import Order, Parts
from kith.science.fit.people import Kind, Referral, Volunteer, Wish, fingerprint
from kith.science.fit.pool import Bits, Pool
from kith.science.fit.reasons import cautions, reasons
from kith.science.fit.rules import Check, Rules, checks, first_failures, passing
from kith.science.fit.scarcity import scarcity
from kith.science.fit.words import counted
from kith.science.vocabulary import ATTRIBUTES, SAME, label_of

Volunteers = Iterable[Volunteer] | Pool
"""Give a Pool when the same volunteers are asked about more than once: it is worked out only once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A volunteer who could be there for the child. `fit` and its `parts` (0 to 1000) order the list: never show them."""

    key: str
    first_name: str
    age: int | None
    miles: int | None
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    fit: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one volunteer is not suggested. `rule` is the name it is counted under."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The answer for one child, with all that is needed to check it again.

    `considered` = `fitting` + the sum of `ruled_out`. `ruled_out_words` are the totals that are not nought, in words.
    `scarcity` is filled when the other waiting children were given.
    """

    suggestions: tuple[Suggestion, ...]
    considered: int
    fitting: int
    ruled_out: dict[str, int]
    ruled_out_words: tuple[str, ...]
    openings: tuple[Opening, ...]
    scarcity: tuple[str, ...]
    notes: tuple[str, ...]
    inputs_hash: str
    rules_version: str


def shortlist(
    referral: Referral,
    volunteers: Volunteers,
    rules: Rules | None = None,
    *,
    size: int = 5,
    others: Iterable[Referral] = (),
) -> Shortlist:
    """The few volunteers to talk about first, why, who does not fit, and what would open more.

    A suggestion passes every hard rule; nothing is ever relaxed. The same inputs give the same list, in any order and
    on any machine. It misleads where wishes or volunteers are poorly recorded: what is not known earns nothing, and
    is said. `others` are the other waiting children, for the notes on scarcity.
    """
    pool, rules = pool_of(volunteers), rules or Rules()
    miles = pool.miles_from(referral.point)
    all_checks = checks(referral, pool, rules)
    fitting = passing(all_checks, pool.everyone)
    order = Order(referral, pool, rules, miles, fitting)
    best = order.best(size)
    totals = _totals(all_checks, pool)
    return Shortlist(
        suggestions=tuple(_suggestion(place, order, referral, pool, rules, miles) for place in best),
        considered=len(pool),
        fitting=fitting.bit_count(),
        ruled_out={check.counted_as: number for check, number in totals},
        ruled_out_words=tuple(
            refusals.in_totals(c, number, referral, rules) for c, number in totals if number
        ),
        openings=openings(referral, pool, rules, all_checks, miles),
        scarcity=scarcity([pool.volunteers[place] for place in best], referral, pool, rules, others),
        notes=_notes(referral, pool),
        inputs_hash=_inputs_hash(referral, pool, rules),
        rules_version=rules.version,
    )


def look_at(referral: Referral, volunteer: Volunteer, rules: Rules | None = None) -> Suggestion | Refusal:
    """One volunteer for one child, suggested or not: the answer to a search by name."""
    pool, rules = Pool([volunteer]), rules or Rules()
    if refusal := _refusal(referral, pool, rules):
        return refusal
    miles = pool.miles_from(referral.point)
    return _suggestion(0, Order(referral, pool, rules, miles, pool.everyone), referral, pool, rules, miles)


def why_not(referral: Referral, volunteer: Volunteer, rules: Rules | None = None) -> Refusal | None:
    """The one reason why a volunteer is not proposed to a child, or None when nothing stands against it."""
    return _refusal(referral, Pool([volunteer]), rules or Rules())


def _refusal(referral: Referral, pool: Pool, rules: Rules) -> Refusal | None:
    """Of the only volunteer in this pool."""
    for check, failed in first_failures(checks(referral, pool, rules), pool.everyone):
        if failed:
            miles = pool.miles_from(referral.point)[0]
            words = refusals.in_a_sentence(check, referral, pool.volunteers[0], miles, rules)
            return Refusal(check.counted_as, words)
    return None


def fitting(referral: Referral, volunteers: Volunteers, rules: Rules | None = None) -> tuple[str, ...]:
    """The keys of all who pass every hard rule, in the order of the keys."""
    pool, rules = pool_of(volunteers), rules or Rules()
    all_checks = checks(referral, pool, rules)
    return tuple(volunteer.key for volunteer in pool.these(passing(all_checks, pool.everyone)))


def fitting_each(referrals: Sequence[Referral], pool: Pool, rules: Rules | None = None) -> list[Bits]:
    """For each of many children the bits of all who pass every hard rule; asked place by place, each measured once."""
    rules, found = rules or Rules(), [0] * len(referrals)
    for i in sorted(range(len(referrals)), key=lambda i: str(referrals[i].point)):
        found[i] = passing(checks(referrals[i], pool, rules), pool.everyone)
    return found


def first_reasons(referral: Referral, volunteers: Volunteers, rules: Rules | None = None) -> dict[str, str]:
    """For everybody who does not fit, the name of the first rule that rules them out, as it is counted."""
    pool, rules = pool_of(volunteers), rules or Rules()
    return {
        volunteer.key: check.counted_as
        for check, failed in first_failures(checks(referral, pool, rules), pool.everyone)
        for volunteer in pool.these(failed)
    }


def pool_of(volunteers: Volunteers) -> Pool:
    return volunteers if isinstance(volunteers, Pool) else Pool(volunteers)


def _suggestion(
    place: int, order: Order, referral: Referral, pool: Pool, rules: Rules, miles: Sequence[int | None]
) -> Suggestion:
    volunteer = pool.volunteers[place]
    return Suggestion(
        key=volunteer.key,
        first_name=volunteer.first_name,
        age=volunteer.age,
        miles=miles[place],
        reasons=reasons(referral, volunteer, miles[place], rules),
        cautions=cautions(referral, volunteer, miles[place], rules),
        fit=order.fit(place),
        parts=order.parts(place),
    )


def _totals(all_checks: list[Check], pool: Pool) -> list[tuple[Check, int]]:
    """How many each rule was the first to rule out. Rules counted under one name become one total."""
    number: dict[str, int] = {}
    spokesman: dict[str, Check] = {}
    for check, failed in first_failures(all_checks, pool.everyone):
        number[check.counted_as] = number.get(check.counted_as, 0) + failed.bit_count()
        spokesman.setdefault(check.counted_as, check)
    return [(check, number[name]) for name, check in spokesman.items()]


def contradictions(wishes: Iterable[Wish]) -> tuple[str, ...]:
    """Wishes that cannot both be met, in words, for the person who writes them down."""
    kinds: dict[tuple[str, str], set[Kind]] = {}
    for wish in wishes:
        kinds.setdefault((wish.attribute, wish.value), set()).add(wish.kind)
    return tuple(
        f"“{label_of(attribute, value)}” is both wished for and ruled out."
        for (attribute, value), said in sorted(kinds.items())
        if Kind.NOT in said and len(said) > 1
    )


def _notes(referral: Referral, pool: Pool) -> tuple[str, ...]:
    """What about this child or these volunteers makes the list less sure than it looks."""
    child = referral.first_name
    notes = list(contradictions(referral.wishes))
    if referral.point is None:
        notes.append(f"No postcode was found for {child}, so distances are not known.")
    elif lacking := pool.by("point").get(None, 0).bit_count():
        have = counted(lacking, "volunteer has no known postcode", "volunteers have no known postcode")
        notes.append(f"{have}; how far away they live is not known.")
    if referral.age is None:
        notes.append(f"{child}’s age is not recorded, so nobody was left out because of it.")
    unknown = sorted(
        {w.attribute for w in referral.wishes if w.value == SAME and referral.own(w.attribute) is None}
    )
    for attribute in unknown:
        label = ATTRIBUTES[attribute].label.lower()
        notes.append(f"{child} wished for somebody the same in “{label}”, but {child}’s own is not recorded.")
    return tuple(notes)


def _inputs_hash(referral: Referral, pool: Pool, rules: Rules) -> str:
    joined = f"{fingerprint([referral])}|{pool.fingerprint}|{astuple(rules)}"
    return hashlib.sha256(joined.encode()).hexdigest()
