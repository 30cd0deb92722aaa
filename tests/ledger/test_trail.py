"""The trail is chained in order, by any number of workers, and an edited line is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from advice_line.ledger import trail
from advice_line.ledger.upkeep import chain_trail
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import TrailEntry


def write(ledger: Ledger, lines: int) -> None:
    for number in range(lines):
        with ledger.work("responder:amara") as work:
            work.record("record.opened", query=number, subject=f"query:{number}", seconds=number)


def sql(ledger: Ledger, statement: str) -> None:
    with ledger.work("system") as work:
        work.session.execute(text(statement))


def broken(ledger: Ledger) -> int | None:
    with ledger.look("system") as look:
        entry = trail.verify(look.session)
        return entry.chain_position if entry is not None else None


def test_an_untouched_trail_fits_however_often_it_is_chained(ledger: Ledger) -> None:
    assert broken(ledger) is None
    write(ledger, 3)
    assert chain_trail(ledger) == 3
    assert chain_trail(ledger) == 0
    write(ledger, 2)
    assert chain_trail(ledger) == 2
    assert broken(ledger) is None


@pytest.mark.hazard("H14")
@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE trail SET actor = 'responder:ben' WHERE chain_position = 3",
        "UPDATE trail SET query_id = 7 WHERE chain_position = 3",
        "UPDATE trail SET detail = '{}' WHERE chain_position = 3",
        "UPDATE trail SET at = '2026-11-23 08:00:00' WHERE chain_position = 3",
        "UPDATE trail SET subject = NULL WHERE chain_position = 3",
        "UPDATE trail SET action = 'record.closed' WHERE chain_position = 3",
    ],
)
def test_h14_a_line_edited_in_sql_is_found(ledger: Ledger, edit: str) -> None:
    write(ledger, 5)
    chain_trail(ledger)
    sql(ledger, edit)
    assert broken(ledger) == 3


@pytest.mark.hazard("H14")
def test_h14_a_line_removed_in_sql_is_found_by_the_one_after_it(ledger: Ledger) -> None:
    write(ledger, 5)
    chain_trail(ledger)
    sql(ledger, "DELETE FROM trail WHERE chain_position = 3")
    assert broken(ledger) == 4


def test_a_long_trail_is_verified_in_pieces(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "BATCH", 4)
    write(ledger, 10)
    assert [chain_trail(ledger) for _ in range(4)] == [4, 4, 2, 0]
    assert broken(ledger) is None
    sql(ledger, "UPDATE trail SET actor = 'nobody' WHERE chain_position = 9")
    assert broken(ledger) == 9


def test_three_workers_chain_while_others_write(ledger: Ledger) -> None:
    def chain(_worker: int) -> int:
        return sum(chain_trail(ledger) for _ in range(12))

    with ThreadPoolExecutor(5) as threads:
        writers = [threads.submit(write, ledger, 10) for _ in range(2)]
        chained = sum(threads.map(chain, range(3)))
        for writer in writers:
            writer.result()
    while more := chain_trail(ledger):
        chained += more
    assert chained == 20
    assert broken(ledger) is None
    with ledger.look("system") as look:
        positions = look.session.exec(
            select(TrailEntry.chain_position).order_by(col(TrailEntry.chain_position))
        ).all()
    assert list(positions) == list(range(1, 21))
