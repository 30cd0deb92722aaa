"""The database may be locked at any step that a carrier's request can be at: the table of stories
told again so (`tests/locked_steps.py`) has one for each webhook, and each is a test that stands."""

from importlib import import_module

import pytest

from advice_line.web.route_table import addresses
from tests.locked_steps import TOLD_AGAIN, step_of
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.world import MONDAY_TEN

pytestmark = pytest.mark.hazard("H16")


@on_sqlite
def test_every_webhook_has_a_story_that_is_locked_out_there(opened_here: OpenedHere) -> None:
    there = addresses(opened_here(MONDAY_TEN).service.app.routes)
    asked = {step_of(path) for _, path in there if path.startswith("/twilio/")}
    assert asked == set(TOLD_AGAIN)


def test_every_story_of_the_table_stands() -> None:
    for story in TOLD_AGAIN.values():
        module, _, name = story.partition("::")
        assert callable(getattr(import_module(module.replace("/", ".")), name)), story
