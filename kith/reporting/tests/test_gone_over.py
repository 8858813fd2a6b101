"""A match that went over to another scheme or authority counts where it was on the last day of the quarter."""

from datetime import date

import pytest

from kith.endings.models import Move
from kith.reporting.facts import gather
from kith.reporting.quarters import quarter_before, quarter_of
from kith.reporting.tests.factories import AUTUMN, a_paid_scheme, together, waits
from kith.schemes.tests.factories import a_contract, an_authority

pytestmark = pytest.mark.django_db
BEFORE, AFTER = quarter_before(AUTUMN), quarter_of(date(2026, 11, 1))


def gone_over(match, on, scheme=None, authority=None):
    """As the deed leaves it: the row itself is the other side's."""
    Move.objects.create(
        match=match, from_scheme=match.scheme, to_scheme=scheme, from_authority=match.child.authority,
        to_authority=authority, child_words="OK.", words="Yes.", asked_on=on, answered_on=on, yes=True,
    )  # fmt: skip
    if scheme:
        match.scheme = match.referral.scheme = scheme
        match.save()
        match.referral.save()
    else:
        match.child.authority = authority
        match.child.save()


def counted(contract, span):
    found = gather(contract, span)
    return len(found.matches), len(found.referrals)


def test_to_another_scheme_and_on_to_a_third():
    first, second, third = (a_paid_scheme(name) for name in ("Visitors", "Mentors", "Leavers"))
    match = together(first)
    together(first)
    waits(second)
    gone_over(match, date(2026, 8, 9), second.scheme)
    gone_over(match, date(2026, 10, 9), third.scheme)
    assert [counted(first, span) for span in (BEFORE, AUTUMN, AFTER)] == [(2, 2), (1, 1), (1, 1)]
    assert [counted(second, span) for span in (BEFORE, AUTUMN, AFTER)] == [(0, 1), (1, 2), (0, 1)]
    assert [counted(third, span) for span in (BEFORE, AUTUMN, AFTER)] == [(0, 0), (0, 0), (1, 1)]


def test_to_another_authority_every_match_of_the_child_goes_along():
    contract, to = a_paid_scheme(), an_authority("Southbank")
    theirs = a_contract(contract.scheme, commissioner=to)
    match = together(contract)
    together(contract, child=match.child, ended_on=date(2026, 9, 1))
    gone_over(match, date(2026, 10, 1), authority=to)
    assert counted(contract, AUTUMN) == (2, 2)
    assert counted(theirs, AUTUMN) == (0, 0)
    assert counted(contract, AFTER) == (0, 0)
    assert counted(theirs, AFTER) == (1, 2)
