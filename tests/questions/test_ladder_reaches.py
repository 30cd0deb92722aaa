"""Each step of a ladder is one worker's, however many there are; and it reaches somebody whatever
the rota looks like, as long as anybody is known (H01)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from advice_line.desk.questions.ringing import ringing
from advice_line.desk.sweeps import Sweeps
from advice_line.kinds import Urgency
from integrations.sandbox.mail import MailServer
from integrations.sandbox.phones import rings_out
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.stories.soundness import unsound
from tests.stories.world import BEN, CHIDI, HOTDOC, world

HOUR = 3600.0
HOUSE = HOTDOC.read_text(encoding="utf-8")
OVER = HOUSE.replace("valid_from = 2026-03-02", "valid_from = 2026-03-02\nvalid_to = 2026-03-08")
WORKERS = 4


def without(*sessions: str) -> str:
    kept = (row for row in HOUSE.splitlines() if not any(each in row for each in sessions))
    return "\n".join(kept)


pytestmark = pytest.mark.hazard("H01")


@pytest.fixture
def written(database_url: str, mail_server: MailServer) -> Iterator[Written]:
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(database_url, smtp_url=smtp) as made:
        yield Written(made, mail_server)
        assert unsound(made) == []


@pytest.mark.parametrize("urgency", list(Urgency))
def test_several_workers_do_each_step_once(written: Written, urgency: Urgency) -> None:
    written.world.everybody(rings_out())
    line = Clocked(written)
    line.asks(urgency)
    ledger = written.world.ledger
    for _ in range(6):
        due = Sweeps(ledger).next_task()
        assert due is not None
        written.world.phones.advance(max(1.0, (due - line.now).total_seconds() + 1))
        with ThreadPoolExecutor(WORKERS) as workers:
            climbed = [workers.submit(Sweeps(ledger).climb_tasks) for _ in range(WORKERS)]
            rung = [workers.submit(ringing(ledger).sweep) for _ in range(WORKERS)]
        assert sum(each.result() for each in climbed) == 1
        assert sum(each.result() for each in rung) <= 1
    with ledger.db.engine.connect() as connection:
        steps = connection.exec_driver_sql(
            "SELECT detail ->> 'rung' FROM trail WHERE action = 'task.climbed'"
        ).scalars()
        assert len(list(steps)) == 6
    line.world.claims("amara")
    line.passes(60)


@pytest.mark.parametrize(
    ("setup", "who"),
    [
        (OVER, CHIDI),
        (without('tier = "2"'), CHIDI),
        (without('tier = "1"'), BEN),
        (without('tier = "1"', 'tier = "2"'), CHIDI),
    ],
    ids=["nobody is on duty", "no second tier", "no first tier", "the lead alone"],
)
def test_whatever_the_rota_looks_like_it_reaches_somebody(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer, setup: str, who: str
) -> None:
    path = tmp_path / "reached.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with world(f"sqlite:///{path}", setup=setup, smtp_url=smtp) as made:
        line = Clocked(Written(made, mail_server))
        line.asks(Urgency.TODAY)
        line.passes(4 * HOUR)
        assert line.heard(who, "Nobody has taken the written question") >= 1
        line.passes(HOUR)
        assert line.owed()[0]["owner"] is not None
