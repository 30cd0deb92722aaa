"""What it costs to say who stands before a page and whether they may: `guard`, which every request
passes before its route runs, without HTTP. What a processor spent, PostgreSQL's own included, which
other programs of the machine leave alone; the clock's time beside it.

    python -m benchmarks.authorisation [--on postgresql]

Two thousand people with ten thousand sessions on fifty lines, two hundred practices with ten people
each. Exit codes: 0 each kind of visitor within a millisecond at the median; 1 not; 2 where what
PostgreSQL spends cannot be seen (it needs Linux's /proc).
"""

import argparse
import asyncio
import gc
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from fastapi import Request
from pydantic import SecretStr

from advice_line.api_kinds import Scope
from advice_line.assembly import Service, build
from advice_line.kinds import Role, StaffRole
from advice_line.ledger.work import Work
from advice_line.practice_kinds import EnteredBy, JoinedBy
from advice_line.settings import Settings
from advice_line.tables.directory import Line, Organisation, Requester, Responder
from advice_line.tables.practices import PracticeMember
from advice_line.trust import devices, sessions
from advice_line.trust.roles import SYSTEM
from advice_line.trust_kinds import SignedInBy
from advice_line.web import access, cookies
from benchmarks import figures, processor, site
from benchmarks.processor import Processor
from tests.servers.postgres import running_postgres

LINES, PEOPLE, SESSIONS, PRACTICES, MEMBERS = 50, 2_000, 5, 200, 10
OF_SYSTEMS = "/api/v1/queries"
ROUNDS, WARM, MOST_MS = 400, 20, 1.0


@dataclass(frozen=True)
class Visitor:
    """Who asks for which page, with which headers; the page is by its route's template."""

    name: str
    path: str
    headers: dict[str, str]

    def request(self, service: Service) -> Request:
        return Request(
            {
                "type": "http",
                "app": service.app,
                "method": "GET",
                "path": self.path,
                "query_string": b"",
                "headers": [(k.encode(), v.encode()) for k, v in self.headers.items()],
                "client": ("127.0.0.1", 1),
                "server": ("127.0.0.1", 80),
                "scheme": "http",
                "path_params": {},
                "route": SimpleNamespace(path=self.path),
                "state": {},
            }
        )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.authorisation")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        if given.on == "sqlite":
            return _measure(f"sqlite:///{name}/authorisation.sqlite3")
        with running_postgres(Path(name)) as server, server.database() as url:
            return _measure(url)


def _measure(url: str) -> int:
    service = build(_settings(url))
    service.ledger.db.upgrade()
    try:
        visitors = list(_visitors(service))
        processor.analyse(service.ledger.db)
        counted = processor.Processor(service.ledger.db)
        gc.freeze()  # as `serve` does
        medians = [(each.path, _timed(service, counted, each)) for each in visitors]
    except processor.Unseen as error:
        print(error)
        return 2
    finally:
        service.close()
    return 0 if max(each for path, each in medians if path != OF_SYSTEMS) <= MOST_MS else 1


def _settings(url: str) -> Settings:
    given = site.settings(url)
    return Settings(
        _env_file=None,
        database_url=url,
        public_url=given["PUBLIC_URL"],
        secret_key=SecretStr(given["SECRET_KEY"]),
        data_keys=SecretStr(given["DATA_KEYS"]),
        requests_a_minute=0,
        api_requests_a_minute=10_000,
    )


def _timed(service: Service, counted: Processor, visitor: Visitor) -> float:
    """Prints its figures and returns the median of what a processor spent, in milliseconds."""
    spent, waited = asyncio.run(_asked(service, counted, visitor))
    median, p99 = figures.centile(spent, 50), figures.centile(spent, 99)
    clock = figures.centile(waited, 50)
    print(f"{visitor.name:40} {median:6.2f} ms   p99 {p99:6.2f} ms   by the clock {clock:6.2f} ms")
    return median


async def _asked(
    service: Service, counted: Processor, visitor: Visitor
) -> tuple[list[float], list[float]]:
    spent, waited = [], []
    for number in range(ROUNDS + WARM):
        request = visitor.request(service)
        began, clock = counted.spent(), perf_counter()
        visit = await access.guard(request)
        if number >= WARM:
            spent.append(counted.spent() - began)
            waited.append((perf_counter() - clock) * 1000)
        if not visit.actor.may(visit.action):
            raise ValueError(f"{visitor.name} was let in and may not.")
    return sorted(spent), sorted(waited)


def _visitors(service: Service) -> Iterator[Visitor]:
    with service.ledger.work("benchmark") as work:
        _lines(work)
        staff = _people(work)
        member = _practices(work)
    keys = service.app.state.site.systems.keys
    key = keys.add(SYSTEM, "P0", "Its record system", (Scope.READ,), 30).key
    yield Visitor("nobody, the front page", "/", {})
    yield Visitor("staff with a role on every line", "/desk", _cookie(cookies.STAFF, staff[0]))
    yield Visitor("staff with roles on two lines", "/desk", _cookie(cookies.STAFF, staff[1]))
    yield Visitor("staff with a role on each of fifty", "/desk", _cookie(cookies.STAFF, staff[2]))
    yield Visitor("somebody of a practice", "/practice", _cookie(cookies.ASKER, member))
    yield Visitor("a system by its key", OF_SYSTEMS, {"authorization": f"Bearer {key}"})


def _cookie(name: str, value: str) -> dict[str, str]:
    return {"cookie": f"__Host-{name}={value}"}


def _lines(work: Work) -> None:
    for number in range(LINES):
        work.add(
            Line(
                key=f"line-{number}",
                name=f"Line {number}",
                number=f"+4416329600{number:02}",
                email=f"line{number}@example.org",
                time_zone="Europe/London",
                switchboard="+441632960999",
            )
        )


def _people(work: Work) -> list[str]:
    """The sessions of three: with a role everywhere, on two lines, on each."""
    role = [Role.RESPONDER.value]
    kinds: tuple[dict[str, Any], ...] = (
        {"roles": role, "roles_on": {}},
        {"roles": [], "roles_on": {"line-1": role, "line-2": role}},
        {"roles": [], "roles_on": {f"line-{number}": role for number in range(LINES)}},
    )
    found: list[str] = []
    for number in range(PEOPLE):
        person = work.add(
            Responder(
                key=f"person-{number}",
                name=f"Dr {number} Example",
                role=StaffRole.RADIOLOGIST,
                mobile=f"+4477009{number:05}",
                email=f"person{number}@example.org",
                **kinds[number % len(kinds)],
            )
        )
        tokens = [sessions.start_staff(work, person, SignedInBy.PASSKEY) for _ in range(SESSIONS)]
        found.append(tokens[0])
    return found[: len(kinds)]


def _practices(work: Work) -> str:
    """The browser of somebody of the last."""
    token = ""
    for number in range(PRACTICES):
        practice = work.add(
            Organisation(key=f"P{number}", name=f"Practice {number}", kind="practice")
        )
        for each in range(MEMBERS):
            who = work.add(Requester(key=f"asker-{number}-{each}", name="Dr Example"))
            member = work.add(
                PracticeMember(
                    organisation_id=practice.id or 0,
                    requester_id=who.id or 0,
                    name=who.name,
                    role="gp",
                    joined_at=work.now,
                    joined_by=JoinedBy.INVITATION,
                )
            )
            started = devices.find(work.session, devices.start(work, "{}"), work.now)
            assert started is not None
            devices.confirm(work, started, who.id or 0)
            token = devices.opens(work, started, member.id, shared=False, how=EnteredBy.CODE)
    return token


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
