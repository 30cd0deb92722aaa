"""By whose role a query counts: as they said it with it, else as the directory has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sqlmodel import col, select

from advice_line.data_kinds import ERASED, ErasureKind
from advice_line.ledger.work import Work
from advice_line.rules import asker_roles
from advice_line.rules.asker_roles import AskerRole
from advice_line.rules.record import Requester as Asker
from advice_line.tables.data_life import Erasure
from advice_line.tables.directory import Requester
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Askers:
    """Of some queries: the directory's people, by id, and the queries (public ids) of which who
    asked was erased."""

    work: Work
    people: dict[int | None, Requester]
    erased: frozenset[str]

    @classmethod
    def of(cls, work: Work, queries: Iterable[Query]) -> Self:
        wanted = {each.requester_id for each in queries if each.requester_id is not None}
        found = select(Requester).where(col(Requester.id).in_(wanted))
        people = work.session.exec(found).all() if wanted else ()
        gone = select(Erasure.queries).where(col(Erasure.kind) == ErasureKind.REQUESTER)
        erased = frozenset(each for ids in work.session.exec(gone) for each in ids)
        return cls(work, {each.id: each for each in people}, erased)

    def role(self, query: Query) -> AskerRole | None:
        """None of whoever was erased: no row tells it any more."""
        known = self.people.get(query.requester_id)
        role = self._said(query) or (known.role if known else None)
        gone = query.public_id in self.erased or (known is not None and known.name == ERASED)
        return None if gone and not role else asker_roles.read(role)

    def _said(self, query: Query) -> str | None:
        if query.sealed_requester is None:
            return None
        opened = self.work.vault.open(query.sealed_requester, "queries.sealed_requester")
        return Asker.from_json(opened).requester_role
