"""Sealing: AES-GCM for what patients and requesters said, a keyed hash to look a value up, and
signatures from which links and codes are derived.

A sealed text is `KEYID.BASE64(nonce ‖ ciphertext)`; its column's name is authenticated with it, so
that ciphertext moved to another column does not open. Old keys open, only the first one seals. So
it is with signatures: they are made with SECRET_KEY, and those of OLD_SECRET_KEYS hold too.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from advice_line.errors import Misconfigured
from advice_line.settings import Settings

_NONCE = 12
_ID = 16


def vault_of(settings: Settings) -> "Vault":
    """Raises `errors.Misconfigured`."""
    return Vault(
        settings.data_keys.get_secret_value(),
        settings.secret_key.get_secret_value(),
        settings.old_secrets,
    )


class Vault:
    def __init__(self, data_keys: str, secret_key: str, old_secrets: tuple[str, ...] = ()) -> None:
        """`data_keys` is `id:base64,…`, the first is current. Raises `errors.Misconfigured`."""
        self._ciphers = _ciphers(data_keys)
        self.key_ids = tuple(self._ciphers)
        self.current = self.key_ids[0]
        self._secrets = tuple(each.encode() for each in (secret_key, *old_secrets))
        # Its own in a database that was begun with another SECRET_KEY: `ledger/secret_keys.py`.
        self.look_up_key = hashlib.sha256(b"look-up:" + self._secrets[0]).digest()

    def seal(self, text: str, column: str) -> str:
        return self.seal_bytes(text.encode(), column)

    def open(self, sealed: str, column: str) -> str:
        """Raises `errors.Misconfigured` when the key is gone or the text is not this column's."""
        return self.open_bytes(sealed, column).decode()

    def seal_bytes(self, content: bytes, column: str) -> str:
        nonce = os.urandom(_NONCE)
        hidden = self._ciphers[self.current].encrypt(nonce, content, column.encode())
        return f"{self.current}.{base64.urlsafe_b64encode(nonce + hidden).decode()}"

    def open_bytes(self, sealed: str, column: str) -> bytes:
        """Raises `errors.Misconfigured` as `open` does."""
        key_id, _, body = sealed.partition(".")
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise Misconfigured(f"DATA_KEYS lacks the key {key_id!r} that sealed a {column}.")
        raw = base64.urlsafe_b64decode(body)
        try:
            return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], column.encode())
        except InvalidTag as error:
            raise Misconfigured(f"A sealed {column} does not open with key {key_id!r}.") from error

    def seal_json(self, value: Any, column: str) -> str:
        return self.seal(json.dumps(value, ensure_ascii=False), column)

    def open_json(self, sealed: str | None, column: str) -> Any:
        return None if sealed is None else json.loads(self.open(sealed, column))

    def reseal(self, sealed: str, column: str) -> str:
        """The same content under the current key."""
        return self.seal_bytes(self.open_bytes(sealed, column), column)

    def mark(self, value: str, purpose: str) -> str:
        """A keyed hash by which a value can be found again and not be read."""
        return _keyed(self.look_up_key, value, purpose).hex()

    def sign(self, value: str, purpose: str) -> bytes:
        """32 bytes that only this deployment can make: links and codes are derived from them."""
        return _keyed(self._secrets[0], value, purpose)

    def is_signed(
        self, value: str, purpose: str, given: bytes, written: Callable[[bytes], bytes] = bytes
    ) -> bool:
        """Whether `given` is what any SECRET_KEY that is held makes of it, as it is `written`."""
        fits = [
            hmac.compare_digest(given, written(_keyed(each, value, purpose)))
            for each in self._secrets
        ]
        return any(fits)

    def is_signed_text(self, value: str, purpose: str, given: str) -> bool:
        """The same of a signature that is written in hexadecimal figures."""
        return self.is_signed(value, purpose, given.encode(), lambda each: each.hex().encode())

    @property
    def secret_ids(self) -> tuple[str, ...]:
        """By which each SECRET_KEY that is held is told from others, the current one first."""
        return tuple(_keyed(each, "", "secret-key-id").hex()[:_ID] for each in self._secrets)


def _keyed(key: bytes, value: str, purpose: str) -> bytes:
    return hmac.new(key, f"{purpose}:{value}".encode(), hashlib.sha256).digest()


def _ciphers(data_keys: str) -> dict[str, AESGCM]:
    ciphers: dict[str, AESGCM] = {}
    for part in filter(None, (piece.strip() for piece in data_keys.split(","))):
        key_id, colon, encoded = part.partition(":")
        try:
            key = base64.urlsafe_b64decode(encoded)
        except (binascii.Error, ValueError):
            key = b""
        if not colon or not key_id.isalnum() or len(key) != 32:
            raise Misconfigured(
                "DATA_KEYS must be id:KEY pairs, comma-separated, KEY being 32 bytes in URL-safe "
                "base64; the first is current."
            )
        if key_id in ciphers:
            raise Misconfigured(
                f"DATA_KEYS names {key_id} twice: it could not be told which of the two sealed "
                "something. Remove one, or give the new one an id of its own."
            )
        ciphers[key_id] = AESGCM(key)
    if not ciphers:
        raise Misconfigured("DATA_KEYS is empty; `advice-line keys new` prints one.")
    return ciphers
