"""The lock of a device, as a browser asks it: it makes passkeys and answers by them (WebAuthn). It
obeys whatever it is asked; `verifies` is whether it looks at face, finger or PIN."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Key:
    id: bytes
    private: ec.EllipticCurvePrivateKey
    user: str
    count: int = 0


@dataclass
class Lock:
    """`origin` is where its browser stands; `counts` is by how much each answer counts on;
    `attached` is where it is as its browser says: "platform" in this device, "cross-platform" in
    another."""

    origin: str = "https://advice.example.org"
    verifies: bool = True
    counts: int = 1
    attached: str | None = None
    keys: dict[str, Key] = field(default_factory=dict)

    def made(self, asked: str) -> str:
        """What its browser sends of a new passkey."""
        options = json.loads(asked)
        key = Key(
            secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1()), options["user"]["id"]
        )
        self.keys[encoded(key.id)] = key
        public = key.private.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32), -3: public.y.to_bytes(32)}
        credential = bytes(16) + len(key.id).to_bytes(2) + key.id + cbor2.dumps(cose)
        data = self._data(options["rp"]["id"], HAS_KEY, 0) + credential
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._sent(
            key,
            clientDataJSON=self._client("webauthn.create", options["challenge"]),
            attestationObject=cbor2.dumps(attestation),
        )

    def answered(self, asked: str, user: str | None = None) -> str:
        """What its browser sends for one of those asked for or, where any will do, for the newest
        of this site (of `user`, where they are named)."""
        options = json.loads(asked)
        wanted = [each["id"] for each in options.get("allowCredentials", [])]
        mine = [each for name, each in self.keys.items() if not wanted or name in wanted]
        key = [each for each in mine if user in (None, each.user)][-1]
        key.count += self.counts
        client = self._client("webauthn.get", options["challenge"])
        data = self._data(options["rpId"], 0, key.count)
        signed = data + hashlib.sha256(client).digest()
        return self._sent(
            key,
            clientDataJSON=client,
            authenticatorData=data,
            signature=key.private.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=decoded(key.user),
        )

    @property
    def newest(self) -> Key:
        return next(reversed(self.keys.values()))

    def has_one_of(self, asked: str) -> bool:
        wanted = [each["id"] for each in json.loads(asked).get("allowCredentials", [])]
        return any(each in self.keys for each in wanted)

    def _data(self, site: str, more: int, count: int) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _sent(self, key: Key, **response: Any) -> str:
        given = {name: encoded(value) for name, value in response.items()}
        sent = {"id": encoded(key.id), "rawId": encoded(key.id), "type": "public-key"}
        if self.attached is not None:
            sent["authenticatorAttachment"] = self.attached
        return json.dumps(sent | {"response": given, "clientExtensionResults": {}})


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# In everybody's pocket: keys are random, so that nobody's is taken for another's.
POCKET = Lock()
