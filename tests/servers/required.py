"""The one rule for a test that needs a program which may not be installed."""

import os
from typing import NoReturn

import pytest


def need(what: str, install_line: str) -> NoReturn:
    """Skip the test and say how to install what is missing.

    With REQUIRE_ALL=1, as in `.ci/run`, the same is a failure: nothing may go untested there.
    """
    sentence = f"{what} is not installed: {install_line}"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
