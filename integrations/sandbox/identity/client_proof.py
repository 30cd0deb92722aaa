"""Whether an application has signed who it is (`private_key_jwt`), as strictly as the strictest
provider: its own name twice, this very address, a few minutes, each once, by a key it published."""

import base64
import json
import time
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from integrations.sandbox.identity.refusals import Denied

_KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LONGEST = 300
_CLOCKS = 30
_HALF = 32  # bytes of each of the two numbers of an ES256 signature


class Proofs:
    def __init__(self) -> None:
        self._seen: set[str] = set()

    def hold(
        self, form: dict[str, str], client_id: str, address: str, keys: dict[str, Any]
    ) -> None:
        """Raises Denied as RFC 7523 §3.2 names it."""
        try:
            right = self._is_right(form, client_id, address, keys)
        except (KeyError, ValueError, TypeError, InvalidSignature):
            right = False
        if not right:
            raise Denied("invalid_client", 401)

    def _is_right(
        self, form: dict[str, str], client_id: str, address: str, keys: dict[str, Any]
    ) -> bool:
        if form["client_assertion_type"] != _KIND or "client_secret" in form:
            return False
        head, body, signature = form["client_assertion"].split(".")
        header, claims = json.loads(_raw(head)), json.loads(_raw(body))
        (key,) = [each for each in keys["keys"] if each["kid"] == header["kid"]]
        _verify(header["alg"], key, f"{head}.{body}".encode(), _raw(signature))
        now = time.time()  # noqa: TID251 # the sandbox has no clock of ours
        fresh = claims["jti"] not in self._seen
        self._seen.add(claims["jti"])
        return (
            (claims["iss"], claims["sub"], claims["aud"]) == (client_id, client_id, address)
            and form.get("client_id", client_id) == client_id
            and now < claims["exp"] <= now + _LONGEST
            and claims["iat"] <= now + _CLOCKS
            and fresh
        )


def _verify(algorithm: str, key: dict[str, str], said: bytes, signature: bytes) -> None:
    """Raises InvalidSignature, KeyError."""
    if not {"d", "p", "q"}.isdisjoint(key):
        raise ValueError("a private key was published")
    if key["kty"] == "EC":
        if (algorithm, key["crv"], len(signature)) != ("ES256", "P-256", 2 * _HALF):
            raise ValueError(algorithm)
        point = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1())
        halves = (int.from_bytes(each) for each in (signature[:_HALF], signature[_HALF:]))
        der = utils.encode_dss_signature(*halves)
        point.public_key().verify(der, said, ec.ECDSA(hashes.SHA256()))
        return
    digest = hashes.SHA256()
    pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
    padded = {"RS256": padding.PKCS1v15(), "PS256": pss}[algorithm]
    numbers = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"]))
    numbers.public_key().verify(signature, said, padded, digest)


def _number(text: str) -> int:
    return int.from_bytes(_raw(text))


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
