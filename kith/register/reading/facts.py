"""Rows as the science wants them."""

from kith.register.reading.rows import EpisodeRow
from kith.science.care import Episode


def episode_of(row: EpisodeRow) -> Episode:
    """One episode; the provider's number or the postcode tells two homes of the same kind apart."""
    return Episode(
        began=row.began,
        ended=row.ended,
        reason_begun=row.reason_begun,
        reason_ended=row.reason_ended,
        legal_status=row.legal_status,
        placement=row.placement,
        site=row.urn or row.placement_postcode,
    )
