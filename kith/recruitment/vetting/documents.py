"""The documents that may show that a requirement is met: what each is called, shows, and whether it runs out.

Of a document that was seen Kith keeps the kind, its number (encrypted), its last day, who saw it and when: never a copy.
A DBS certificate is not among them: of it only what its own form asks for is kept, and never what it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

PHOTOGRAPH, ADDRESS = "photograph", "address"


@dataclass(frozen=True)
class Document:
    """One kind. `number`: what its number is called, empty where it has none worth keeping."""

    words: str
    number: str = ""
    runs_out: bool = False
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One document as somebody has seen it."""

    kind: str
    number: str = ""
    runs_out_on: date | None = None


DOCUMENTS = {
    "passport": Document("Passport", "Passport number", True, (PHOTOGRAPH,)),
    "driving licence": Document("Driving licence", "Licence number", True, (PHOTOGRAPH, ADDRESS)),
    "biometric permit": Document("Biometric residence permit", "Permit number", True, (PHOTOGRAPH,)),
    "birth certificate": Document("Birth certificate"),
    "bank letter": Document("Letter from a bank", shows=(ADDRESS,)),
    "council tax": Document("Council tax bill", shows=(ADDRESS,)),
    "utility bill": Document("Utility bill", shows=(ADDRESS,)),
    "share code": Document("Share code, looked up", "Share code", True),
    "visa": Document("Visa", "Visa number", True),
    "signed form": Document("Signed form"),
    "letter": Document("Letter on paper"),
    "e-mail": Document("E-mail from a work address"),
    "training certificate": Document("Certificate of the training", "Certificate number"),
    "signed agreement": Document("Signed agreement"),
}
MAY_SHOW: dict[str, tuple[str, ...]] = {
    "identity": (
        "passport",
        "driving licence",
        "biometric permit",
        "birth certificate",
        "bank letter",
        "council tax",
        "utility bill",
    ),
    "right to volunteer": ("passport", "birth certificate", "biometric permit", "share code", "visa"),
    "self-declaration": ("signed form",),
    "reference": ("letter", "e-mail"),
    "training": ("training certificate",),
    "agreement": ("signed agreement",),
}
KEPT_OTHERWISE = {
    "dbs": "What a certificate says is never kept: its number and its date are enough.",
    "interview": "The views of the two are kept themselves.",
    "independence": "The five answers are kept themselves.",
}


def that_may_show(requirement: str, chosen: Iterable[str] = ()) -> tuple[str, ...]:
    """The documents that count for a requirement: those a policy has chosen, or all that can show it."""
    possible, narrowed = MAY_SHOW.get(requirement, ()), set(chosen)
    return tuple(kind for kind in possible if kind in narrowed) or possible


def slug(kind: str) -> str:
    """A kind as it stands in the name of a box."""
    return kind.replace(" ", "_").replace("-", "_")
