"""`--again 3/8` tells, of the stories that are told again, every eighth from the third on.

The mark `again` is for what is told plainly elsewhere and here once more: under a fault of the
network, over real processes, at another instant. There are hundreds, which take a quarter of all
the tests' time. `pytest` tells them all; `make test` those whose turn it is, others with each
commit.
"""

import re

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--again", metavar="N/M", type=turn, help="a share of what is told again")


def turn(written: str) -> tuple[int, int]:
    """Which one of how many, from 1. Raises pytest.UsageError for a share that is none."""
    found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", written)
    if found is None or int(found[1]) > int(found[2]):
        raise pytest.UsageError("--again: a share is written such as 2/4.")
    return int(found[1]), int(found[2])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    share = config.getoption("--again")
    if share is None:
        return
    first, every = share
    again = [item for item in items if item.get_closest_marker("again")]
    left = set(again) - set(again[first - 1 :: every])
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]
