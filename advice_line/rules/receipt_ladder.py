"""What follows a letter of which nobody says that they have it (guide §3.1.2: a clear trail of
receipt and action): pure decisions on the practice's own hours and an instant.

Urgent advice is a telephone call after half an hour in which the practice is open; what is CRITICAL
does not wait for its opening, and goes to who acts for it out of hours (H22). Anything else is a
reminder on the second working day, then the practice's generic address, then a call. Only a named
person who acts, a spoken word that was read back, or a newer version ends it: never time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from advice_line.kinds import Acknowledgement, AlertWord, Urgency
from advice_line.rules import working_time
from rota import columns, hours, walltime
from rota.opening import LineCalendar

URGENT_WITHIN = timedelta(minutes=30)
REMINDED_AFTER = 2
_URGENT = (AlertWord.CRITICAL, AlertWord.URGENT, AlertWord.CANCER)


class Rung(IntEnum):
    """How far a silence has climbed."""

    SENT = 0
    REMINDED = 1
    GENERIC_ADDRESS = 2
    PERSON = 3


class Step(StrEnum):
    REMIND = "remind"
    GENERIC_ADDRESS = "generic_address"
    RING_PRACTICE = "ring_practice"
    RING_PROVIDER = "ring_provider"


@dataclass(frozen=True)
class Sent:
    """A version as its ladder sees it; `at` is when it was signed. `alert` is the word its author
    set, `asked` how soon it was asked for: neither is ever computed."""

    at: datetime
    alert: AlertWord | None
    asked: Urgency | None
    rung: int = Rung.SENT

    @property
    def urgent(self) -> bool:
        """By its author's word; where they set none, by the asker's that it is for now."""
        if self.alert is None:
            return self.asked is Urgency.NOW
        return self.alert in _URGENT


@dataclass(frozen=True)
class Due:
    step: Step
    at: datetime


def next_due(sent: Sent, theirs: LineCalendar, provider: bool) -> Due | None:
    """The next step and when, on the practice's hours `theirs`; `provider` whether somebody acts
    for it while it is closed. None once a person has it to do."""
    if sent.rung >= Rung.PERSON:
        return None
    if sent.urgent:
        return _urgent(sent, theirs, provider=provider)
    days = REMINDED_AFTER + sent.rung
    return Due(_ROUTINE[sent.rung], _same_time(theirs, sent.at, days))


_ROUTINE = (Step.REMIND, Step.GENERIC_ADDRESS, Step.RING_PRACTICE)


def _urgent(sent: Sent, theirs: LineCalendar, *, provider: bool) -> Due:
    waits = working_time.add(theirs, sent.at, URGENT_WITHIN) or sent.at + URGENT_WITHIN
    if sent.alert is not AlertWord.CRITICAL:
        return Due(Step.RING_PRACTICE, waits)
    closed_at = _closed_at(theirs, sent.at)
    if closed_at is None or closed_at >= sent.at + URGENT_WITHIN:
        return Due(Step.RING_PRACTICE, sent.at + URGENT_WITHIN)
    return Due(Step.RING_PROVIDER if provider else Step.RING_PRACTICE, closed_at)


def _closed_at(theirs: LineCalendar, at: datetime) -> datetime | None:
    """From when the practice is closed: at once, or as it closes next."""
    return hours.next_closing(theirs, at) if hours.is_open(theirs, at) else at


def _same_time(theirs: LineCalendar, since: datetime, days: int) -> datetime:
    """On the `days`-th open day after, at the same time of day where the practice is open then,
    else as it opens or a little before it closes."""
    closing = working_time.end_of_open_day(theirs, since, days)
    if closing is None:
        return since + timedelta(days=days)
    zone = columns.read_zone(theirs.time_zone)
    day = walltime.local_day(closing - timedelta(microseconds=1), zone)
    wall = walltime.to_local(since, zone).time()
    at = walltime.to_utc(datetime.combine(day, wall), zone)
    if hours.is_open(theirs, at):
        return at
    opens = hours.next_opening(theirs, at)
    return opens if opens is not None and opens < closing else closing - URGENT_WITHIN


def ends(sent: Sent, acknowledged: Acknowledgement | None, *, read_back: bool, named: bool) -> bool:
    """Whether nothing is waited for any more. What was filed ends what is not urgent; so does
    advice that was read back on a call, which of an urgent one counts only with the name of who
    did (`named`)."""
    if acknowledged in (Acknowledgement.CLINICIAN_WILL_ACT, Acknowledgement.CANNOT_ACT):
        return True
    if sent.urgent:
        return read_back and named
    return read_back or acknowledged is Acknowledgement.FILED
