"""When no server of ours answered the carrier: one that answers says so every few seconds, and the
next to start finds how long none has (H13)."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.outage import in_doubt
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import silences
from advice_line.tables.outage import Silence
from advice_line.trust.roles import SYSTEM, Action, require


def server_starts(ledger: Ledger) -> None:
    """Whatever ended since the last one answered is unheard: every open call is asked after."""
    require(SYSTEM, Action.SWEEP)
    with ledger.work(SYSTEM.label) as work:
        since = silences.since(upkeep.last_server_beat(work.session), work.now)
        if since is not None:
            work.add(Silence(began_at=since, ended_at=work.now))
            work.record("service.silent", since=since.isoformat())
            in_doubt.doubt(work, since)
        in_doubt.ask_soon(work)
        upkeep.server_beats(work)


def server_answers(ledger: Ledger) -> None:
    require(SYSTEM, Action.SWEEP)
    with ledger.work(SYSTEM.label) as work:
        upkeep.server_beats(work)


def fell_into_one(work: Work, at: datetime) -> bool:
    """Whether no server answered at that instant."""
    near = select(Silence.began_at, Silence.ended_at).where(
        col(Silence.ended_at) >= at - silences.STARTS_WITHIN
    )
    return silences.fell_into(at, work.session.exec(near).all())
