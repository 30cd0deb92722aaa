"""Everything about her is over; two persons erase her, and then whatever was never written down as
hers, by its reference; mails that were nobody's, and browsers that remember who asked, go by their
class. What is left is opened and read, every seal of every table."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from sqlalchemy import func, select
from sqlmodel import col

from advice_line.data_life.erasing import Erasing
from advice_line.data_life.running import Deleting
from advice_line.kinds import QueryState, Role, TaskState
from advice_line.ledger import upkeep, verifying
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.alerts import Alert
from advice_line.tables.cases import Case
from advice_line.tables.every import metadata
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.tables.trust import WebSession
from advice_line.trust.roles import Actor
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.canary.places import Found, Place

INES, ODD = (
    Actor(f"responder:{name}", frozenset({Role.INFORMATION_GOVERNANCE}), name, responder_id=number)
    for number, name in ((91, "ines"), (92, "odd"))
)
_LONG = timedelta(days=400)
_ONCE = count(1)
# Decided and done, by keyed hashes: without them an older backup would bring her back.
PROOF = {"erasures", "teaching_objections", "legal_holds"}
HELD_HER = {"queries", "messages", "advice", "alerts", "mail_pieces", "tracer_answers"}


def gone_for_good(house: House, bird: Canary) -> None:
    under = {each.split(": ")[1] for each in _traces(house, bird)}
    assert under >= HELD_HER, under
    before = _counted(house)
    assert _erase(house, bird) > 1
    left = _traces(house, bird)
    assert not left, left
    marked = _marked(house, bird)
    assert marked <= PROOF, marked
    after = _counted(house)
    kept = {**before, "trail": after["trail"]}
    assert after == kept, (after, kept)
    assert after["trail"] > before["trail"]
    while upkeep.chain_trail(house.world.ledger):
        pass
    with house.world.ledger.look("test") as work:
        assert verifying.verify(work).fits


def _erase(house: House, bird: Canary) -> int:
    """How many objects the receipts hold."""
    _everything_is_over(house)
    _two_persons(
        house,
        kind="patient",
        number=bird.spaced,
        date_of_birth=f"{bird.born:%d %m %Y}",
    )
    for reference in _standing(house):
        _two_persons(house, kind="query", reference=reference)
    with house.world.ledger.work("test") as work:
        mails = col(Mail.deleted_at).is_(None)
        work.change(Mail, mails, fated_at=work.now - _LONG, cleared_at=work.now - _LONG)
        # A browser that remembers who asked, in the words in which they named themselves.
        work.change(WebSession, expires_at=work.now - _LONG)
    Deleting(house.world.ledger).run()
    door = Erasing(house.world.ledger)
    assert all(each.receipt for each in door.listed(INES))
    return len(door.listed(INES))


def _everything_is_over(house: House) -> None:
    with house.world.ledger.work("test") as work:
        still = col(Query.state) != QueryState.CLOSED
        work.change(Query, still, state=QueryState.CLOSED, closed_at=work.now)
        owed = col(Task.state) == TaskState.OPEN
        work.change(Task, owed, state=TaskState.DONE, settled_at=work.now)
        work.change(Alert, ended_at=work.now, act_at=None)


def _two_persons(house: House, **whose: str) -> None:
    door = Erasing(house.world.ledger)
    form = {"extent": "all", "reason": "Asked for in writing"} | whose
    once = str(next(_ONCE))
    asked = door.ask(INES, form, f"asked {once}")
    assert all(each.stays in (None, "gone") for each in door.look(ODD, asked).ones)
    door.confirm(ODD, asked, f"confirmed {once}")


def _standing(house: House) -> list[str]:
    with house.world.ledger.look("test") as work:
        wanted = select(col(Query.reference)).where(col(Query.emptied_at).is_(None))
        return list(work.session.execute(wanted).scalars())


def opened(house: House) -> Iterator[Found]:
    """Every row with what its seals hold, and every text in it."""
    with house.world.ledger.look("test") as work:
        for table in metadata().sorted_tables:
            for row in work.session.execute(table.select()).mappings():
                content = b"\n".join(
                    _open(work, table.name, name, value) for name, value in row.items()
                )
                yield Found(Place.ROWS, table.name, content)


def _open(work: Work, table: str, name: str, value: object) -> bytes:
    if name.startswith("sealed_") and isinstance(value, str):
        return work.vault.open_bytes(value, f"{table}.{name}")
    return str(value).encode()


def _counted(house: House) -> dict[str, int]:
    """What figures stand on, and the trail."""
    with house.world.ledger.look("test") as work:
        tables = [table_of(model) for model in (Query, Case, TrailEntry)]
        counts = {each.name: select(func.count()).select_from(each) for each in tables}
        return {name: work.session.execute(count).scalar_one() for name, count in counts.items()}


def _marked(house: House, bird: Canary) -> set[str]:
    """Which tables know her number by its keyed hash."""
    with house.world.ledger.look("test") as work:
        mark = work.vault.mark(bird.number, "patient").encode()
    return {each.what for each in opened(house) if mark in each.content}


def _traces(house: House, bird: Canary) -> list[str]:
    return sorted({trace for each in opened(house) for trace in each.traces(bird)})
