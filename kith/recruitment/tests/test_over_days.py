"""Many days at once say the same as each day by itself."""

from datetime import date, timedelta

import pytest

from kith.foundation.dates import months_after
from kith.recruitment.models import Check, Exemption, Suspension
from kith.recruitment.queries import obstacles
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.recruitment.vetting.over_days import OverDays
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def test_each_day_stands_as_it_does_by_itself():
    """A DBS check that runs out, another time without it, a suspension, and an approval that ends."""
    scheme = a_scheme()
    ben, ruth = an_approved_volunteer(scheme=scheme, on=DAY), an_approved_volunteer(scheme=scheme, on=DAY)
    Check.objects.filter(volunteer=ben, kind="dbs").update(until=DAY + timedelta(days=10))
    Exemption.objects.create(
        volunteer=ben,
        scheme=scheme,
        kind="dbs",
        reason="renewing",
        from_day=DAY + timedelta(days=14),
        until_day=DAY + timedelta(days=20),
    )
    Suspension.objects.create(
        volunteer=ruth,
        reason="own wish",
        from_day=DAY + timedelta(days=5),
        until_day=DAY + timedelta(days=12),
    )
    days = [DAY + timedelta(days=turn) for turn in range(-2, 24)] + [months_after(DAY, 60)]
    known = OverDays([(ben.pk, scheme), (ruth.pk, scheme)])
    for volunteer in (ben, ruth):
        told = [not obstacles(volunteer, scheme, day) for day in days]
        assert [known.clear(volunteer.pk, scheme.pk, day) for day in days] == told
        assert True in told
        assert False in told


def test_how_many_volunteers_and_days_asks_no_more(django_assert_max_num_queries):
    scheme = a_scheme()
    some = [an_approved_volunteer(scheme=scheme, on=DAY) for _ in range(4)]
    with django_assert_max_num_queries(5):
        known = OverDays([(volunteer.pk, scheme) for volunteer in some])
    with django_assert_max_num_queries(1):
        assert all(known.clear(volunteer.pk, scheme.pk, DAY) for volunteer in some)
