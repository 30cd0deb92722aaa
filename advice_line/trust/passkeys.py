"""Passkeys: the lock of a device, which shows in one gesture that its owner has it and is there.

Each must have verified its user (by face, finger or PIN), for this site's name and address, in
answer to a challenge of ours (WebAuthn level 3, §7.1 and §7.2). It is kept on the device under the
person's id, so that nobody types a name.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

import webauthn
from sqlmodel import Session, col, select
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorAttachment,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Passkey
from advice_line.trust import challenges, sign_in_changes

MOST = 10
NAME_LENGTH = 60
_REQUIRED = UserVerificationRequirement.REQUIRED
_MILLISECONDS = int(challenges.LIFETIME.total_seconds() * 1000)


class Refused(Exception):
    """`why` is a word for the trail; it holds nothing of what was sent."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Kept(Protocol):
    """A passkey as it is kept, whosever it is."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True)
class Party:
    """Whom passkeys are made for: `id` is the host of this site, `origin` the address its pages
    stand under."""

    id: str
    origin: str
    name: str = "Advice Line"

    @classmethod
    def of(cls, public_url: str) -> Self:
        parts = urlsplit(public_url)
        default = {"https": 443, "http": 80}[parts.scheme]
        port = "" if parts.port in (None, default) else f":{parts.port}"
        host = parts.hostname or ""
        return cls(host, f"{parts.scheme}://{host}{port}")


def to_make(party: Party, person: Responder, having: Sequence[Passkey], challenge: bytes) -> str:
    """What a browser is asked, as JSON, to make a passkey for this person."""
    return asked_to_make(party, person.public_id, person.name, having, challenge)


def asked_to_make(
    party: Party,
    user: str,
    name: str,
    having: Sequence[Kept],
    challenge: bytes,
    where: AuthenticatorAttachment | None = None,
) -> str:
    """The same for whoever `user` stands for; `where` is the lock of this device or of another,
    None for either."""
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=user.encode(),
        user_name=name,
        user_display_name=name,
        challenge=challenge,
        timeout=_MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            authenticator_attachment=where,
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=_REQUIRED,
        ),
        exclude_credentials=_descriptors(having),
    )
    return webauthn.options_to_json(options)


def to_answer(party: Party, having: Sequence[Kept], challenge: bytes) -> str:
    """What a browser is asked, as JSON, to answer by one of these, or by any of this site."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=_MILLISECONDS,
        allow_credentials=_descriptors(having),
        user_verification=_REQUIRED,
    )
    return webauthn.options_to_json(options)


def keep(
    work: Work, party: Party, person: Responder, given: str, bound_to: str, name: str
) -> Passkey:
    """The passkey that a browser has made. Raises `Refused`."""
    made = verified_new(work, party, given, bound_to)
    known = bytes_to_base64url(made.credential_id)
    if work.session.exec(select(Passkey.id).where(col(Passkey.credential_id) == known)).first():
        raise Refused("known_already")
    if len(of(work.session, person.id or 0)) >= MOST:
        raise Refused("too_many")
    passkey = work.add(
        Passkey(
            responder_id=person.id or 0,
            credential_id=known,
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            name=name[:NAME_LENGTH],
            made_at=work.now,
        )
    )
    about = f"passkey:{passkey.public_id}"
    sign_in_changes.note(work, "passkey.added", person.id, subject=about)
    return passkey


def answered(
    work: Work, party: Party, given: str, bound_to: str, whose: int | None = None
) -> Responder:
    """Who has answered: `whose` where that is known already. Raises `Refused`."""
    credential, challenge = taken(work, given, bound_to)
    passkey = _known(work.session, credential)
    if passkey is None or whose not in (None, passkey.responder_id):
        raise Refused("unknown")
    verified = verified_answer(party, credential, challenge, passkey)
    # A count that was seen by another answer meanwhile is that of a copy.
    counted = work.update(
        passkey,
        col(Passkey.sign_count) == passkey.sign_count,
        sign_count=verified.new_sign_count,
        used_at=work.now,
    )
    if not counted:
        raise Refused("count")
    work.record(
        "passkey.used", subject=f"passkey:{passkey.public_id}", responder=passkey.responder_id
    )
    return work.session.get_one(Responder, passkey.responder_id)


def verified_new(work: Work, party: Party, given: str, bound_to: str) -> VerifiedRegistration:
    """What a browser has made in answer to our challenge, which is used up. Raises `Refused`."""
    credential, challenge = taken(work, given, bound_to)
    try:
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Refused("not_verified") from error


def verified_answer(
    party: Party, credential: dict[str, Any], challenge: bytes, passkey: Kept
) -> VerifiedAuthentication:
    """That this passkey has answered. Raises `Refused`."""
    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Refused("not_verified") from error


def whose(session: Session, given: str) -> int | None:
    """Whose passkey an answer says it is of; nothing is proven by that."""
    try:
        passkey = _known(session, _read(given)[0])
    except Refused:
        return None
    return passkey.responder_id if passkey is not None else None


def of(session: Session, responder_id: int) -> list[Passkey]:
    """Those of one person, the oldest first."""
    mine = select(Passkey).where(col(Passkey.responder_id) == responder_id)
    return list(session.exec(mine.order_by(col(Passkey.id))))


def _known(session: Session, credential: dict[str, Any]) -> Passkey | None:
    known = col(Passkey.credential_id) == str(credential.get("id"))
    return session.exec(select(Passkey).where(known)).first()


def _descriptors(having: Sequence[Kept]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in having
    ]


def taken(work: Work, given: str, bound_to: str) -> tuple[dict[str, Any], bytes]:
    """What a browser has sent and the challenge that it answers, which is used up by this. Raises
    `Refused`."""
    credential, challenge = _read(given)
    if not challenges.take(work, challenge, bound_to):
        raise Refused("challenge")
    return credential, challenge


def _read(given: str) -> tuple[dict[str, Any], bytes]:
    """What a browser has sent, and the challenge that it says it answers. Raises `Refused`."""
    try:
        credential = json.loads(given)
        client = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(client["challenge"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("unreadable") from error
    return credential, challenge
