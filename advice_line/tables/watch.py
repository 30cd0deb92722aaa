"""What the watch finds wrong with the rotas, whom it told of it when, and who answered that they
can be reached. No patient data is here."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id


class RotaLook(SQLModel, table=True):
    """The one row that says as what the rotas and the people were last looked through. `turn`
    counts the looks: of two workers who look at once, one writes down what it saw."""

    __tablename__ = "rota_looks"

    id: int = Field(default=1, primary_key=True)
    turn: int = 0
    fingerprint: str
    looked_at: datetime = instant()


class RotaFinding(SQLModel, table=True):
    """One thing that is wrong for a while. `gone_at` is when it was seen no more, or its end where
    it came to pass; `due_at` when somebody is told next, `offered_at` when everybody was asked who
    may take a gap that came at short notice. The people are their keys, in order.

    `taken_by_id` is who put themselves there, claimed before the rota is changed.
    """

    __tablename__ = "rota_findings"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    line_id: int = Field(foreign_key="lines.id", index=True)
    kind: str
    starts_at: datetime = instant(index=True)
    ends_at: datetime = instant()
    tier: str | None = None
    people: list[str] = json_list()
    other_line: str | None = None
    seen_at: datetime = instant()
    gone_at: datetime | None = maybe_instant(index=True)
    due_at: datetime | None = maybe_instant(index=True)
    offered_at: datetime | None = maybe_instant()
    taken_by_id: int | None = Field(default=None, foreign_key="responders.id")


class RotaBundle(SQLModel, table=True):
    """What one person is told at once."""

    __tablename__ = "rota_bundles"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    person_id: int = Field(foreign_key="responders.id", index=True)
    made_at: datetime = instant()


class RotaTelling(SQLModel, table=True):
    """At which mark a finding was told to somebody; each once."""

    __tablename__ = "rota_tellings"
    __table_args__ = (UniqueConstraint("finding_id", "mark", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="rota_findings.id")
    mark: str
    person_id: int = Field(foreign_key="responders.id")
    bundle_id: int = Field(foreign_key="rota_bundles.id", index=True)
    told_at: datetime = instant(index=True)


class ReachCheck(SQLModel, table=True):
    """Who is first on for a line on a day was asked whether they can be reached. `act_at` is when
    others hear that no answer came; None once that is settled."""

    __tablename__ = "reach_checks"
    __table_args__ = (UniqueConstraint("line_id", "day", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="lines.id")
    day: date
    person_id: int = Field(foreign_key="responders.id", index=True)
    starts_at: datetime = instant()
    asked_at: datetime = instant(index=True)
    act_at: datetime | None = maybe_instant(index=True)
    answered_at: datetime | None = maybe_instant()
    told_at: datetime | None = maybe_instant()
