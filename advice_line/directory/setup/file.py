"""The shape of a setup file: one frozen value per table, its fields named as in the file.

Each field carries an example as it would stand in the file; `reading` shows it with
whatever is wrong. Telephone numbers are E.164; dates and times are the line's wall clock.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from advice_line.call_kinds import Fallback, PointKind, RingBacks
from advice_line.directory.setup.alerts import AlertsEntry
from advice_line.directory.setup.costs import Costs
from advice_line.directory.setup.fields import (
    Day,
    DeskKey,
    Domain,
    Email,
    HourCount,
    Hours,
    Key,
    Name,
    Number,
    OdsCode,
    RingSeconds,
    SlackChannel,
    Table,
    Text,
    TimeZone,
)
from advice_line.directory.setup.guards import LimitsEntry, MorningCallEntry
from advice_line.directory.setup.guidance import GuidanceEntry
from advice_line.directory.setup.mail import MailEntry
from advice_line.directory.setup.menu import AnswerEntry, AudioEntry, MenuEntry
from advice_line.directory.setup.messages import RetentionEntry
from advice_line.directory.setup.people import ResponderEntry, StaffEntry
from advice_line.directory.setup.record_fields import AccessionLink, Network, RecordEntry
from advice_line.directory.setup.rota import (
    AbsenceEntry,
    ClosedDay,
    CoverEntry,
    DayHoursEntry,
    HolidayEntry,
    PatternEntry,
    Tier,
)
from advice_line.directory.setup.targets import Targets
from advice_line.directory.setup.tracers import TracerDays
from advice_line.directory.setup.words import Words
from advice_line.directory_kinds import OrganisationKind
from advice_line.rules import tracing

Nation = Literal["england", "wales", "scotland", "northern_ireland"]


class Rings(Table):
    """Seconds for which one responder of a tier is rung."""

    tier1: RingSeconds = Field(default=15, examples=["15"])
    tier2: RingSeconds = Field(default=15, examples=["15"])
    lead: RingSeconds = Field(default=20, examples=["20"])


class WorkingTime(Table):
    """What a change of the rota may ask of somebody without a reason."""

    longest_day: HourCount = Field(default="13 hours", examples=['"13 hours"'])
    rest: HourCount = Field(default="11 hours", examples=['"11 hours"'])


class DeskEntry(Table):
    """Offered to callers by its key while `open` holds and the line is open."""

    key: DeskKey = Field(examples=['"3"'])
    reason: Text = Field(alias="for", examples=['"chasing a request or a report"'])
    number: Number = Field(examples=['"+441632960301"'])
    open: Hours = Field(examples=['{ mon-fri = ["09:00-17:00"] }'])
    ring_seconds: RingSeconds = Field(default=20, examples=["20"])
    words: Text | None = Field(default=None, examples=['"For a request or a report, press 3."'])


class LineContactEntry(Table):
    """Who is told of what nobody had taken as the line closed."""

    name: Name = Field(examples=['"Radiology on call"'])
    number: Number = Field(examples=['"+447700900009"'])
    email: Email | None = Field(default=None, examples=['"on-call@example.org"'])


class LineEntry(Table):
    key: Key = Field(examples=['"hotdoc"'])
    name: Name = Field(examples=['"Example Radiology Advice"'])
    number: Number = Field(examples=['"+441632960000"'])
    email: Email = Field(examples=['"advice@example.org"'])
    slack_channel: SlackChannel | None = Field(default=None, examples=['"C0HOTDOC"'])
    nation: Nation = Field(examples=['"england"'])
    time_zone: TimeZone = Field(default="Europe/London", examples=['"Europe/London"'])
    open: Hours = Field(examples=['{ mon-fri = ["08:00-19:00"] }'])
    closed_days: tuple[ClosedDay, ...] = Field(
        default=(), examples=['[{ date = 2026-12-24, reason = "site closed" }]']
    )
    day_hours: tuple[DayHoursEntry, ...] = Field(
        default=(),
        examples=['[{ date = 2026-12-31, open = ["08:00-13:00"], reason = "early closing" }]'],
    )
    holidays: tuple[HolidayEntry, ...] = Field(
        default=(), examples=['[{ date = 2027-05-10, name = "Coronation" }]']
    )
    switchboard: Number = Field(examples=['"+441632960999"'])
    out_of_hours: LineContactEntry | None = Field(
        default=None, examples=['{ name = "Radiology on call", number = "+447700900009" }']
    )
    ring_seconds: Rings = Field(default=Rings(), examples=["{ tier1 = 15, tier2 = 15, lead = 20 }"])
    hunt_seconds: Annotated[StrictInt, Field(ge=10, le=600)] = Field(default=75, examples=["75"])
    queue_seconds: Annotated[StrictInt, Field(ge=0, le=900)] = Field(default=120, examples=["120"])
    call_back_minutes: Annotated[StrictInt, Field(ge=1, le=1440)] = Field(
        default=30, examples=["30"]
    )
    ring_backs: RingBacks = Field(default=RingBacks.AUTOMATIC, examples=['"automatic"'])
    reach_check_minutes: Annotated[StrictInt, Field(ge=0, le=240)] = Field(
        default=30, examples=["30"]
    )
    waits_stale_days: Annotated[StrictInt, Field(ge=1, le=31)] = Field(default=8, examples=["8"])
    message_seconds: Annotated[StrictInt, Field(ge=10, le=600)] = Field(
        default=180, examples=["180"]
    )
    retention: RetentionEntry = Field(
        default=RetentionEntry(), examples=["{ message = 7, untyped_message = 30 }"]
    )
    recording: StrictBool = Field(default=False, examples=["false"])
    recording_star: StrictBool = Field(default=False, examples=["false"])
    names_shown: StrictBool = Field(default=False, examples=["false"])
    chat_words: StrictBool = Field(default=False, examples=["false"])
    chat_direct: StrictBool = Field(default=False, examples=["false"])
    tracer_days: TracerDays = Field(default=tracing.DAYS, examples=["[30, 90]", "[]"])
    full_letter_domains: tuple[Domain, ...] = Field(
        default=(), examples=['["nhs.net", "example.org"]']
    )
    record: RecordEntry = Field(
        default=RecordEntry(), examples=['{ folder = "/var/spool/advice-line/record" }']
    )
    accession_link: AccessionLink | None = Field(
        default=None, examples=['"https://pacs.example.org/view?accession={accession}"']
    )
    trust_networks: Annotated[tuple[Network, ...], Field(max_length=50)] = Field(
        default=(), examples=['["10.0.0.0/8"]']
    )
    phrases: Annotated[tuple[Text, ...], Field(max_length=20)] = Field(
        default=(), examples=['["No imaging is needed at present."]']
    )
    messages_a_day: Annotated[StrictInt, Field(ge=1, le=100)] | None = Field(
        default=None, examples=["6"]
    )
    targets: Targets = Field(default=Targets(), examples=['{ now = "15 min" }'])
    alerts: AlertsEntry = Field(default=AlertsEntry(), examples=['{ critical = "1 hour" }'])
    mail: MailEntry = Field(default=MailEntry(), examples=['{ clear_at = ["10:00", "15:00"] }'])
    words: Words = Field(default=Words(), examples=['{ greeting = "You are through." }'])
    working_time: WorkingTime = Field(
        default=WorkingTime(), examples=['{ longest_day = "13 hours", rest = "11 hours" }']
    )
    menu: MenuEntry = Field(default=MenuEntry(), examples=["{ offered = true }"])
    answers: tuple[AnswerEntry, ...] = Field(
        default=(), examples=['[{ key = "3", words = "Requests are vetted within two days." }]']
    )
    audio: AudioEntry = Field(
        default=AudioEntry(), examples=['{ greeting = "https://www.example.org/greeting.wav" }']
    )
    test_call: MorningCallEntry | None = Field(
        default=None, examples=['{ number = "+441632960998", minutes_before = 20 }']
    )
    limits: LimitsEntry = Field(default=LimitsEntry(), examples=["{ number = 5, line = 60 }"])
    costs: Costs = Field(default=(), examples=["[{ from = 2026-04-01, hour = 110, year = 18500 }]"])
    desks: tuple[DeskEntry, ...] = Field(
        default=(),
        examples=[
            '[{ key = "3", for = "chasing a request or a report", number = "+441632960301", '
            'open = { mon-fri = ["09:00-17:00"] } }]'
        ],
    )


class OutOfHoursEntry(Table):
    """Who acts for a practice while it is closed."""

    name: Name = Field(examples=['"Example Night Doctors"'])
    number: Number = Field(examples=['"+441632960700"'])


class OrganisationEntry(Table):
    key: OdsCode = Field(examples=['"Y99001"'])
    name: Name = Field(examples=['"Elm Road Surgery"'])
    kind: OrganisationKind = Field(examples=['"practice"'])
    network: Name | None = Field(default=None, examples=['"Example PCN"'])
    bypass_number: Number | None = Field(default=None, examples=['"+441632960191"'])
    out_of_hours: OutOfHoursEntry | None = Field(
        default=None, examples=['{ name = "Example Night Doctors", number = "+441632960700" }']
    )
    phones: tuple[Number, ...] = Field(default=(), examples=['["+441632960101"]'])
    email: Email | None = Field(default=None, examples=['"elmroad@example.org"'])
    email_domains: tuple[Domain, ...] = Field(default=(), examples=['["example.org"]'])
    managers: tuple[Email, ...] = Field(default=(), examples=['["kim@example.org"]'])
    open: Hours = Field(default={}, examples=['{ mon-fri = ["08:00-18:30"] }'])
    list_size: Annotated[StrictInt, Field(ge=1)] | None = Field(default=None, examples=["8200"])
    closed_on: Day | None = Field(default=None, examples=["2026-12-31"])


class RequesterEntry(Table):
    """Somebody who asks; their phones are a hint of who calls, never proof."""

    key: Key = Field(examples=['"dr-stone"'])
    name: Name = Field(examples=['"Dr Stone Example"'])
    role: Name | None = Field(default=None, examples=['"GP"'])
    organisation: OdsCode | None = Field(default=None, examples=['"Y99001"'])
    phones: tuple[Number, ...] = Field(default=(), examples=['["+447700900150"]'])


class ContactPointEntry(Table):
    """A telephone by which a tier is reached, whoever the rota says holds it."""

    key: Key = Field(examples=['"duty-phone"'])
    line: Key = Field(examples=['"hotdoc"'])
    tier: Tier = Field(examples=['"1"'])
    kind: PointKind = Field(examples=['"duty_phone"'])
    number: Number = Field(examples=['"+441632960401"'])
    fallback: Fallback = Field(default=Fallback.MOBILE, examples=['"mobile"'])
    in_use: StrictBool = Field(default=True, examples=["true"])


Entry = (
    LineEntry
    | OrganisationEntry
    | RequesterEntry
    | ResponderEntry
    | StaffEntry
    | PatternEntry
    | CoverEntry
    | AbsenceEntry
    | ContactPointEntry
    | GuidanceEntry
)

TABLES: dict[str, type[Entry]] = {
    "lines": LineEntry,
    "organisations": OrganisationEntry,
    "requesters": RequesterEntry,
    "responders": ResponderEntry,
    "staff": StaffEntry,
    "patterns": PatternEntry,
    "covers": CoverEntry,
    "absences": AbsenceEntry,
    "contact_points": ContactPointEntry,
    "guidance": GuidanceEntry,
}


@dataclass(frozen=True)
class SetupFile:
    lines: tuple[LineEntry, ...] = ()
    organisations: tuple[OrganisationEntry, ...] = ()
    requesters: tuple[RequesterEntry, ...] = ()
    responders: tuple[ResponderEntry, ...] = ()
    staff: tuple[StaffEntry, ...] = ()
    patterns: tuple[PatternEntry, ...] = ()
    covers: tuple[CoverEntry, ...] = ()
    absences: tuple[AbsenceEntry, ...] = ()
    contact_points: tuple[ContactPointEntry, ...] = ()
    guidance: tuple[GuidanceEntry, ...] = ()
