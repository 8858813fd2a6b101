"""Every deed of this room; each lives in the module of what it changes."""

from kith.register.actions.coverage import COVERAGE_MONTHS, coverage_sheet
from kith.register.actions.importing import (
    CannotImport,
    fail,
    import_return,
    note_progress,
    preview,
    receive,
    save,
    start_saving,
    throw_away,
)
from kith.register.actions.offers import CannotRecordOffer, correct_offer, record_offer
from kith.register.actions.refreshing import KEPT_FOR, refresh_register, tidy_up

__all__ = [
    "COVERAGE_MONTHS",
    "KEPT_FOR",
    "CannotImport",
    "CannotRecordOffer",
    "correct_offer",
    "coverage_sheet",
    "fail",
    "import_return",
    "note_progress",
    "preview",
    "receive",
    "record_offer",
    "refresh_register",
    "save",
    "start_saving",
    "throw_away",
    "tidy_up",
]
