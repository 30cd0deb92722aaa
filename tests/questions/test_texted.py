"""A text that joins a written question, from the number that asked it, starts its clock again where
it stood still."""

from datetime import timedelta

import pytest

from advice_line.desk.questions import arriving
from advice_line.desk.questions.asked import Asked, Asker
from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import Channel, Urgency
from integrations.sandbox.phones import off
from tests.questions.asking import WORDS, Written
from tests.questions.clocked import Clocked
from tests.stories.outcomes import instant
from tests.stories.world import ELM_ROAD_MOBILE, LINE

HOUR = 3600.0


@pytest.fixture
def line(written: Written) -> Clocked:
    """Asked for today from a mobile, and taken."""
    asker = Asker(identified_by=IdentifiedBy.NUMBER, number=ELM_ROAD_MOBILE)
    with written.world.ledger.work("test") as work:
        on = lookups.lines(work.session)[0]
        asked = Asked(Channel.FORM, "form", asker, WORDS, Channel.SMS, Urgency.TODAY)
        arriving.opened(work, on, asked)
    written.world.settle()
    written.world.claims("amara")
    return Clocked(written)


def test_what_was_left_runs_again_from_the_text_on(line: Clocked) -> None:
    reference = line.world.query()["reference"]
    line.written.asks_back("amara", "Does she have a pacemaker?")
    line.passes(HOUR)
    line.world.person(ELM_ROAD_MOBILE).texts(LINE, f"{reference} no, she has none")
    line.passes(10)
    query = line.world.query()
    assert query["state"] == "accepted"
    due = instant(line.owed()[0]["due_at"])
    assert timedelta(hours=3, minutes=59) <= due - line.now <= timedelta(hours=4)


@pytest.mark.hazard("H04")
def test_a_text_that_does_not_reach_them_is_somebodys_to_see_to_at_once(line: Clocked) -> None:
    line.world.phones.behaves(ELM_ROAD_MOBILE, off())
    line.written.asks_back("amara", "Does she have a pacemaker?")
    line.passes(10)
    assert len(line.owed("check_bounce")) == 1
