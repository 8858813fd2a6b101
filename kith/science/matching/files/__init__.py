"""The JSON that `kith match` reads and writes; docs/formats/match-json.md describes it field by field."""

from kith.science.matching.files.asking import asking
from kith.science.matching.files.reading import FORMAT, Asked, read
from kith.science.matching.files.writing import answer

__all__ = ["FORMAT", "Asked", "answer", "asking", "read"]
