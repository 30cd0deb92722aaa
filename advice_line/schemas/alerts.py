"""An alert as JSON, schema "alert/1"; the values are made by `desk/alerting/shown.py`.

Every key is always there; instants are UTC; no identifier and no free text.
"""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertState
from advice_line.kinds import AlertWord


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AlertLoop(_Shape):
    """Each fact by itself; `answered_as` is what the practice said by its link."""

    sent_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    failed_at: AwareDatetime | None
    failure: str | None
    opened_at: AwareDatetime | None
    answered_at: AwareDatetime | None
    answered_as: AlertAnswer | None


class Alert(_Shape):
    """`query` is the reference of that which it is about, `organisation` the practice's key,
    `with_lead` that it has climbed so far; `next_step_at` stands until somebody has ended it. Of
    one that was withdrawn: when word of that left, since when its practice may not know, and who
    told them by voice."""

    shape: Literal["alert/1"] = Field(alias="schema")
    reference: str
    line: str
    query: str | None
    organisation: str
    word: AlertWord
    state: AlertState
    with_lead: bool
    started_at: AwareDatetime
    started_by: str | None
    deadline_at: AwareDatetime
    next_step_at: AwareDatetime | None
    loop: AlertLoop
    ended_at: AwareDatetime | None
    ended_as: AlertEnd | None
    ended_by: str | None
    spoke_at: AwareDatetime | None
    withdrawal_sent_at: AwareDatetime | None
    untold_at: AwareDatetime | None
    told_by: str | None
