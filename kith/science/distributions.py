"""The few distributions that small samples need, in plain Python.

Written here because the well-kept library for this, SciPy, takes 0.7 s and 40 MiB to import `scipy.special` alone,
and a page may wait for at most 0.1 s; these take a millisecond. Each agrees with R 4.2.2 to ten digits
(`tests/test_distributions.py`), which also names the R call.
"""

from collections.abc import Callable
from functools import lru_cache
from math import erfc, exp, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
TINY = 1e-300
CLOSE = 1e-15
MOST_TERMS = 10_000


def normal_cdf(x: float) -> float:
    """P(Z ≤ x), exact in both tails."""
    return erfc(-x / sqrt(2)) / 2


def normal_density(x: float) -> float:
    """The height of the standard normal curve at x."""
    return exp(-x * x / 2) / sqrt(2 * pi)


def normal_quantile(p: float) -> float:
    """The z below which a share p lies, p above 0 and under 1."""
    return NORMAL.inv_cdf(p)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function; `a` and `b` above nought. Continued fraction of Lentz."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a

    def term(turn: int) -> float:
        m, odd = divmod(turn, 2)
        if odd:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    return front / _continued(1.0, term, lambda turn: 1.0)


def gamma_cdf(x: float, shape: float) -> float:
    """P(G ≤ x) for a gamma variable with this shape and scale one."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        turn = shape
        while term > total * CLOSE:
            turn += 1
            term *= x / turn
            total += term
        return front * total
    bottom = _continued(
        x + 1 - shape, lambda turn: -turn * (turn - shape), lambda turn: x + 1 - shape + 2 * turn
    )
    return 1 - front / bottom


def _continued(first: float, top: Callable[[int], float], bottom: Callable[[int], float]) -> float:
    """first + top(1)/(bottom(1) + top(2)/(bottom(2) + …)), by the modified method of Lentz."""
    value, c, d = first or TINY, first or TINY, 0.0
    for turn in range(1, MOST_TERMS):
        d = 1 / (bottom(turn) + top(turn) * d or TINY)
        c = bottom(turn) + top(turn) / c or TINY
        value *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return value


def t_cdf(t: float, df: float) -> float:
    """P(T ≤ t) for Student's t; the degrees of freedom need not be whole."""
    tail = beta_cdf(df / (df + t * t), df / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


@lru_cache(maxsize=4096)
def t_quantile(p: float, df: float) -> float:
    """The t below which a share p lies."""
    if p < 0.5:
        return -t_quantile(1 - p, df)
    return _rising_root(lambda t: t_cdf(t, df) - p, 2.0)


def t_two_sided(t: float, df: float) -> float:
    """How often |T| is at least this large, if there is nothing there."""
    return beta_cdf(df / (df + t * t), df / 2, 0.5)


def chi_square_cdf(x: float, df: float) -> float:
    """P(X ≤ x) for a chi-square variable with these degrees of freedom."""
    return gamma_cdf(x / 2, df / 2)


def binomial_cdf(k: int, n: int, p: float) -> float:
    """P(X ≤ k) in n tries."""
    if k < 0 or k >= n:
        return float(k >= n)
    return beta_cdf(1 - p, n - k, k + 1)


def poisson_cdf(k: int, mean: float) -> float:
    """P(X ≤ k) where so many are expected."""
    return 0.0 if k < 0 else 1 - gamma_cdf(mean, k + 1)


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x from 0 to 1 below which a share p of a beta variable lies."""
    return _root(lambda x: beta_cdf(x, a, b) - p, 0.0, 1.0)


def gamma_quantile(p: float, shape: float) -> float:
    """The x below which a share p of a gamma variable with scale one lies."""
    return _rising_root(lambda x: gamma_cdf(x, shape) - p, 2 * shape + 2)


def noncentral_t_cdf(t: float, df: float, shift: float) -> float:
    """P(T ≤ t) where T has mean about `shift`: what power is made of. Lenth's algorithm AS 243 (1989)."""
    if t < 0:
        return 1 - noncentral_t_cdf(-t, df, -shift)
    x = t * t / (t * t + df)
    total = normal_cdf(-shift)
    if x == 0:
        return total
    half = shift * shift / 2
    p, q = exp(-half) / 2, sqrt(2 / pi) * exp(-half) * shift / 2
    odd, even = beta_cdf(x, 0.5, df / 2), beta_cdf(x, 1.0, df / 2)
    odd_step, even_step = _beta_step(x, 0.5, df / 2), _beta_step(x, 1.0, df / 2)
    left = 0.5 - p
    for j in range(MOST_TERMS):
        total += p * odd + q * even
        if left <= 1e-14 and j > half:
            break
        odd, even = odd - odd_step, even - even_step  # I(a + 1, b) from I(a, b)
        odd_step *= x * (j + 0.5 + df / 2) / (j + 1.5)
        even_step *= x * (j + 1 + df / 2) / (j + 2)
        p *= half / (j + 1)
        q *= half / (j + 1.5)
        left -= p
    return min(1.0, total)


def _beta_step(x: float, a: float, b: float) -> float:
    """I(a, b) - I(a + 1, b) at x."""
    return exp(lgamma(a + b) - lgamma(a + 1) - lgamma(b) + a * log(x) + b * log1p(-x))


def _rising_root(of: Callable[[float], float], high: float) -> float:
    """Where a rising function of a number above nought crosses nought; `high` is a first guess at what lies beyond."""
    while of(high) < 0:
        high *= 2
    return _root(of, 0.0, high)


def _root(of: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses nought between two ends, by halving."""
    while high - low > CLOSE * max(1e-3, abs(high)):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if of(middle) < 0 else (low, middle)
    return (low + high) / 2
