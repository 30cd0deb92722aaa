"""The words of every SMS and identifier-free mail.

They carry an opaque reference, a time and a link, nothing else (safety: minimum patient data per
channel): no function here takes free text of a person, so none can leak it (H07).
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules.written import clock

NO_DETAILS = "Please do not reply with patient details."
MOST_LISTED = 5
_INSTANT = timedelta(microseconds=1)


def reference(line: str, query_reference: str) -> str:
    return (
        f"{line}: your reference is {query_reference}. The advice follows in writing. {NO_DETAILS}"
    )


def answer(line: str, url: str) -> str:
    return f"{line}: what we can tell you is here: {url} {NO_DETAILS}"


def promise(line: str, query_reference: str, due: datetime, now: datetime, zone: str) -> str:
    return (
        f"{line}: we will ring you back by {by(due, now, zone)}. "
        f"Your reference is {query_reference}. {NO_DETAILS}"
    )


def promise_moved(line: str, query_reference: str, due: datetime, now: datetime, zone: str) -> str:
    return (
        f"{line}: we are sorry that we will ring you back later than we said, by "
        f"{by(due, now, zone)}. Your reference is {query_reference}. {NO_DETAILS}"
    )


def promise_sooner(line: str, query_reference: str, due: datetime, now: datetime, zone: str) -> str:
    return (
        f"{line}: we will ring you back sooner than we said, by {by(due, now, zone)}. "
        f"Your reference is {query_reference}. {NO_DETAILS}"
    )


def promise_late(
    line: str,
    query_reference: str,
    due: datetime | None,
    now: datetime,
    zone: str,
    *,
    rang: bool,
    number: str,
    switchboard: str,
) -> str:
    """Once a promised time has passed; `rang` where their telephone was rung in vain. `due` is None
    where no other time is named any more, and they are told on which number we are rung. Past
    today it comes with the out-of-hours number (H21)."""
    what = "we rang you back and did not reach you" if rang else "we are sorry that we are late"
    if due is None:
        what = f"{what}. We still owe you a call. You can also ring us on {number}"
    else:
        what = f"{what}. We will ring you by {by(due, now, zone)}"
        if due.astimezone(ZoneInfo(zone)).date() != now.astimezone(ZoneInfo(zone)).date():
            what = f"{what}. If it cannot wait until then, ring {switchboard}"
    return f"{line}: {what}. Your reference is {query_reference}. {NO_DETAILS}"


def record_link(query_reference: str, ended: datetime, now: datetime, zone: str, url: str) -> str:
    return (
        f"Please write down the advice of your call at {when(ended, now, zone)} "
        f"({query_reference}): {url}"
    )


def fresh_link(query_reference: str, url: str) -> str:
    return f"Here is a fresh link to {query_reference}: {url}"


def unwritten(count: int, oldest: datetime, now: datetime, zone: str, url: str) -> str:
    calls = "1 call" if count == 1 else f"{count} calls"
    return f"Advice still to write down: {calls}, the oldest of {when(oldest, now, zone)}. {url}"


def unwritten_at_shift_end(references: Sequence[str], url: str) -> str:
    """As many references as fit into a text that is read at a glance."""
    calls = "1 call" if len(references) == 1 else f"{len(references)} calls"
    listed = ", ".join(references[:MOST_LISTED])
    more = len(references) - MOST_LISTED
    and_more = f" and {more} more" if more > 0 else ""
    return (
        f"Your shift has ended and the advice of {calls} is not written down: "
        f"{listed}{and_more}. {url}"
    )


def unwritten_to_lead(count: int, oldest: datetime, now: datetime, zone: str, url: str) -> str:
    calls = "1 call" if count == 1 else f"{count} calls"
    return (
        f"Not written down since {when(oldest, now, zone)}: the advice of {calls}. "
        f"Please see who can: {url}"
    )


def ring_back_owed(
    query_reference: str,
    due: datetime,
    now: datetime,
    zone: str,
    url: str,
    *,
    outside: bool = False,
) -> str:
    """`outside`: whoever talked to them first said that it is outside their scope (H11)."""
    late = "was due" if due < now else "is due"
    first = " It is outside the scope of who talked to them first." if outside else ""
    return f"A call back ({query_reference}) {late} by {by(due, now, zone)}.{first} {url}"


def letter_to_ring_about(
    query_reference: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    late = "was due" if due < now else "is due"
    return (
        f"Somebody must ring about the letter of {query_reference}, for nobody there has said that "
        f"they have it. It {late} by {by(due, now, zone)}. {url}"
    )


def sign_in_code(figures: str) -> str:
    return f"{figures} is your Advice Line code. It lasts 10 minutes. Tell it to nobody."


def contact_code(figures: str) -> str:
    said = "is your code to show that Advice Line reaches you here"
    return f"{figures} {said}. It lasts 10 minutes."


def mobile_changed() -> str:
    """To the old one, which may be rung until the other was shown to be theirs. It names no other
    number: somebody else may read it."""
    return (
        "Advice Line: another mobile was entered for you, in place of the one you had here. If you "
        "did not ask for that, ring the radiology office at once."
    )


def email_changed() -> str:
    """To the old one, and it names no other."""
    return (
        "Advice Line: your email address here was changed, and nothing more is sent to this one. "
        "If you did not ask for that, ring the radiology office at once."
    )


def letter_code_mail(line: str, figures: str) -> str:
    return (
        f"{figures} is the code for reading the reply of {line}.\n\n"
        "It lasts 10 minutes and works in the browser that asked for it. If nobody at your "
        "practice asked for it, you need do nothing.\n"
    )


def letter_notice_mail(
    line: str, query_reference: str, url: str, *, adds: str | None, closing: str
) -> str:
    """`adds` says of a later version what it adds to."""
    more = "" if adds is None else f"{adds}\n\n"
    return (
        f"A reply of {line} is waiting for you. Its reference is {query_reference}.\n\n{more}"
        f"Read it and say that you received it:\n{url}\n\n"
        "The page sends a one-time code to this address first. The reply is not in this mail "
        "because your mail system is not on the list of those that may carry patient data.\n\n"
        f"{closing}"
    )


def letter_footer(query_reference: str, url: str, closing: str) -> str:
    return (
        f"Please say that you received this advice ({query_reference}):\n{url}\n"
        f"The page sends a one-time code to this address first.\n\n{closing}"
    )


def when(at: datetime, now: datetime, zone: str) -> str:
    """As NHS pages write times: "9:10am", with the day where it is not today."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return clock(local)
    return f"{clock(local)} on {day(local, today)}"


def by(at: datetime, now: datetime, zone: str) -> str:
    """After "by" and "until". A midnight ends the day before it: "midnight on Monday" is read as
    either end of Monday."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.time() != time.min:
        return when(at, now, zone)
    ends = (local - _INSTANT).date()
    return "midnight tonight" if ends == today else f"the end of {day(ends, today)}"


def stretch(start: datetime, end: datetime, zone: str, now: datetime | None = None) -> str:
    """Such as "Monday 30 November, 1pm to 7pm", or "Monday 30 November, all day"; with the year
    where it is not that of `now`."""
    since, until = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    # A midnight ends the day before: nobody looks for it on the next.
    last_day = (until - _INSTANT).date()
    today = now.astimezone(ZoneInfo(zone)).date() if now is not None else None
    first = day(since, today)
    if since.time() == until.time() == time.min:
        if last_day == since.date():
            return f"{first}, all day"
        return f"{first} to the end of {day(last_day, today)}"
    last = clock(until) if last_day == since.date() else f"{day(until, today)}, {clock(until)}"
    return f"{first}, {clock(since)} to {last}"


def day(of: date, today: date | None = None) -> str:
    """With the year where it is not this one."""
    year = f" {of.year}" if today is not None and of.year != today.year else ""
    return f"{of:%A} {of.day} {of:%B}{year}"
