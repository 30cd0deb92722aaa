"""The key by which this service shows at the provider that it is itself (`private_key_jwt`, OpenID
Connect Core §9, RFC 7523): the provider has the public half, and no secret ever leaves us."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Self, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from advice_line.errors import Misconfigured

KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
# Long enough for two clocks to differ; providers refuse what lasts longer than a few minutes.
LASTS_SECONDS = 120
_SETTING = "OIDC_CLIENT_KEY_FILE"
_MAKE = "Make one with: openssl genrsa -out client.pem 3072"
_FEWEST_BITS = 2048
_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)
Named = TypeVar("Named", RSAKey, ECKey)
_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}


class _Wrong(ValueError):
    """What is wrong with the file, in words."""


@dataclass(frozen=True)
class ClientKey:
    """The first private key of a file signs, by `algorithm`; all are published, so that the next
    one is known there before it signs. Where the file holds the certificate of the first, it is
    named by that as well, as Microsoft Entra wants it."""

    algorithm: str
    keys: Sequence[RSAKey | ECKey] = field(repr=False)
    thumbprint: str | None = None

    @classmethod
    def read(cls, path: Path, setting: str = _SETTING) -> Self:
        """Raises `errors.Misconfigured` with what is wrong with the file that the `setting` names,
        and nothing of it."""
        try:
            return cls._read(path)
        except _Wrong as wrong:
            raise Misconfigured(f"{setting}: {wrong}. {_MAKE}") from None

    @classmethod
    def _read(cls, path: Path) -> Self:
        """Raises _Wrong."""
        try:
            blocks = list(_BLOCK.finditer(path.read_text(encoding="ascii")))
        except (OSError, UnicodeError):
            raise _Wrong(f"{path} cannot be read as a PEM file") from None
        private = [each[0] for each in blocks if each[1].endswith("PRIVATE KEY")]
        if not private:
            raise _Wrong(f"{path} holds no private key in PEM")
        loaded = [_private(each) for each in private]
        public = [each[0] for each in blocks if each[1] == "CERTIFICATE"]
        algorithm = _algorithm(loaded[0])
        if not public:
            return cls(algorithm, [_named(each) for each in loaded])
        # Entra's own, where a certificate is given: RSA-PSS, named by its thumbprint.
        thumbprint = _thumbprint(public[0], loaded[0])
        padded = "PS256" if algorithm == "RS256" else algorithm
        return cls(padded, [_named(each) for each in loaded], thumbprint)

    def assertion(self, client_id: str, audience: str, now: datetime) -> str:
        """Signed by us for one request to this address of the provider, and no other."""
        issued = int(now.timestamp())
        header = {"typ": "JWT", "alg": self.algorithm, "kid": self.keys[0].kid}
        if self.thumbprint is not None:
            header["x5t#S256"] = self.thumbprint
        claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": audience,
            "jti": token_urlsafe(24),
            "iat": issued,
            "nbf": issued,
            "exp": issued + LASTS_SECONDS,
        }
        return jwt.encode(header, claims, self.keys[0], algorithms=[self.algorithm])

    def published(self) -> dict[str, Any]:
        """The public halves, as a JSON Web Key Set (RFC 7517 §5)."""
        first, *next_ones = [each.as_dict(private=False, use="sig") for each in self.keys]
        return {"keys": [{**first, "alg": self.algorithm}, *next_ones]}


def _private(pem: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except TypeError:
        raise _Wrong("a key in it is behind a pass phrase; take that off") from None
    except ValueError:
        raise _Wrong("a key in it is damaged") from None
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _FEWEST_BITS:
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return key
    raise _Wrong(
        f"a key in it is none that a provider takes: RSA of {_FEWEST_BITS} bits or more, or EC on "
        "P-256, P-384 or P-521"
    )


def _algorithm(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return "RS256" if isinstance(key, rsa.RSAPrivateKey) else _CURVES[key.curve.name]


def _named(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> RSAKey | ECKey:
    """Under the thumbprint of its public half (RFC 7638): the same here and in what is published,
    without anybody's having to choose a name."""
    if isinstance(key, rsa.RSAPrivateKey):
        return _with_name(RSAKey.import_key(key))
    return _with_name(ECKey.import_key(key))


def _with_name(key: Named) -> Named:
    key.ensure_kid()
    return key


def _thumbprint(pem: str, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
    except ValueError:
        raise _Wrong("the certificate in it is damaged") from None
    if certificate.public_key() != key.public_key():
        raise _Wrong("the certificate in it is of another key than the first one")
    return base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
