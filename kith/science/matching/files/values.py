"""One value of a file and where it stands in it, so that whatever is wrong with it can be said with its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kith.science.matching.errors import CannotMatch

MOST = 10**9


@dataclass(frozen=True, slots=True)
class Value:
    """A value as JSON gave it. The methods give it back as what it should be, or raise CannotMatch with its place."""

    content: Any
    place: str = ""

    def wrong(self, words: str) -> CannotMatch:
        return CannotMatch(words, self.place)

    def _not(self, wanted: str) -> CannotMatch:
        shown = json.dumps(self.content, ensure_ascii=False)
        return self.wrong(f"this must be {wanted}; it is {shown if len(shown) <= 40 else shown[:40] + '…'}.")

    def fields(self, known: Mapping[str, object], of: str) -> dict[str, "Value"]:
        """The fields of an object, none of which may be unknown."""
        if not isinstance(self.content, dict):
            raise self._not("an object in braces")
        for name in self.content:
            if name not in known:
                near = get_close_matches(name, known, 1)
                instead = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(known)}."
                raise self.wrong(f"“{name}” is not a field of {of}; {instead}")
        before = f"{self.place}." if self.place else ""
        return {name: Value(content, before + name) for name, content in self.content.items()}

    def items(self) -> Iterator["Value"]:
        if not isinstance(self.content, list):
            raise self._not("a list in brackets")
        return (Value(content, f"{self.place}[{i}]") for i, content in enumerate(self.content))

    def text(self) -> str:
        if not isinstance(self.content, str) or not self.content.strip():
            raise self._not("a text, not empty")
        return self.content

    def truth(self) -> bool:
        if not isinstance(self.content, bool):
            raise self._not("true or false")
        return self.content

    def whole(self, least: int = 0, most: int = MOST) -> int:
        if not isinstance(self.content, int) or isinstance(self.content, bool):
            raise self._not("a whole number")
        if not least <= self.content <= most:
            raise self._not(f"from {least} to {most}")
        return self.content

    def digits(self) -> int:
        """A whole number from nought, as a text: weights are longer than other programs' numbers."""
        if not self.text().isdecimal() or len(self.content) > 100:
            raise self._not("a whole number, written as a text")
        return int(self.content)

    def one_of(self, known: Mapping[str, object], what: str) -> str:
        content = self.text()
        if content not in known:
            raise self.wrong(f"“{content}” is not known as {what}; there are: {', '.join(known)}.")
        return content

    def span(self, most: int) -> tuple[int, int]:
        both = [item.whole(0, most) for item in self.items()]
        if len(both) != 2 or both[0] > both[1]:
            raise self._not("two numbers, from and to")
        return both[0], both[1]


def parsed(text: str | bytes) -> Value:
    """The whole of a file. Raises CannotMatch with line and column for what is not JSON."""
    try:
        content = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return Value(json.loads(content, object_pairs_hook=_once, parse_constant=_no_constant))
    except json.JSONDecodeError as error:
        raise CannotMatch(
            f"this is not JSON: {error.msg}.", f"line {error.lineno}, column {error.colno}"
        ) from None
    except UnicodeDecodeError as error:
        raise CannotMatch(f"byte {error.start} is not UTF-8; save the file as UTF-8.") from None
    except CannotMatch:
        raise
    except ValueError:
        raise CannotMatch("a number has more digits than anything here needs.") from None
    except RecursionError:
        raise CannotMatch("lists stand in lists too deeply; see docs/formats/match-json.md.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, content in pairs:
        if name in found:
            raise CannotMatch(f"the field “{name}” stands twice in one object; keep one.")
        found[name] = content
    return found


def _no_constant(name: str) -> None:
    raise CannotMatch(f"{name} is not a number that JSON knows.")
