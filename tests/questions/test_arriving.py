"""What is asked in writing is a query of its own, owed by its urgency's target in open hours, and
told to whoever is on; its asker hears at once by when it is answered (H21)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked, Asker, File
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.rules.told import Told
from advice_line.tables.queries import Query
from tests.stories.scene import AMARA
from tests.stories.soundness import unsound
from tests.stories.world import World, world

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 11, 27, 18, 55, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
WORDS = "Edith Larkspur 9990000018 has a mass on her chest film, what next?"
ADDRESS = "elmroad@example.org"
Opened = Callable[[datetime], World]


@pytest.fixture
def at(sqlite_template: Path, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "test.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with world(f"sqlite:///{path}") as made:

        def begin(instant: datetime) -> World:
            made.begin(instant)
            return made

        yield begin
        assert unsound(made) == []


def asks(hotdoc: World, urgency: Urgency | None = None, **more: object) -> Told:
    with hotdoc.ledger.work("test") as work:
        line = lookups.lines(work.session)[0]
        asked = Asked(
            channel=Channel.EMAIL,
            key="one",
            asker=askers.of_address(work, ADDRESS),
            words=WORDS,
            reply_by=Channel.EMAIL,
            urgency=urgency,
            **more,  # type: ignore[arg-type]
        )
        _, told = arriving.opened(work, line, asked)
    hotdoc.settle()
    return told


def test_a_question_is_a_query_that_is_owed_an_answer(at: Opened) -> None:
    hotdoc = at(MONDAY_TEN)
    told = asks(hotdoc, Urgency.TODAY)
    query = hotdoc.query()
    assert (query["channel"], query["state"]) == ("email", "waiting")
    assert query["requester"]["organisation"] == "Y99001"
    assert query["requester"]["identified_by"] == "address"
    (owed,) = query["tasks"]
    assert (owed["kind"], owed["due_at"]) == ("answer_query", "2026-11-23T14:00:00Z")
    assert told.out_of_hours is None
    assert f"A written question ({query['reference']})" in hotdoc.texts(AMARA)[-1]
    assert "Larkspur" not in "".join(hotdoc.texts(AMARA))
    assert query["case"] is not None


@pytest.mark.parametrize(
    ("instant", "urgency", "due", "number"),
    [
        (FRIDAY_LATE, None, "2026-11-30T19:00:00Z", "+441632960999"),
        (FRIDAY_LATE, Urgency.NOW, "2026-11-30T08:10:00Z", "+441632960999"),
        (SATURDAY, Urgency.TODAY, "2026-11-30T12:00:00Z", "+441632960999"),
        (MONDAY_TEN, Urgency.NOW, "2026-11-23T10:15:00Z", None),
    ],
)
def test_its_target_counts_in_open_hours_and_what_waits_past_closing_comes_with_a_number(
    at: Opened, instant: datetime, urgency: Urgency | None, due: str, number: str | None
) -> None:
    hotdoc = at(instant)
    told = asks(hotdoc, urgency)
    assert hotdoc.query()["tasks"][0]["due_at"] == due
    assert told.out_of_hours == number


def test_what_is_not_urgent_interrupts_nobody(at: Opened) -> None:
    hotdoc = at(MONDAY_TEN)
    asks(hotdoc)
    assert hotdoc.texts(AMARA) == []


def test_who_writes_again_joins_their_query_and_another_does_not(at: Opened) -> None:
    hotdoc = at(MONDAY_TEN)
    asks(hotdoc)
    with hotdoc.ledger.look("test") as work:
        query = work.session.exec(select(Query)).one()
        same = joining.is_party(work, query, askers.of_address(work, ADDRESS.upper()))
        other = joining.is_party(work, query, askers.of_address(work, "else@example.com"))
    assert (same, other) == (True, False)


def test_a_file_is_kept_sealed_and_one_of_another_kind_is_named_and_refused(at: Opened) -> None:
    hotdoc = at(MONDAY_TEN)
    files = (
        File("film.png", "image/png", b"\x89PNG film"),
        File("Larkspur.svg", "image/svg+xml", b"<svg/>"),
    )
    asks(hotdoc, files=files)
    with hotdoc.ledger.db.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT media_type, refused FROM attachments").all()
        text = str(connection.exec_driver_sql("SELECT * FROM attachments").all())
    assert rows == [("image/png", None), ("image/svg+xml", "kind")]
    assert "Larkspur" not in text


def test_an_address_that_many_practices_share_says_nothing(at: Opened) -> None:
    hotdoc = at(MONDAY_TEN)
    with hotdoc.ledger.look("test") as work:
        assert askers.of_address(work, "somebody@nhs.net") == Asker(address="somebody@nhs.net")
