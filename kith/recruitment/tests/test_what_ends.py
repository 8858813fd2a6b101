"""What runs out: told one by one to those whom it concerns, and found among everybody for a list; never two answers."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.recruitment.models import Application, Check, Exemption
from kith.recruitment.tests.factories import a_check, a_policy, an_application, an_approved_volunteer
from kith.recruitment.vetting.lapses import running_out, something_ending
from kith.schemes.tests.factories import a_scheme
from kith.training.tests.factories import a_course

pytestmark = pytest.mark.django_db
DAYS = st.integers(-400, 30).map(lambda days: date(2026, 11, 24) + timedelta(days=days))


def ending(scheme, on, since, by):
    """The first names of those in the scheme of whom something ends between two days."""
    found = Application.objects.filter(something_ending([scheme], on, since, by), scheme=scheme)
    return set(found.values_list("volunteer__first_name", flat=True))


def test_what_runs_out_is_the_same_by_the_days_that_are_kept_and_by_a_time_made_shorter(scheme, day):
    """A version that halves a time holds for everybody at once: the day kept with a check is then too late."""
    ben = an_approved_volunteer("Ben", scheme, on=date(2025, 6, 1))
    soon = day + timedelta(days=60)
    assert not [lapse for lapse in running_out([scheme], day, soon) if lapse.kind == "training"]
    a_policy(scheme, "training", months=18, from_day=date(2026, 11, 1))
    (lapse,) = [lapse for lapse in running_out([scheme], day, soon) if lapse.kind == "training"]
    assert (lapse.volunteer_id, lapse.until) == (ben.pk, date(2026, 12, 1))
    assert ending(scheme, day, day, soon) == {"Ben"}
    assert not list(running_out([scheme], day, soon, since=date(2026, 12, 2)))


def test_two_references_run_out_with_the_first_of_them(scheme, day):
    a_policy(scheme, "reference", months=24, from_day=date(2024, 1, 1))
    ben = an_approved_volunteer("Ben", scheme, on=date(2026, 9, 1))
    Check.objects.filter(volunteer=ben, kind="reference").delete()
    older = a_check(ben, scheme, "reference", on=date(2025, 1, 10))
    a_check(ben, scheme, "reference", on=date(2026, 6, 1))
    soon = day + timedelta(days=60)

    def ends():
        return [lapse for lapse in running_out([scheme], day, soon) if lapse.kind == "reference"]

    (lapse,) = ends()
    assert (lapse.check_id, lapse.until) == (older.pk, date(2027, 1, 10))
    assert ending(scheme, day, day, soon) == {"Ben"}
    a_check(ben, scheme, "reference", on=date(2026, 11, 1))
    assert ends() == []


def test_an_exemption_runs_out_where_nothing_else_is_there(scheme, day):
    ben = an_approved_volunteer("Ben", scheme, on=date(2026, 9, 1))
    until, soon = day + timedelta(days=30), day + timedelta(days=60)
    given = {"volunteer": ben, "scheme": scheme, "kind": "agreement", "reason": "He is abroad"}
    exemption = Exemption.objects.create(**given, from_day=day, until_day=until)

    def ends():
        return [(each.exemption_id, each.called, each.until) for each in running_out([scheme], day, soon)]

    assert ends() == []  # the agreement itself is there
    Check.objects.filter(volunteer=ben, kind="agreement").update(withdrawn_on=day)
    assert ends() == [(exemption.pk, "exemption from volunteer agreement", until)]
    assert ending(scheme, day, day, soon) == {"Ben"}
    Exemption.objects.create(**given, from_day=day, until_day=day + timedelta(days=90))
    assert ends() == []


def test_training_of_before_is_no_lapse_where_courses_are_asked_for_by_name(scheme, day):
    an_approved_volunteer("Ben", scheme, on=date(2023, 12, 15))
    soon = day + timedelta(days=60)
    assert any(lapse.kind == "training" for lapse in running_out([scheme], day, soon))
    a_policy(scheme, "training", modules=[a_course("Safeguarding", scheme).pk])
    assert not any(lapse.kind == "training" for lapse in running_out([scheme], day, soon))


@settings(max_examples=25)
@given(
    made=st.lists(st.tuples(DAYS, st.none() | st.integers(0, 500), st.none() | DAYS), max_size=4),
    key=st.sampled_from(["training", "reference", "agreement"]),
    months=st.none() | st.integers(1, 40),
    since=st.none() | st.integers(-60, 10),
    length=st.integers(0, 90),
)
def test_what_ends_is_the_same_one_by_one_and_among_everybody(made, key, months, since, length):
    """Between whatever two days, and however short the policy made a time: the two ways name the same people."""
    on, scheme = date(2026, 11, 24), a_scheme(f"Scheme {uuid4().hex}")
    volunteer = an_application("Ben", scheme).volunteer
    a_policy(scheme, key, months=months, from_day=date(2026, 11, 1))
    Check.objects.bulk_create(
        Check(
            volunteer=volunteer,
            scheme=scheme,
            kind=key,
            on=day,
            until=None if holds is None else day + timedelta(days=holds),
            counted_from=counted_from,
            code="work",
        )
        for day, holds, counted_from in made
    )
    first = date.min if since is None else on + timedelta(days=since)
    last = on + timedelta(days=(since or 0) + length)
    one_by_one = any(running_out([scheme], on, last, since=first))
    assert one_by_one == (ending(scheme, on, first, last) == {"Ben"})
