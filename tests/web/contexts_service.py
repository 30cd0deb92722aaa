"""Contexts of the pages of the service itself."""

from typing import Any

from advice_line.desk.outage.service_state import AlarmSeen, CheckSeen, LineSeen
from advice_line.errors import Problem
from advice_line.web import labels
from advice_line.web.rendering import Choice
from tests.web.contexts_desk import Contexts
from tests.web.pieces import FEW_PRACTICES, MANY_PRACTICES, NOW

_LINE = LineSeen("hotdoc", "Example Radiology Advice", "+441632960999", False, (), None)
_CHECKS = (
    CheckSeen(NOW, None, None),
    CheckSeen(NOW, True, None),
    CheckSeen(NOW, False, "the line did not answer"),
)
_TESTED = LineSeen("other", "Another line", "+441632960999", True, _CHECKS, NOW)
_WAITS = LineSeen("third", "A third line", "+441632960999", True, (), NOW)
_STATE: dict[str, Any] = {
    "alarms": [],
    "lines": [_LINE],
    "may_enter": False,
    "may_see_today": False,
    "broken_glass": 0,
}
_WRONG = {
    "alarms": [AlarmSeen("The test call failed.", NOW, True), AlarmSeen("A call.", NOW, False)],
    "lines": [_LINE, _TESTED, _WAITS],
    "may_enter": True,
    "may_see_today": True,
    "broken_glass": 2,
}
_ONE = [Choice("hotdoc", "Example Radiology Advice")]
_FIELDS = """
    line received_on received_at organisation number requester_name requester_role
    general_question patient_name date_of_birth nhs_number number_missing_reason question
    would_have_done urgency_asked advised_by
"""
_FORM = dict.fromkeys(_FIELDS.split(), "")
_LATE: dict[str, Any] = {
    "form": _FORM,
    "choices": labels.record_choices() | {"line": _ONE, "advised_by": []},
    "practices": FEW_PRACTICES,
    "entered": None,
    "problems": [],
    "form_token": "t0ken",
}
_LATE_FULL = _LATE | {
    "form": _FORM | {"requester_name": "Dr Example", "general_question": "yes"},
    "choices": labels.record_choices()
    | {
        "line": [*_ONE, Choice("other", "Another line")],
        "advised_by": [Choice("amara", "Dr Amara Example")],
    },
    "practices": MANY_PRACTICES,
    "entered": "K7Q2-M9FX",
    "problems": [Problem("received_on", "Give the day of the call.")],
}
SERVICE_CONTEXTS: Contexts = {
    "service/state.html": (_STATE, _WRONG),
    "service/late.html": (_LATE, _LATE_FULL),
}
