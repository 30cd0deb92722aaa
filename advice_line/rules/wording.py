"""What is said on a call. Fixed sentences are settings with the defaults of the clinical rules;
times are said in the line's own zone, references letter by letter."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules.desks import Desk

GREETING = "You are through to radiology advice. If life is at immediate risk hang up and call 999."
RECORDED = "Calls are recorded to support the patient's record and learning."
# Characters a second of the slowest voice that speaks, and what the first words may take.
SPOKEN = 13
LONGEST_FIRST_WORDS = timedelta(seconds=12)
NOT_A_REFERRAL = (
    "This is advice, not a referral or an authorised exposure. If imaging is needed, please submit "
    "a request with full clinical details. The IR(ME)R practitioner will decide whether it is "
    "justified."
)


def greeting(words: Mapping[str, str], *, recording: bool) -> str:
    """First on every call, also when closed; under twelve seconds when spoken."""
    said = words.get("greeting", GREETING)
    return f"{said} {words.get('recorded', RECORDED)}" if recording else said


def menu(desks: Iterable[Desk]) -> str:
    """Follows the greeting where desks answer now; empty where none does."""
    return " ".join(desk.words or f"If you are {desk.reason}, press {desk.key}." for desk in desks)


def spoken(words: str) -> timedelta:
    """How long it takes to say them, rather too long than too short."""
    return timedelta(seconds=len(words) / SPOKEN)


def fixed_sentence(words: Mapping[str, str]) -> str:
    """Stands on every reply (IR(ME)R 2017, amended 2024)."""
    return words.get("not_a_referral", NOT_A_REFERRAL)


def who_answers(names: Iterable[str]) -> str:
    read = ", ".join(f"{key} for {name}" for key, name in enumerate(names, start=1))
    return f"Who is answering? Press {read}."


def closed(
    opens: datetime | None,
    now: datetime,
    zone: str,
    switchboard: str,
    practice_opens: datetime | None = None,
) -> str:
    """`practice_opens` where the caller's own practice opens only after the line does: by when they
    are rung."""
    rings = "when the line opens"
    if practice_opens is not None:
        rings = f"once your practice is open, by {deadline(practice_opens, now, zone)}"
    return f"{closed_no_number(opens, now, zone, switchboard)} We will ring you back {rings}."


def closed_no_number(opens: datetime | None, now: datetime, zone: str, switchboard: str) -> str:
    when = f"It opens {moment(opens, now, zone)}." if opens else "No opening is planned."
    return (
        f"The advice line is closed. {when} "
        f"If it cannot wait, the out-of-hours number is {digits(switchboard)}."
    )


LEAVE_MESSAGE = (
    "You may leave a message after the tone: your name, your practice and your question. "
    "Then hang up."
)
MESSAGE_KEPT = "Thank you. Your message is kept."
ASK_NUMBER = (
    "Your number is withheld. Please key in the number we may ring you back on, then press hash."
)
ASK_NUMBER_AGAIN = (
    "That is not a telephone number we can ring. Please key it in with its area code, "
    "then press hash."
)
NO_NUMBER = "We have no number to ring you back on."
NO_NUMBER_WAITS = f"{NO_NUMBER} Please stay on the line."
DESK_UNANSWERED = "That desk does not answer. Please hold while we find who is on duty for advice."
PUT_THROUGH = "The advice line is closed for the moment. We are putting you through."
NOBODY_THERE = "There is no answer."
GONE_ON = "This call has gone on to somebody else. Goodbye."
CALLER_GONE = (
    "The caller has hung up. Their query is now yours: please ring them back. "
    "You will get a text with a link."
)
CALLER_GONE_BEFORE = "The caller has hung up. You need do nothing. Goodbye."
NOBODY_ELSE = "Nobody else may answer this call. Goodbye."
NO_KEY = "No key was pressed. Goodbye."
_LEAVE_NUMBER = (
    "Please leave your number, your name and your practice after the tone, or call again."
)
LEAVE_NUMBER_AND_QUESTION = (
    f"{NO_NUMBER} You may leave a message after the tone: your number, your name, your practice "
    "and your question. Then hang up."
)
NOBODY_NO_NUMBER = (
    f"Nobody could take your call and we have no number to ring you back on. {_LEAVE_NUMBER}"
)


def already_taken(owner: str) -> str:
    return f"Already taken by {owner}. Goodbye."


def reference(reference: str) -> str:
    return f"Your reference is {spelled(reference)}."


def after_talk(query_reference: str) -> str:
    return f"Thank you for calling. {reference(query_reference)} The advice will follow in writing."


def promise(
    due: datetime, now: datetime, zone: str, query_reference: str, *, out_of_hours: str | None
) -> str:
    """A call-back time in words; past today it comes with the out-of-hours number (H21)."""
    return (
        "Nobody is free to take your call at the moment. We will ring you back by "
        f"{deadline(due, now, zone)}.{until_then(out_of_hours)} {reference(query_reference)}"
    )


def has_owner(
    owner: str,
    due: datetime,
    now: datetime,
    zone: str,
    query_reference: str,
    *,
    out_of_hours: str | None,
) -> str:
    """The same where a colleague took the query while the phones were ringing."""
    return (
        f"{owner} has your query and will ring you back by "
        f"{deadline(due, now, zone)}.{until_then(out_of_hours)} {reference(query_reference)}"
    )


def has_owner_no_number(owner: str) -> str:
    return f"{owner} has your query, but we have no number to ring you back on. {_LEAVE_NUMBER}"


def until_then(out_of_hours: str | None) -> str:
    """Where else to turn until a promised time; empty where that is not needed."""
    if out_of_hours is None:
        return ""
    return f" If it cannot wait until then, the out-of-hours number is {digits(out_of_hours)}."


def spelled(text: str) -> str:
    """Letter by letter, groups apart: "K, 7, Q, 2. M, 9, F, X"."""
    return ". ".join(", ".join(group) for group in text.split("-"))


def digits(number: str) -> str:
    """A telephone number as it is read out in this country: "0 1 6 3 2, 9 6 0 9 9 9"."""
    national = f"0{number.removeprefix('+44')}" if number.startswith("+44") else number
    head, tail = national[:5], national[5:]
    return f"{' '.join(head)}, {' '.join(tail)}"


def clock_time(at: datetime, zone: str) -> str:
    """As it is spoken; of a time that comes twice in a night, which of the two."""
    local = at.astimezone(ZoneInfo(zone))
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return _spoken_time(local)
    return f"{_spoken_time(local)}, {'after' if local.fold else 'before'} the clocks go back"


def _spoken_time(local: datetime) -> str:
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    hour = local.hour % 12 or 12
    half = "a m" if local.hour < 12 else "p m"
    return f"{hour} {half}" if local.minute == 0 else f"{hour} {local.minute:02d} {half}"


def moment(at: datetime, now: datetime, zone: str) -> str:
    """A time with its day when it is not today's: "tomorrow, Tuesday 24 November, at 8 a m"."""
    return f"{_day(at, now, zone)}{clock_time(at, zone)}"


def deadline(at: datetime, now: datetime, zone: str) -> str:
    """After "by": "9 40 a m", or "Monday 30 November, at 8 20 a m"."""
    return moment(at, now, zone).removeprefix("at ").removeprefix("on ")


def _day(at: datetime, now: datetime, zone: str) -> str:
    day, today = (each.astimezone(ZoneInfo(zone)).date() for each in (at, now))
    if day == today:
        return "at "
    named = f"{day:%A} {day.day} {day:%B}"
    return f"tomorrow, {named}, at " if day == today + timedelta(days=1) else f"on {named}, at "


def day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"
