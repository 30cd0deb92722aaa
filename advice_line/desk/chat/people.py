"""Who is behind an account of the chat: one person of the setup file, with the roles they have at
this moment, or nobody."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.trust import sessions
from advice_line.trust.roles import Actor


def responder(work: Work, account: str) -> Responder | None:
    """None also for an account that two people were given: nobody could tell who acts."""
    statement = select(Responder).where(col(Responder.slack_user) == account).limit(2)
    found = work.session.exec(statement).all()
    return found[0] if len(found) == 1 else None


def actor(person: Responder) -> Actor:
    """As on a page; the trail names the person, not the account."""
    return sessions.staff(person)
