"""Whose a telephone number is already: it says who somebody is, so it is one person's or one
place's alone."""

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder


def by_another(work: Work, mobile: str, key: str) -> str | None:
    """The name of whoever has it beside the person of this key."""
    line = lookups.line_by_number(work.session, mobile)
    to_be = select(Responder).where(col(Responder.mobile_next) == mobile)
    people = [lookups.responder_by_mobile(work.session, mobile), *work.session.exec(to_be)]
    practice, asker = lookups.caller(work.session, mobile)
    others = [each.name for each in (line, practice, asker) if each is not None]
    others += [each.name for each in people if each is not None and each.key != key]
    return others[0] if others else None
