"""Both factors were shown in a session: it goes on under another token."""

from advice_line.ledger.work import Work
from advice_line.trust import provider_sign_in, sessions
from advice_line.trust_kinds import SignedInBy


def confirm(work: Work, session: str, by: SignedInBy) -> str:
    """Raises `errors.NotAllowed` where it has ended meanwhile."""
    new = sessions.confirm(work, session, by)
    provider_sign_in.moved(work, session, new)
    return new
