"""The pages of guidance of the demonstration: the files of `data/guidance/`, each with its day of
review so many days from the day on which it is tried."""

from datetime import date, timedelta
from pathlib import Path

from advice_line.directory.guidance import portable, rows, writing
from advice_line.ledger.work import Ledger

_FOLDER = Path(__file__).parent / "data" / "guidance"
_WRITTEN = "review_on = 2000-01-01"
_FAR = timedelta(days=365)
# One is overdue, so that it can be seen how that is marked.
_DAYS = {
    "knee-pain": 200,
    "chest-film-again": 320,
    "contrast-and-kidneys": 20,
    "shoulder-scan": -35,
}


def bring(ledger: Ledger, today: date) -> None:
    """As `guidance import` reads them."""
    with ledger.work("demo") as work:
        for key, days in _DAYS.items():
            text = (_FOLDER / f"{key}{portable.ENDING}").read_text(encoding="utf-8")
            portable.bring(work, key, text.replace(_WRITTEN, f"review_on = {today + _FAR}"))
            row = rows.by_key(work, key)
            assert row is not None
            writing.change(work, row, review_on=today + timedelta(days=days))
