"""`api-keys` and `webhooks`: a system is let in, told, given a new secret, and shut out."""

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.schemas import system_list as shapes
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite


def test_a_key_is_shown_once_and_ended(site: Command) -> None:
    made = site(
        *("api-keys", "add", "--organisation", "Y99001", "--name", "Its records"),
        *("--scopes", "raise,read"),
    )
    assert made.out.startswith("adviceline_")
    key = made.out.strip()
    (row,) = site("api-keys", "list", "--json").rows
    jsonschema.validate(row, shapes.ApiKey.model_json_schema())
    assert (row["scopes"], row["good"], row["id"]) == (["raise", "read"], True, key.split("_")[1])
    assert key not in site("api-keys", "list").out
    assert "is no key any more" in site("api-keys", "revoke", row["id"]).out
    assert site("api-keys", "list", "--json").rows[0]["good"] is False
    assert "revoked" in site("api-keys", "list").out


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (["--organisation", "Y00000"], "--organisation: the directory has none with the code"),
        (["--scopes", "everything"], "--scopes: give one or more of raise, read, letter"),
        (["--days", "0"], "--days: a key lasts 1 to 731 days."),
        (["--name", " "], "--name: say in a few words"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(site: Command, changed: list[str], said: str) -> None:
    given = ["--organisation", "Y99001", "--name", "Its records", "--scopes", "read"]
    ran = site("api-keys", "add", *given, *changed)
    assert (ran.code, said in ran.err) == (2, True)
    assert site("api-keys", "list").out == "There are no keys.\n"


def test_an_address_is_told_renewed_and_removed(site: Command) -> None:
    url = "http://localhost:9/in?token=secret"
    made = site("webhooks", "add", "--organisation", "Y99001", "--url", url)
    assert made.out.startswith("whsec_")
    (row,) = site("webhooks", "list", "--json").rows
    jsonschema.validate(row, shapes.Webhook.model_json_schema())
    assert (row["host"], len(row["events"])) == ("localhost", 4)
    renewed = site("webhooks", "rotate", row["id"])
    assert renewed.out.startswith("whsec_")
    assert renewed.out != made.out
    assert site("webhooks", "rotate", row["id"]).code == 1
    assert "token" not in site("webhooks", "list").out
    assert site("webhooks", "remove", row["id"]).code == 0
    assert "removed" in site("webhooks", "list").out


@pytest.mark.parametrize(
    "url",
    ["http://system.example.org/", "https://", "https://a:b@system.example.org/", "no address"],
)
def test_an_address_that_may_not_be_told_is_refused(site: Command, url: str) -> None:
    ran = site("webhooks", "add", "--organisation", "Y99001", "--url", url)
    assert (ran.code, "--url: " in ran.err) == (2, True)
