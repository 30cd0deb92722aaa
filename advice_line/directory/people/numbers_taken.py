"""Whose a telephone number is already: it says who somebody is, so it is one person's or one
place's alone."""

from advice_line.directory import lookups
from advice_line.ledger.work import Work


def by_another(work: Work, mobile: str, key: str) -> str | None:
    """The name of whoever has it beside the person of this key."""
    line = lookups.line_by_number(work.session, mobile)
    person = lookups.responder_by_mobile(work.session, mobile)
    practice, asker = lookups.caller(work.session, mobile)
    others = [each.name for each in (line, practice, asker) if each is not None]
    if person is not None and person.key != key:
        others.append(person.name)
    return others[0] if others else None
