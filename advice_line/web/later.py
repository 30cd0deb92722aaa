"""A later answer that the asker of a written question is promised, as the query's page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.staff.delaying import Delays
from advice_line.rules.labels import DELAY_REASONS
from advice_line.web import labels
from advice_line.web.rendering import Choice
from advice_line.written_kinds import DelayState

_STATES = {
    DelayState.OPEN: "",
    DelayState.KEPT: "kept",
    DelayState.BROKEN: "not kept",
    DelayState.PROLONGED: "put off once more",
    DelayState.WITHDRAWN: "not needed any more",
}


@dataclass(frozen=True)
class PromisedShown:
    by: str
    made_at: datetime
    due_at: datetime
    reason: str
    words: str | None
    state: str


@dataclass(frozen=True)
class LaterShown:
    """`typed` is what was just sent and could not be used, by field."""

    promised: list[PromisedShown]
    may_promise: bool
    reasons: list[Choice]
    typed: Mapping[str, str]


def shown(of: Delays, typed: Mapping[str, str]) -> LaterShown:
    return LaterShown(
        promised=[
            PromisedShown(
                each.by,
                each.made_at,
                each.due_at,
                DELAY_REASONS[each.reason],
                each.words,
                _STATES[each.state],
            )
            for each in of.promised
        ],
        may_promise=of.may_promise,
        reasons=labels.choices(DELAY_REASONS),
        typed=typed,
    )
