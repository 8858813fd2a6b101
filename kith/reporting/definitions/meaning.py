"""One figure in words, and a set of them under a name and a version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """One figure in words. `of` is its denominator, empty where it is a plain count."""

    key: str
    name: str
    counts: str
    leaves_out: str = ""
    of: str = ""
    caveat: str = ""


@dataclass(frozen=True)
class Definition:
    """A set of figures under a name and a version."""

    key: str
    version: int
    title: str
    meanings: tuple[Meaning, ...]

    @property
    def code(self) -> str:
        return f"{self.key} {self.version}"

    @property
    def words(self) -> str:
        return f"{self.title}, version {self.version}"

    def name(self, key: str) -> str:
        return self.meaning(key).name

    def meaning(self, key: str) -> Meaning:
        return next(meaning for meaning in self.meanings if meaning.key == key)
