"""How several wishes are said of one person: "a man aged 50 or over who speaks Tigrinya, free on Saturdays"."""

from collections.abc import Iterable, Sequence

from kith.science.fit.people import Asked
from kith.science.fit.words import labels, listed
from kith.science.vocabulary import AGE_BANDS

NO_RELIGION = "none"


def somebody(asked: Iterable[Asked]) -> str:
    """The wishes as one person, whatever order they came in. Without any: "somebody".

    A wish for "the same as me" that nobody can judge (its values are empty) is left out: it says nothing here.
    """
    by_attribute: dict[str, list[Asked]] = {}
    for wish in asked:
        if wish.values:
            by_attribute.setdefault(wish.attribute, []).append(wish)
    wished = {attribute: sorted(wishes, key=labels) for attribute, wishes in by_attribute.items()}
    who = labels(wished["gender"][0]) if "gender" in wished else "somebody"
    clauses = [clause for clause in (_whose(wished), _verbs(wished), _pets(wished), _free(wished)) if clause]
    aged = f" aged {_ages(wished['age'][0])}" if "age" in wished else ""
    return f"{who}{aged}{' ' if clauses else ''}{', '.join(clauses)}"


def _ages(asked: Asked) -> str:
    bands = (AGE_BANDS[value] for value in asked.values)
    return listed(
        (f"{band.from_} or over" if band.to > 99 else f"{band.from_} to {band.to}" for band in bands), "or"
    )


def _all(wishes: Sequence[Asked]) -> str:
    return listed(labels(wish) for wish in wishes)


def _whose(wished: dict[str, list[Asked]]) -> str:
    said = []
    if "ethnicity" in wished:
        said.append(f"whose background is {_all(wished['ethnicity'])}")
    if "faith" in wished and wished["faith"][0].values != (NO_RELIGION,):
        said.append(f"whose faith is {_all(wished['faith'])}")
    return " and ".join(said)


def _verbs(wished: dict[str, list[Asked]]) -> str:
    said = []
    if "language" in wished:
        said.append(f"speaks {_all(wished['language'])}")
    if "interest" in wished:
        said.append(f"likes {_all(wished['interest'])}")
    if "faith" in wished and wished["faith"][0].values == (NO_RELIGION,):
        said.append("has no religion")
    said += [labels(wish) for wish in wished.get("experience", ())]
    if "smoking" in wished:
        said.append("smokes")
    return f"who {listed(said)}" if said else ""


def _pets(wished: dict[str, list[Asked]]) -> str:
    return f"with {_all(wished['pets'])}" if "pets" in wished else ""


def _free(wished: dict[str, list[Asked]]) -> str:
    return f"free on {_all(wished['time'])}" if "time" in wished else ""
