"""How scores changed: with what would have happened anyway, with those not seen, and with what would tip it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kith.outcomes.analyses.scales import HOME_NAME, asked, pairs_of, scale_of, sheets_of
from kith.outcomes.analyses.section import Section, Table, refusal_for, told
from kith.outcomes.facts import SchemeFacts
from kith.outcomes.registry import measure, who_words
from kith.science import change, missing, power
from kith.science.change.telling import Changed
from kith.science.pairs import SIX_MONTHS, TWELVE_MONTHS, Pairs
from kith.science.results import Audience, CannotTell, Display, Method, Result, require, seen_by
from kith.science.results.outside import Seen
from kith.science.results.words import between, number
from kith.science.scales import Scale

POWER = Method("half-width of the interval and smallest change found, two-sided t", "1")
ENTRY = re.compile(r"SDQ total of (\d+)")


def threshold_of(facts: SchemeFacts) -> float | None:
    """The score from which the scheme lets children in, where its entry rule says one."""
    found = ENTRY.search(facts.scheme.entry)
    return float(found[1]) if found else None


def sections(facts: SchemeFacts, audience: Audience) -> Iterator[Section]:
    """For each measure and who answers: the change after six months and after a year; for carers' SDQ everything."""
    for key, who in asked(facts):
        its, scale = measure(key), scale_of(key, who)
        name = f"{its.short}, {'carers' if who == HOME_NAME else who_words(who)}"
        for window, words in ((SIX_MONTHS, "six months"), (TWELVE_MONTHS, "a year")):
            try:
                pairs = pairs_of(facts, key, who, window)
            except CannotTell as refusal:
                yield Section(
                    f"change {key} {who} {words}",
                    f"{name}: {words}",
                    refused=refusal_for(str(refusal), audience),
                )
                continue
            if pairs.basis.with_baseline:
                yield from _of_pairs(facts, pairs, scale, audience, (key, who, name, words))


def _of_pairs(
    facts: SchemeFacts, pairs: Pairs, scale: Scale, audience: Audience, named: tuple[str, str, str, str]
) -> Iterator[Section]:
    key, who, name, words = named
    at = f"{key} {who} {words}"
    threshold = threshold_of(facts) if key == "sdq" else None
    yield told(
        f"change {at}",
        f"{name}: how it changed after {words}",
        audience,
        lambda: change.tell(pairs, scale, audience=audience, threshold=threshold),
        _change_table,
    )
    if pairs.unseen:
        yield told(
            f"unseen {at}",
            f"{name}: with those not seen after {words}",
            audience,
            lambda: missing.tell_adjusted(pairs, scale, audience=audience),
        )
    if key == "sdq" and words == "six months":
        yield told(
            f"reliable {at}",
            f"{name}: changes larger than the form’s own error",
            audience,
            lambda: change.tell_reliable_change(pairs, scale, audience=audience),
        )
        if who == HOME_NAME:
            yield told(
                f"added {at}", f"{name}: added value", audience, lambda: _added(facts, pairs, audience)
            )
        yield told(
            f"power {at}", f"{name}: what so many can tell", audience, lambda: _power(pairs, scale, audience)
        )


def _added(facts: SchemeFacts, pairs: Pairs, audience: Audience) -> Result[change.AddedValue]:
    sheets = sheets_of(facts)
    basis = replace(pairs.basis, followed_up=min(len(sheets), pairs.basis.followed_up))
    return change.tell_added_value(sheets, basis, audience=audience)


def _power(pairs: Pairs, scale: Scale, audience: Audience) -> Result[power.Reach]:
    """Outside it takes as many as a change does, and counts in fives: the width of an interval is nothing but n."""
    if scale.norm is None:
        raise CannotTell(
            f"How the {scale.name} varies is not known, so nothing can be said about numbers needed."
        )
    if audience is Audience.OUTSIDE:
        require(Display.MEAN_CHANGE, len(pairs.before), audience)
    seen = seen_by(audience, max(2, len(pairs.before)), pairs.basis)
    its = power.reach(seen.figure, scale.norm)
    return Seen(its, seen.basis, seen.counts).result(sentence=its.sentence, method=POWER, caveats=())


def _change_table(figure: Changed) -> list[Table]:
    its = figure.paired
    rows = [
        ("Children measured twice", str(its.n)),
        ("Average at the start", number(its.mean_before)),
        ("Average later", number(its.mean_after)),
        ("Change", f"{number(its.mean)} (95% interval {between(its.low, its.high)})"),
    ]
    if figure.effect:
        rows.append(
            (
                "Effect size g_av",
                f"{number(figure.effect.g_av, 2)} ({between(figure.effect.low, figure.effect.high, 2)})",
            )
        )
    if figure.in_sds is not None:
        rows.append(("In population standard deviations", number(figure.in_sds, 2)))
    if figure.expected:
        rows.append(("Expected without any help", number(figure.expected.change)))
    if figure.unseen:
        rows.append(("With those not seen, if similar", number(figure.unseen.change)))
    if figure.tipping_point is not None:
        rows.append(
            ("What would tip it to no change", f"{number(figure.tipping_point)} points among those not seen")
        )
    return [Table(("", "Number"), tuple(rows))]
