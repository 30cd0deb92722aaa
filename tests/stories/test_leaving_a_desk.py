"""What the carrier may tell, and in which order, of a caller who leaves a desk: who has spoken to
somebody there is done, everybody else is rung back (H16, H24)."""

from datetime import timedelta

import pytest

from advice_line.desk.outage.silent_calls import SilentCalls
from advice_line.errors import DeliveryDelayed
from advice_line.ports.calls import CallSeen
from integrations.sandbox.records import Form
from integrations.twilio.addresses import OVER
from tests.stories import base
from tests.stories.base import MONDAY_NOON
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import ended, ends_as, tasks
from tests.stories.scene import ELM_ROAD_MOBILE, LINE, PUBLIC_URL
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H16"), pytest.mark.hazard("H24")]


@pytest.fixture
def noon(opened_here: OpenedHere) -> World:
    return opened_here(MONDAY_NOON)


def over(hotdoc: World, seconds: int) -> int:
    """The end of the caller's leg, as the carrier reports it."""
    (contact,) = hotdoc.query()["contacts"]
    form: Form = [
        ("CallSid", contact["external_id"]),
        ("AccountSid", hotdoc.carrier.account.sid),
        ("From", ELM_ROAD_MOBILE),
        ("To", LINE),
        ("CallStatus", "completed"),
        ("CallDuration", str(seconds)),
        ("SequenceNumber", "0"),
    ]
    return hotdoc.phones.forge(f"{PUBLIC_URL}{OVER}", form)


@on_sqlite
@pytest.mark.parametrize(
    ("story", "row"),
    [
        (base.deflected_and_ended_by_the_caller, "deflected"),
        (base.gone_while_the_desk_rings, "gone"),
    ],
)
def test_where_only_the_end_of_the_call_is_told_the_carrier_is_asked_within_two_minutes(
    noon: World, story: base.Story, row: str
) -> None:
    for switch in ("drop-callbacks", "no-action-after-hangup"):
        noon.phones.chaos(switch)
    story(noon)
    assert over(noon, 60) == 204
    assert noon.query()["state"] == "deflected"
    noon.wait(90)
    noon.settle()
    ends_as(noon.query(), row)


@on_sqlite
def test_where_the_carrier_cannot_say_either_the_caller_is_rung_back(noon: World) -> None:
    class Deaf:
        def look_up(self, _call: str) -> CallSeen | None:
            raise DeliveryDelayed("503")

        look_up_dialled = look_up

    for switch in ("drop-callbacks", "no-action-after-hangup"):
        noon.phones.chaos(switch)
    base.deflected_and_ended_by_the_caller(noon)
    assert over(noon, 60) == 204
    silent = SilentCalls(noon.ledger, Deaf())  # type: ignore[arg-type]  # only what is asked of it
    for _ in range(7):
        noon.phones.advance(timedelta(minutes=1).total_seconds())
        silent.ask()
    noon.settle()
    ends_as(noon.query(), "gone")


@on_sqlite
def test_a_desk_that_picks_up_as_the_caller_leaves_has_not_spoken_to_them(noon: World) -> None:
    """Its leg is called answered, the end of the call comes, and then that nobody was joined."""
    noon.phones.chaos("no-action-after-hangup")
    base.deflected_and_ended_by_the_caller(noon)
    assert ended(noon.query()) == "deflected"
    leg = next(hook for hook in noon.phones.webhooks() if "/deflection-leg/" in hook["url"])
    form: Form = [
        ("CallSid", noon.query()["contacts"][0]["external_id"]),
        ("AccountSid", noon.carrier.account.sid),
        ("CallStatus", "completed"),
        ("DialCallStatus", "completed"),
        ("DialBridged", "false"),
    ]
    address = leg["url"].replace("/deflection-leg/", "/deflection-ended/")
    assert noon.phones.forge(address, form) == 200
    noon.settle()
    ends_as(noon.query(), "gone")
    assert noon.query()["case"]["state"] == "draft"
    assert tasks(noon.query()) == [("ring_back", None)]
