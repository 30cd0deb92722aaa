"""Sealed text moves to the current key while people go on writing; then the old key can go."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import select

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Misconfigured
from advice_line.kinds import Channel, QueryState, StaffRole
from advice_line.ledger import rotation
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.advice import Draft
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.stories.conftest import on_sqlite

NEW_KEY = "k2:" + "WllYV1ZVVFNSUVBPTk1MS0pJSEdGRURDQkE1NDMyMTA="
QUESTION = "queries.sealed_question"


@pytest.fixture
def renewed(database: Database, clock: SetClock) -> Ledger:
    """The service restarted with a new key before the old one."""
    return Ledger(database, clock, Vault(f"{NEW_KEY},{DATA_KEYS}", SECRET_KEY))


def a_line(work: Work) -> Line:
    return work.add(
        Line(
            key="hotdoc",
            name="Example Radiology Advice",
            number="+441632960000",
            email="advice@example.org",
            time_zone="Europe/London",
            switchboard="+441632960999",
        )
    )


def a_query(work: Work, line_id: int, words: str) -> Query:
    return work.add(
        Query(
            line_id=line_id,
            state=QueryState.ADVISED,
            channel=Channel.CALL,
            received_at=work.now,
            identified_by=IdentifiedBy.NOTHING,
            sealed_question=work.vault.seal(words, QUESTION),
        )
    )


def fill(ledger: Ledger, count: int) -> int:
    with ledger.work("system") as work:
        line = a_line(work)
        assert line.id is not None
        for number in range(count):
            a_query(work, line.id, f"question {number}")
        return line.id


def questions(ledger: Ledger) -> list[tuple[str, str]]:
    """Each question's key and words."""
    with ledger.look("system") as look:
        sealed = look.session.exec(select(Query.sealed_question).order_by(Query.id)).all()  # type: ignore[arg-type]  # a column
    found = []
    for text in sealed:
        assert text is not None
        found.append((text.partition(".")[0], ledger.vault.open(text, QUESTION)))
    return found


def test_every_value_is_sealed_anew_and_the_old_key_can_go(
    ledger: Ledger, renewed: Ledger, database: Database, clock: SetClock
) -> None:
    fill(ledger, 250)
    done = rotation.rotate(renewed).done
    assert done[QUESTION] == 250
    assert sum(done.values()) == 250
    without_the_old = Ledger(database, clock, Vault(NEW_KEY, SECRET_KEY))
    assert questions(without_the_old) == [("k2", f"question {n}") for n in range(250)]


def test_a_run_that_was_cut_short_goes_on(
    ledger: Ledger, renewed: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger, 30)
    monkeypatch.setattr(rotation, "BATCH", 10)
    opened = 0

    def reseal(sealed: str, column: str) -> str:
        nonlocal opened
        opened += 1
        if opened == 15:
            raise KeyboardInterrupt
        return renewed.vault.seal(renewed.vault.open(sealed, column), column)

    with monkeypatch.context() as patch:
        patch.setattr(renewed.vault, "reseal", reseal)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(renewed)
    assert rotation.rotate(renewed).done[QUESTION] == 20
    assert rotation.rotate(renewed).done[QUESTION] == 0
    assert {key for key, _ in questions(renewed)} == {"k2"}


def test_what_is_written_meanwhile_is_kept(
    ledger: Ledger, renewed: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    line_id = fill(ledger, 60)
    monkeypatch.setattr(rotation, "BATCH", 5)
    under_way = Event()

    def write() -> None:
        under_way.wait(timeout=10)
        for number in range(60):
            with renewed.work("responder:amara") as work:
                query = work.session.get_one(Query, number + 1)
                words = work.vault.seal(f"changed {number}", QUESTION)
                work.update(query, sealed_question=words)
                a_query(work, line_id, f"new {number}")

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(write)
        under_way.set()
        rotation.rotate(renewed)
        writing.result()
    assert questions(renewed) == [
        *(("k2", f"changed {number}") for number in range(60)),
        *(("k2", f"new {number}") for number in range(60)),
    ]


# On SQLite nobody else can write while a batch is under way.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_row_changed_between_reading_and_sealing_is_left_alone(
    ledger: Ledger, renewed: Ledger
) -> None:
    fill(ledger, 1)
    vault, calm = renewed.vault, renewed.vault.reseal

    def change_then_reseal(sealed: str, column: str) -> str:
        with renewed.work("responder:amara") as work:
            query = work.session.get_one(Query, 1)
            work.update(query, sealed_question=vault.seal("changed", QUESTION))
        return calm(sealed, column)

    vault.reseal = change_then_reseal  # type: ignore[method-assign]  # somebody writes right then
    assert rotation.rotate(renewed).done[QUESTION] == 0
    assert questions(renewed) == [("k2", "changed")]


def test_a_table_with_a_key_of_two_columns_is_walked_too(
    ledger: Ledger, renewed: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    line_id = fill(ledger, 0)
    with ledger.work("system") as work:
        author = work.add(
            Responder(
                key="amara",
                name="Dr Amara Example",
                role=StaffRole.RADIOLOGIST,
                mobile="+447700900001",
                email="amara@example.org",
            )
        )
        for number in range(5):
            query = a_query(work, line_id, "?")
            assert query.id is not None
            assert author.id is not None
            work.add(
                Draft(
                    query_id=query.id,
                    author_id=author.id,
                    saved_at=work.now + timedelta(seconds=number),
                    sealed_form=work.vault.seal("{}", "drafts.sealed_form"),
                )
            )
    done = rotation.rotate(renewed).done
    assert (done["drafts.sealed_form"], done[QUESTION]) == (5, 5)


@on_sqlite
def test_what_an_older_process_seals_meanwhile_is_told(
    ledger: Ledger, renewed: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    line_id = fill(ledger, 1)
    calm = renewed.work

    def work_after_the_older_process(by: str) -> AbstractContextManager[Work]:
        with ledger.work("system") as work:
            a_query(work, line_id, "sealed under the old key")
        return calm(by)

    with monkeypatch.context() as patch:
        patch.setattr(renewed, "work", work_after_the_older_process)
        assert rotation.rotate(renewed).left > 0
    assert rotation.rotate(renewed).left == 0


@on_sqlite
def test_a_value_of_the_current_key_that_does_not_open_is_told(ledger: Ledger) -> None:
    line_id = fill(ledger, 1)
    with ledger.work("system") as work:
        query = a_query(work, line_id, "?")
        work.update(query, sealed_question=work.vault.seal("?", "another.column"))
    with pytest.raises(Misconfigured, match="does not open"):
        rotation.rotate(ledger)


def test_a_lost_key_is_named(ledger: Ledger, database: Database, clock: SetClock) -> None:
    fill(ledger, 1)
    with pytest.raises(Misconfigured, match="'k1'"):
        rotation.rotate(Ledger(database, clock, Vault(NEW_KEY, SECRET_KEY)))
