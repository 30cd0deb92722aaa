"""Tokens signed by hand, right and wrong, so that no library's strictness stands in between."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_BITS = 2048


class Key:
    """One RSA key of a provider, under the id by which its tokens name it."""

    def __init__(self, kid: str) -> None:
        self.kid = kid
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)

    def published(self) -> dict[str, str]:
        """As a JSON Web Key (RFC 7517), without `alg`, as Microsoft Entra publishes its own."""
        numbers = self._key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }

    def public_pem(self) -> bytes:
        return self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def token(
        self,
        claims: dict[str, Any],
        *,
        algorithm: str = "RS256",
        kid: str = "",
        kind: str = "JWT",
    ) -> str:
        """`HS256` is signed with the public key for a secret, which everybody knows."""
        header = {"alg": algorithm, "typ": kind, "kid": kid or self.kid}
        said = f"{_json(header)}.{_json(claims)}"
        return f"{said}.{self._signature(said.encode(), algorithm)}"

    def _signature(self, said: bytes, algorithm: str) -> str:
        if algorithm == "none":
            return ""
        if algorithm == "HS256":
            return encoded(hmac.new(self.public_pem(), said, hashlib.sha256).digest())
        if algorithm != "RS256":
            raise ValueError(algorithm)
        return encoded(self._key.sign(said, padding.PKCS1v15(), hashes.SHA256()))


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def challenge(verifier: str) -> str:
    """Of PKCE (RFC 7636 §4.2), `S256`."""
    return encoded(hashlib.sha256(verifier.encode()).digest())


def _json(value: dict[str, Any]) -> str:
    return encoded(json.dumps(value).encode())


def _number(value: int) -> str:
    return encoded(value.to_bytes((value.bit_length() + 7) // 8))
