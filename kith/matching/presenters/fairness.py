"""The fairness page: each figure with what it says and what it does not, small numbers kept back, the same as a sheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kith.foundation.charts import bars
from kith.foundation.dates import count_words, day_words
from kith.foundation.sheets import Sheet
from kith.matching.presenters.figures import Section, number, said
from kith.matching.presenters.missing_places import recruitment
from kith.matching.queries.fairness import YEARS, Counted
from kith.matching.rounds import Mode
from kith.science.disclosure import FIVES, SUPPRESSED, THRESHOLD, Cell, Withheld, list_of, publish, to_nearest
from kith.science.fit.words import counted as in_words
from kith.science.matching.fairness import covered
from kith.science.matching.waiting import Spell, waited
from kith.science.results import Audience, CannotTell, Display, require
from kith.science.results.minimums import MINIMUMS, keeps_back
from kith.science.results.words import rounded
from kith.science.survival import Curve, Length, kaplan_meier
from kith.science.survival.telling import FEWEST_AT_RISK, watched

GROUP_WORDS = {
    "area": "Part of the area",
    "gender": "Girls and boys",
    "background": "Background",
    "age": "Age",
    "must": "What they must have",
    "waiting": "How long they have waited",
}
RANKS = ("First choice or best fit", "Second or third", "Fourth to tenth", "Later", "Put together by a coordinator", "Nobody")  # fmt: skip
OPTIONS = ("Nobody", "One", "Two to five", "Six or more")
LOADS = ("None", "One", "Two", "Three or more")
FLIPPED = {"gender": "Gender", "ethnicity": "Background", "faith": "Faith"}
DAYS = (30, 91, 182, 365, 730)
AFTER = {30: "After a month", 91: "After three months", 182: "After half a year", 365: "After a year", 730: "After two years"}  # fmt: skip
SIGNS = (
    "“c” is a number under five, or one that would give such a number away; “–” a share of fewer than ten."
)


def sections(
    found: Counted, waits: Mapping[str, Mapping[str, Sequence[Spell]]], by: str, audience: Audience
) -> list[Section]:
    """Everything somebody may read; from outside without what could point at a child or a volunteer."""
    outside = audience is Audience.OUTSIDE
    parts = [coverage(found, by, outside), *time_to_match(waits, audience), options(found, outside), ranks(found, outside), envy(found, outside), flips(found, outside)]  # fmt: skip
    return parts if outside else [*parts, load(found), recruitment(found)]


def coverage(found: Counted, by: str, outside: bool) -> Section:
    rows = covered(by, found.groups.get(by, {}), round_to=FIVES if outside else 1)
    table = [
        (row.group, said(row.children), said(row.matched), said(row.achievable), said(row.of_it, "%"), said(row.options))
        for row in rows
    ]  # fmt: skip
    chart = bars(
        [(row.group, number(row.of_it)) for row in rows],
        title=f"Proposed somebody, of those who could have been: {GROUP_WORDS[by].lower()}",
        words="; ".join(f"{row.group}: {said(row.of_it, '%')}" for row in rows),
        unit="%",
        most=100,
    )
    return Section(
        "coverage",
        "Who has somebody proposed, of those who could",
        "For each group: how many are in the newest round, how many have somebody proposed, how many could have had if this "
        "group alone came first, and the share of that which was reached. The middle number of people who fit is what most "
        "of the difference comes from.",
        "What could be reached is counted for each group by itself; not all groups can reach theirs at once, and no scheme "
        "with fewer places than children reaches 100 per cent. A round proposes: not every proposal becomes a match.",
        (
            GROUP_WORDS[by],
            "Children",
            "Proposed",
            "Could have been",
            "Reached",
            "People who fit (middle number)",
        ),
        table,
        chart if any(not isinstance(row.of_it, Withheld) for row in rows) else None,
    )


def time_to_match(waits: Mapping[str, Mapping[str, Sequence[Spell]]], audience: Audience) -> list[Section]:
    title = "How long until a match"
    says = f"Of children referred in the last {YEARS} years, from the day of the referral. Those who still wait count as far as they have come."  # fmt: skip
    caveat = (
        "Estimated after Kaplan and Meier. A child who left the list without anybody counts as waiting up to that day, so "
        "where children leave because nobody comes, the true wait is longer."
    )
    spells = waits[""][""]
    try:
        require(Display.DURATIONS, len(spells), audience)
        require(Display.ENDINGS, sum(matched for _, matched in spells), audience)
    except CannotTell:
        children = count_words(MINIMUMS[Display.DURATIONS].for_(audience), "child", "children")
        matches = count_words(MINIMUMS[Display.ENDINGS].for_(audience), "match", "matches")
        return [
            Section(
                "time", title, says, caveat, sentence=f"Too few to say: it takes {children} and {matches}."
            )
        ]
    lengths = [Length(days, "matched" if matched else "") for days, matched in spells]
    curve = kaplan_meier(lengths)
    drawn = [(AFTER[day], _waiting_after(curve, day)) for day in _days_told(curve, lengths, audience)]
    chart = bars(drawn, title="Still waiting", words="; ".join(f"{name}: {share}% still waiting" for name, share in drawn), unit="%", most=100) if drawn else None  # fmt: skip
    rows = [("Everybody", *_times(spells, audience))]
    for by in ("gender", "background"):
        rows += [(name, *_times(those, audience)) for name, those in sorted(waits[by].items())]
    return [Section("time", title, says, caveat, ("Group", "Children", "Half have a match by", "Nine in ten by"), rows, chart)]  # fmt: skip


def _days_told(curve: Curve, lengths: Sequence[Length], audience: Audience) -> Iterator[int]:
    """Outside only while enough are watched, and none at which one to four have a match since the last: a step is a child."""
    told = 0
    for day in DAYS:
        if day > curve.longest or (audience is Audience.OUTSIDE and watched(lengths, day) < FEWEST_AT_RISK):
            return
        matched = sum(bool(each.ended) and each.lasted <= day for each in lengths)
        if not keeps_back(audience, matched - told):
            told = matched
            yield day


def _waiting_after(curve: Curve, day: int) -> int:
    """The share still waiting, as a whole percentage."""
    point = curve.staying_at(day)
    return int(rounded(100 * (point.staying if point else 1.0), 0))


def _times(spells: Sequence[Spell], audience: Audience) -> tuple[str, str, str]:
    least = MINIMUMS[Display.DURATIONS].for_(audience) if audience is Audience.OUTSIDE else THRESHOLD
    if len(spells) < least:
        return SUPPRESSED.sign, SUPPRESSED.sign, SUPPRESSED.sign
    row = waited({"": spells})[0]
    shown = to_nearest(len(spells), FIVES if audience is Audience.OUTSIDE else 1)
    return str(shown), _days(row.median), _days(row.nine_in_ten)


def _days(cell: Cell | None) -> str:
    return f"{cell} days" if isinstance(cell, int) else said(cell)


def _listed(
    name: str, labels: Sequence[str], counts: Mapping[str, int], outside: bool, of: str
) -> list[tuple[str, Cell]]:
    table = publish(list_of(name, "what", {label: counts.get(label, 0) for label in labels}, of), round_to=FIVES if outside else 1)  # fmt: skip
    return [(label, cells[0]) for label, cells in table.rows() if label in labels]


def _with_chart(section: Section, cells: list[tuple[str, Cell]]) -> Section:
    """With a chart where it would show anything."""
    shown = any(number(cell) for _, cell in cells)
    chart = bars([(label, number(cell)) for label, cell in cells], title=section.title) if shown else None
    return replace(section, rows=[(label, said(cell)) for label, cell in cells], chart=chart)


def options(found: Counted, outside: bool) -> Section:
    counts = Counter(OPTIONS[0 if not n else 1 if n == 1 else 2 if n <= 5 else 3] for n in found.options)
    section = Section(
        "options",
        "How many people fit each child",
        "Everybody who passes every rule and every must, whether they have been chosen or not.",
        "Few options come from musts, distance and who has volunteered. It is the cause of most that looks unfair further on.",
        ("People who fit", "Children"),
    )
    return _with_chart(section, _listed("Options", OPTIONS, counts, outside, "round"))


def ranks(found: Counted, outside: bool) -> Section:
    def rank(choice: int) -> str:
        if choice < 0:
            return RANKS[5]
        if choice == 0:
            return RANKS[4]
        return (
            RANKS[0] if choice == 1 else RANKS[1] if choice <= 3 else RANKS[2] if choice <= 10 else RANKS[3]
        )

    section = Section(
        "ranks",
        "What children got",
        "Which of their choices is proposed to them. Where a child left it open, how well the person fits what they would like.",
        "A low place on a long list may still fit well. Children who asked for little have long lists.",
        ("What", "Children"),
    )
    return _with_chart(section, _listed("Ranks", RANKS, Counter(map(rank, found.choices)), outside, "round"))


def envy(found: Counted, outside: bool) -> Section:
    if any(asked.mode == Mode.TOTAL_FIT for asked in found.rounds):
        says = "A round by total fit does not promise this. It names who loses by it instead."
    else:
        says = "How often a child would rather have somebody whose place went to a child with less claim. It must be nought."
    words = in_words(found.envy, "time", "times")
    if not outside:
        words = f"{words}, in {found.pairs:,} pairs that were looked at"
    return Section(
        "envy", "Passed over without a reason", says,
        "It is checked against the published order, for every pair that fits. It does not say that the order itself is right.",
        ("What", "How often"), [("Passed over without a reason", words)],
    )  # fmt: skip


def _flipped(found: Counted, key: str, outside: bool) -> str:
    """A nought is nobody; of how many is said where they are enough, and to nobody outside, where children are counted in fives."""
    changed, of = found.flips.get(key, 0), found.flipped.get(key, 0)
    if of < THRESHOLD or outside:
        return str(changed) if not changed else SUPPRESSED.sign
    return f"{changed} of {of}"


def flips(found: Counted, outside: bool) -> Section:
    rows = [(words, _flipped(found, key, outside)) for key, words in FLIPPED.items()]
    return Section(
        "flips",
        "If only this about a child were different",
        "Each child is asked about again with only their own gender, background or faith changed, where they wished for nobody “the "
        "same as me” in it. For how many does who fits, or how well, change? It must be nought.",
        "It says that the engine does not look at it. It does not say that life is fair: who volunteers, how wishes are asked for and "
        "how far away children are placed differ between groups, and that shows in how many people fit.",
        ("Only this is changed", "Children for whom anything changes"),
        rows,
    )


def load(found: Counted) -> Section:
    counts = Counter[str]()
    for children, many in found.load.items():
        counts[LOADS[min(children, 3)]] += many
    section = Section(
        "load",
        "Children a volunteer has",
        "Matches that are alive anywhere, and the child that is proposed now if nobody leaves it.",
        "Places are what volunteers are approved for; some have room for more than they would like.",
        ("Children", "Volunteers"),
    )
    return _with_chart(section, _listed("Load", LOADS, counts, False, "volunteers"))


def made_from(found: Counted, outside: bool) -> str:
    """Of which rounds the figures are, and of how many children."""
    told = [
        f"{asked.scheme}, {day_words(asked.on)} ({asked.get_mode_display().lower()})"
        for asked in found.rounds
    ]
    newest = f"Newest {'round' if len(told) == 1 else 'rounds'}: {'; '.join(told)}."
    if found.children < THRESHOLD:
        return newest
    number = to_nearest(found.children, FIVES) if outside else found.children
    return f"{newest} {'About ' if outside else ''}{count_words(number, 'child', 'children')} counted."


def sheet(parts: Iterable[Section]) -> Sheet:
    """One line a number, each with its caveat."""
    lines: list[tuple[str, ...]] = []
    for part in parts:
        if part.sentence:
            lines.append((part.title, "", "", part.sentence, part.caveat))
        for row in part.rows:
            lines += [(part.title, str(row[0]), head, cell, part.caveat) for head, cell in zip(part.heads[1:], row[1:], strict=True)]  # fmt: skip
    return Sheet("Fairness", ("Figure", "Group", "What", "Value", "To bear in mind"), lines)


def groupings(here: str, keep: str, by: str) -> list[tuple[str, str, bool]]:
    return [(words, f"{here}?by={key}{keep}", key == by) for key, words in GROUP_WORDS.items()]
