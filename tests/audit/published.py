"""Series that others published with their limits and flags: what our charts are held to.

- `AE`: attendances over four hours at type 1 departments of six trusts, April 2016 to March 2018.
  The figures are NHS England's "A&E attendances and emergency admissions" (Open Government Licence
  v3.0), by way of `ae_attendances` of the package NHSRdatasets. Limits and natures are those of the
  page "Introduction to the NHSRplotthedots package" (nhs-r-community, the chart under "Interactive
  plots", fewer is better), which supports NHS England's "Making Data Count" and screens outlying
  moving ranges.
- `DEVIATIONS`: the series of the page "Deviations from Excel defaults" of the same package, with
  the limits that it publishes for either reading.
- `WAFERS`: "Proportions control charts", section 6.3.3.2 of the NIST/SEMATECH e-Handbook of
  Statistical Methods (a work of the United States' government): misregistrations of 50 chips on
  each of 30 wafers. That there are 30 of 50 and that their mean is .2313 was checked against its
  text, and no more: which wafer has how many was not, so the test reckons the limits itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """`improvement` and `concern` are the places, from 0, of the points so coloured."""

    values: tuple[int, ...]
    mean: float
    lower: float
    upper: float
    improvement: frozenset[int]
    concern: frozenset[int]


def _published(
    values: str, mean: float, lower: float, upper: float, improvement: str, concern: str
) -> Published:
    places = [frozenset(map(int, each.split())) for each in (improvement, concern)]
    return Published(tuple(map(int, values.split())), mean, lower, upper, *places)


AE = {
    "R1H": _published(
        "5099 5366 5232 4273 3889 3879 5025 5298 7298 7426 6186 5902"
        " 6125 6075 4029 4654 4162 5228 5476 4896 6098 5839 6000 6379",
        5409.75,
        3945.5409090909088,
        6873.9590909090912,
        "0 1 2 3 4 5 6 7 14 16",
        "8 9",
    ),
    "R1K": _published(
        "2652 3145 2508 2544 2179 3227 3752 4062 5392 5897 4616 4874"
        " 4374 4442 3781 3317 3672 4847 3594 3911 4912 4689 3216 4524",
        3921.9583333333335,
        2119.4035507246376,
        5724.5131159420289,
        "0 1 2 3 4 5 6",
        "7 8 9 10 11 12 13",
    ),
    "RJ7": _published(
        "1416 960 858 829 1003 1107 989 911 1537 1879 1178 1667"
        " 1353 1562 1134 1495 1367 1402 1779 1862 2112 2422 2145 2726",
        1487.2083333333333,
        727.14224637681139,
        2247.2744202898552,
        "0 1 2 3 4 5 6 7",
        "20 21 22 23",
    ),
    "RJC": _published(
        "250 263 229 300 189 279 253 201 393 379 225 198"
        " 260 349 219 297 233 408 529 490 891 780 991 937",
        397.625,
        165.72136363636361,
        629.52863636363645,
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "17 18 19 20 21 22 23",
    ),
    "RQM": _published(
        "1199 929 970 1178 1110 1388 2061 1985 2675 3141 1942 2030"
        " 1309 1960 1169 1117 1085 1492 1280 1197 1569 1406 1328 1564",
        1545.1666666666667,
        740.39575757575756,
        2349.9375757575758,
        "1 2",
        "8 9",
    ),
    "RRK": _published(
        "1195 1843 1397 1333 1771 1751 2013 1759 2179 2585 1654 1543"
        " 1632 1558 1190 1357 1279 1683 2190 1804 986 2181 2048 2154",
        1711.875,
        849.79318181818189,
        2573.9568181818181,
        "10 11 12 13 14 15 16 17",
        "9",
    ),
}

DEVIATIONS = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)

_WAFERS = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"
WAFERS = tuple(map(int, _WAFERS.split()))
