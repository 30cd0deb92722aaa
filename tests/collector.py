"""The collector of garbage rests while the tests are loaded, which takes a third less time. What is
loaded stays as long as they run, so that no later search need go through it."""

import gc

import pytest


def pytest_load_initial_conftests() -> None:
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    gc.freeze()
    # Each test leaves some thousand of things in circles: a search after every 700 finds few.
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
