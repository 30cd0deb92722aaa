"""Waiting in a queue: the waiting document is asked again and again until something ends it."""

import pytest

from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from tests.sandbox.conftest import GP, LINE, TinyApp

ENQUEUE = '<Enqueue waitUrl="/wait" action="/after">advice</Enqueue>'


@pytest.fixture(autouse=True)
def _queue(app: TinyApp) -> None:
    app.says("/voice", ENQUEUE)
    app.says("/wait", '<Say>Please hold.</Say><Pause length="9"/>')
    app.says("/after", "<Say>You have left the queue.</Say>")


def test_the_waiting_document_is_the_heartbeat(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE).waits(21)
    waits = app.forms("/wait")
    assert [form["QueueTime"] for form in waits] == ["0", "9", "19"]
    assert {form["QueuePosition"] for form in waits} == {"1"}
    assert waits[0]["QueueSid"].startswith("QU")
    assert {"AvgQueueTime", "CurrentQueueSize", "MaxQueueSize"} < set(waits[0])


def test_leaving_asks_the_action_with_the_result(app: TinyApp, gp: Person) -> None:
    gp.rings(LINE).waits(5)
    app.says("/wait", "<Leave/>")
    gp.hears("left the queue")
    after = app.forms("/after")[0]
    assert (after["QueueResult"], after["QueueTime"]) == ("leave", "9")


def test_hanging_up_in_the_queue_is_reported(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    gp.rings(LINE).waits(5).hangs_up()
    assert app.paths()[-2:] == ["/after", "/number/status"]
    assert app.forms("/after")[0]["QueueResult"] == "hangup"
    assert not control.faults()


def test_a_second_caller_is_second(app: TinyApp, control: InProcessControl, gp: Person) -> None:
    gp.rings(LINE)
    Person(control, "+441632960102").rings(LINE)
    last = app.forms("/wait")[-1]
    assert (last["QueuePosition"], last["CurrentQueueSize"]) == ("2", "2")


def test_a_full_queue_turns_the_next_one_away(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", ENQUEUE.replace("<Enqueue", '<Enqueue maxQueueSize="1"'))
    gp.rings(LINE)
    Person(control, "+441632960102").rings(LINE).hears("left the queue")
    assert app.forms("/after")[0]["QueueResult"] == "queue-full"


def test_keys_work_while_waiting(app: TinyApp, gp: Person) -> None:
    app.says("/wait", '<Gather numDigits="1" action="/key"><Say>Press 1 to leave.</Say></Gather>')
    app.says("/key", "<Leave/>")
    gp.rings(LINE).presses("1").hears("left the queue")


def test_a_waiting_document_that_takes_no_time_does_not_spin(app: TinyApp, gp: Person) -> None:
    app.says("/wait")
    gp.rings(LINE).waits(5)
    assert len(app.forms("/wait")) == 6


def test_a_verb_that_may_not_stand_there_is_a_fault(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/wait", f"<Dial>{GP}</Dial>")
    gp.rings(LINE).hears("application error")
    assert "may not stand here" in control.faults()[0]["message"]
