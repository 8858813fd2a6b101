"""Each distribution beside R 4.2.2; the call stands beside the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science import distributions as d

FROM_R = [
    (d.t_quantile(0.975, 9), 2.2621571627982),  # qt(.975, 9)
    (d.t_quantile(0.975, 29), 2.0452296421327),
    (d.t_quantile(0.9, 2.5), 1.73025092880718),
    (d.t_quantile(0.6, 1), 0.324919696232906),
    (d.t_quantile(0.999, 43.7), 3.28749285770382),
    (d.t_cdf(-1.5, 3), 0.115291932622411),  # pt(-1.5, 3)
    (d.t_cdf(2.262, 9), 0.974993577248773),
    (d.t_cdf(0.1, 27.3), 0.539462460563289),
    (d.t_cdf(40, 2), 0.999687792663908),
    (d.chi_square_cdf(0.5, 1), 0.520499877813047),  # pchisq(.5, 1)
    (d.chi_square_cdf(3.84, 1), 0.949956478751295),
    (d.chi_square_cdf(30, 40), 0.124781215032525),
    (d.chi_square_cdf(152.233, 12), 1.0),
    (d.binomial_cdf(3, 20, 0.3), 0.107086804503731),  # pbinom(3, 20, .3)
    (d.binomial_cdf(0, 5, 0.1), 0.59049),
    (d.binomial_cdf(15, 15, 0.2), 1.0),
    (d.binomial_cdf(700, 1500, 0.47), 0.408153801787378),
    (d.poisson_cdf(0, 2.2), 0.110803158362334),  # ppois(0, 2.2)
    (d.poisson_cdf(3, 9.5), 0.0148596476458312),
    (d.poisson_cdf(150, 140.5), 0.801735589804144),
    (d.beta_quantile(0.025, 3, 18), 0.0320709371854637),  # qbeta(.025, 3, 18)
    (d.beta_quantile(0.975, 4, 17), 0.378926826545314),
    (d.beta_quantile(0.5, 0.5, 2), 0.120614758428183),
    (d.gamma_quantile(0.025, 7), 2.81436305151987),  # qgamma(.025, 7)
    (d.gamma_quantile(0.975, 8), 14.4226753617024),
    (d.noncentral_t_cdf(2, 10, 1), 0.807611562530311),  # pt(2, 10, ncp = 1)
    (d.noncentral_t_cdf(1.96, 200, 2.8), 0.200892033293674),
    (d.noncentral_t_cdf(-1, 5, 0.5), 0.0824440910569708),
    (d.noncentral_t_cdf(3, 38.5, -1), 0.999920457304643),
]


@pytest.mark.parametrize(("ours", "theirs"), FROM_R)
def test_agrees_with_r(ours, theirs):
    assert ours == pytest.approx(theirs, rel=1e-10)


@given(st.floats(0.001, 0.999), st.floats(0.5, 400))
def test_a_quantile_undoes_its_distribution(p, df):
    assert d.t_cdf(d.t_quantile(p, df), df) == pytest.approx(p, abs=1e-10)


@given(st.integers(0, 60), st.integers(1, 60), st.floats(0.01, 0.99))
def test_successes_and_failures_mirror_each_other(k, n, p):
    assert d.binomial_cdf(min(k, n - 1), n, p) == pytest.approx(
        1 - d.binomial_cdf(n - min(k, n - 1) - 1, n, 1 - p), abs=1e-11
    )


@given(st.floats(-30, 30), st.floats(1, 200))
def test_t_is_even(t, df):
    assert d.t_cdf(t, df) == pytest.approx(1 - d.t_cdf(-t, df), abs=1e-12)
    assert d.t_two_sided(t, df) == pytest.approx(2 * d.t_cdf(-abs(t), df), abs=1e-12)
