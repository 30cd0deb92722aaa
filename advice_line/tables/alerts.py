"""What a practice was told that must be acknowledged, and where somebody differs from a report."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import alert_reference, instant, maybe_instant, public_id, sealed


class Alert(SQLModel, table=True):
    """One alert to one practice. `word` is its starter's; `deadline_at` is by when somebody there
    is to have said that they act. Sent, delivered, opened and answered by its link are separate
    facts, each None until it happened (H04).

    `act_at` is when its ladder next does something, and stands as long as nobody has ended it
    (`rules/alert_ladder.py`); `rung` is how far it has climbed, `provider` whether who acts for
    the practice out of hours is to be rung instead. `sealed_cannot_act` is why nobody could act;
    where somebody acts after all, `could_not_at` and `sealed_could_not_by` keep when and by whom
    that was said before. `sealed_spoke_to`, `spoke_at` and
    `sealed_agreed` are of the talk that ended it, `sealed_reason` why it was withdrawn.

    Word of a withdrawal is a fact of its own: `withdrawal_sent_at` when its mail left, `untold_at`
    since when it is known that it may not have reached the practice, `tell_by_at` when the lead
    hears of that. Then `spoke_at` and `sealed_spoke_to` are of the talk in which they were told,
    by `told_by_id`, and `act_at` stands until that. `emptied_at` is as that of a query.
    """

    __tablename__ = "alerts"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    reference: str = Field(default_factory=alert_reference, unique=True)
    line_id: int = Field(foreign_key="lines.id", index=True)
    query_id: int | None = Field(default=None, foreign_key="queries.id", index=True)
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    word: str
    started_at: datetime = instant()
    started_by_id: int = Field(foreign_key="responders.id")
    deadline_at: datetime = instant()
    act_at: datetime | None = maybe_instant(index=True)
    rung: int = 0
    provider: bool = False
    sealed_patient: str | None = sealed()
    patient_hash: str | None = Field(default=None, index=True)
    sealed_words: str | None = sealed()
    sealed_primary_site: str | None = sealed()
    sent_at: datetime | None = maybe_instant()
    delivered_at: datetime | None = maybe_instant()
    failed_at: datetime | None = maybe_instant()
    failure: str | None = None
    opened_at: datetime | None = maybe_instant()
    answered_at: datetime | None = maybe_instant()
    answered_as: str | None = None
    sealed_answered_by: str | None = sealed()
    sealed_cannot_act: str | None = sealed()
    could_not_at: datetime | None = maybe_instant()
    sealed_could_not_by: str | None = sealed()
    ended_at: datetime | None = maybe_instant()
    ended_as: str | None = Field(default=None, index=True)
    ended_by_id: int | None = Field(default=None, foreign_key="responders.id")
    sealed_spoke_to: str | None = sealed()
    spoke_at: datetime | None = maybe_instant()
    sealed_agreed: str | None = sealed()
    sealed_reason: str | None = sealed()
    withdrawal_sent_at: datetime | None = maybe_instant()
    untold_at: datetime | None = maybe_instant()
    tell_by_at: datetime | None = maybe_instant()
    told_by_id: int | None = Field(default=None, foreign_key="responders.id")
    emptied_at: datetime | None = maybe_instant(index=True)


class ReportDifference(SQLModel, table=True):
    """A responder differs from the issued report of a query. Where that `changes_management`, an
    alert is started and an addendum asked for, until somebody says that it exists: of which day, by
    whom. The reporter is told of it either way, for learning. `sealed_no_alert` is why no alert is
    needed after all, by the word of `no_alert_by_id`."""

    __tablename__ = "report_differences"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    by_id: int = Field(foreign_key="responders.id")
    at: datetime = instant()
    changes_management: bool
    sealed_words: str | None = sealed()
    addendum_on: date | None = None
    sealed_addendum_by: str | None = sealed()
    addendum_said_at: datetime | None = maybe_instant()
    addendum_said_by_id: int | None = Field(default=None, foreign_key="responders.id")
    no_alert_at: datetime | None = maybe_instant()
    no_alert_by_id: int | None = Field(default=None, foreign_key="responders.id")
    sealed_no_alert: str | None = sealed()
