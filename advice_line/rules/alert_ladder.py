"""What follows an alert that nobody has ended (guide §3.1.2; RCR 2016 and AoMRC 2022 on alerts):
its facts, two calendars and an instant in; the next step and its instant out.

    SENT  →  REMINDED  →  RING  →  LEAD, again and again

The practice is reminded at half its time and rung at three quarters of it, all in its own hours;
at the deadline the lead hears of it, and again on each day on which the line opens. What is
CRITICAL is rung about at once: the practice while it is open, else who acts for it out of hours
(H22), and the lead hears of it every hour, by day and night. There is always a next step: time
never ends an alert.

Of what is not CRITICAL nobody is told at night: what falls due then waits for eight in the morning.

A mail that does not leave reminds nobody: the practice is rung about it after half an hour of its
own open time, about word of a withdrawal after a quarter, for it may be acting on the alert.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from advice_line.alert_kinds import AlertRung
from advice_line.kinds import AlertWord
from advice_line.rules import working_time
from rota import columns, hours, walltime
from rota.opening import LineCalendar

REMINDED_AFTER, RUNG_AFTER = 0.5, 0.75
CRITICAL_AGAIN = timedelta(hours=1)
LEFT_WITHIN, WITHDRAWAL_LEFT_WITHIN = timedelta(minutes=30), timedelta(minutes=15)
# By when somebody has told a practice of a withdrawal that did not reach it, or the lead hears.
TOLD_WITHIN = timedelta(minutes=30)
# Of a closed line: when the day begins and ends for who is told.
MORNING, EVENING = time(8), time(20)
_A_DAY = timedelta(days=1)


class Step(StrEnum):
    REMIND = "remind"
    RING_PRACTICE = "ring_practice"
    RING_PROVIDER = "ring_provider"
    LEAD = "lead"


@dataclass(frozen=True)
class Standing:
    """An alert as its ladder sees it; `provider`: who acts for its practice out of hours is the
    one to ring at present; `left`: its mail has been handed over."""

    word: AlertWord
    started_at: datetime
    deadline_at: datetime
    rung: AlertRung = AlertRung.SENT
    provider: bool = False
    left: bool = True

    @property
    def critical(self) -> bool:
        return self.word is AlertWord.CRITICAL


@dataclass(frozen=True)
class Places:
    """The practice's hours and the line's; `provider`: somebody acts for the practice while it is
    closed."""

    practice: LineCalendar
    line: LineCalendar
    provider: bool


@dataclass(frozen=True)
class Due:
    step: Step
    at: datetime


def next_due(alert: Standing, places: Places, now: datetime) -> Due:
    """The next step and when, counted from `now`, at which the last one was done."""
    if alert.rung < AlertRung.RING:
        if alert.critical:
            return Due(to_ring(alert, places, alert.started_at), alert.started_at)
        due = _unread(alert, places) if alert.left else _not_left(alert, places)
        return due if due.step is Step.REMIND else _by_day(alert, places.line, due)
    lead = _by_day(alert, places.line, Due(Step.LEAD, _lead_at(alert, places.line, now)))
    other = _other_one(alert, places, now)
    return lead if other is None or other.at > lead.at else other


def _by_day(alert: Standing, line: LineCalendar, due: Due) -> Due:
    """In the evening and at weekends somebody may be told, in the night nobody."""
    if alert.critical or hours.is_open(line, due.at):
        return due
    zone = columns.read_zone(line.time_zone)
    local = walltime.to_local(due.at, zone)
    if MORNING <= local.time() < EVENING:
        return due
    day = local.date() + (_A_DAY if local.time() >= EVENING else timedelta())
    return Due(due.step, walltime.to_utc(datetime.combine(day, MORNING), zone))


def _unread(alert: Standing, places: Places) -> Due:
    if alert.rung is AlertRung.SENT:
        return Due(Step.REMIND, _after(alert, places.practice, REMINDED_AFTER))
    return Due(Step.RING_PRACTICE, _after(alert, places.practice, RUNG_AFTER))


def _not_left(alert: Standing, places: Places) -> Due:
    at = told_by(alert.word, places, alert.started_at, LEFT_WITHIN)
    unread = _unread(alert, places)
    return unread if unread.at < at else Due(Step.RING_PRACTICE, at)


def told_by(word: AlertWord, places: Places, since: datetime, within: timedelta) -> datetime:
    """When so much of the practice's open time has passed; of the plain clock for what is CRITICAL,
    about which somebody is rung at any hour."""
    if word is AlertWord.CRITICAL:
        return since + within
    return working_time.add(places.practice, since, within) or since + within


def due_now(alert: Standing, places: Places, now: datetime) -> Step | None:
    """What is to be done where the time of its next step has come; None where that is later after
    all, because the practice's hours have changed since."""
    if alert.rung < AlertRung.RING:
        due = next_due(alert, places, now)
        return due.step if due.at <= now else None
    other = _other_one(alert, places, now)
    if other is not None and other.at <= now:
        return other.step
    with_lead = alert.rung is AlertRung.LEAD or alert.deadline_at <= now
    return Step.LEAD if with_lead else None


def to_ring(alert: Standing, places: Places, at: datetime) -> Step:
    """Whom to ring at this instant (H22)."""
    closed = not hours.is_open(places.practice, at)
    elsewhere = alert.critical and places.provider and closed
    return Step.RING_PROVIDER if elsewhere else Step.RING_PRACTICE


def _lead_at(alert: Standing, line: LineCalendar, now: datetime) -> datetime:
    if alert.rung is not AlertRung.LEAD:
        return max(alert.deadline_at, now)
    if alert.critical:
        return now + CRITICAL_AGAIN
    return working_time.next_morning(line, now) or now + _A_DAY


def _other_one(alert: Standing, places: Places, now: datetime) -> Due | None:
    """Of what is CRITICAL, the practice's opening and closing change whom to ring."""
    if not alert.critical or not (places.provider or alert.provider):
        return None
    step = to_ring(alert, places, now)
    if (step is Step.RING_PROVIDER) != alert.provider:  # or nobody acts for it any more
        return Due(step, now)
    turns = hours.next_opening if alert.provider else hours.next_closing
    at = turns(places.practice, now)
    other = Step.RING_PRACTICE if alert.provider else Step.RING_PROVIDER
    return Due(other, at) if at is not None else None


def _after(alert: Standing, practice: LineCalendar, part: float) -> datetime:
    """When this part of the practice's open time up to the deadline has passed; of the plain clock
    where it is not open before that."""
    start, end = alert.started_at, alert.deadline_at
    open_time = working_time.between(practice, start, end)
    found = working_time.add(practice, start, open_time * part) if open_time else None
    return found or start + (end - start) * part
