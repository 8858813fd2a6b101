"""The questions a desk is asked, in order of harm, and how many answers of a kind stand there at once."""

from collections.abc import Iterable
from itertools import groupby

from kith.web.desk import (
    approving,
    forks,
    looking_after,
    on_the_way,
    open_days,
    patterns,
    safety,
    together,
    training,
    vetting,
    volunteers,
)
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import TITLES, Group, Lines, Section, all_of
from kith.web.desk.questions import Question

MOST = 5
FEW = 3
SOONEST = list(TITLES)

QUESTIONS: dict[str, tuple[Question, int]] = {
    "concerns": (safety.concerns, 20),
    "officer": (safety.officer, 20),
    "unread": (safety.unread, MOST),
    "unheard": (safety.unheard, MOST),
    "died": (forks.deaths, MOST),
    "opened": (safety.opened, FEW),
    "accounts": (safety.accounts, FEW),
    "guards": (safety.guards, FEW),
    "safety-plans": (safety.plans, FEW),
    "kept-apart": (open_days.cautions, MOST),
    "references": (vetting.references, MOST),
    "suspended": (vetting.suspended, MOST),
    "stopped": (together.stopped, MOST),
    "left": (approving.left, MOST),
    "stranded": (looking_after.stranded, MOST),
    "withheld": (together.withheld, MOST),
    "quiet": (together.quiet, MOST),
    "spirits": (looking_after.spirits, FEW),
    "lapsing": (volunteers.lapsing, MOST),
    "changes": (together.changes, MOST),
    "ties": (looking_after.ties, FEW),
    "risks": (vetting.risks, MOST),
    "asked": (vetting.policies, FEW),
    "moves": (forks.moves, MOST),
    "back-again": (forks.back_again, FEW),
    "panel": (volunteers.panel, FEW),
    "second": (approving.second_person, MOST),
    "letters": (approving.letters, MOST),
    "proposals": (on_the_way.proposals, MOST),
    "open-days": (open_days.open_days, FEW),
    "waiting": (on_the_way.children_waiting, FEW),
    "referrals": (on_the_way.referrals, FEW),
    "seventeen": (forks.seventeen, FEW),
    "endings": (together.endings, FEW),
    "to-check": (volunteers.to_check, MOST),
    "referees": (vetting.unanswered, FEW),
    "patterns": (patterns.patterns, FEW),
    "expenses": (patterns.expenses, FEW),
    "enquiries": (volunteers.enquiries, FEW),
    "unsaid": (together.unsaid, FEW),
    "supervision": (together.supervision, FEW),
    "match-reviews": (looking_after.reviews, FEW),
    "check-ins": (looking_after.check_ins, FEW),
    "who-came": (training.to_record, FEW),
    "finished": (training.finished, FEW),
    "training": (training.ending_soon, FEW),
    "cards": (volunteers.cards, FEW),
    "reviews": (approving.reviews, FEW),
    "thanks": (looking_after.thanks, FEW),
    "look-backs": (forks.look_backs, FEW),
    "records": (forks.records, FEW),
    "held-back": (forks.held_back, FEW),
}


def groups(desk: AtHand, unfolded: str = "") -> list[Group]:
    """All lines, worst first: by how soon, then by harm. Of a kind the first few, and how many more there are."""
    found = []
    for key, (question, most) in QUESTIONS.items():
        answer = question(desk)
        lines = answer if isinstance(answer, Lines) else all_of(answer)
        count = len(lines.rows)
        if count:
            shown = lines.rows if key == unfolded or count <= most + 1 else lines.rows[:most]
            found.append(Group(key, list(lines.write(shown)), count - len(shown)))
    return sorted(found, key=lambda group: SOONEST.index(_how_soon(group)))


def sections(found: Iterable[Group]) -> list[Section]:
    """The same, under a heading for each how soon that there is."""
    return [Section(key, list(those)) for key, those in groupby(found, key=_how_soon)]


def _how_soon(group: Group) -> str:
    """As its worst line is."""
    return group.needs[0].how_soon
