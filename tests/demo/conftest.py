"""The demonstration as its command tells it, and as its page has it in simulated time, in which
nothing happens until a test says so."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from sqlalchemy import inspect
from starlette.testclient import TestClient

from advice_line.cli.app import run
from advice_line.db import Database
from advice_line.demo import hosting, page, waits
from advice_line.demo.page import Curtain
from advice_line.demo.playing import Play
from advice_line.demo.stage import Stage, build_stage
from advice_line.demo.story import START

State = Mapping[str, Any]


@dataclass
class Theatre:
    """`url` answers real browsers, `client` asks the same application in this thread."""

    stage: Stage
    play: Play
    client: TestClient
    held: str = "Y99001"

    @property
    def url(self) -> str:
        return self.stage.public_url

    @property
    def next(self) -> str:
        return str(self.state()["next"]["words"])

    def state(self) -> State:
        answer = self.client.get("/demo/state", params={"as": self.held})
        assert answer.status_code == 200
        state: State = answer.json()
        return state

    def does(self, phone: str, act: str, **more: str) -> State:
        return self.play.state(self.held, self.play.act(self._body(phone, act, **more)))

    def _body(self, phone: str, act: str, **more: str) -> dict[str, str]:
        return {"phone": phone, "act": act, "as": self.held, **more}

    def until(self, words: str, seconds: float = 120, *, at_work: bool = False) -> State:
        """Let time pass until the page says so; `at_work` also does what the worker would."""
        for _ in range(int(seconds)):
            state = self.state()
            if words in state["next"]["words"]:
                return state
            if at_work:
                self.stage.settle(0.5)
            else:
                self.stage.phones.advance(1)
        raise AssertionError(f"{words!r} was not said, but {self.next!r}")

    def settle(self) -> State:
        self.stage.settle()
        return self.state()

    def duty(self) -> list[str]:
        """Keys of who is on duty, as they are rung."""
        return [phone["key"] for phone in self.state()["phones"] if phone["on_duty"]]


@pytest.fixture(autouse=True)
def migrated(sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each demonstration makes its database anew: the migrations, a third of a second, are copied.
    What `upgrade` would still have to do, it does."""
    upgrade = Database.upgrade

    def copied(database: Database) -> None:
        path = database.engine.url.database
        if database.sqlite and path and not inspect(database.engine).get_table_names():
            with closing(connect(sqlite_template)) as known, closing(connect(path)) as fresh:
                known.backup(fresh)
        upgrade(database)

    monkeypatch.setattr(Database, "upgrade", copied)


@pytest.fixture
def theatre(tmp_path: Path) -> Iterator[Theatre]:
    curtain = Curtain()
    with hosting.reserve(0) as reserved:
        url = f"http://localhost:{hosting.port_of(reserved)}"
        database = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
        with (
            build_stage(database, url, START, routers=[page.router(curtain)]) as stage,
            stage.open(stage.service.app, reserved, lifespan=False),
            TestClient(stage.service.app, base_url=url) as client,
        ):
            waits.keep(stage)
            curtain.play = Play(stage, START)
            yield Theatre(stage, curtain.play, client)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def steps(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Demo = Callable[..., Ran]


@pytest.fixture
def demo(capsys: pytest.CaptureFixture[str]) -> Demo:
    """`advice-line demo` with these words, in this process."""

    def ran(*words: str) -> Ran:
        code = run(["demo", *words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran
