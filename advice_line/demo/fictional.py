"""The fictional line as the text of a setup file, so that it comes in by the door of every site.

It is open day and night ("demo hours"), so that whoever tries it finds somebody on duty whatever
the hour. A line's bank holidays are its nation's: the text names one that has none on the day on
which it is tried. On the few days that all four nations keep, such as Christmas Day, the
demonstration's clock goes ahead to the next that one does not keep, and its page says so.
"""

import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from advice_line.demo.people import (
    AMARA,
    BEN,
    CHIDI,
    COLLEAGUES,
    DINA,
    ELIN,
    FARID,
    KEEPERS,
    Colleague,
    Keeper,
)
from advice_line.demo.practices import FULL_LETTERS, PRACTICES, Practice
from rota import bank_holidays
from rota.opening import Nation

LINE = "hotdoc"
NAME = "Example Radiology Advice"
NUMBER = "+441632960000"
SWITCHBOARD = "+441632960999"
EMAIL = "advice@example.org"
SLACK_CHANNEL = "C0HOTDOC"
TIME_ZONE = "Europe/London"
CYCLE_WEEKS = 4
WEEKS_BACK = 6
PHRASES = (
    "No imaging is needed at present.",
    "Please ask again if it has not settled in six weeks.",
    "Any weakness, fever or loss of weight: please ring us the same day.",
)
DEMO_HOURS = "Demo hours: this line is open day and night, and closed on bank holidays."

# Wall clock and how far a block's turn is from the one before it. The night is the demo's own, and
# is two blocks: one that began on a bank holiday would give no duty on the morning after it.
_BLOCKS = (
    ("mon-fri", "08:00-13:00", 0),
    ("mon-fri", "13:00-19:00", 1),
    ("mon-fri", "19:00-24:00", 2),
    ("sat-sun", "08:00-20:00", 3),
    ("sat-sun", "20:00-24:00", 4),
    ("mon-sun", "00:00-08:00", 2),
)
_FIRST = (AMARA, BEN, FARID, DINA, ELIN)
_LEADS = (CHIDI, FARID)

# The second is overdue: it is marked on its page and offered to nobody.
_GUIDANCE = (
    ("back-pain", "Back pain in adults: when to scan", ("back pain", "sciatica"), 150),
    ("neck-lumps", "Lumps in the neck", ("neck lump", "lump in the neck"), -20),
)


def setup_text(now: datetime, record: Path, weeks_back: int = WEEKS_BACK) -> str:
    """The setup file of a line that answers at `now` and did so for the weeks before it; `record`
    is the folder of the hospital's own record."""
    today = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    monday = today - timedelta(days=today.weekday(), weeks=weeks_back)
    tables = (
        ["version = 1"],
        _line(nation_open_on(today) or Nation.ENGLAND, record),
        *(_organisation(each) for each in PRACTICES),
        *(_responder(each) for each in COLLEAGUES),
        *(_keeper(each) for each in KEEPERS),
        _pattern(monday),
        *(_page(*each, today) for each in _GUIDANCE),
    )
    return "\n\n".join("\n".join(table) for table in tables) + "\n"


def line_text(nation: Nation, record: Path, *, recorded: bool) -> str:
    """The line alone, as it is set up again when its talks are to be recorded, or no more."""
    return "\n".join(["version = 1", *_line(nation, record, recorded=recorded)]) + "\n"


def nation_open_on(day: date) -> Nation | None:
    """England where it can be; None on a day that all four nations keep."""
    free = (nation for nation in Nation if bank_holidays.name_of(nation, day) is None)
    return next(free, None)


def days_ahead(now: datetime) -> int:
    """How many days from now the line of the demonstration is next open."""
    today = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    return next(days for days in itertools.count() if nation_open_on(today + timedelta(days=days)))


def _line(nation: Nation, record: Path, *, recorded: bool = False) -> Iterable[str]:
    yield "[[lines]]"
    yield f'key = "{LINE}"'
    yield f'name = "{NAME}"'
    yield f'number = "{NUMBER}"'
    yield f'email = "{EMAIL}"'
    yield f'nation = "{nation.value}"'
    yield f'time_zone = "{TIME_ZONE}"'
    yield f'slack_channel = "{SLACK_CHANNEL}"'
    yield 'open = { mon-sun = ["00:00-24:00"] }'
    yield f'switchboard = "{SWITCHBOARD}"'
    yield "menu = { offered = true }"
    yield "limits = { number = 100, line = 10000 }"
    yield "ring_seconds = { tier1 = 15, tier2 = 15, lead = 20 }"
    yield "hunt_seconds = 75"
    yield "costs = [{ from = 2020-01-01, year = 18500 }]"
    yield f"recording = {json.dumps(recorded)}"
    yield f"recording_star = {json.dumps(recorded)}"
    yield "call_back_minutes = 30"
    # Nobody of the demonstration answers the text while days of it pass at once.
    yield "reach_check_minutes = 0"
    yield f"full_letter_domains = {_listed([FULL_LETTERS])}"
    yield f"record = {{ folder = {json.dumps(str(record))} }}"
    yield f"phrases = {_listed(PHRASES)}"
    yield 'targets = { now = "15 min", today = "4 open hours", routine = "1 open day" }'


def _organisation(practice: Practice) -> Iterable[str]:
    yield "[[organisations]]"
    yield f'key = "{practice.key}"'
    yield f'name = "{practice.name}"'
    yield 'kind = "practice"'
    yield f'network = "{practice.network}"'
    yield f"phones = {_listed(practice.phones)}"
    yield f'email = "{practice.email}"'
    yield f"email_domains = {_listed([practice.email.partition('@')[2]])}"
    # As the line is, so that a call back can be offered whenever the demonstration is tried.
    yield 'open = { mon-sun = ["00:00-24:00"] }'
    yield f"list_size = {practice.list_size}"


def _responder(person: Colleague) -> Iterable[str]:
    body, number = person.registration
    yield "[[responders]]"
    yield f'key = "{person.key}"'
    yield f'name = "{person.name}"'
    yield f'role = "{person.role}"'
    yield f'registration = {{ body = "{body}", number = "{number}" }}'
    yield f'mobile = "{person.mobile}"'
    yield f'email = "{person.email}"'
    yield f'slack_user = "{person.slack_user}"'
    yield f"scope = {_listed(person.scope)}"
    yield f"roles = {_listed(person.roles)}"


def _keeper(person: Keeper) -> Iterable[str]:
    yield "[[staff]]"
    yield f'key = "{person.key}"'
    yield f'name = "{person.name}"'
    yield f'mobile = "{person.mobile}"'
    yield f'email = "{person.email}"'
    yield f"roles = {_listed(person.roles)}"


def _page(key: str, title: str, keywords: tuple[str, ...], days: int, today: date) -> Iterable[str]:
    """A page of local guidance whose review is due so many days from now."""
    yield "[[guidance]]"
    yield f'key = "{key}"'
    yield f'title = "{title}"'
    yield f'address = "https://guidance.example.org/{key}"'
    yield f"keywords = {_listed(keywords)}"
    yield f'owner = "{CHIDI.name}"'
    yield f"review_on = {(today + timedelta(days=days)).isoformat()}"


def _pattern(monday: date) -> Iterable[str]:
    yield "[[patterns]]"
    yield 'key = "four-weeks"'
    yield f'line = "{LINE}"'
    yield f"valid_from = {monday.isoformat()}"
    yield f"cycle_weeks = {CYCLE_WEEKS}"
    yield "sessions = ["
    yield from _sessions()
    yield "]"


def _sessions() -> Iterator[str]:
    for week in range(1, CYCLE_WEEKS + 1):
        for days, time, turn in _BLOCKS:
            first = _FIRST[(week + turn) % len(_FIRST)]
            lead = next(each for each in _turned(_LEADS, week) if each is not first)
            second = next(
                each for each in _turned(_FIRST, week + turn + 2) if each not in (first, lead)
            )
            for tier, person in (("1", first), ("2", second), ("lead", lead)):
                yield (
                    f'  {{ week = {week}, days = "{days}", time = "{time}", '
                    f'tier = "{tier}", who = ["{person.key}"]{_supervised(person, lead)} }},'
                )


def _supervised(person: Colleague, lead: Colleague) -> str:
    """An advanced practitioner's session names its radiologist."""
    return f', supervisor = "{lead.key}"' if person.role == "advanced_practitioner" else ""


def _turned(people: tuple[Colleague, ...], by: int) -> tuple[Colleague, ...]:
    start = by % len(people)
    return people[start:] + people[:start]


def _listed(words: Iterable[str]) -> str:
    return json.dumps(list(words))
