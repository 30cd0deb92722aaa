"""Weeks of the watch, by the manager's mails: what is wrong every day is told once,
what is wrong on one day at each of its marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from pydantic import SecretStr

from advice_line.assembly import Service, build
from advice_line.clock import SetClock
from advice_line.ports.mail import Mail
from advice_line.settings import Settings
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from rota.walltime import to_utc
from tests.conftest import DATA_KEYS, MONDAY_NINE, SECRET_KEY
from tests.rota.rotas import LONDON

# The nightly look; a morning's marks; an hour before the first shift and while it goes on; evening.
TIMES = ("02:31", "07:00", "08:00", "12:00", "19:00")
PEOPLE = "version = 1\n" + "\n".join(
    f"""
[[responders]]
key = "{key}"
name = "Dr {key.title()} Example"
role = "{role}"
registration = {{ body = "GMC", number = "999000{place}", expires = 2029-06-30 }}
mobile = "+44770090000{place}"
email = "{key}@example.org"
roles = ["responder"{', "rota_manager"' if key == "dora" else ""}]
"""
    for place, (key, role) in enumerate(
        [
            ("amara", "radiologist"),
            ("ben", "advanced_practitioner"),
            ("chidi", "radiologist"),
            ("dora", "radiologist"),
            ("eve", "radiologist"),
        ],
        start=1,
    )
)
LINE = """
version = 1
[[lines]]
key = "{key}"
name = "{key}"
number = "+4416329600{place}0"
email = "{key}@example.org"
nation = "england"
switchboard = "+441632960999"
ring_backs = "by_hand"
menu = {{ offered = false }}
open = {{ mon-fri = ["08:00-19:00"] }}
[[patterns]]
key = "weekdays"
line = "{key}"
valid_from = 2026-03-02
sessions = [
{sessions}
]
"""


def session(days: str, who: str, tier: str = "1", **more: str) -> str:
    rest = "".join(f", {key} = {value}" for key, value in more.items())
    times = 'time = "08:00-19:00"'
    return f'  {{ days = "{days}", {times}, tier = "{tier}", who = ["{who}"]{rest} }},'


def line(*sessions: str, key: str = "hotdoc", place: int = 1) -> str:
    return LINE.format(key=key, place=place, sessions="\n".join(sessions))


@dataclass
class Nights:
    """A mail server that keeps what it is given, and a worker at work."""

    service: Service
    clock: SetClock
    mails: list[Mail]

    def set_up(self, *texts: str) -> None:
        for text in texts:
            set_up(self.service.ledger, text, by=SYSTEM, reason="as agreed")
        self._works("rota_changes")

    def pass_by(self, days: int) -> None:
        today = self.clock.now().date()
        for day in range(1, days + 1):
            for time in TIMES:
                text = f"{today + timedelta(days=day)} {time}"
                at = to_utc(datetime.fromisoformat(text), LONDON)
                self.clock.advance((at - self.clock.now()).total_seconds())
                self._works("rota_night" if time == "02:31" else "rota_changes")

    def _works(self, look: str) -> None:
        for name in (look, "rota_notices"):
            for job in self.service.jobs:
                if job.name == name:
                    job.run()
        self.service.deliver()

    def told(self, key: str) -> list[str]:
        """The subjects of the mails that somebody has got."""
        return [mail.subject for mail in self.mails if mail.to == f"{key}@example.org"]


@dataclass
class Kept:
    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)


@pytest.fixture
def nights(sqlite_template: Path, tmp_path: Path) -> Iterator[Nights]:
    path = tmp_path / "nights.sqlite3"
    copyfile(sqlite_template, path)
    kept, clock = Kept(), SetClock(MONDAY_NINE)
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{path}",
        public_url="https://advice.example.org",
        secret_key=SecretStr(SECRET_KEY),
        data_keys=SecretStr(DATA_KEYS),
    )
    service = build(settings, clock=clock, mail=kept)
    yield Nights(service, clock, kept.mails)
    service.close()


ONE_ALONE = line(session("mon-fri", "amara"))
ANOTHER_ALONE_EACH_DAY = line(
    *(
        session(day, who)
        for day, who in zip(
            ("mon", "tue", "wed", "thu", "fri"),
            ("amara", "ben", "chidi", "dora", "eve"),
            strict=True,
        )
    )
)


TWO_ON = line(session("mon-fri", "amara"), session("mon-fri", "chidi", tier="2"))
AWAY = """
version = 1
[[absences]]
key = "away"
person = "{who}"
kind = "leave"
from = {start}T00:00:00
to = {end}T00:00:00
"""


@pytest.mark.parametrize("rota", [ONE_ALONE, ANOTHER_ALONE_EACH_DAY])
def test_that_one_person_is_alone_every_day_is_told_once(nights: Nights, rota: str) -> None:
    nights.pass_by(1)
    nights.set_up(PEOPLE, rota)
    nights.pass_by(30)
    (subject,) = nights.told("dora")
    assert "37 shifts with one person alone" in subject


def test_that_two_lines_have_one_person_every_day_is_told_once(nights: Nights) -> None:
    second = session("mon-fri", "eve", tier="2")
    other = line(session("mon-fri", "amara"), second, key="ward", place=2)
    nights.set_up(PEOPLE, TWO_ON, other)
    nights.pass_by(30)
    (subject,) = nights.told("dora")
    assert subject.startswith("Rota: 38 double bookings")


def test_that_nobody_supervises_is_told_once_in_eight_weeks(nights: Nights) -> None:
    nights.set_up(PEOPLE, line(session("mon-fri", "amara"), session("mon-fri", "ben", tier="2")))
    nights.pass_by(60)
    first, again = nights.told("dora")
    assert "38 shifts without a supervisor" in first
    assert "shifts without a supervisor" in again
    supervised = session("mon-fri", "ben", tier="2", supervisor='"chidi"')
    nights.set_up(line(session("mon-fri", "amara"), supervised))
    nights.pass_by(7)
    nights.set_up(line(session("mon-fri", "amara"), session("mon-fri", "ben", tier="2")))
    nights.pass_by(7)
    back = nights.told("dora")[2:]
    assert len(back) == 1, "what was mended and comes back is news"


def test_a_fortnight_in_which_one_person_is_alone_is_told_at_each_mark(nights: Nights) -> None:
    nights.set_up(PEOPLE, TWO_ON, AWAY.format(who="chidi", start="2027-02-01", end="2027-02-13"))
    nights.pass_by(85)
    assert nights.told("dora") == ["Rota: 1 shift with one person alone"] * 5


@pytest.mark.hazard("H03")
def test_a_gap_is_told_at_each_of_its_five_marks_once(nights: Nights) -> None:
    nights.set_up(PEOPLE, TWO_ON, AWAY.format(who="amara", start="2027-02-01", end="2027-02-03"))
    nights.pass_by(75)
    monday_and_tuesday = "Rota: 1 gap with nobody on tier 1"
    assert nights.told("dora") == [monday_and_tuesday] * 10
