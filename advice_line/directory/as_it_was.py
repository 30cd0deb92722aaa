"""Which organisation was part of which, and in which network, at an instant: by when a merge or
another network was recorded. Figures of a period that has closed stay as they were told then.

What a merge or a change takes away is kept as it stood (`before_merge`, `before_networks`)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from advice_line.tables.upkeep import OrganisationPast

_MANY = 400


@dataclass(frozen=True)
class Practices:
    """At one instant: `root` has each organisation under the one it had become a part of by then,
    `networks` the network of each, `lists` the sizes of their lists, which are of those that had
    become a part of them too; `rows` are as they are today."""

    root: Mapping[int, int]
    rows: Mapping[int, Organisation]
    networks: Mapping[int, str | None]
    lists: Mapping[int, int | None]

    @classmethod
    def read(cls, work: Work) -> "Practices":
        """As it is now."""
        return History.read(work).at(None)

    def family(self, organisation: int) -> frozenset[int]:
        """It and those that had become a part of it, or of what it had become a part of."""
        of = self.root.get(organisation, organisation)
        return frozenset(each for each, root in self.root.items() if root == of) | {organisation}

    def merged_into(self, organisation: int) -> tuple[str, ...]:
        """The names of those that had become a part of it."""
        if self.root.get(organisation) != organisation:
            return ()
        others = self.family(organisation) - {organisation}
        return tuple(sorted(self.rows[each].name for each in others))

    def network(self, organisation: object) -> str | None:
        return self.networks.get(organisation) if isinstance(organisation, int) else None


@dataclass(frozen=True)
class History:
    """`pasts` are by organisation, the oldest first."""

    rows: Mapping[int, Organisation]
    pasts: Mapping[int, Sequence[OrganisationPast]]

    @classmethod
    def read(cls, work: Work) -> "History":
        rows = {row.id or 0: row for row in lookups.every_organisation(work.session)}
        wanted = select(OrganisationPast).order_by(
            col(OrganisationPast.until), col(OrganisationPast.id)
        )
        pasts: dict[int, list[OrganisationPast]] = {}
        for past in work.session.exec(wanted):
            pasts.setdefault(past.organisation_id, []).append(past)
        return cls(rows, pasts)

    @classmethod
    def of(cls, work: Work, ids: Iterable[int]) -> "History":
        """Of these and whatever they became a part of, without their networks."""
        rows: dict[int, Organisation] = {}
        wanted = set(ids)
        while wanted:
            found = work.session.exec(select(Organisation).where(col(Organisation.id).in_(wanted)))
            rows |= {row.id or 0: row for row in found}
            wanted = {row.merged_into_id for row in rows.values() if row.merged_into_id} - {*rows}
        return cls(rows, {})

    def at(self, instant: datetime | None) -> Practices:
        """None: as it is now."""
        return Practices(
            {each: self.root(each, instant) for each in self.rows},
            self.rows,
            {each: self._network(each, instant) for each in self.rows},
            {each: self._list(each, instant) for each in self.rows},
        )

    def root(self, organisation: int, instant: datetime | None = None) -> int:
        """What it had become a part of, else itself."""
        seen = {organisation}
        while (above := self._above(organisation, instant)) in self.rows and above not in seen:
            organisation = above or 0
            seen.add(organisation)
        return organisation

    def _above(self, organisation: int, instant: datetime | None) -> int | None:
        row = self.rows.get(organisation)
        if row is None or row.merged_into_id is None:
            return None
        # Of a merge of which no time was kept nobody was told otherwise.
        since = row.merged_at
        merged = instant is None or since is None or since < instant
        return row.merged_into_id if merged else None

    def _network(self, organisation: int, instant: datetime | None) -> str | None:
        past = next(self._since(organisation, instant), None)
        return self.rows[organisation].network if past is None else past.network

    def _list(self, organisation: int, instant: datetime | None) -> int | None:
        """One that was put right since counts as it is now; after a merge it is of both."""
        merges = (past for past in self._since(organisation, instant) if past.merges)
        past = next(merges, None)
        return self.rows[organisation].list_size if past is None else past.list_size

    def _since(self, organisation: int, instant: datetime | None) -> Iterator[OrganisationPast]:
        """What it was until an instant that is no earlier."""
        if instant is not None:
            pasts = self.pasts.get(organisation, ())
            yield from (past for past in pasts if past.until >= instant)


def before_networks(work: Work, wanted: Mapping[int, str | None]) -> None:
    """To be told before these organisations, by id, get these networks."""
    for row in _rows(work, wanted):
        if row.network != wanted[row.id or 0]:
            _keep(work, row, merges=False)


def before_merge(work: Work, gone: Organisation, kept: Organisation) -> None:
    """To be told before what points to the one points to the other."""
    _keep(work, kept, merges=True)
    own = col(Query.organisation_id) == gone.id
    work.change(Query, own, col(Query.asked_from_id).is_(None), asked_from_id=gone.id)


def _rows(work: Work, ids: Collection[int]) -> Iterable[Organisation]:
    left = sorted(ids)
    while left:
        some, left = left[:_MANY], left[_MANY:]
        yield from work.session.exec(select(Organisation).where(col(Organisation.id).in_(some)))


def _keep(work: Work, row: Organisation, *, merges: bool) -> None:
    work.add(
        OrganisationPast(
            organisation_id=row.id or 0,
            until=work.now,
            merges=merges,
            network=row.network,
            list_size=row.list_size,
        )
    )
