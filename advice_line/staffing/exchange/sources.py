"""Calendars elsewhere that are duty here: read again and again, each failure told in a sentence."""

from collections.abc import Iterator

from sqlmodel import col, select

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calendars import parts_of
from advice_line.staffing.exchange.exchanged import SourceShown
from advice_line.staffing.exchange.source_reading import SEALED, change_to, covers_to_come
from advice_line.staffing.rota_door import RotaDoor, changing, line_of
from advice_line.tables.rota_exchange import RotaSource
from advice_line.trust.roles import Action, Actor, require
from rota.errors import InvalidValue
from rota.values import Tier


class Sources(RotaDoor):
    def __init__(self, ledger: Ledger, *, rehearsal: bool) -> None:
        super().__init__(ledger)
        self._rehearsal = rehearsal

    def subscribe(self, actor: Actor, *, line: str, tier: str, url: str) -> SourceShown:
        """Read from now on by the worker. Raises `errors.Invalid` for an address that may not be
        read or is subscribed to already, and `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA, line)
        try:
            host = parts_of(url, local=self._rehearsal).hostname or ""
            wanted = Tier.read(tier)
        except InvalidValue as error:
            raise Invalid([Problem("tier", error.sentence)]) from error
        except ValueError as error:
            raise Invalid([Problem("url", str(error))]) from error
        with self._ledger.work(actor.label) as work:
            line_of(work, line)
            if any(self._same(work, each, wanted, url) for each in _standing(work, line)):
                said = "This calendar is subscribed to already for this tier."
                raise Invalid([Problem("url", said)])
            row = work.add(
                RotaSource(
                    line_key=line,
                    tier=wanted.value,
                    sealed_url=work.vault.seal(url.strip(), SEALED),
                    host=host,
                    made_by=actor.label,
                    made_at=work.now,
                    next_due=work.now,
                )
            )
            work.record("source.subscribed", subject=f"source:{row.public_id}", line=line)
            return _shown(row)

    def end(self, actor: Actor, source_id: str) -> None:
        """What is still to come of it leaves the rota. Raises `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA)
        with changing(self._ledger, actor) as work:
            known = col(RotaSource.public_id) == source_id, col(RotaSource.ended_at).is_(None)
            row = work.session.exec(select(RotaSource).where(*known)).first()
            if row is None or not actor.may(Action.CHANGE_ROTA, row.line_key):
                raise NotFound("There is no such calendar, or it was ended.")
            # The address is a secret of somebody else's: there is no reason to keep it.
            work.update(row, ended_at=work.now, next_due=None, sealed_url=None)
            work.record("source.ended", subject=f"source:{row.public_id}")
            standing = covers_to_come(work, row)
            if standing:
                change_to(work, actor, row, (), standing)

    def of(self, actor: Actor, line: str) -> tuple[SourceShown, ...]:
        """Those that are read now, the oldest first."""
        require(actor, Action.CHANGE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            return tuple(_shown(each) for each in _standing(work, line))

    def _same(self, work: Work, row: RotaSource, tier: Tier, url: str) -> bool:
        known = work.vault.open(row.sealed_url, SEALED) if row.sealed_url else None
        return row.tier == tier and known == url.strip()


def _standing(work: Work, line: str) -> Iterator[RotaSource]:
    here = col(RotaSource.line_key) == line, col(RotaSource.ended_at).is_(None)
    yield from work.session.exec(select(RotaSource).where(*here).order_by(col(RotaSource.id)))


def _shown(row: RotaSource) -> SourceShown:
    return SourceShown(
        id=row.public_id,
        line=row.line_key,
        tier=row.tier,
        host=row.host,
        shifts=row.shifts,
        failure=row.failure,
        notes=(*row.left_out, *row.against),
        made_at=row.made_at,
        last_tried_at=row.last_tried_at,
        last_good_at=row.last_good_at,
    )
