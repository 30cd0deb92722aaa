"""What a responder's list costs the server: `python -m benchmarks.desk_list`.

Two hundred open queries: three in five came in writing, the others are to be rung back. The whole
page, the list that its page asks for by itself, and the same where nothing has changed; through the
whole application in this process, without a network. `cpu` is what a processor spent, which other
programs of the machine leave alone. No test holds a time; exit code 1 where an answer is not what
was asked for.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from starlette.testclient import TestClient

from advice_line.assembly import Service, build
from advice_line.clock import SystemClock
from advice_line.desk.owed import tasks
from advice_line.desk.query import arrivals, moving
from advice_line.desk.questions import arriving, askers
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, ContactEnded, QueryState, TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.tables.directory import Line
from advice_line.trust import sessions
from advice_line.trust.roles import SYSTEM
from advice_line.trust_kinds import SignedInBy
from advice_line.web import cookies
from benchmarks import site
from benchmarks.figures import centile

OPEN, ROUNDS = 200, 60
_WRITTEN_OF_FIVE = 3
_LAST_SECOND = 59
_URGENCIES = (Urgency.NOW, Urgency.TODAY, Urgency.TWO_DAYS)


@dataclass(frozen=True)
class Ask:
    browser: TestClient
    path: str

    def before(self) -> dict[str, str]:
        """What is asked for beside the path; not timed."""
        return {}


class Unchanged(Ask):
    """Asked once more with what the last answer is known by, in the same minute."""

    def before(self) -> dict[str, str]:
        # The list tells minutes: where one begins between the two, it is another list.
        if SystemClock().now().second >= _LAST_SECOND:
            time.sleep(1)
        page = self.browser.get(self.path).text
        return {"seen": page.partition('name="seen" value="')[2].partition('"')[0]}


@dataclass(frozen=True)
class Timed:
    """Seconds by the clock and of a processor, and bytes; those of the client that asks are in
    them."""

    wall: float
    cpu: float
    size: int


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_list")
    parser.add_argument("--queries", type=int, default=OPEN)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        service = _service(Path(name))
        try:
            print("\n".join(_measured(service, given.queries, given.rounds)))
        except ValueError as failed:
            print(failed, file=sys.stderr)
            return 1
        finally:
            service.close()
    return 0


def _service(folder: Path) -> Service:
    given = site.settings(f"sqlite:///{folder / 'site.sqlite3'}")
    settings = Settings(
        _env_file=None,
        database_url=given["DATABASE_URL"],
        public_url=given["PUBLIC_URL"],
        secret_key=SecretStr(given["SECRET_KEY"]),
        data_keys=SecretStr(given["DATA_KEYS"]),
    )
    service = build(settings)
    service.ledger.db.upgrade()
    setting_up.set_up(service.ledger, site.setup_file(), by=SYSTEM, reason=None)
    return service


def _measured(service: Service, queries: int, rounds: int) -> Iterator[str]:
    with service.ledger.work("benchmark") as work:
        line = lookups.lines(work.session)[0]
        for number in range(queries):
            _written(work, line, number) if number % 5 < _WRITTEN_OF_FIVE else _called(
                work, line, number
            )
        session = sessions.start_staff(
            work, lookups.responders(work.session)[0], SignedInBy.PASSKEY
        )
    with TestClient(service.app, base_url=service.settings.public_url) as browser:
        browser.cookies.set(f"__Host-{cookies.STAFF}", session)
        gc.freeze()  # as `serve` does
        yield f"{'':<24}{'p50 ms':>9}{'p99 ms':>9}{'cpu p50':>9}{'cpu p99':>9}{'kB':>8}"
        yield _line("the page", rounds, Ask(browser, "/desk"), 200)
        yield _line("the list", rounds, Ask(browser, "/desk/list"), 200)
        yield _line("the list, unchanged", rounds, Unchanged(browser, "/desk/list"), 204)


def _line(name: str, rounds: int, ask: Ask, expected: int) -> str:
    """Raises ValueError for another answer; the first is not counted."""
    timed = [_timed(name, ask, expected) for _ in range(rounds + 1)][1:]
    wall = sorted(each.wall for each in timed)
    cpu = sorted(each.cpu for each in timed)
    figures = (centile(wall, 50), centile(wall, 99), centile(cpu, 50), centile(cpu, 99))
    shown = "".join(f"{each * 1000:>9.1f}" for each in figures)
    return f"{name:<24}{shown}{timed[-1].size / 1024:>8.0f}"


def _timed(name: str, ask: Ask, expected: int) -> Timed:
    before = ask.before()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = ask.browser.get(ask.path, params=before)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if answer.status_code != expected:
        raise ValueError(f"{name}: answered {answer.status_code}.")
    return Timed(wall, cpu, len(answer.content))


def _written(work: Work, line: Line, number: int) -> None:
    asker = askers.of_address(work, f"practice{number % site.PRACTICES + 1}@example.org")
    asked = Asked(
        channel=Channel.EMAIL,
        key=f"mail {number}",
        asker=asker,
        words="A mass on the chest film. What next?",
        reply_by=Channel.EMAIL,
        urgency=_URGENCIES[number % len(_URGENCIES)],
    )
    arriving.opened(work, line, asked)


def _called(work: Work, line: Line, number: int) -> None:
    caller = site.CALLERS[number % len(site.CALLERS)]
    query, _ = arrivals.receive(
        work,
        line,
        Channel.CALL,
        f"CA{number}",
        caller,
        work.now,
        ended_at=work.now,
        ended=ContactEnded.PROMISED,
    )
    moving.move(work, query, QueryState.WAITING)
    due = work.now + timedelta(minutes=30)
    tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due)
    tasks.promise(work, query.id or 0, due)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
