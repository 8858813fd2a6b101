"""A file's rows saved in one transaction: all of them or none."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.outcomes.actions.scores import record_answer, record_score
from kith.outcomes.brought import Brought
from kith.outcomes.models import SchoolTerm, Score
from kith.schemes.models import Scheme


@transaction.atomic
def bring_scores(*, brought: Brought, scheme: Scheme, by: User | None, on: date) -> int:
    """Every form of a file without faults. Gives how many."""
    for sheet in brought.sheets:
        record_score(sheet=sheet, source=Score.Source.FILE, by=by, on=on)
    for use, match, wave, outcome in brought.answers:
        record_answer(
            use=use, match=match, wave=wave, outcome=outcome, source=Score.Source.FILE, by=by, on=on
        )
    rows = len(brought.sheets) + len(brought.answers)
    audit.record(Kind.SCORES_BROUGHT, about=scheme, by=by, on=on, rows=rows)
    return rows


@transaction.atomic
def bring_terms(*, brought: Brought, scheme: Scheme, by: User | None, on: date) -> int:
    """Every term of a file without faults; a term that is there already is put right. Gives how many."""
    for term in brought.terms:
        SchoolTerm.objects.update_or_create(
            child_id=term.child_id,
            year=term.year,
            term=term.term,
            defaults={"possible": term.possible, "missed": term.missed, "created_by": by},
        )
    audit.record(Kind.TERMS_BROUGHT, about=scheme, by=by, on=on, rows=len(brought.terms))
    return len(brought.terms)
