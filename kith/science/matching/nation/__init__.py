"""The same matching for a nation: ninety thousand children, thirty thousand volunteers, over every pair that fits.

    people = columns(referrals, volunteers, rules, seed=20261121)
    answer = matching_round(people)
    verify(people, answer)

People come one by one and are kept as columns of numbers, so that a nation fits into a few hundred megabytes. The rules,
the fit, the order and the lots are those of `kith.science.fit`; tests hold this to the scheme's own answer, child by
child. Needs NumPy, which is loaded when it is used. What children ranked themselves is for `kith.science.matching`;
here everybody takes anyone who fits, in the order of fit.
"""

from kith.science.matching.nation.columns import Columns, columns
from kith.science.matching.nation.deepening import Answer, matching_round
from kith.science.matching.nation.scan import Verdict, verify

__all__ = ["Answer", "Columns", "Verdict", "columns", "matching_round", "verify"]
