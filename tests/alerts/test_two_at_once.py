"""Two people end an alert in the same second, or its practice acknowledges it as somebody withdraws
it: one of them did, and the other hears who (H10)."""

from collections.abc import Callable, Iterator

import pytest

from advice_line.errors import Conflict
from integrations.sandbox.mail import MailServer
from tests.alerts.alerting import TALK, Alerting
from tests.questions.conftest import on_a_line
from tests.stories.at_once import at_once

pytestmark = pytest.mark.hazard("H10")


@pytest.fixture
def alerting(database_url: str, mail_server: MailServer) -> Iterator[Alerting]:
    with on_a_line(database_url, mail_server) as written:
        yield Alerting(written.world, mail_server)


def told(does: Callable[[], None]) -> str | None:
    """What they are told instead."""
    try:
        does()
    except Conflict as refused:
        return refused.sentence
    return None


def test_two_responders_end_it_in_the_same_second(alerting: Alerting) -> None:
    reference = alerting.starts("critical")
    amara, ben = (alerting.world.responder(key) for key in ("amara", "ben"))
    doors = alerting.doors
    hers, his = at_once(
        lambda: told(lambda: doors.withdraw(amara, reference, {"reason": "Not hers."}, "one")),
        lambda: told(lambda: doors.spoke(ben, reference, TALK, "two")),
    )
    alerting.world.settle()
    assert (hers is None) != (his is None)
    alert = alerting.alert()
    assert (alert["ended_as"], alert["ended_by"]) == (
        ("withdrawn", "amara") if hers is None else ("spoken", "ben")
    )
    assert "was first" in (hers or his or "")
