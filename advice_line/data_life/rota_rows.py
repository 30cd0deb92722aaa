"""What goes of rotas: work that came to an end, and what a rota was until it was changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, cast, delete, exists, func, select
from sqlalchemy import String as Text
from sqlalchemy.orm import aliased
from sqlmodel import col

from advice_line.data_kinds import Kept
from advice_line.data_life.rows import Found, Rows, unreferenced
from advice_line.ledger.work import Work
from advice_line.tables.quiet import QuietWindow
from advice_line.tables.rota_exchange import RotaImport, RotaProposal
from advice_line.tables.swaps import SwapOffer, SwapRequest
from advice_line.tables.watch import ReachCheck
from advice_line.trust import holds
from rota.tables import RotaChange, RotaFact, RotaLine

_IMPORT_ENDED = func.coalesce(
    col(RotaImport.accepted_at), col(RotaImport.discarded_at), col(RotaImport.expires_at)
)
_SETTLED = func.coalesce(col(RotaProposal.accepted_at), col(RotaProposal.refused_at))
_ended = aliased(RotaChange)


def _working(table: Any, at: Any, ended: Any, *more: ColumnElement[bool]) -> Rows:
    def ripe(before: datetime) -> tuple[ColumnElement[bool], ...]:
        return (ended <= before, *more)

    return Rows(kept=Kept.ROTA_WORKING, table=table, at=at, ripe=ripe, held=holds.on_any_line())


def _facts(before: datetime) -> tuple[ColumnElement[bool], ...]:
    was = exists().where(col(_ended.id) == col(RotaFact.ended_in), col(_ended.at) <= before)
    return (was,)


def _changes(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of whose facts none is left; a line's version begins with the id of the change it is of."""
    of_version = exists().where(
        col(RotaLine.version).startswith(cast(col(RotaChange.id), Text) + ".")
    )
    newest = select(func.max(aliased(RotaChange).id)).scalar_subquery()
    return (
        col(RotaChange.at) <= before,
        ~of_version,
        col(RotaChange.id) != newest,
        *unreferenced(RotaChange),
    )


def _offers_too(work: Work, found: Found) -> None:
    work.run(delete(SwapOffer).where(col(SwapOffer.request_id) == found.key[0]))


_MADE_AT = (
    select(col(RotaChange.at)).where(col(RotaChange.id) == col(RotaFact.made_in)).scalar_subquery()
)

ROTA_ROWS = (
    _working(RotaImport, col(RotaImport.made_at), _IMPORT_ENDED),
    _working(RotaProposal, col(RotaProposal.made_at), _SETTLED),
    _working(
        ReachCheck,
        col(ReachCheck.asked_at),
        col(ReachCheck.asked_at),
        col(ReachCheck.act_at).is_(None),
    ),
    _working(QuietWindow, col(QuietWindow.begins_at), col(QuietWindow.ends_at)),
    Rows(
        kept=Kept.ROTA_HISTORY,
        table=RotaFact,
        at=_MADE_AT,
        ripe=_facts,
        held=holds.on_any_line(),
    ),
    Rows(
        kept=Kept.ROTA_HISTORY,
        table=RotaChange,
        at=col(RotaChange.at),
        ripe=_changes,
        held=holds.on_any_line(),
    ),
    Rows(
        kept=Kept.ROTA_HISTORY,
        table=SwapRequest,
        at=col(SwapRequest.asked_at),
        ripe=lambda before: (
            col(SwapRequest.settled_at) <= before,
            *unreferenced(SwapRequest, but=(SwapOffer.__tablename__,)),
        ),
        held=holds.on_any_line(),
        first=_offers_too,
    ),
)
