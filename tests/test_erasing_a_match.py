"""A word planted in every row that hangs on a match is nowhere after the erasing, and everything counts as before.

Rows are made from the models, so that a new table or a new field with words is in this test on the day it is made.
"""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from kith.audit.chain import verify
from kith.audit.models import Event
from kith.endings import actions
from kith.endings.models import Ending
from kith.endings.tests.old_records import A_WEEK, agreed_by_two, an_old_record
from kith.foundation.dates import moment, months_after, today
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.forgetting import Stays, fates_of
from kith.matching.models import Match
from kith.meetings.states import Status
from kith.meetings.tests.factories import a_meeting
from kith.outcomes import facts as outcome_facts
from kith.outcomes.models import Words
from kith.outcomes.tests.factories import a_use
from kith.people.models import Child
from kith.referral.models import Referral
from kith.reporting.actions import figures_of
from kith.reporting.facts import gather
from kith.reporting.gate import INSIDE
from kith.reporting.quarters import quarter_of
from kith.schemes.models import Contract
from kith.schemes.tests.factories import a_contract

pytestmark = pytest.mark.django_db
THEIRS = "Quillfeather"
GIVEN = "This was the best part of my week"
FILLED, LATER = object(), moment(date(2099, 1, 1), time(12))
NEEDS_MORE: dict[str, dict[str, Any]] = {
    "support.CheckIn": {"outcome": "answered", "closed_on": FILLED},
    "matching.OpenDay": {"ends_at": LATER},
    "endings.KeptLonger": {"lifted_on": FILLED},
    "endings.Move": {"to_scheme": FILLED},
    "support.Voice": {"not_heard_why": ""},
    "matching.Heard": {"why_not": ""},
    "meetings.Expense": {"kind": "other", "miles": None, "status": "withdrawn"},
    "referral.Question": {"answered_on": None, "answer": ""},
    "outcomes.FormAsked": {"came": ""},
    "safeguarding.SafetyPlan": {"agreed_with": []},
}
"""What the database asks of a row beyond its single fields."""


class Planted:
    """Rows of every kind around one match, with the word wherever anything is typed."""

    def __init__(self, match: Match) -> None:
        self.day = match.begun_on
        self.rows: dict[Any, Any] = {Match: match, Referral: match.referral, Child: match.child}
        self.found = {type(row): row for row in (match.scheme, match.volunteer, match.created_by) if row}

    def one(self, model: type[models.Model]) -> Any:
        """The row of a model that hangs on the match: there already, or made now."""
        if model not in self.rows:
            given = {field.name: self.value(field) for field in model._meta.fields if self.is_filled(field)}
            more = {
                name: self.value(model._meta.get_field(name)) if asked is FILLED else asked
                for name, asked in NEEDS_MORE.get(model._meta.label, {}).items()
            }
            self.rows[model] = model._base_manager.create(**given | more)
        return self.rows[model]

    def is_filled(self, field: Any) -> bool:
        if field.primary_key or field.has_default():
            return False
        typed = isinstance(field, (models.CharField, models.TextField, models.BinaryField))
        return not field.null or field.related_model is Match or (typed and not field.choices)

    def value(self, field: Any) -> Any:
        if isinstance(field, models.ForeignKey):
            return self.at(field.related_model)
        if field.choices:
            return field.choices[0][0]
        label = field.model._meta.label
        if isinstance(field, models.CharField) and (label not in HANGING or field.name in CODES[label]):
            return "code"
        if isinstance(field, models.URLField):
            return f"https://example.org/{THEIRS}"
        if isinstance(field, EncryptedTextField):
            return THEIRS
        if isinstance(field, (models.CharField, models.TextField)):
            return THEIRS[: field.max_length or 20]
        if isinstance(field, models.BinaryField):
            return THEIRS.encode()
        if isinstance(field, models.DateTimeField):
            return moment(self.day, time(12))
        if isinstance(field, models.DateField):
            return self.day
        if isinstance(field, models.BooleanField):
            return False
        if isinstance(field, models.TimeField):
            return time(12)
        return Decimal(1) if isinstance(field, models.DecimalField) else 1

    def at(self, model: type[models.Model]) -> Any:
        if model in self.rows:
            return self.rows[model]
        there = model._base_manager.order_by("pk").first()
        if there is not None and model._meta.label not in HANGING:
            return there
        return self.one(model)

    def everywhere(self) -> set[str]:
        """Into every row the fates speak of, made or there: the word where anything is typed."""
        for root in (Match, Referral, Child):
            for fate in reversed(fates_of(root)):
                if fate.model._meta.label not in STAYS:
                    there = fate.rows(self.rows[root]).order_by("pk").first()
                    self.rows[fate.model] = there or self.one(fate.model)
                    self.write(fate.model)
        return {model._meta.label for model in self.rows}

    def write(self, model: type[models.Model]) -> None:
        """Where the row was made by a deed, and where a default stood."""
        words = {
            field.name: [THEIRS] if isinstance(field, models.JSONField) else self.value(field)
            for fate in (each for root in (Match, Referral, Child) for each in fates_of(root))
            if fate.model is model
            for field in model._meta.fields
            if field.name in getattr(fate, "empty", ())
            and field.name not in NEEDS_MORE.get(model._meta.label, {})
        }
        if words:
            model._base_manager.filter(pk=self.rows[model].pk).update(**words)


def _labels(stays: bool) -> set[str]:
    every = [fate for root in (Match, Referral, Child) for fate in fates_of(root)]
    return {fate.model._meta.label for fate in every if isinstance(fate, Stays) is stays}


CODES = {
    fate.model._meta.label: getattr(fate, "codes", ())
    for root in (Match, Referral, Child)
    for fate in fates_of(root)
}
STAYS, HANGING = _labels(True), _labels(False)


def everything_kept() -> dict[str, str]:
    """Table by table, opened where it is sealed; the chains of who did and saw what are read too."""
    told = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        rows = [[getattr(row, name) for name in names] for row in model._base_manager.all()]
        told[model._meta.label] = str(
            [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows]
        )
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told[f"the table {table}"] = str(cursor.fetchall())
    return told


def where_it_stands(word: str) -> list[str]:
    return sorted(place for place, kept in everything_kept().items() if word.casefold() in kept.casefold())


def an_old_match() -> Ending:
    """Ended long ago, with meetings, a form, a goal, and words given for a report."""
    ending = an_old_record(THEIRS, last_name=THEIRS, known_as=THEIRS)
    match = ending.match
    for week in range(1, 9):
        a_meeting(match, match.begun_on + 2 * week * A_WEEK, status=Status.KEPT, minutes=60 + week)
    Words.objects.create(
        match=match, words=GIVEN, said_on=match.begun_on, for_report=True, agreed_on=match.begun_on
    )
    return ending


def counted(match: Match, contract: Contract) -> list[str]:
    """What was evidence: quarters' facts and reports while it lived, and the outcomes on four days."""
    days = [match.begun_on, months_after(match.begun_on, 6), match.ended_on or today()]
    spans = [quarter_of(day) for day in days]
    told: list[Any] = [gather(contract, span) for span in spans]
    told += [figures_of(contract, span, INSIDE) for span in spans]
    told += [outcome_facts.gather([match.scheme], day)[match.scheme_id] for day in (*days, today())]
    return [repr(each) for each in told]


def test_a_word_planted_everywhere_is_nowhere_and_everything_counts_as_before():
    ending = an_old_match()
    match = ending.match
    contract = a_contract(match.scheme, match.child.authority, from_day=months_after(match.begun_on, -6))
    a_use(match.scheme, on=match.begun_on)
    planted = Planted(match).everywhere()
    assert planted >= HANGING, f"nothing was planted in {HANGING - planted}"
    places = where_it_stands(THEIRS)
    assert len(places) > 40
    before = counted(match, contract)

    by = match.referral.coordinator
    actions.offer_memories(ending=ending, answer="took", words="By post.", by=by, on=today())
    agreed_by_two(ending, today())
    assert actions.erase_agreed(at=moment(today() + A_WEEK, time(2, 50))) == 1

    assert "\n".join(where_it_stands(THEIRS)) == ""
    assert where_it_stands(GIVEN), "what they gave for a report is theirs to take back"
    match = Match.objects.select_related("child").get()
    assert match.child.name.startswith("A girl born in")
    assert counted(match, contract) == before
    assert verify(Event).holds
