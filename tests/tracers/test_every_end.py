"""Each row of the table of how asking what came of advice may stand is told by a story, and its
page is drawn from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advice_line.desk.tracers.asking import asking
from advice_line.desk.tracers.office import TracersOffice
from advice_line.rules import tracer_outcomes
from advice_line.tables.queries import Query
from tests.mailbox.writing import report
from tests.stories.world import HOTDOC
from tests.tracers.traced import CHANGED, DONE, NOT_DONE, NOT_YET, ROWAN, Traced, at

DOCS = Path(__file__).parents[2] / "docs"
Story = Callable[[Traced], None]


def due(traced: Traced) -> None:
    traced.advises()


def asked(traced: Traced) -> None:
    traced.advises()
    traced.passes_to(at(12, 23))


def not_known_yet(traced: Traced) -> None:
    asked(traced)
    traced.reading().presses(NOT_YET)


def done(traced: Traced) -> None:
    asked(traced)
    traced.reading().presses(DONE)


def changed(traced: Traced) -> None:
    asked(traced)
    traced.reading().presses(CHANGED)


def not_done_and_urgent(traced: Traced) -> None:
    traced.advises(urgency_set="cancer")
    traced.passes_to(at(12, 23))
    traced.reading().presses(NOT_DONE, reason="not_arranged")


def looked_up(traced: Traced) -> None:
    asked(traced)
    seen = {"outcome": "done", "done_on": "3 12 2026", "found": "MRI"}
    office, by = TracersOffice(traced.world.ledger), traced.world.responder("chidi")
    office.answer(by, traced.tracer()["id"], seen, "once")


def came_back(traced: Traced) -> None:
    asked(traced)
    traced.mails.comes(report(traced.asked()[-1].header("Message-ID") or "", ROWAN), uid=79)


def no_way(traced: Traced) -> None:
    traced.advises("somebody@elsewhere.example.com")
    with traced.world.ledger.work("test") as work:
        work.update(work.session.get_one(Query, 1), sealed_reply_to=None)
    traced.passes_to(at(12, 23))


def silent(traced: Traced) -> None:
    asked(traced)
    traced.passes_to(at(3, 8, 9, year=2027))


def off(traced: Traced) -> None:
    traced.advises()
    setup = HOTDOC.read_text(encoding="utf-8")
    traced.world.set_up(setup.replace('"hotdoc"\n', '"hotdoc"\ntracer_days = []\n', 1))
    traced.passes_to(at(12, 23))


STORIES: dict[str, Story] = {
    "due": due,
    "asked": asked,
    "not known yet": not_known_yet,
    "done": done,
    "changed": changed,
    "not done, and urgent": not_done_and_urgent,
    "looked up": looked_up,
    "came back": came_back,
    "no way": no_way,
    "silent": silent,
    "off": off,
}


@pytest.mark.parametrize("name", STORIES)
def test_it_stands_as_its_row_says(traced: Traced, name: str) -> None:
    STORIES[name](traced)
    row, query = tracer_outcomes.named(name), traced.world.queries()[0]
    tracer = query["tracer"]
    assert (tracer["state"], query["case"]["traced"]) == (row.state, row.case)
    assert (asking(traced.world.ledger).next_due() is not None) == row.asks
    by = traced.world.responder("chidi")
    assert bool(TracersOffice(traced.world.ledger).open(by).unanswered) == row.office
    owed = [each["kind"] for each in query["tasks"] if each["state"] == "open"]
    assert ("not_followed" in owed) == row.told


def test_every_row_has_a_story_and_its_page_is_drawn_from_it() -> None:
    assert set(STORIES) == {row.name for row in tracer_outcomes.TABLE}
    written = (DOCS / "tracer-outcomes.md").read_text(encoding="utf-8")
    assert written == tracer_outcomes.page()
