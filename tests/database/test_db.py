"""Transactions behave alike on both engines: whole or not at all, and never waiting for ever."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import InternalError, OperationalError

from advice_line import db
from advice_line.db import Database
from advice_line.errors import Busy
from advice_line.ledger.work import Ledger

ADD = text("INSERT INTO organisation_phones (number, organisation_id) VALUES (:number, 1)")
COUNT = text("SELECT count(*) FROM organisation_phones")
PRACTICE = text(
    "INSERT INTO organisations (id, key, name, kind, email_domains, open)"
    " VALUES (1, 'Y99001', 'Elm Road Surgery', 'practice', '[]', '{}')"
)


def phones(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(COUNT).scalar_one())


@pytest.fixture
def practice(database: Database) -> Database:
    with database.writing() as session:
        session.execute(PRACTICE)
    return database


def test_what_fails_halfway_leaves_nothing(practice: Database) -> None:
    def half() -> None:
        with practice.writing() as session:
            session.execute(ADD, {"number": "+441632960101"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert phones(practice) == 0


def test_writing_while_looking_is_refused(practice: Database) -> None:
    refused = pytest.raises((InternalError, OperationalError), match=r"read-?only")
    with refused, practice.reading() as session:
        session.execute(ADD, {"number": "+441632960101"})
    assert phones(practice) == 0


def test_what_is_tried_is_seen_and_not_kept(practice: Database) -> None:
    with practice.trying() as session:
        session.execute(ADD, {"number": "+441632960101"})
        assert session.execute(COUNT).scalar_one() == 1
    assert phones(practice) == 0


def test_what_was_prepared_for_one_look_is_there_for_the_next(database: Database) -> None:
    if database.sqlite:
        pytest.skip("SQLite prepares by itself.")
    prepared = text("SELECT count(*) FROM pg_prepared_statements")
    for _ in range(10):
        with database.reading() as session:
            there = session.execute(prepared).scalar_one()
    assert there


@pytest.mark.parametrize("rested", [False, True])
def test_a_connection_that_its_server_ended_is_left_for_a_new_one(
    database: Database, monkeypatch: pytest.MonkeyPatch, rested: bool
) -> None:
    if database.sqlite:
        pytest.skip("SQLite has no server.")
    if rested:
        monkeypatch.setattr(db, "ASKED_AFTER_SECONDS", 0)
    mine = text("SELECT pg_backend_pid()")
    with database.asking() as connection:
        first = connection.execute(mine).scalar_one()
    with database.asking() as connection:
        assert connection.execute(mine).scalar_one() == first
    other = create_engine(database.engine.url)
    with other.connect() as ending:
        ending.execute(text("SELECT pg_terminate_backend(:it, 5000)"), {"it": first})
    other.dispose()
    with database.reading() as session:
        assert session.execute(mine).scalar_one() != first
    assert phones(database) == 0


def test_a_look_sees_one_moment_whatever_is_committed_meanwhile(practice: Database) -> None:
    count = text("SELECT count(*) FROM organisation_phones")
    with practice.reading() as session:
        before = session.execute(count).scalar_one()
        with practice.writing() as other:
            other.execute(ADD, {"number": "+441632960101"})
        assert session.execute(count).scalar_one() == before == 0
    assert phones(practice) == 1


def test_foreign_keys_are_kept_on_both_engines(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.writing() as session:
        session.execute(ADD, {"number": "+441632960101"})


def test_a_database_locked_by_somebody_else_is_busy_and_loses_nothing(
    practice: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 1)
    url = practice.engine.url.render_as_string(hide_password=False)
    other, mine = create_engine(url), Database(url)
    lock = "BEGIN IMMEDIATE" if practice.sqlite else "LOCK TABLE organisation_phones"
    with other.connect() as holder:
        holder.exec_driver_sql(lock)
        with pytest.raises(Busy) as busy, mine.writing() as session:
            session.execute(ADD, {"number": "+441632960101"})
        assert busy.value.retry
        holder.rollback()
    with mine.writing() as session:
        session.execute(ADD, {"number": "+441632960101"})
    assert phones(mine) == 1
    other.dispose()
    mine.dispose()


def test_a_writer_of_this_process_that_does_not_end_makes_the_next_one_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0)
    lock = text("LOCK TABLE lines NOWAIT")
    with database.writing() as session:
        if database.sqlite:
            with pytest.raises(Busy), database.writing():
                pass
        else:
            session.execute(lock)
            with pytest.raises(Busy), database.writing() as other:
                other.execute(lock)


def test_the_sender_is_woken_after_the_commit_and_only_by_a_work_that_told(
    ledger: Ledger,
) -> None:
    woken: list[bool | None] = []
    ledger.wake = lambda: woken.append(phones(ledger.db) == 0)
    with ledger.work("system"):
        pass
    assert woken == []
    with ledger.work("system") as work:
        work.told = True
    assert woken == [True]
