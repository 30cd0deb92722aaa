"""The carrier's callers and statuses as ours."""

import pytest

from advice_line.ports.calls import LegState
from integrations.twilio.forms import caller
from integrations.twilio.statuses import leg_state


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("+441632960101", "+441632960101"),
        ("+447700900001", "+447700900001"),
        ("anonymous", None),
        ("Anonymous", None),
        ("Restricted", None),
        ("RESTRICTED", None),
        ("Unavailable", None),
        ("unknown", None),
        ("", None),
        ("+", None),
        ("+266696687", None),  # ANONYMOUS on a keypad
        ("+7378742833", None),  # RESTRICTED
        ("+2562533", None),  # BLOCKED
        ("+8656696", None),  # UNKNOWN
        ("+86282452253", None),  # UNAVAILABLE
        ("sip:elm@example.org", None),
        ("client:amara", None),
        ("01632960101", None),
        ("+0441632960101", None),
        ("+44163296010112345", None),
        ("+44 1632 960101", None),
    ],
)
def test_a_caller_has_a_number_or_none(shown: str, number: str | None) -> None:
    assert caller(shown) == number


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("queued", LegState.INITIATED),
        ("initiated", LegState.INITIATED),
        ("ringing", LegState.RINGING),
        ("in-progress", LegState.ANSWERED),
        ("answered", LegState.ANSWERED),
        ("busy", LegState.BUSY),
        ("no-answer", LegState.NO_ANSWER),
        ("failed", LegState.FAILED),
        ("canceled", LegState.CANCELLED),
        ("completed", LegState.COMPLETED),
    ],
)
def test_every_status_of_the_carrier_is_one_of_ours(status: str, state: LegState) -> None:
    assert leg_state(status) is state


@pytest.mark.parametrize("status", ["", "Completed", "cancelled", "no_answer", "exploded"])
def test_any_other_is_an_error(status: str) -> None:
    with pytest.raises(ValueError, match="unknown"):
        leg_state(status)
