"""The files that start real processes or a browser come first where workers share the tests.

A worker takes a whole file. xdist itself puts those of many tests first, and so the search for
traces of a patient, two tests of minutes each, last of all: one worker ran it while the other had
nothing left to do.
"""

from collections import Counter

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not hasattr(config, "workerinput"):
        return
    tests = Counter(item.path for item in items)
    long = {item.path for item in items if _is_long(item)}
    items.sort(key=lambda item: (item.path not in long, -tests[item.path], item.path))


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("processes", "browser"))
