"""The real desk on loopback, with a written question on its line and somebody signed in: what the
keyboard and a weak signal are tried on."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import SecretStr
from sqlmodel import col, select

from advice_line.assembly import Service, build
from advice_line.clock import Clock, SystemClock
from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.settings import Settings
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from tests import set_up_once
from tests.conftest import DATA_KEYS, SECRET_KEY, migrate
from tests.stories.world import HOTDOC
from tests.web.people import OAK_LANE_MAIL

PHRASE = "No imaging is needed at present."


@dataclass
class DeskSite:
    url: str
    service: Service

    def asked(self, words: str) -> str:
        """A question by email for today; its reference."""
        with self.service.ledger.work("test") as work:
            line = lookups.lines(work.session)[0]
            asker = askers.of_address(work, OAK_LANE_MAIL)
            asked = Asked(Channel.EMAIL, words, asker, words, Channel.EMAIL, Urgency.TODAY)
            query, _ = arriving.opened(work, line, asked)
            return query.reference

    def replied(self, words: str) -> None:
        with self.service.ledger.work("test") as work:
            query, line = work.session.get_one(Query, 1), lookups.lines(work.session)[0]
            asker = askers.of_address(work, OAK_LANE_MAIL)
            joining.added(work, line, query, Asked(Channel.EMAIL, words, asker, words))

    def session(self, who: str) -> str:
        with self.service.ledger.work("test") as work:
            person = lookups.responder_by_key(work.session, who)
            assert isinstance(person, Responder)
            return sessions.start_staff(work, person, SignedInBy.PASSKEY)

    def trail(self, action: str) -> list[TrailEntry]:
        """The oldest first."""
        with self.service.ledger.look("test") as look:
            wanted = select(TrailEntry).where(col(TrailEntry.action) == action)
            found = list(look.session.exec(wanted.order_by(col(TrailEntry.id))))
            look.let_go()
            return found


@contextmanager
def served(folder: Path, *, clock: Clock | None = None, **changed: Any) -> Iterator[DeskSite]:
    """Amara's, Ben's and Chidi's line as in the stories, open round the clock, with one phrase;
    `changed` are settings, `clock` is another than the machine's."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    url = f"http://localhost:{port}"
    service = _service(folder, url, changed, clock or SystemClock())
    config = uvicorn.Config(service.app, port=port, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the desk could not be served on loopback")
        threading.Event().wait(0.02)
    try:
        yield DeskSite(url, service)
    finally:
        server.should_exit = True
        thread.join(10)
        service.close()


def _service(folder: Path, url: str, changed: Mapping[str, Any], clock: Clock) -> Service:
    database_url = f"sqlite:///{folder / 'desk.sqlite3'}"
    migrate(database_url)
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        public_url=url,
        secret_key=SecretStr(SECRET_KEY),
        data_keys=SecretStr(DATA_KEYS),
        **changed,
    )
    service = build(settings, clock=clock)
    setup = HOTDOC.read_text(encoding="utf-8")
    setup = setup.replace('open = { mon-fri = ["08:00-19:00"] }', _ALWAYS, 1)
    set_up_once.set_up(service.ledger, setup)
    with service.ledger.work("test") as work:
        work.change(Line, phrases=[PHRASE])
    return service


_ALWAYS = 'open = { mon-sun = ["00:00-24:00"] }'
