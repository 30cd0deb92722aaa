"""References that nothing has yet. Chance gives one twice, the sooner the more there are: in 50,000
cases one is to be expected, and whoever rang just then would hear that something is wrong (H01)."""

from collections.abc import Callable

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.alerts import Alert
from advice_line.tables.cases import Case
from advice_line.tables.queries import Query


def reference(work: Work, of: type[Query | Case | Alert], make: Callable[[], str]) -> str:
    """`make` gives one by chance (`tables/columns.py`)."""
    while True:
        found = make()
        wanted = select(of.id).where(col(of.reference) == found)
        if work.connection.execute(wanted).first() is None:
            return found
