"""Whether what somebody gives proves who they are: a passkey's answer, or a password with the six
figures of an authenticator or a recovery code in their place. What is wrong is written to the
trail; how it was wrong is told to nobody who could learn by it.
"""

from sqlmodel import Session

from advice_line.desk.factors.words import PASSKEY_REFUSED
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Authenticator
from advice_line.trust import authenticators, codes, passkeys, passwords
from advice_line.trust.passkeys import Party, Refused

_WRONG = (
    "These do not belong together, or the figures were used before. "
    "Check the password, and wait for the next six figures."
)


def by_passkey(
    work: Work, party: Party, given: str, bound_to: str, whose: int | None = None
) -> Responder | Invalid:
    """Who has answered, or what they are told once the refusal is kept."""
    try:
        return passkeys.answered(work, party, given, bound_to, whose)
    except Refused as error:
        return refused(work, error, whose)


def refused(work: Work, error: Refused, whose: int | None) -> Invalid:
    work.record("passkey.refused", responder=whose, why=error.why)
    return Invalid([Problem("", PASSKEY_REFUSED[error.why])])


def by_authenticator(
    ledger: Ledger, browser: str, responder_id: int | None, said: str, password: str, typed: str
) -> None:
    """Returns where all of it is right; `said` is who they say they are, where they are nobody.

    Raises `errors.Invalid`, `errors.TooManyTries`. A password takes a while to compare: nothing is
    held meanwhile, the try being kept before and what was right after.
    """
    with ledger.work("public") as work:
        purpose = codes.Purpose.AUTHENTICATOR
        tried = codes.begin_try(work, purpose, browser, responder=responder_id, said=said)
        known = _known(work.session, responder_id)
        password_hash = known.password_hash if known is not None else None
    right = passwords.right(password_hash, password)
    with ledger.work("public") as work:
        right = right and responder_id is not None and _second(work, responder_id, typed)
        if right:
            codes.was_right(work, tried)
        work.record(
            "authenticator.right" if right else "authenticator.wrong", responder=responder_id
        )
    if not right:
        raise Invalid([Problem("code", _WRONG)])


def _second(work: Work, responder_id: int, typed: str) -> bool:
    known = _known(work.session, responder_id)
    if known is None:
        return False
    if authenticators.is_recovery_code(typed):
        return authenticators.take_recovery_code(work, responder_id, typed)
    return authenticators.take_figures(work, known, typed)


def _known(session: Session, responder_id: int | None) -> Authenticator | None:
    """That which counts."""
    if responder_id is None or not authenticators.counts(session, responder_id):
        return None
    return authenticators.of(session, responder_id)
