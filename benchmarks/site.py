"""The site that is measured: one fictional line that is open now, forty practices, six responders
and a rota of four weeks, over a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
from sqlalchemy import func, select
from sqlmodel import Session

from advice_line.clock import SystemClock
from advice_line.db import Database
from advice_line.tables.every import metadata
from benchmarks.calls import ACCOUNT, LINE, PUBLIC_URL, TOKEN
from rota import bank_holidays
from rota.opening import Nation
from tests.servers.postgres import PostgresServer, running_postgres

ROOT = Path(__file__).parents[1]
PRACTICES = 40
CALLERS = [f"+441632960{number}" for number in range(101, 101 + PRACTICES)]
RESPONDERS = ("amara", "ben", "chidi", "dara", "esi", "femi")
_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def settings(database_url: str) -> dict[str, str]:
    """The environment of the site's processes. The carrier's address answers nobody."""
    return {
        "DATABASE_URL": database_url,
        "PUBLIC_URL": PUBLIC_URL,
        "SECRET_KEY": "a-secret-for-benchmarks-of-at-least-32-characters",
        "DATA_KEYS": "k1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": "http://127.0.0.1:9",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def postgres(folder: Path) -> Iterator[PostgresServer]:
    """A throw-away server that keeps what it commits, as a real one does."""
    with running_postgres(folder) as server:
        with psycopg.connect(_plain(server.url("postgres")), autocommit=True) as admin:
            for setting in _DURABLE:
                admin.execute(f"ALTER SYSTEM SET {setting} = on")
            admin.execute("SELECT pg_reload_conf()")
        yield server


def rows(database_url: str) -> dict[str, int]:
    """How many rows each table holds."""
    database = Database(database_url)
    try:
        with Session(database.engine) as session:
            return {
                table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata().sorted_tables
            }
    finally:
        database.dispose()


def setup_file(*, menu: bool = False) -> str:
    """Raises SystemExit on a day that is a bank holiday in every nation: the line would be closed
    and another path measured."""
    return "\n".join(
        ["version = 1", line("hotdoc", LINE, menu=menu), *_practices(), *_responders(), _pattern()]
    )


def line(key: str, number: str, *, menu: bool = False) -> str:
    return f"""[[lines]]
key = "{key}"
name = "Example Radiology Advice"
number = "{number}"
email = "{key}@example.org"
nation = "{_nation_at_work(SystemClock().now().date())}"
time_zone = "Europe/London"
open = {{ mon-sun = ["00:00-24:00"] }}
switchboard = "+441632960999"
menu = {{ offered = {str(menu).lower()} }}
limits = {{ number = 100, line = 10000 }}
"""


def _nation_at_work(today: date) -> Nation:
    for nation in Nation:
        if bank_holidays.name_of(nation, today) is None:
            return nation
    raise SystemExit("Today is a bank holiday everywhere: the line is closed. Try tomorrow.")


def _practices() -> list[str]:
    return [
        f"""[[organisations]]
key = "Y99{number:03}"
name = "Practice {number}"
kind = "practice"
phones = ["{phone}"]
email = "practice{number}@example.org"
"""
        for number, phone in enumerate(CALLERS, start=1)
    ]


def _responders() -> list[str]:
    return [
        f"""[[responders]]
key = "{key}"
name = "Dr {key.title()} Example"
role = "radiologist"
registration = {{ body = "GMC", number = "999000{number}", expires = 2099-06-30 }}
mobile = "+44770090000{number}"
email = "{key}@example.org"
"""
        for number, key in enumerate(RESPONDERS, start=1)
    ]


def _pattern() -> str:
    sessions = "\n".join(
        f'  {{ week = {week}, days = "mon-sun", time = "{time}", tier = "{tier}",'
        f' who = ["{RESPONDERS[(week + place) % len(RESPONDERS)]}"] }},'
        for week in range(1, 5)
        for place, (time, tier) in enumerate(
            (time, tier)
            for time in ("00:00-08:00", "08:00-16:00", "16:00-24:00")
            for tier in ("1", "2", "lead")
        )
    )
    return f"""[[patterns]]
key = "weeks"
line = "hotdoc"
valid_from = 2024-01-01
cycle_weeks = 4
sessions = [
{sessions}
]
"""


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:")
