"""What one line of a register says, as frozen rows.

Every row knows its file and line, the return's year where that is known (2026 ends on 31 March 2026), and in `flags`
the codes of the findings with which it was kept. Codes are the return's own, '' where blank or in no list; days are
dates, None where blank. A row never prints what it holds: it names its place.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A line about one child."""

    file: str
    line: int
    year: int | None
    child: str
    flags: tuple[str, ...] = field(default=(), kw_only=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.file} line {self.line}>"


@dataclass(frozen=True, slots=True, repr=False)
class HeaderRow(Row):
    """Who the child is. Sex is M, F or U."""

    sex: str
    dob: date
    ethnicity: str
    mother: bool | None


@dataclass(frozen=True, slots=True, repr=False)
class EpisodeRow(Row):
    """One episode of care, from `began` (DECOM) up to, not including, `ended` (DEC; None while open).

    Codes: RNE, LS, CIN, PLACE, PLACE_PROVIDER, REC, REASON_PLACE_CHANGE. Postcodes are
    whole, or their first half alone where the rest was cut off, or ''.
    """

    began: date
    reason_begun: str
    legal_status: str
    need: str
    placement: str
    provider: str
    ended: date | None
    reason_ended: str
    reason_moved: str
    home_postcode: str
    placement_postcode: str
    urn: str


@dataclass(frozen=True, slots=True, repr=False)
class ReviewRow(Row):
    """A statutory review, and how the child took part (REVIEW_CODE)."""

    dob: date | None
    day: date
    part: str


@dataclass(frozen=True, slots=True, repr=False)
class MeasureRow(Row):
    """What OC2 says once a year of a child looked after for twelve months: SDQ (0 to 40) and health."""

    dob: date | None
    sdq_score: int | None
    sdq_reason: str
    convicted: bool | None
    health_check: bool | None
    immunisations: bool | None
    teeth_check: bool | None
    health_assessment: bool | None
    substance_misuse: bool | None
    intervention_received: bool | None
    intervention_offered: bool | None


@dataclass(frozen=True, slots=True, repr=False)
class LeaverRow(Row):
    """What OC3 says once a year of a care leaver, around their birthday."""

    dob: date | None
    in_touch: str
    activity: str
    accommodation: str


@dataclass(frozen=True, slots=True, repr=False)
class UascRow(Row):
    """An unaccompanied asylum-seeking child, until `ceased` (DUC)."""

    sex: str
    dob: date | None
    ceased: date | None


@dataclass(frozen=True, slots=True, repr=False)
class MissingRow(Row):
    """A time missing (M) or away without leave (A)."""

    dob: date | None
    kind: str
    began: date
    ended: date | None


@dataclass(frozen=True, slots=True, repr=False)
class WorkerEpisodeRow(Row):
    """A time with one social worker, who is named by a number only."""

    dob: date | None
    worker: str
    began: date
    ended: date | None
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class NamesRow(Row):
    """The names of a child and the people around them: the authority's second file, or Annex A. '' where blank."""

    first_names: str
    surname: str
    known_as: str
    languages: tuple[str, ...]
    worker_name: str
    worker_email: str
    worker_team: str
    reviewing_officer_name: str
    reviewing_officer_email: str
    adviser_name: str
    adviser_email: str
    carer_name: str
    carer_phone: str
    carer_email: str
    postcode: str


@dataclass(frozen=True, slots=True, repr=False)
class AnnexChildRow(Row):
    """List 8 of Annex A: a child looked after, as the authority sees them on the day of the extract."""

    sex: str
    ethnicity: str
    dob: date
    uasc: bool | None
    disabled: bool | None
    care_began: date | None
    need: str
    legal_status_since: date | None
    legal_status: str
    last_review: date | None
    last_worker_visit: date | None
    last_officer_visit: date | None
    placements_in_year: int | None
    care_ended: date | None
    reason_ended: str
    placement_began: date | None
    placement: str
    provider: str
    placement_postcode: str
    urn: str
    placed_out_of_area: bool | None
    team: str
    worker: str


@dataclass(frozen=True, slots=True, repr=False)
class AnnexLeaverRow(Row):
    """List 9 of Annex A: a young person who has left care, or is about to. Category is ELIGIBILITY's code."""

    sex: str
    ethnicity: str
    dob: date
    uasc: bool | None
    disabled: bool | None
    team: str
    worker: str
    adviser: str
    category: str
    last_pathway_review: date | None
    in_touch: bool | None
    last_contact: date | None
    accommodation: str
    suitable: bool | None
    activity: str
