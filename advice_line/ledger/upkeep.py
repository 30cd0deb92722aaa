"""What the ledger does for itself between events: links its trail, says that a worker lives and
that a server answers."""

from datetime import datetime

from sqlmodel import Session, col, func, select, update

from advice_line.ledger import trail
from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.ledger import Heartbeat

ACTOR = "system"
# No worker has this name: theirs hold a machine and a process.
SERVER = "server"
_BEATS = table_of(Heartbeat)


def chain_trail(ledger: Ledger) -> int:
    """Link new lines of the trail; how many. Any number of workers may try."""
    with ledger.look(ACTOR) as look:
        if not trail.waiting(look.session):
            return 0
    with ledger.work(ACTOR) as work:
        return trail.chain(work)


def beat(work: Work, worker: str) -> None:
    """This worker has just finished a pass."""
    if not insert_once(work.session, Heartbeat, ("worker",), worker=worker, at=work.now):
        work.session.execute(update(_BEATS).where(_BEATS.c.worker == worker).values(at=work.now))


def last_beat(session: Session) -> datetime | None:
    """When any worker last finished a pass."""
    workers = col(Heartbeat.worker) != SERVER
    return session.exec(select(func.max(Heartbeat.at)).where(workers)).one()


def server_beats(work: Work) -> None:
    """A server answers now, whichever of them it is."""
    beat(work, SERVER)


def last_server_beat(session: Session) -> datetime | None:
    beats = select(Heartbeat.at).where(col(Heartbeat.worker) == SERVER)
    return session.exec(beats).first()
