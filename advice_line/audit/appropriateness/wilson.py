"""The 95% interval of a share by Wilson's score, which holds near 0 and 1 and for few cases.

Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc
1927;22:209–12.
"""

from math import sqrt

from advice_line.audit.appropriateness.kappa import Z


def interval(count: int, of: int) -> tuple[float, float]:
    """Shares from 0 to 1. Raises ZeroDivisionError of nothing."""
    share, square = count / of, Z * Z
    middle = share + square / (2 * of)
    away = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    return max((middle - away) / whole, 0.0), min((middle + away) / whole, 1.0)
