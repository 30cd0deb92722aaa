"""How far two reviewers agree, against published examples and another's own computation."""

import random
import warnings
from math import inf

import pytest
from sklearn.metrics import cohen_kappa_score

from advice_line.audit.appropriateness import kappa, wilson

# Two dermatologists and 88 patients: SAS/STAT user's guide, the FREQ procedure, "Agreement study",
# which reports kappa 0.3449, ASE 0.0724 and the limits 0.2030 to 0.4868.
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
# Two raters and 100 subjects: Fleiss, Levin and Paik, Statistical methods for rates and
# proportions, chapter 18: kappa 0.68 with a standard error of 0.087 or 0.088, as one rounds.
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]


def test_it_is_as_published() -> None:
    skin = kappa.of(SKIN)
    assert skin.kappa is not None
    assert skin.high is not None
    assert (skin.n, skin.agreed) == (88, 45)
    assert f"{skin.kappa:.4f} {skin.low:.4f} {skin.high:.4f}" == "0.3449 0.2030 0.4868"
    assert f"{(skin.high - skin.kappa) / kappa.Z:.4f}" == "0.0724"
    diagnoses = kappa.of(DIAGNOSES)
    assert diagnoses.kappa is not None
    assert diagnoses.high is not None
    assert f"{diagnoses.kappa:.2f}" == "0.68"
    assert (diagnoses.high - diagnoses.kappa) / kappa.Z == pytest.approx(0.0875, abs=0.0005)


def test_it_is_what_scikit_learn_says() -> None:
    chance = random.Random(8)
    for _ in range(200):
        size, n = chance.choice((2, 3, 4)), chance.randint(5, 80)
        first = [chance.randrange(size) for _ in range(n)]
        second = [each if chance.random() < 0.6 else chance.randrange(size) for each in first]
        table = [[0] * size for _ in range(size)]
        for i, j in zip(first, second, strict=True):
            table[i][j] += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = cohen_kappa_score(first, second)
        ours = kappa.of(table)
        if ours.kappa is None:
            assert theirs != theirs
        else:
            assert ours.kappa == pytest.approx(theirs)
            assert -1 <= (ours.low or -inf) <= ours.kappa <= (ours.high or inf) <= 1


def test_one_category_alone_leaves_nothing_to_agree_upon() -> None:
    assert kappa.of([[0, 0], [0, 12]]) == kappa.Agreement(12, 12)
    assert kappa.of([[0, 0], [0, 0]]) == kappa.Agreement(0, 0)
    assert kappa.of([[6, 0], [0, 6]]) == kappa.Agreement(12, 12, 1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="same categories"):
        kappa.of([[1, 2]])


def test_the_interval_of_a_share_is_wilsons() -> None:
    """81 of 263, and none of 20: Newcombe RG. Stat Med 1998;17:857-72, table I, method 3."""
    low, high = wilson.interval(81, 263)
    assert f"{low:.4f} {high:.4f}" == "0.2553 0.3662"
    low, high = wilson.interval(0, 20)
    assert f"{low:.4f} {high:.4f}" == "0.0000 0.1611"
    low, high = wilson.interval(1, 29)
    assert f"{low:.4f} {high:.4f}" == "0.0061 0.1718"
