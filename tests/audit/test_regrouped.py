"""Two practices that become one, or another network, once a period has closed: what was told of it
stays as it was told, or the few of the one would come out of a report and a page (H18)."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from advice_line.audit import periods
from advice_line.audit.facts import keeping
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures import breaking_down, counting
from advice_line.audit.figures.breaking_down import Broken
from advice_line.audit.figures.own_part import OwnPart
from advice_line.audit.figures.verifying import reconcile
from advice_line.audit.measures import every
from advice_line.audit_kinds import Dimension
from advice_line.directory import lookups
from advice_line.directory.as_it_was import History
from advice_line.directory.kept import changing, merging
from advice_line.directory_kinds import OrganisationKind, Origin, Part
from advice_line.kinds import Channel, QueryState
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from tests.audit.filled import keep
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
ASHDOWN, BIRCHWOOD, CEDAR, DOVE = "Y99011", "Y99012", "Y99013", "Y99014"
NAMES = {
    ASHDOWN: "Ashdown",
    BIRCHWOOD: "Birchwood",
    CEDAR: "Cedar",
    DOVE: "Dove",
    "Y99015": "Elder",
    "Y99016": "Fir",
}
ASKED = every.BY_ID["utilisation.practices"]
SUMMER, AUTUMN = "2026-Q3", "2026-Q4"
LATER = timedelta(days=100)


@pytest.fixture
def line(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    path = tmp_path / "line.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with world(f"sqlite:///{path}") as found:
        yield found


def practices(made: World, **sizes: int) -> None:
    with made.ledger.work("test") as work:
        for key, name in NAMES.items():
            kind = OrganisationKind.PRACTICE
            size = sizes.get(name)
            work.add(Organisation(key=key, name=name, kind=kind, network="North", list_size=size))


def ids(made: World) -> dict[str, int]:
    with made.ledger.look("test") as work:
        found = {each.key: each.id or 0 for each in lookups.every_organisation(work.session)}
        work.let_go()
        return found


def asked(made: World, first: date, channel: Channel = Channel.EMAIL, **counts: int) -> None:
    """So many of each practice, one each day and each at noon."""
    known = ids(made)
    code = {name: key for key, name in NAMES.items()}
    with made.ledger.work("test") as work:
        for name, count in counts.items():
            for number in range(count):
                at = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
                at += timedelta(days=number % 28)
                work.add(
                    Query(
                        line_id=1,
                        state=QueryState.CLOSED,
                        channel=channel,
                        received_at=at,
                        closed_at=at,
                        identified_by="nobody",
                        organisation_id=known[code[name]],
                    )
                )


def merged(made: World, gone: str, kept: str) -> None:
    with made.ledger.work("test") as work:
        merging.merge(work, "chidi", gone, kept)


def broken(made: World, period: str = SUMMER, by: Dimension = Dimension.PRACTICE) -> Broken:
    with made.ledger.look("test") as work:
        line = lookups.lines(work.session)[0]
        found = breaking_down.broken(work, line, periods.read(period), ASKED, by, SMALL)
        work.let_go()
        return found


def told(
    made: World, period: str = SUMMER, by: Dimension = Dimension.PRACTICE
) -> dict[Any, int | None]:
    names: dict[Any, str] = {number: NAMES.get(key, key) for key, number in ids(made).items()}
    rows = broken(made, period, by).rows
    return {names.get(each.label, each.label): each.told.numerator for each in rows}


def counted(made: World, measure: str, period: str) -> tuple[int, int, int]:
    """From the facts as they are now."""
    Facts(made.ledger).catch_up()
    with made.ledger.look("test") as work:
        line = lookups.lines(work.session)[0]
        found = counting.count(work, line, periods.read(period), [every.BY_ID[measure]])[measure]
        work.let_go()
        return found.numerator, found.denominator, found.eligible


def made_anew(made: World) -> None:
    """Every fact is thrown away and made from its query."""
    with made.ledger.work("test") as work:
        work.session.execute(AuditQuery.__table__.delete())  # type: ignore[attr-defined]
        numbers = [each or 0 for each in work.session.exec(select(Query.id))]
        keeping.write(work, keeping.make(work, numbers))


def beside(made: World) -> dict[Any, tuple[int, int | None]]:
    """What Birchwood sees by channel of its own, and of the whole."""
    measure, own = every.BY_ID["utilisation.queries"], ids(made)[BIRCHWOOD]
    with made.ledger.look("test") as work:
        of = lookups.lines(work.session)[0], periods.read(SUMMER), own
        part = OwnPart(work, *of, True, measure, 4, History.read(work))
        found = part.parts(measure, Dimension.CHANNEL)
        work.let_go()
        return {label: (theirs, whole) for label, theirs, whole in found.rows}


def closed(made: World, code: str, on: date) -> None:
    with made.ledger.work("test") as work:
        work.update(changing.find(work, code), closed_on=on)


def test_what_was_told_of_two_practices_stays_when_they_become_one(made: World) -> None:
    practices(made)
    asked(made, date(2026, 8, 1), Ashdown=3, Birchwood=34, Cedar=6, Dove=40)
    keep(made.ledger)
    before = told(made)
    assert before == {"Ashdown": None, "Birchwood": 34, "Cedar": None, "Dove": 40}
    merged(made, ASHDOWN, BIRCHWOOD)
    keep(made.ledger)
    assert told(made) == before, "37 would tell Ashdown's 3"
    made_anew(made)
    keep(made.ledger)
    assert told(made) == before
    assert counted(made, "adoption.using", SUMMER)[0] == 4
    with made.ledger.look("test") as work:
        assert reconcile(work).differ == []
    (said,) = broken(made).since
    assert said.startswith("Ashdown has been part of Birchwood since ")
    assert said.endswith("; figures before that stay as they were asked.")


def test_merges_count_from_the_periods_that_close_after_them(line: World) -> None:
    """Of two in a row each as far as it went by then."""
    practices(line)
    asked(line, date(2026, 8, 1), Ashdown=20, Birchwood=34, Cedar=30)
    asked(line, date(2026, 11, 1), Ashdown=21, Birchwood=35, Cedar=31)
    merged(line, ASHDOWN, BIRCHWOOD)
    line.phones.advance(LATER.total_seconds())
    merged(line, BIRCHWOOD, CEDAR)
    keep(line.ledger)
    assert told(line) == {"Ashdown": 20, "Birchwood": 34, "Cedar": 30}
    assert told(line, AUTUMN) == {"Birchwood": 56, "Cedar": 31}
    (said,) = broken(line, AUTUMN).since
    assert said.startswith("Birchwood has been part of Cedar since ")
    asking = [counted(line, "adoption.using", each)[0] for each in ("2026-08", "2026-11")]
    assert asking == [3, 2]


def test_another_network_regroups_nothing_that_was_told(line: World) -> None:
    practices(line)
    asked(line, date(2026, 8, 1), Ashdown=3, Birchwood=34, Cedar=6, Dove=40)
    with line.ledger.work("test") as work:
        dove = changing.find(work, DOVE)
        south = {Part.NETWORK: {"network": "South"}}
        changing.put(work, dove, south, origin=Origin.OFFICE, by="chidi")
    asked(line, date(2026, 11, 1), Birchwood=30, Dove=40)
    line.phones.advance(LATER.total_seconds())
    keep(line.ledger)
    assert told(line, SUMMER, Dimension.NETWORK) == {"North": 83}
    assert told(line, AUTUMN, Dimension.NETWORK) == {"North": 30, "South": 40}
    assert told(line)["Birchwood"] == 34
    (said,) = broken(line).since
    assert said.startswith("Dove was in North when this was told, and is in South now")
    (said,) = broken(line, SUMMER, Dimension.NETWORK).since
    assert "the network in which they were when each quarter ended" in said
    assert broken(line, AUTUMN, Dimension.NETWORK).since == ()


def test_a_practice_knows_what_those_asked_that_it_has_taken_in(line: World) -> None:
    """Less its own 10 calls, 8 are left of all: Ashdown's 5, which it knows now, and others' 3."""
    practices(line)
    asked(line, date(2026, 8, 1), Birchwood=10, Cedar=10, Dove=10, Elder=10, Fir=10)
    asked(line, date(2026, 8, 1), Channel.CALL, Ashdown=5, Birchwood=10, Cedar=3)
    keep(line.ledger, small=4)
    assert beside(line) == {Channel.CALL: (10, 18), Channel.EMAIL: (10, 50)}
    merged(line, ASHDOWN, BIRCHWOOD)
    assert beside(line) == {Channel.CALL: (10, None), Channel.EMAIL: (10, None)}


def test_patients_are_of_the_lists_as_they_were_before_a_merge(line: World) -> None:
    practices(line, Ashdown=1000, Birchwood=4000)
    asked(line, date(2026, 8, 1), Ashdown=20, Birchwood=30)
    merged(line, ASHDOWN, BIRCHWOOD)
    assert counted(line, "utilisation.per_1000", SUMMER) == (50, 5000, 50)
    with line.ledger.work("test") as work:
        both = {Part.NETWORK: {"list_size": "5000"}}
        changing.put(work, changing.find(work, BIRCHWOOD), both, origin=Origin.OFFICE, by="chidi")
    assert counted(line, "utilisation.per_1000", SUMMER) == (50, 5000, 50)
    assert counted(line, "utilisation.per_1000", AUTUMN)[1] == 5000


def test_a_practice_that_asks_and_closes_counts_as_one_that_asked(line: World) -> None:
    """Also where its code was closed before it asked for the last time."""
    practices(line, Ashdown=1000, Birchwood=4000, Cedar=2000, Dove=3000)
    asked(line, date(2026, 8, 1), Ashdown=20, Birchwood=30)
    closed(line, DOVE, date(2026, 6, 30))
    of_the_example = len({*ids(line)} - {*NAMES})
    for on in (date(2026, 8, 20), date(2026, 7, 20)):
        closed(line, ASHDOWN, on)
        assert counted(line, "adoption.using", "2026-08")[:2] == (2, 5 + of_the_example)
        assert counted(line, "utilisation.per_1000", "2026-08") == (50, 7000, 50)


def test_a_department_that_becomes_part_of_a_practice_stays_one_where_it_was_told(
    line: World,
) -> None:
    practices(line)
    asked(line, date(2026, 8, 1), Ashdown=3, Birchwood=34)
    with line.ledger.work("test") as work:
        work.update(changing.find(work, ASHDOWN), kind=OrganisationKind.DEPARTMENT)
    assert counted(line, "utilisation.practices", SUMMER)[0] == 34
    merged(line, ASHDOWN, BIRCHWOOD)
    assert counted(line, "utilisation.practices", SUMMER)[0] == 34
    made_anew(line)
    assert counted(line, "utilisation.practices", SUMMER)[0] == 34
