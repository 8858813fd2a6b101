"""A nation's total fit is the scheme's, and its prices hold for every pair that fits."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kith.science.matching import Mode, settle
from kith.science.matching.nation.prices import total_fit
from kith.science.matching.tests.markets import seeds
from kith.science.matching.tests.test_nation import as_columns, people_only


@given(seeds, st.integers(1, 8))
def test_the_greatest_total_is_that_of_a_scheme_whatever_is_held(seed, first):
    asked = replace(people_only(seed), mode=Mode.TOTAL_FIT)
    nation, scheme = total_fit(as_columns(asked), first=first), settle(asked)
    assert nation.primal == nation.dual == scheme.certificate.primal
    assert nation.matches == scheme.matches
    assert nation.unpaid == 0
