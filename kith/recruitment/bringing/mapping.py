"""Which column holds what: as it was said last time in this scheme, else as its title sounds."""

from collections.abc import Iterable, Mapping, Sequence

from kith.recruitment.bringing.fields import BY_KEY, BY_TITLE, tidy

Columns = dict[str, str]
"""Our field → the title of the file’s column."""

OURS = frozenset({"whatiswrong", "whattodo", "lineofthefilesent"})
"""Columns that Kith itself has added to a file of rows to mend."""


def recognised(titles: Sequence[str], remembered: Mapping[str, str] | None = None) -> int:
    """How many of these titles are known, for finding the line they stand on."""
    return len(guess(titles, remembered or {}))


def guess(titles: Iterable[str], remembered: Mapping[str, str]) -> Columns:
    """What was said last time comes first; no field is guessed twice."""
    found: Columns = {}
    listed = [title for title in titles if title and tidy(title) not in OURS]
    for title in listed:
        key = remembered.get(tidy(title), "")
        if key in BY_KEY and key not in found:
            found[key] = title
    for title in listed:
        key = BY_TITLE.get(tidy(title), "")
        if key and key not in found and tidy(title) not in remembered:
            found[key] = title
    if {"first_name", "last_name"} <= set(found):
        found.pop("name", None)
    return found


def to_remember(titles: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Every title with its field; one that means nothing to us is remembered as that."""
    by_title = {title: key for key, title in mapping.items()}
    return {tidy(title): by_title.get(title, "") for title in titles if title and tidy(title) not in OURS}


def lacking(mapping: Mapping[str, str]) -> str:
    """What must be named before anything can be read; empty when it is enough."""
    if "name" not in mapping and not {"first_name", "last_name"} <= set(mapping):
        return "Say which columns hold the first name and the last name, or both together."
    if not {"email", "born", "phone"} & set(mapping):
        return (
            "Say which column holds the date of birth, the e-mail address or the phone number: "
            "without one of them two people of one name cannot be told apart."
        )
    return ""
