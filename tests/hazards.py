"""`--hazard H06` runs only the tests that prove the control of that hazard."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--hazard", metavar="ID", help="only tests marked with this hazard, such as H06"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("--hazard")
    if wanted is None:
        return
    kept = [item for item in items if wanted in hazards_of(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    # Those of real processes last: a control that is gone is mostly noticed by a cheaper test.
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("processes") is not None)


def hazards_of(item: pytest.Item) -> set[str]:
    return {hazard for mark in item.iter_markers("hazard") for hazard in mark.args}
