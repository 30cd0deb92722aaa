"""The six figures of an authenticator app (RFC 6238: thirty seconds, SHA-1, as every app has them),
and the recovery codes that stand in for them.

Figures are taken of the half minute that it is, or of the one before or after it, and once: the
last half minute taken is kept.
"""

import hashlib
import hmac
from collections.abc import Sequence

import pyotp
from sqlmodel import Session, col, delete, func, select

from advice_line.ledger.work import Work
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Authenticator, RecoveryCode
from advice_line.trust import sign_in_changes

STEP = 30
RECOVERY_CODES = 10
_WINDOW = (0, -1, 1)
_FOURS = 4
_CODE_LENGTH = 24  # of five bits each: a plain hash of less than 112 could be tried (ASVS 6.5.2)
_MISREAD = str.maketrans("OIL", "011")  # Crockford's base 32 has none of these letters
_ISSUER = "Advice Line"
_COLUMN = "authenticators.sealed_secret"


def of(session: Session, responder_id: int) -> Authenticator | None:
    """That of one person, whether or not it counts yet."""
    return session.get(Authenticator, responder_id)


def counts(session: Session, responder_id: int) -> bool:
    known = of(session, responder_id)
    return known is not None and known.confirmed_at is not None


def begin(work: Work, person: Responder, password_hash: str) -> None:
    """A new secret, which counts once its figures were typed; one that counts already stays."""
    whose = col(Authenticator.responder_id) == person.id
    work.run(delete(Authenticator).where(whose, col(Authenticator.confirmed_at).is_(None)))
    work.add(
        Authenticator(
            responder_id=person.id or 0,
            sealed_secret=work.vault.seal(pyotp.random_base32(), _COLUMN),
            password_hash=password_hash,
            made_at=work.now,
        )
    )
    work.record("authenticator.begun", responder=person.id)


def secret(work: Work, known: Authenticator) -> str:
    return work.vault.open(known.sealed_secret or "", _COLUMN)


def address(secret: str, person: Responder) -> str:
    """What the picture of squares holds, for an app to take the secret from."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.name, issuer_name=_ISSUER)


def take_figures(work: Work, known: Authenticator, typed: str) -> bool:
    """Whether these are its figures now and were not taken before."""
    figures = "".join(filter(str.isdigit, typed))
    app, now = pyotp.TOTP(secret(work, known)), int(work.now.timestamp()) // STEP
    for step in (now + each for each in _WINDOW):
        if hmac.compare_digest(app.at(step * STEP), figures):
            # Taken before, or typed by two at once: one was first.
            return work.update(known, col(Authenticator.last_step) < step, last_step=step)
    return False


def confirm(work: Work, known: Authenticator) -> None:
    work.update(known, confirmed_at=work.now)
    sign_in_changes.note(work, "authenticator.added", known.responder_id)


def recovery_codes(work: Work, responder_id: int) -> Sequence[str]:
    """Ten new ones, in place of those before: they are shown now and never again."""
    work.run(delete(RecoveryCode).where(col(RecoveryCode.responder_id) == responder_id))
    codes = [opaque(_CODE_LENGTH) for _ in range(RECOVERY_CODES)]
    for each in codes:
        work.add(RecoveryCode(responder_id=responder_id, code_hash=_hash(each), made_at=work.now))
    sign_in_changes.note(work, "recovery_codes.made", responder_id)
    return [
        "-".join(each[at : at + _FOURS] for at in range(0, len(each), _FOURS)) for each in codes
    ]


def recovery_codes_left(session: Session, responder_id: int) -> int:
    mine = col(RecoveryCode.responder_id) == responder_id
    left = select(func.count()).where(mine, col(RecoveryCode.used_at).is_(None))
    return session.exec(left).one()


def recovery_codes_made(session: Session, responder_id: int) -> bool:
    """Whether they have ten, however many of them are used up."""
    mine = select(RecoveryCode.id).where(col(RecoveryCode.responder_id) == responder_id)
    return session.exec(mine.limit(1)).first() is not None


def take_recovery_code(work: Work, responder_id: int, typed: str) -> bool:
    """Whether this is one of theirs and was not used before."""
    plain = "".join(filter(str.isalnum, typed.upper())).translate(_MISREAD)
    used = work.change(
        RecoveryCode,
        col(RecoveryCode.responder_id) == responder_id,
        col(RecoveryCode.code_hash) == _hash(plain),
        col(RecoveryCode.used_at).is_(None),
        used_at=work.now,
    )
    if used:
        sign_in_changes.note(work, "recovery_code.used", responder_id)
    return bool(used)


def is_recovery_code(typed: str) -> bool:
    """By its length: an authenticator's are six figures."""
    return len("".join(filter(str.isalnum, typed))) == _CODE_LENGTH


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
