"""What figures hang on beside the facts: what the site says that its line costs, and the practices
of the directory. No row of a query tells when these change, so figures of all periods that hang
on them are counted anew then."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlmodel import col

from advice_line.audit.measures import adoption, every
from advice_line.directory import lookups
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditFigure, AuditReading
from advice_line.tables.directory import Line, Organisation

OF_MONEY = frozenset(each.id for each in every.MEASURES if each.not_given is not None)
OF_PRACTICES = frozenset(each.id for each in adoption.MEASURES)


def changed(work: Work, line: Line) -> frozenset[str]:
    """The measures of which a line's figures were counted by other costs or practices."""
    row = work.session.get(AuditReading, 1)
    if row is None:
        return frozenset()
    money = OF_MONEY if row.costs.get(line.key, []) != line.costs else frozenset()
    return money | (OF_PRACTICES if row.directory != _directory(work) else frozenset())


def age(work: Work, stale: int) -> bool:
    """Their figures get the version `stale`, by which they are counted anew; whether any are."""
    row = work.session.get(AuditReading, 1)
    if row is None:
        return False
    lines = lookups.lines(work.session)
    for line in lines:
        if names := changed(work, line):
            work.change(
                AuditFigure,
                col(AuditFigure.line_id) == line.id,
                col(AuditFigure.measure).in_(names),
                version=stale,
            )
    costs = {line.key: line.costs for line in lines}
    directory = _directory(work)
    if (row.costs, row.directory) == (costs, directory):
        return False
    work.update(row, costs=costs, directory=directory)
    return True


def _directory(work: Work) -> str:
    """The same as long as every practice is as it was, by what the measures ask of it."""
    return sha256("\n".join(_practices(work)).encode()).hexdigest()


def _practices(work: Work) -> Iterator[str]:
    of = table_of(Organisation).c
    wanted = select(of.id, of.kind, of.merged_into_id, of.merged_at, of.closed_on, of.list_size)
    for row in work.connection.execute(wanted.order_by(of.id)):
        yield " ".join(map(str, row))
