"""What stands on the downtime form, as values and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from advice_line.rules.phone_numbers import in_groups
from advice_line.rules.wording import day_in_words
from advice_line.rules.written import when

TIERS = ("Tier 1, rung first", "Tier 2, rung next", "Lead, rung last")


@dataclass(frozen=True)
class OnDuty:
    """`people` are names with their telephones, one text for each of `TIERS`; while the line is
    closed there are none, and `closed` says why."""

    when: str
    people: Sequence[str] = ()
    closed: str = ""


@dataclass(frozen=True)
class Desk:
    reason: str
    number: str


@dataclass(frozen=True)
class DowntimeForm:
    """`last_day` is the last that `on_duty` tells of, whole."""

    line: str
    number: str
    switchboard: str
    greeting: str
    desks: Sequence[Desk]
    on_duty: Sequence[OnDuty]
    made_at: datetime
    last_day: date
    time_zone: str


def good_until(form: DowntimeForm) -> str:
    return f"Good until the end of {day_in_words(form.last_day)}"


def printed(form: DowntimeForm) -> str:
    return f"Printed {when(form.made_at, form.time_zone)}"


def numbers(form: DowntimeForm) -> Sequence[str]:
    desks = [
        f"{each.reason[:1].upper()}{each.reason[1:]}: {in_groups(each.number)}"
        for each in form.desks
    ]
    line = f"The line, which is down: {in_groups(form.number)}"
    return (line, f"Switchboard: {in_groups(form.switchboard)}", *desks)


def to_practices(form: DowntimeForm) -> str:
    """To be read out, pinned up or mailed: it names no member of staff."""
    board = in_groups(form.switchboard)
    return (
        f"{form.line} cannot be reached by its own number at the moment. Please ring our "
        f"switchboard, {board}, and ask for whoever is on duty for {form.line}. "
        "Have the patient's NHS number ready, and a direct number on which we can ring you back. "
        "The letter follows when the line is back. Please send no patient details by text or "
        "mail. If life is at immediate risk, call 999."
    )


def steps(form: DowntimeForm) -> Sequence[str]:
    """For whoever takes the call by hand."""
    return (
        f"Say first: “{form.greeting}”",
        "Write each call on a form of its own. It is the last page: copy it as often as needed.",
        "Ring who is on, below: tier 1, then tier 2, then the lead. Whoever has “only” by their "
        "name is rung for that alone; for all else, the next.",
        "If nobody answers, tell the caller so and by when they are rung back, keep the form on "
        f"top, and go on ringing. For what cannot wait: {in_groups(form.switchboard)}.",
        "When the line is back, type each form in: “The service”, then “Type in a query that was "
        "taken on paper”.",
    )


def texts(form: DowntimeForm) -> Sequence[str]:
    """All that the form says which somebody else has written, and our own words with it."""
    rota = [said for each in form.on_duty for said in (each.when, each.closed, *each.people)]
    own = (good_until(form), printed(form), to_practices(form))
    return (*own, *numbers(form), *steps(form), *rota)
