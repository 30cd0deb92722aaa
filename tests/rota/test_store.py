"""A rota comes back from the database as it was put, and is read again only when it changed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, SQLModel, create_engine, select

from rota import store
from rota.changing import Changing
from rota.errors import UnknownLine
from rota.facts import Kind
from rota.tables import RotaChange, RotaFact, RotaLine
from rota.values import Cover, LineRota
from tests.rota.rotas import calendar, cover, local, pattern, session, utc, who
from tests.servers.postgres import PostgresServer
from tests.statements import asked

PATTERN = pattern(
    session("mon-fri", "08:00-13:00", "amara", week=1),
    session("mon,wed,fri", "13:00-19:00", "ben chris", week=2),
    session("sat", "20:00-08:00", "lena", tier="lead", week=2),
    key="weekdays",
    valid_to="2027-06-30",
    cycle_weeks=2,
)
OTHER = pattern(session("sun", "00:00-24:00", "sam", tier="2"), key="a weekend")
LINE = calendar({"mon-thu": ["08:00-12:00", "13:00-19:00"], "fri": ["08:00-24:00"]})
SWAP = cover("2026-10-25T01:30", "2026-10-25T19:00", "ben", key="swap")


# Its own: what the house keeps of rotas beside them is no part of it.
TABLES = [SQLModel.metadata.tables[each.__tablename__] for each in (RotaLine, RotaChange, RotaFact)]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing but the rota in it: the package is usable alone."""
    if request.param == "sqlite":
        yield from with_tables(f"sqlite:///{tmp_path / 'rota.sqlite3'}")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield from with_tables(url)


def with_tables(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda each, _: each.execute("PRAGMA foreign_keys=ON"))
    SQLModel.metadata.create_all(engine, tables=TABLES)
    yield engine
    engine.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def write(session: Session) -> Changing:
    """An act upon the rota, at one instant."""
    return Changing(session, at=utc("2026-11-20T09:00Z"), by="manager", act="test")


def test_a_rota_comes_back_as_it_was_put(db: Session) -> None:
    closed = calendar(closed={"2026-12-24": "site closed", "2027-01-02": "flood"})
    write(db).put_calendar("hotdoc", closed)
    write(db).put_calendar("hotdoc", LINE)
    write(db).put_pattern("hotdoc", PATTERN)
    write(db).put_pattern("hotdoc", OTHER)
    write(db).put("hotdoc", SWAP)
    db.commit()
    loaded = store.load(db, "hotdoc")
    kept = type(LINE)(LINE.time_zone, LINE.nation, LINE.hours, closed.closed_days)
    assert loaded == LineRota("hotdoc", loaded.version, kept, (OTHER, PATTERN), (SWAP,))


def test_putting_again_updates_and_removes_nothing_else(db: Session) -> None:
    write(db).put_calendar("hotdoc", calendar(closed={"2026-12-24": "site closed"}))
    write(db).put_pattern("hotdoc", PATTERN)
    write(db).put_pattern("hotdoc", OTHER)
    write(db).put("hotdoc", SWAP)
    shorter = pattern(session("tue", "09:00-17:00", "ben"), key="weekdays")
    later = cover("2026-11-25T13:00", "2026-11-25T19:00", "chris amara", tier="2", key="swap")
    closed = calendar(closed={"2026-12-24": "still closed", "2026-12-31": "works"})
    write(db).put_pattern("hotdoc", shorter)
    write(db).put("hotdoc", later)
    write(db).put_calendar("hotdoc", closed)
    loaded = store.load(db, "hotdoc")
    assert loaded.patterns == (OTHER, shorter)
    assert loaded.covers == (later,)
    assert loaded.calendar == closed


def test_lines_keep_apart_even_with_the_same_keys(db: Session) -> None:
    for line_ref, person in (("hotdoc", "amara"), ("other", "ben")):
        write(db).put_calendar(line_ref, calendar())
        write(db).put_pattern(line_ref, pattern(session("mon", "08:00-19:00", person)))
    monday = local("2026-11-23T09:00")
    assert who(store.timetable(db, "hotdoc"), monday) == ["1 amara"]
    assert who(store.timetable(db, "other"), monday) == ["1 ben"]


def test_a_decision_costs_one_read(db: Session, engine: Engine) -> None:
    write(db).put_calendar("hotdoc", calendar())
    write(db).put_pattern("hotdoc", PATTERN)
    first = store.timetable(db, "hotdoc")
    with asked(engine) as seen:
        again = store.timetable(db, "hotdoc")
        again.on_duty(local("2026-11-23T09:00"))
    assert again is first
    assert len(seen) == 1
    assert "rota_lines" in seen[0]


def test_the_rotas_of_all_lines_as_they_were_cost_one_read(engine: Engine, db: Session) -> None:
    for line in ("nights", "hotdoc"):
        write(db).put_calendar(line, calendar())
    write(db).put_pattern("hotdoc", PATTERN)
    each = [store.timetable(db, line) for line in ("hotdoc", "nights")]
    with asked(engine) as seen:
        assert store.timetables(db) == each
    assert len(seen) == 1
    write(db).put("hotdoc", SWAP)
    changed, same = store.timetables(db)
    assert changed.rota.covers == store.load(db, "hotdoc").covers != each[0].rota.covers
    assert same is each[1]


@pytest.mark.hazard("H03")
def test_a_swap_one_second_before_the_call_counts(db: Session) -> None:
    write(db).put_calendar("hotdoc", calendar())
    write(db).put_pattern("hotdoc", pattern(session("mon-fri", "08:00-19:00", "amara")))
    call = local("2026-11-23T09:00")
    assert who(store.timetable(db, "hotdoc"), call) == ["1 amara"]
    write(db).put("hotdoc", cover("2026-11-23T08:59:59", "2026-11-23T19:00", "ben"))
    assert who(store.timetable(db, "hotdoc"), call) == ["1 ben"]


@pytest.mark.hazard("H03")
def test_every_change_gives_a_new_version(db: Session) -> None:
    changes: list[Callable[[], bool]] = [
        lambda: write(db).put_calendar("hotdoc", calendar()),
        lambda: write(db).put_calendar("hotdoc", LINE),
        lambda: write(db).put_pattern("hotdoc", PATTERN),
        lambda: write(db).put_pattern("hotdoc", OTHER),
        lambda: write(db).put("hotdoc", SWAP),
    ]
    versions = set()
    for change in changes:
        change()
        versions.add(store.load(db, "hotdoc").version)
    assert len(versions) == len(changes)


def test_nothing_is_committed_and_what_was_rolled_back_is_forgotten(db: Session) -> None:
    write(db).put_calendar("hotdoc", calendar())
    db.commit()
    before = store.load(db, "hotdoc")
    write(db).put_pattern("hotdoc", PATTERN)
    assert store.load(db, "hotdoc").patterns == (PATTERN,)
    db.rollback()
    assert store.load(db, "hotdoc") == before


def test_a_change_made_by_another_process_is_seen(engine: Engine) -> None:
    with Session(engine) as here:
        write(here).put_calendar("hotdoc", calendar())
        write(here).put_pattern("hotdoc", pattern(session("mon", "08:00-19:00", "amara")))
        here.commit()
        assert who(store.timetable(here, "hotdoc"), local("2026-11-23T09:00")) == ["1 amara"]
        held = here.exec(select(RotaLine)).all()
        before = held[0].version
        with Session(engine) as there:
            write(there).put_pattern("hotdoc", pattern(session("mon", "08:00-19:00", "ben")))
            there.commit()
        assert [row.version for row in held] == [before]
        assert who(store.timetable(here, "hotdoc"), local("2026-11-23T09:00")) == ["1 ben"]


def test_a_change_in_the_middle_of_loading_is_loaded_too(engine: Engine) -> None:
    with Session(engine) as here:
        write(here).put_calendar("hotdoc", calendar())
        write(here).put_pattern("hotdoc", PATTERN)
        here.commit()

        changed: list[bool] = []

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if "FROM rota_facts" in statement and not changed:
                changed.append(True)
                with Session(engine) as there:
                    write(there).put_pattern("hotdoc", OTHER)
                    write(there).put("hotdoc", SWAP)
                    there.commit()

        event.listen(engine, "before_cursor_execute", meanwhile)
        loaded = store.load(here, "hotdoc")
        assert (loaded.patterns, loaded.covers) == ((OTHER, PATTERN), (SWAP,))
        assert store.load(here, "hotdoc") is loaded


def test_a_line_without_a_rota_says_so(db: Session) -> None:
    for ask in (store.load, store.timetable):
        with pytest.raises(UnknownLine, match='no rota for the line "nowhere"'):
            ask(db, "nowhere")
    with pytest.raises(UnknownLine):
        write(db).put_pattern("nowhere", PATTERN)
    with pytest.raises(UnknownLine):
        write(db).put("nowhere", SWAP)


def test_no_key_points_out_of_the_rota() -> None:
    pointed_at = {key.target_fullname for table in TABLES for key in table.foreign_keys}
    assert pointed_at == {"rota_lines.line_ref", "rota_changes.id"}


def test_many_values_at_once_are_put_as_one_by_one(db: Session) -> None:
    def hour(day: str, end: str, who: str) -> Cover:
        return cover(f"2026-11-{day}T08:00", f"2026-11-{day}T{end}", who, key=day)

    write(db).put_calendar("hotdoc", LINE)
    covers = [hour("23", "09:00", "ben"), hour("24", "09:00", "ben")]
    assert write(db).put_all("hotdoc", covers)
    loaded = store.load(db, "hotdoc")
    assert loaded.covers == tuple(covers)
    assert not write(db).put_all("hotdoc", covers)
    assert store.load(db, "hotdoc") is loaded
    later = hour("24", "12:00", "amara")
    assert write(db).put_all("hotdoc", [covers[0], later])
    assert store.load(db, "hotdoc").covers == (covers[0], later)
    known = [each for each in store.of_line(db, "hotdoc") if each.kind is Kind.COVER]
    assert [(each.key, each.ended is None) for each in known] == [
        ("23", True),
        ("24", False),
        ("24", True),
    ]
    with pytest.raises(UnknownLine):
        write(db).put_all("nowhere", covers)
