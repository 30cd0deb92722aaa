"""Why a glass was broken, for whoever reads who saw a query: the trail keeps that there was a
reason, its words are sealed with the look and go with what is erased."""

from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from advice_line.desk.glass.telling import REASON
from advice_line.ledger.work import Work
from advice_line.tables.looks import GlassLook

LOOK = "look:"


def of(work: Work, subjects: Iterable[str | None]) -> Mapping[str | None, str]:
    """By the subject of a line of the trail."""
    looks = {
        each.removeprefix(LOOK) for each in subjects if each is not None and each.startswith(LOOK)
    }
    if not looks:
        return {}
    statement = select(GlassLook).where(col(GlassLook.public_id).in_(looks))
    return {
        f"{LOOK}{each.public_id}": work.vault.open(each.sealed_reason, REASON)
        for each in work.session.exec(statement)
        if each.sealed_reason is not None
    }
