"""The pictures of a month's cases: themselves of those that slides and papers show, of the others
what they show, so that a month of thousands fits in memory and into a mail."""

from dataclasses import replace

from advice_line.education.cases import pictures_taught
from advice_line.education.packs.month import Month
from advice_line.education.packs.outline import chosen
from advice_line.ledger.work import Work


def with_pictures(work: Work, month: Month) -> Month:
    """Of approved cases, looked over by two people (H08)."""
    told = pictures_taught.of(work, (each.reference for each in month.cases))
    shown = [each.reference for each in chosen(month.cases)]
    seen = pictures_taught.of(work, shown, with_content=True)
    return replace(
        month,
        cases=tuple(
            replace(each, pictures=seen.get(each.reference, told.get(each.reference, ())))
            for each in month.cases
        ),
    )
