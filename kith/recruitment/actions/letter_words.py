"""A scheme makes the words of its letters its own; what may not stand in any letter cannot stand there either."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.recruitment import letters
from kith.recruitment.discreet import says_something_of_care, says_something_of_vetting
from kith.recruitment.models import LetterWords
from kith.recruitment.refusals import CannotWord
from kith.schemes.models import Scheme


@transaction.atomic
def change_letter_words(*, scheme: Scheme, kind: str, words: str, by: User, on: date) -> LetterWords:
    """From now on such letters of the scheme begin with these words; with none, with the usual ones again."""
    if kind not in letters.USUAL:
        raise CannotWord("There is no such letter.")
    words = "\n".join(line.rstrip() for line in words.strip().splitlines())
    if words:
        refuse_unfit_words(kind, words)
    if words == letters.USUAL[letters.Kind(kind)]:
        words = ""
    before = LetterWords.objects.filter(scheme=scheme, kind=kind).order_by("-version").first()
    if words == (before.words if before else ""):
        raise CannotWord("Nothing has changed.", "words")
    made = LetterWords.objects.create(
        scheme=scheme,
        kind=kind,
        version=before.version + 1 if before else 1,
        words=words,
        on=on,
        created_by=by,
    )
    audit.record(Kind.LETTER_WORDS_CHANGED, about=scheme, by=by, on=on, letter=kind, version=made.version)
    return made


def refuse_unfit_words(kind: str, words: str) -> None:
    """Places that nothing fills, a reminder without its day, and what no letter may say."""
    known = letters.places_in(kind)
    for place in letters.PLACE.findall(words):
        if place not in known:
            raise CannotWord(
                f"“{{{place}}}” is not filled in by anything. You can use {_in_braces(known)}.", "words"
            )
    if "{" in letters.PLACE.sub("", words) or "}" in letters.PLACE.sub("", words):
        raise CannotWord("A curly bracket stands alone. Write places like {first_name}.", "words")
    if kind in letters.KNOWS_A_LAST_DAY and "{until}" not in words:
        raise CannotWord("Say until when they can answer: put {until} where the day belongs.", "words")
    refuse_indiscreet_words(kind, words)


def refuse_indiscreet_words(kind: str, words: str) -> None:
    """Nothing of care in any letter; nothing of vetting in one that tells an outcome."""
    if found := says_something_of_care(words):
        raise CannotWord(
            f"“{found}” says that this is about care. A letter may be read over a shoulder: say it otherwise.",
            "words",
        )
    found = says_something_of_vetting(words) if kind in letters.TELLS_AN_OUTCOME else ""
    if found:
        raise CannotWord(
            f"“{found}” sounds like a reason. Reasons stay with those who vet: say it otherwise, or not at all.",
            "words",
        )


def _in_braces(places: list[str]) -> str:
    named = [f"{{{place}}}" for place in places]
    return f"{', '.join(named[:-1])} and {named[-1]}"
