"""Annex A told in the return's words, for children whom no return in the same reading tells of.

What is made carries the flag `from_annex_a`: one episode from the start of care, and one more from the start of the
present placement where that is later; the latest review; and the worker, team and adviser as names. Where the return
has episodes of the child, only a review newer than the return's is taken over.
"""

from dataclasses import replace

from kith.register.reading.annex_a import FROM_ANNEX
from kith.register.reading.checks.records import ChildRecords
from kith.register.reading.rows import (
    AnnexChildRow,
    AnnexLeaverRow,
    EpisodeRow,
    HeaderRow,
    NamesRow,
    ReviewRow,
)


def header_from(row: AnnexChildRow | AnnexLeaverRow | None) -> HeaderRow | None:
    if row is None:
        return None
    return HeaderRow(
        row.file, row.line, row.year, row.child, row.sex, row.dob, row.ethnicity, None, flags=(FROM_ANNEX,)
    )


def names_from(child: AnnexChildRow | None, leaver: AnnexLeaverRow | None) -> NamesRow | None:
    row = child or leaver
    if row is None:
        return None
    return NamesRow(
        file=row.file,
        line=row.line,
        year=row.year,
        child=row.child,
        first_names="",
        surname="",
        known_as="",
        languages=(),
        worker_name=row.worker,
        worker_email="",
        worker_team=row.team,
        reviewing_officer_name="",
        reviewing_officer_email="",
        adviser_name=leaver.adviser if leaver else "",
        adviser_email="",
        carer_name="",
        carer_phone="",
        carer_email="",
        postcode="",
        flags=(FROM_ANNEX,),
    )


def with_annex(records: ChildRecords) -> ChildRecords:
    """The records with the review that list 8 adds to them."""
    row = records.annex_child
    if row is None:
        return records
    newest = max((review.day for review in records.reviews), default=None)
    reviews = records.reviews
    if row.last_review and (newest is None or row.last_review > newest):
        review = ReviewRow(
            row.file, row.line, row.year, row.child, row.dob, row.last_review, "", flags=(FROM_ANNEX,)
        )
        reviews = (*reviews, review)
    return replace(records, reviews=reviews)


def episodes_from(row: AnnexChildRow | None) -> list[EpisodeRow]:
    """What is known of the placement before the present one is only when it began."""
    if row is None or row.care_began is None:
        return []
    moved = row.placement_began is not None and row.placement_began > row.care_began
    present = EpisodeRow(
        file=row.file,
        line=row.line,
        year=row.year,
        child=row.child,
        began=row.placement_began if moved and row.placement_began else row.care_began,
        reason_begun="P" if moved else "S",
        legal_status=row.legal_status,
        need=row.need,
        placement=row.placement,
        provider=row.provider,
        ended=row.care_ended,
        reason_ended=row.reason_ended if row.care_ended else "",
        reason_moved="",
        home_postcode="",
        placement_postcode=row.placement_postcode,
        urn=row.urn,
        flags=(FROM_ANNEX,),
    )
    if not moved:
        return [present]
    first = replace(
        present,
        began=row.care_began,
        reason_begun="S",
        placement="",
        provider="",
        ended=present.began,
        reason_ended="X1",
        placement_postcode="",
        urn="",
    )
    return [first, present]
