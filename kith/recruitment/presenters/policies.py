"""A scheme's list in words: each thing that is asked, how, and what differs from one version to another."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kith.foundation.dates import count_words
from kith.recruitment.vetting.affected import Affected
from kith.recruitment.vetting.documents import DOCUMENTS
from kith.recruitment.vetting.requirements import DUTIES, MUST_NOTE, NO_NOTE, STEPS, VET, Requirement

PANEL = (
    "Two people decide, neither of them the recruiter, once everything is there that is asked before it. "
    "Every list ends with it, and none can leave it out."
)
Names = Mapping[int, str]  # course → what it is called
NO_NAMES: Names = MappingProxyType({})


def how(requirement: Requirement, called: Names = NO_NAMES) -> str:
    """Holds 36 months. Before the panel. Recorded by vetting officers alone."""
    said = [f"Holds {lasts(requirement.months)}."]
    if requirement.count > 1:
        said.append(f"{requirement.count} are needed.")
    said.append(f"{STEPS[requirement.before]}.")
    if requirement.duties:
        said.append(f"Only for who {_joined(DUTIES[duty].lower() for duty in requirement.duties)}.")
    if requirement.recorded_by == VET:
        said.append("Recorded by vetting officers alone.")
    if requirement.evidence != NO_NOTE:
        verb = "is" if requirement.evidence == MUST_NOTE else "may be"
        kinds = _joined(DOCUMENTS[kind].words.lower() for kind in requirement.documents)
        said.append(f"What was seen {verb} noted{f': {kinds}' if kinds else ''}.")
    if requirement.modules:
        names = [called[course] for course in requirement.modules if course in called]
        how_many = count_words(len(requirement.modules), "course").capitalize()
        said.append(f"{how_many}{f': {_listed(names)}' if names else ''}.")
    return " ".join(said)


def _joined(words: Iterable[str]) -> str:
    return " or ".join(words)


def lasts(months: int | None) -> str:
    if months is None:
        return "for good"
    if months % 12 == 0:
        return count_words(months // 12, "year")
    return count_words(months, "month")


def rows(requirements: Iterable[Requirement], called: Names = NO_NAMES) -> list[dict[str, Any]]:
    """For a summary list of a version in force."""
    told = [(requirement.words, how(requirement, called)) for requirement in requirements]
    return [{"key": {"text": words}, "value": {"text": said}} for words, said in [*told, ("Panel", PANEL)]]


def differences(
    old: Sequence[Requirement], new: Sequence[Requirement], called: Names = NO_NAMES
) -> list[str]:
    """What is asked anew, otherwise, or no more, a sentence each."""
    before, after = {each.key: each for each in old}, {each.key: each for each in new}
    said = [
        f"{each.words} is asked for as well. {how(each, called)}" for each in new if each.key not in before
    ]
    said += [
        f"{each.words} is asked for otherwise: {_otherwise(before[each.key], each, called)}"
        for each in new
        if each.key in before and how(each, called) != how(before[each.key], called)
    ]
    return said + [f"{each.words} is asked for no more." for each in old if each.key not in after]


def _otherwise(old: Requirement, new: Requirement, called: Names) -> str:
    was, now = how(old, called).split(". "), how(new, called).split(". ")
    changed = [sentence.rstrip(".") for sentence in now if sentence not in was]
    gone = [sentence.rstrip(".") for sentence in was if sentence not in now]
    return f"{'; '.join(changed) or 'less is asked'}{', instead of: ' + '; '.join(gone) if gone else ''}."


def people(affected: Iterable[Affected]) -> list[dict[str, Any]]:
    """One row for each whom a version touches."""
    return [
        {
            "name": each.volunteer.name,
            "lacks": _listed([requirement.words for requirement in each.lacks]),
            "means": _means(each),
        }
        for each in affected
    ]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _means(each: Affected) -> str:
    if each.may_meet_nobody:
        return "May meet nobody until it is there"
    return "Approved" if each.is_approved else "On the way"
