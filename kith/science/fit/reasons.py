"""Why a volunteer is suggested, and what to bear in mind: short lines that read well in a list.

No line carries a score or a rank. What is not known is said.
"""

from collections.abc import Iterator

from kith.science.fit.people import Asked, Referral, Volunteer
from kith.science.fit.rules import Rules
from kith.science.fit.words import counted, free_words, labels, listed, miles_words, said, wanted
from kith.science.vocabulary import ENGLISH, LANGUAGES, slots_of


def reasons(referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules) -> tuple[str, ...]:
    """What speaks for this volunteer: the child's own wishes first."""
    return tuple(_reasons(referral, volunteer, miles, rules))


def _reasons(referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules) -> Iterator[str]:
    for must in referral.musts:
        if must.attribute != "time":
            yield f"{_bare(said(must))}, as asked"
    met = [like for like in referral.likes if volunteer.meets(like)]
    if shared := _interests(met):
        yield f"likes {shared} too"
    for like in met:
        if like.attribute not in ("interest", "time"):
            yield _bare(said(like))
    if speaks := _shared_languages(referral, volunteer):
        yield f"speaks {speaks}"
    if volunteer.free:
        common = _common_days(referral, volunteer)
        if common or referral.free is None:
            yield f"free on {free_words(common or volunteer.free)}"
    if miles is not None and miles < rules.far_miles:
        yield miles_words(miles)


def cautions(referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules) -> tuple[str, ...]:
    """What does not fit so well, and what nobody knows: the child's no's first."""
    return tuple(_cautions(referral, volunteer, miles, rules))


def _cautions(referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules) -> Iterator[str]:
    name, child = volunteer.first_name, referral.first_name
    for no in referral.nos:
        if volunteer.meets(no) is None:
            yield f"not known whether {name} {said(no)}: ask before {child} sees the card"
    likes = referral.likes
    missing = [like for like in likes if volunteer.meets(like) is False]
    if unnamed := _interests(missing, "or"):
        yield f"no interest in {unnamed} named"
    for like in missing:
        if like.attribute != "interest":
            yield f"{child} would like {wanted(like)}"
    unknown = [like for like in likes if volunteer.meets(like) is None]
    if unnamed := _interests(unknown, "or"):
        yield f"not known whether {name} likes {unnamed}"
    for like in unknown:
        if like.attribute != "interest":
            yield f"not known whether {name} {said(like)}"
    yield from _practical_cautions(referral, volunteer, miles, rules)


def _practical_cautions(
    referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules
) -> Iterator[str]:
    if miles is None:
        lacking = referral.first_name if referral.point is None else volunteer.first_name
        yield f"distance not known: no postcode found for {lacking}"
    elif miles >= rules.far_miles:
        yield f"far: {miles_words(miles)} in a straight line"
    if volunteer.free is None:
        yield "free days not known"
    elif referral.free and not _common_days(referral, volunteer):
        yield "no day in common yet"
    if referral.age is None:
        yield f"{referral.first_name}’s age is not recorded: approved for ages {volunteer.ages_from} to {volunteer.ages_to}"
    if volunteer.live_matches:
        yield f"already there for {counted(volunteer.live_matches, 'child', 'children')}"
    if volunteer.live_offers:
        looking = "is" if volunteer.live_offers == 1 else "are"
        yield f"{counted(volunteer.live_offers, 'other child', 'other children')} {looking} looking at this card"


def _bare(words: str) -> str:
    """ "is a man" reads as "a man" in a list."""
    return words.removeprefix("is ")


def _interests(likes: list[Asked], last: str = "and") -> str:
    return listed((labels(like) for like in likes if like.attribute == "interest"), last)


def _shared_languages(referral: Referral, volunteer: Volunteer) -> str:
    """Languages both speak, beyond English and beyond what was wished and is said already."""
    wished = {value for wish in referral.likes + referral.musts for value in wish.values}
    shared = (referral.languages or frozenset()) & (volunteer.languages or frozenset()) - wished - {ENGLISH}
    return listed(term.label for key, term in LANGUAGES.items() if key in shared)


def _common_days(referral: Referral, volunteer: Volunteer) -> frozenset[str]:
    """Parts of days in common: of those the child wished for, or else of those the child is free."""
    free = slots_of(volunteer.free or ())
    wishes = (*referral.musts, *referral.likes)
    wished = {value for wish in wishes if wish.attribute == "time" for value in wish.values}
    return free & slots_of(wished) or free & slots_of(referral.free or ())
