"""Passkeys of people of a practice: they take the place of the code that is mailed, and open what
the code would. They stand in a table of their own, so that none can ever sign in staff, nor a
passkey of staff somebody of a practice (H15).

On a computer that others use too, its own lock is opened by whoever may unlock that computer: there
a passkey is made on one's telephone or a security key alone.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, delete, select
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import AuthenticatorAttachment

from advice_line.ledger.work import Work
from advice_line.tables.directory import Requester, RequesterAddress
from advice_line.tables.practices import PracticePasskey
from advice_line.trust import passkeys
from advice_line.trust.passkeys import MOST, NAME_LENGTH, Party, Refused

# Whoever has left loses their mailbox; a code asked for anew finds that out.
CODE_WITHIN = timedelta(days=90)


def to_make(
    party: Party,
    person: Requester,
    name: str,
    having: Sequence[PracticePasskey],
    challenge: bytes,
    *,
    shared: bool,
) -> str:
    """What a browser is asked, as JSON, to make one; `name` is how its owner finds it again."""
    where = AuthenticatorAttachment.CROSS_PLATFORM if shared else None
    return passkeys.asked_to_make(party, f"practice:{person.key}", name, having, challenge, where)


def keep(
    work: Work,
    party: Party,
    person: Requester,
    given: str,
    bound_to: str,
    name: str,
    *,
    shared: bool,
) -> PracticePasskey:
    """The passkey that a browser has made. Raises `passkeys.Refused`."""
    made = passkeys.verified_new(work, party, given, bound_to)
    if shared and _made_where(given) != AuthenticatorAttachment.CROSS_PLATFORM:
        raise Refused("shared_lock")
    known = bytes_to_base64url(made.credential_id)
    if _known(work.session, known) is not None:
        raise Refused("known_already")
    if len(of(work.session, person.id or 0)) >= MOST:
        raise Refused("too_many")
    passkey = work.add(
        PracticePasskey(
            requester_id=person.id or 0,
            credential_id=known,
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            name=name[:NAME_LENGTH],
            made_at=work.now,
        )
    )
    work.record("practice_passkey.added", subject=_subject(passkey), requester=person.id)
    return passkey


def answered(work: Work, party: Party, given: str, bound_to: str) -> Requester:
    """Who has answered. Raises `passkeys.Refused`."""
    credential, challenge = passkeys.taken(work, given, bound_to)
    passkey = _known(work.session, str(credential.get("id")))
    if passkey is None:
        raise Refused("unknown")
    verified = passkeys.verified_answer(party, credential, challenge, passkey)
    # A count that was seen by another answer meanwhile is that of a copy.
    counted = work.update(
        passkey,
        col(PracticePasskey.sign_count) == passkey.sign_count,
        sign_count=verified.new_sign_count,
        used_at=work.now,
    )
    if not counted:
        raise Refused("count")
    work.record("practice_passkey.used", subject=_subject(passkey), requester=passkey.requester_id)
    return work.session.get_one(Requester, passkey.requester_id)


def address(work: Work, requester_id: int) -> str | None:
    """The address of theirs that a code has reached lately and no mail has come back from; None
    where a code is due again."""
    theirs = select(RequesterAddress).where(
        col(RequesterAddress.requester_id) == requester_id,
        col(RequesterAddress.bounced_at).is_(None),
        col(RequesterAddress.confirmed_at) > work.now - CODE_WITHIN,
    )
    newest = theirs.order_by(col(RequesterAddress.confirmed_at).desc()).limit(1)
    found = work.session.exec(newest).first()
    return found.address if found is not None else None


def of(session: Session, requester_id: int) -> list[PracticePasskey]:
    """Those of one person, the oldest first."""
    mine = select(PracticePasskey).where(col(PracticePasskey.requester_id) == requester_id)
    return list(session.exec(mine.order_by(col(PracticePasskey.id))))


def remove(work: Work, requester_id: int, public_id: str) -> bool:
    """Whether it was theirs."""
    one = select(PracticePasskey).where(
        col(PracticePasskey.requester_id) == requester_id,
        col(PracticePasskey.public_id) == public_id,
    )
    passkey = work.session.exec(one).first()
    if passkey is None:
        return False
    work.run(delete(PracticePasskey).where(col(PracticePasskey.id) == passkey.id))
    work.record("practice_passkey.removed", subject=_subject(passkey), requester=requester_id)
    return True


def forget(work: Work, requester_id: int) -> None:
    """All of somebody who is of no practice any more."""
    for each in of(work.session, requester_id):
        remove(work, requester_id, each.public_id)


def _known(session: Session, credential_id: str) -> PracticePasskey | None:
    same = col(PracticePasskey.credential_id) == credential_id
    return session.exec(select(PracticePasskey).where(same)).first()


def _made_where(given: str) -> Any:
    """By the browser's word: it is asked for the right one, and a person who changes what it says
    would hurt themselves alone."""
    return json.loads(given).get("authenticatorAttachment")


def _subject(passkey: PracticePasskey) -> str:
    return f"practice_passkey:{passkey.public_id}"
