"""Lines, organisations, responders and the telephones that they share: who may ask, who answers,
where. Opening hours and patterns are the rota's own tables."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import json_dict, json_list, maybe_instant, public_id


class Line(SQLModel, table=True):
    """`desks` are as `rules/desks.read` reads them, `working_time` as `rules/eligibility.py`
    does, `test_call` and `limits` as `rules/line_guards.py` does, `mail` as
    `rules/mail_times.py` does, `costs` as `rules/costs.py` does. `messages_a_day` is how many one
    requester is sent before the rest waits for the next morning (None: no cap).

    `record` says where letters are put for the hospital's own record (`record_kinds.FilingPlace`),
    `accession_link` where images are shown to whoever sits in one of the `trust_networks`."""

    __tablename__ = "lines"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    number: str = Field(unique=True)
    email: str
    slack_channel: str | None = None
    time_zone: str
    switchboard: str
    ring_seconds: dict[str, int] = json_dict()
    hunt_seconds: int = 75
    queue_seconds: int = 120
    call_back_minutes: int = 30
    ring_backs: str = "automatic"
    reach_check_minutes: int = 30
    recording: bool = False
    recording_star: bool = False
    message_seconds: int = 180
    retention: dict[str, int] = json_dict()
    names_shown: bool = False
    chat_words: bool = False
    chat_direct: bool = False
    tracer_days: list[int] = json_list()
    waits_stale_days: int = 8
    full_letter_domains: list[str] = json_list()
    targets: dict[str, str] = json_dict()
    words: dict[str, str] = json_dict()
    desks: list[dict[str, Any]] = json_list()
    menu: dict[str, Any] = json_dict()
    answers: list[dict[str, Any]] = json_list()
    audio: dict[str, str] = json_dict()
    phrases: list[str] = json_list()
    test_call: dict[str, Any] = json_dict()
    limits: dict[str, int] = json_dict()
    working_time: dict[str, str] = json_dict()
    out_of_hours: dict[str, str] = json_dict()
    mail: dict[str, list[str]] = json_dict()
    record: dict[str, str] = json_dict()
    accession_link: str | None = None
    trust_networks: list[str] = json_list()
    alerts: dict[str, str] = json_dict()
    messages_a_day: int | None = None
    costs: list[dict[str, Any]] = json_list()


class Organisation(SQLModel, table=True):
    """`out_of_hours_name` and `out_of_hours_number` are of who acts for it while it is closed for
    the night; `managers` the addresses, in lower case, of those who may sign in as its practice
    managers; `closed_on` since when its code is closed for good (H17). One that was `merged_into`
    another is found by nobody any more; its code stands for the other, since `merged_at`."""

    __tablename__ = "organisations"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    kind: str
    network: str | None = None
    bypass_number: str | None = None
    out_of_hours_name: str | None = None
    out_of_hours_number: str | None = None
    email: str | None = None
    email_domains: list[str] = json_list()
    managers: list[str] = json_list()
    open: dict[str, list[str]] = json_dict()
    list_size: int | None = None
    closed_on: date | None = None
    address: str | None = None
    postcode: str | None = None
    opened_on: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="organisations.id")
    merged_at: datetime | None = maybe_instant()


class OrganisationPhone(SQLModel, table=True):
    """Practices of one house may share a telephone; it then says of no one who rings."""

    __tablename__ = "organisation_phones"

    number: str = Field(primary_key=True)
    organisation_id: int = Field(foreign_key="organisations.id", primary_key=True, index=True)


class Requester(SQLModel, table=True):
    """Somebody who asks, known by their telephones: a hint of who calls, never proof. One that was
    `merged_into` another was the same person."""

    __tablename__ = "requesters"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    role: str | None = None
    organisation_id: int | None = Field(default=None, foreign_key="organisations.id")
    merged_into_id: int | None = Field(default=None, foreign_key="requesters.id")


class RequesterPhone(SQLModel, table=True):
    __tablename__ = "requester_phones"

    number: str = Field(primary_key=True)
    requester_id: int = Field(foreign_key="requesters.id", index=True)


class RequesterAddress(SQLModel, table=True):
    """An email address by which somebody asks, in lower case. It says who writes once they have
    typed the code that was sent to it (`confirmed_at`); one that `bounced_at` is sent nothing."""

    __tablename__ = "requester_addresses"

    address: str = Field(primary_key=True)
    requester_id: int = Field(foreign_key="requesters.id", index=True)
    confirmed_at: datetime | None = maybe_instant()
    bounced_at: datetime | None = maybe_instant()


class Responder(SQLModel, table=True):
    """Anybody of the service. `roles` hold on every line, those of `roles_on` beside them on the
    line of that key (`trust/granted.py` reads both); `ended_at` since when they may do nothing here
    any more: they then have none. `mobile` is rung; `mobile_next` is to be, once it was shown to
    reach them. `unconfirmed` are the `ContactWay`s that a page changed since they confirmed them:
    by these nobody comes in as them (H15)."""

    __tablename__ = "responders"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    key: str = Field(unique=True)
    name: str
    role: str
    registration_body: str | None = None
    registration_number: str | None = None
    registration_expires: date | None = None
    mobile: str = Field(unique=True)
    mobile_next: str | None = None
    email: str
    unconfirmed: list[str] = json_list()
    slack_user: str | None = None
    scope: list[str] = json_list()
    roles: list[str] = json_list()
    roles_on: dict[str, list[str]] = json_dict()
    ended_at: datetime | None = maybe_instant()


class ContactPoint(SQLModel, table=True):
    """A telephone by which a tier is reached, whoever is on it; at most one of a line and tier is
    `in_use`."""

    __tablename__ = "contact_points"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    line_id: int = Field(foreign_key="lines.id", index=True)
    tier: str
    kind: str
    number: str
    fallback: str
    in_use: bool = True
