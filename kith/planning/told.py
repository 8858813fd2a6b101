"""What is told of one scheme’s needs: plain values, the same whether they were worked out just now or by night and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from kith.planning.queries.needed import SchemeNeeds
from kith.planning.queries.wished import Picture, picture_of
from kith.schemes.models import Scheme
from kith.science.recruiting import Appeal


@dataclass(frozen=True, slots=True)
class ToldNeed:
    """One sentence and the numbers it rests on."""

    sentence: str
    key: str
    number: int
    ready: int
    coming: int
    gap: int
    longest: int
    choices: int
    hardest: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """One scheme’s sentences, who is in none of them, what is asked for, and what may be said to a commissioner."""

    scheme: Scheme
    waiting: int
    being_asked: int
    not_asked: int
    not_now: int
    needs: tuple[ToldNeed, ...]
    picture: Picture
    outside: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many have said whom they would like."""
        return sum(need.number for need in self.needs)

    def as_plain(self) -> dict[str, Any]:
        """As JSON can hold it, without the scheme."""
        plain = {name: getattr(self, name) for name in ("waiting", "being_asked", "not_asked", "not_now")}
        return plain | {
            "needs": [asdict(need) for need in self.needs],
            "picture": self.picture.as_plain(),
            "outside": list(self.outside),
        }

    @classmethod
    def from_plain(cls, scheme: Scheme, plain: dict[str, Any]) -> Self:
        needs = (ToldNeed(**need | {"hardest": tuple(need["hardest"])}) for need in plain["needs"])
        return cls(
            scheme=scheme,
            waiting=plain["waiting"],
            being_asked=plain["being_asked"],
            not_asked=plain["not_asked"],
            not_now=plain["not_now"],
            needs=tuple(needs),
            picture=Picture.from_plain(plain["picture"]),
            outside=tuple(plain["outside"]),
        )


def tell(one: SchemeNeeds) -> Told:
    """What has been worked out of a scheme, as it is told."""
    return Told(
        one.scheme,
        one.waiting,
        one.being_asked,
        one.not_asked,
        one.not_now,
        tuple(_needs(one)),
        picture_of(one),
        tuple(outside_line(appeal) for appeal in one.outside),
    )


def _needs(one: SchemeNeeds) -> Iterator[ToldNeed]:
    for need in one.needs:
        yield ToldNeed(
            need.sentence,
            need.key,
            need.number,
            need.ready,
            need.coming,
            need.gap,
            need.longest,
            need.choices,
            need.hardest,
        )


def tell_each(found: Iterable[SchemeNeeds]) -> list[Told]:
    return [tell(one) for one in found]


def outside_line(appeal: Appeal) -> str:
    """About 15 young people in the north are waiting for a volunteer: a man who speaks Tigrinya."""
    words = appeal.words
    return f"About {appeal.about} {words[:1].lower()}{words[1:]}"
