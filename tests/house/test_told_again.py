"""`make test AGAIN=N/M`: what is told again is left out but for its turn, and nothing else is."""

import pytest

from tests import told_again

pytest_plugins = ["pytester"]

STORIES = """
import pytest

def test_plainly(): pass

@pytest.mark.again
@pytest.mark.parametrize("fault", range(5))
def test_under_a_fault(fault): pass
"""


@pytest.fixture
def stories(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeini("[pytest]\nmarkers = again: once more")
    pytester.makepyfile(STORIES)
    return pytester


def told(stories: pytest.Pytester, *options: str) -> list[str]:
    passed, _, _ = stories.inline_run("-p", told_again.__name__, *options).listoutcomes()
    return [report.nodeid.partition("::")[2] for report in passed]


def test_the_turns_tell_each_of_them_once_and_the_plain_ones_always(
    stories: pytest.Pytester,
) -> None:
    turns = [told(stories, "--again", f"{each}/2") for each in (1, 2)]
    assert all(names.pop(0) == "test_plainly" for names in turns)
    assert sorted([*turns[0], *turns[1]]) == told(stories)[1:]


@pytest.mark.parametrize("written", ["3/2", "0/2", "half"])
def test_a_turn_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(pytest.UsageError, match=r"such as 2/4"):
        told_again.turn(written)
