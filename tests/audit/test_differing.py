"""How two figures differ, said of what is told of each and of nothing else."""

import pytest

from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.shown import differing

IN_TARGET = every.BY_ID["turnaround.in_target"]
EXACT = Told(State.TOLD, "91 of 100 (91.0%)", 91, 100, 0.91, low=0.91, high=0.91)


@pytest.mark.parametrize(
    ("high", "said"),
    [(0.94, differing.UNTOLD), (0.9, "lower; by how much is not told")],
)
def test_one_that_is_known_of_nearly_all_is_no_less_for_it(high: float, said: str) -> None:
    nearly = Told(State.NEARLY, "89 of 100, the few not known", 89, 100, 0.89, low=0.89, high=high)
    assert differing.said(IN_TARGET, nearly, EXACT) == said
