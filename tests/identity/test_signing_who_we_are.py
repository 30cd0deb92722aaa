"""A service that signs who it is at its provider (`private_key_jwt`), as NHS CIS2 and Microsoft
Entra know it: no secret is shared, and its keys are renewed without a sign-in failing."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from advice_line.errors import Misconfigured
from integrations.identity.client_key import ClientKey
from tests.identity.hospital import Hospital, hospital

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
KEYS = "/signin/oidc/keys"


def pem(key: Any, *, behind: bytes | None = None) -> str:
    encryption = NoEncryption() if behind is None else BestAvailableEncryption(behind)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()  # type: ignore[no-any-return]


def certificate(key: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "advice.example.org")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(NOW).not_valid_after(NOW + timedelta(days=365))
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


RSA = rsa.generate_private_key(65537, 2048)
EC = ec.generate_private_key(ec.SECP256R1())
FILES = {
    "an RSA key": (pem(RSA), "RS256"),
    "an EC key": (pem(EC), "ES256"),
    "an RSA key with its certificate": (pem(RSA) + certificate(RSA), "PS256"),
}


@pytest.fixture(params=FILES)
def keyed(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path
) -> Iterator[Hospital]:
    file, database = tmp_path / "client.pem", tmp_path / "site.sqlite3"
    file.write_text(FILES[request.param][0])
    database.write_bytes(sqlite_template.read_bytes())
    changed = {"oidc_client_secret": None, "oidc_client_key_file": file}
    with hospital(f"sqlite:///{database}", **changed) as made:
        made.at.client_keys = made.browser().client.get(KEYS).json()
        yield made


@pytest.mark.hazard("H15")
def test_who_signs_who_it_is_needs_no_secret(keyed: Hospital, tmp_path: Path) -> None:
    keyed.browser().comes_in().is_at("/desk")
    # Another request is signed anew: the provider takes no signature twice.
    keyed.browser().comes_in().is_at("/desk")

    # By a key that is not published here nobody is let in, whoever has the name.
    other = tmp_path / "other.pem"
    other.write_text(pem(ec.generate_private_key(EC.curve)))
    keyed.at.client_keys = ClientKey.read(other).published()
    keyed.browser().comes_in().is_refused(403).sees("Reason: code_refused")


def test_no_private_half_is_published(keyed: Hospital) -> None:
    for each in keyed.at.client_keys["keys"] if keyed.at.client_keys else []:
        assert {"kid", "use", "kty"} < set(each)
        assert {"d", "p", "q", "dp", "dq", "qi"}.isdisjoint(each)


def test_the_next_key_is_published_before_it_signs(tmp_path: Path) -> None:
    file, new = tmp_path / "client.pem", ec.generate_private_key(ec.SECP384R1())
    file.write_text(pem(EC) + pem(new))
    now = ClientKey.read(file)
    file.write_text(pem(new) + pem(EC))
    then = ClientKey.read(file)
    assert [each["kid"] for each in now.published()["keys"]] == [
        each["kid"] for each in reversed(then.published()["keys"])
    ]
    header = _header(then.assertion("advice-line", "https://login.example.org/token", NOW))
    assert (header["alg"], header["kid"]) == ("ES384", now.published()["keys"][1]["kid"])


def test_entra_is_shown_the_thumbprint_of_the_certificate(tmp_path: Path) -> None:
    file = tmp_path / "client.pem"
    file.write_text(certificate(RSA) + pem(RSA))
    header = _header(ClientKey.read(file).assertion("advice-line", "https://i/token", NOW))
    der = x509.load_pem_x509_certificate(certificate(RSA).encode()).public_bytes(Encoding.DER)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    expected = base64.urlsafe_b64encode(digest.finalize()).rstrip(b"=").decode()
    assert header["x5t#S256"] == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read as a PEM file"),
        ("nothing of the kind", "holds no private key in PEM"),
        (certificate(RSA), "holds no private key in PEM"),
        (pem(RSA).replace("M", "m"), "a key in it is damaged"),
        (pem(RSA, behind=b"a pass phrase"), "a key in it is behind a pass phrase"),
        (
            pem(rsa.generate_private_key(65537, 1024)),  # noqa: S505 # refused for that
            "is none that a provider takes: RSA of 2048",
        ),
        (pem(ec.generate_private_key(ec.SECP256K1())), "is none that a provider takes"),
        (pem(dsa.generate_private_key(2048)), "is none that a provider takes"),
        (pem(EC) + certificate(RSA), "the certificate in it is of another key"),
        (pem(RSA) + certificate(RSA).replace("MI", "MA", 1), "the certificate in it is damaged"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_and_nothing_of_it(
    tmp_path: Path, content: str | None, said: str
) -> None:
    file = tmp_path / "client.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(Misconfigured) as refused:
        ClientKey.read(file)
    assert said in refused.value.sentence
    assert "OIDC_CLIENT_KEY_FILE" in refused.value.sentence
    assert "BEGIN" not in refused.value.sentence


def test_a_service_with_a_secret_publishes_no_keys(hosted: Hospital) -> None:
    hosted.browser().opens(KEYS).is_refused(404)


def _header(token: str) -> dict[str, str]:
    head = token.partition(".")[0]
    return json.loads(base64.urlsafe_b64decode(head + "=="))  # type: ignore[no-any-return]
