"""What the audit counts of each query and of each call: one wide row of closed words and numbers,
made from the rows that others keep (`audit/facts`) and made anew when any of those has changed.

It stays when what the query held has gone, so that last year's figures stay what they were. No
words of anybody and no identifier stand here.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, json_dict, maybe_instant


class AuditQuery(SQLModel, table=True):
    """`day`, `hour` and `weekday` (Monday is 0) are of the line's wall clock as it reached us.
    Times are whole seconds; those called `open` are of the working-time clock.

    `counted` is False for what was nobody's question: a test call, a wrong number, a repeat.
    `to_first_reply` ends with the first talk, the first advice or what was asked back, `to_advice`
    with the first advice. `in_target` is None where no target ran or has passed, `record_in_time`
    of whoever owes no record or may still write it in time. `passes_checks`: no gentle check
    (`rules/helpful.py`) was left open as the first version was signed. `advised_as` is the case's
    outcome, `would_have` what its asker would have done; `said_later` and `avoided` are what came
    of it, by the word of `said_by`. `emptied`: what it was made of has gone since.
    """

    __tablename__ = "audit_queries"
    __table_args__ = (Index("ix_audit_queries_line_day", "line_id", "day"),)

    query_id: int = Field(foreign_key="queries.id", primary_key=True)
    line_id: int = Field(foreign_key="lines.id")
    day: date
    hour: int
    weekday: int
    channel: str
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id", index=True)
    organisation_kind: str | None = None
    asker_role: str
    urgency: str | None = None
    counted: bool
    state: str
    closed_as: str | None = None
    written: bool
    deflected: bool
    reached: bool
    answered: bool
    late_entry: bool
    during_outage: bool
    reopened: bool = False
    general_question: bool | None = None
    in_hours: bool
    to_first_reply: int | None = None
    to_first_reply_open: int | None = None
    to_advice: int | None = None
    to_advice_open: int | None = None
    to_close: int | None = None
    to_close_open: int | None = None
    in_target: bool | None = None
    record_owed: bool = False
    record_in_time: bool | None = None
    rings: int = 0
    answer_seconds: int = 0
    messages: int = 0
    messages_failed: int = 0
    promises: int = 0
    promises_kept: int = 0
    promises_broken: int = 0
    advised: bool = False
    within_scope: bool | None = None
    test_advised: bool | None = None
    against_plan: str | None = None
    passes_checks: bool | None = None
    worth_it: bool | None = None
    who_does_what: bool | None = None
    sent: bool = False
    delivered: bool = False
    opened: bool = False
    acknowledged: bool = False
    clinician_acts: bool = False
    read_back: bool = False
    bounced: bool = False
    to_sent: int | None = None
    to_delivered: int | None = None
    to_opened: int | None = None
    to_acknowledged: int | None = None
    advised_as: str | None = None
    would_have: str | None = None
    question_type: str | None = None
    topic: str | None = None
    modality: str | None = None
    guideline: bool | None = None
    traced: bool = False
    said_later: str | None = None
    said_by: str | None = None
    avoided: str | None = None
    helped: bool | None = None
    nominated: bool = False
    taught: bool = False
    emptied: bool = False
    made_at: datetime = instant()


class AuditCall(SQLModel, table=True):
    """One call to a line. `offered`: it came while the line was open and its caller was not served
    without a responder; such a call was answered, or missed. `wait` is from its start until a
    responder's key or, of one that nobody answered, until its end; `talk` in seconds."""

    __tablename__ = "audit_calls"
    __table_args__ = (Index("ix_audit_calls_line_day", "line_id", "day"),)

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    query_id: int = Field(foreign_key="queries.id", index=True)
    line_id: int = Field(foreign_key="lines.id")
    day: date
    hour: int
    weekday: int
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id", index=True)
    counted: bool
    over: bool
    in_hours: bool
    offered: bool
    answered: bool
    abandoned: bool
    deflected: bool
    reason: str | None = None
    wait: int | None = None
    talk: int | None = None
    back_asked: bool = False
    back_made: bool = False
    back_kept: bool = False
    made_at: datetime = instant()


class AuditReading(SQLModel, table=True):
    """The one row that says how far facts are made: `read_until` of the trail, or `query_id` up to
    which all are being made anew because `version`, that of the definitions, is new. `costs` are
    those by which figures of money were counted, by the key of the line; `directory` stands for
    the practices by which those of practices were. `marked` and `counted` are how often figures
    were marked as stale and were written, by which whoever is overtaken knows it
    (`audit/figures/turns.py`)."""

    __tablename__ = "audit_readings"

    id: int = Field(default=1, primary_key=True)
    version: int
    query_id: int | None = None
    read_until: datetime | None = maybe_instant()
    costs: dict[str, Any] = json_dict()
    directory: str | None = None
    marked: int = 0
    counted: int = 0


class AuditStale(SQLModel, table=True):
    """A day of a line of which a fact has changed: figures over it are to be made anew."""

    __tablename__ = "audit_stale"

    line_id: int = Field(foreign_key="lines.id", primary_key=True)
    day: date = Field(primary_key=True)


class AuditFigure(SQLModel, table=True):
    """A measure of a line over a period (`audit/periods.py`), as `version` of its definition counts
    it: `eligible` are all that it is about, `denominator` those of them of which it is known,
    `numerator` those of them that it counts. Of lengths of time they are how many, with the
    `median` and the `ninetieth` centile in seconds. `version` 0: a fact has changed since. Never
    told as it stands here: `told` is what may be (`audit/figures/told.py`), by the SMALL_NUMBER
    `small`; None until that is decided."""

    __tablename__ = "audit_figures"

    line_id: int = Field(foreign_key="lines.id", primary_key=True)
    period: str = Field(primary_key=True)
    measure: str = Field(primary_key=True)
    version: int
    numerator: int
    denominator: int
    eligible: int
    median: float | None = None
    ninetieth: float | None = None
    known: int | None = None
    small: int | None = None
    told: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    made_at: datetime = instant()
