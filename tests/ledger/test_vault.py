"""What patients and requesters said is in the database only sealed (H07)."""

import base64

import pytest

from advice_line.errors import Misconfigured
from advice_line.ledger.vault import Vault
from tests.conftest import DATA_KEYS, SECRET_KEY

pytestmark = pytest.mark.hazard("H07")

PATIENT, COLUMN = "Edith Larkspur, 999 000 0018", "queries.sealed_patient"


def test_what_is_sealed_opens_and_shows_nothing_of_itself(vault: Vault) -> None:
    sealed = vault.seal(PATIENT, COLUMN)
    assert vault.open(sealed, COLUMN) == PATIENT
    key_id, _, body = sealed.partition(".")
    assert key_id == "k1"
    assert PATIENT.encode() not in base64.urlsafe_b64decode(body)
    assert PATIENT not in sealed


def test_the_same_words_are_never_sealed_alike(vault: Vault) -> None:
    assert vault.seal(PATIENT, COLUMN) != vault.seal(PATIENT, COLUMN)


def test_what_is_moved_to_another_column_does_not_open(vault: Vault) -> None:
    sealed = vault.seal(PATIENT, COLUMN)
    with pytest.raises(Misconfigured, match="does not open"):
        vault.open(sealed, "cases.sealed_proposal")


def test_a_mark_finds_a_number_again_and_only_this_deployment_can_make_it(vault: Vault) -> None:
    elsewhere = Vault(DATA_KEYS, "another-secret-of-at-least-32-characters")
    assert vault.mark("9990000018", "patient") == vault.mark("9990000018", "patient")
    assert vault.mark("9990000018", "patient") != elsewhere.mark("9990000018", "patient")
    assert "9990000018" not in vault.mark("9990000018", "patient")


def test_two_keys_of_one_id_are_refused() -> None:
    """The later one would seal from now on, and what the other had sealed would not open."""
    another = "k1:" + base64.urlsafe_b64encode(b"5" * 32).decode()
    with pytest.raises(Misconfigured, match="DATA_KEYS names k1 twice"):
        Vault(f"{another},{DATA_KEYS}", SECRET_KEY)
