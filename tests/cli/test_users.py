"""`users`: somebody is let in, linked to the hospital's sign-in, and ended at once."""

from typing import Any

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.schemas import users as shapes
from advice_line.tables.factors import Passkey
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.rota_exchange import RotaFeed
from advice_line.tables.trust import AccessLink
from advice_line.trust import links, passkeys, sessions
from advice_line.trust.roles import NOBODY
from advice_line.trust_kinds import SignedInBy
from tests.cli.conftest import Command
from tests.directory.example import FILE
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

ISSUER = "https://login.example.org"
OLU = {
    "--name": "Olu Example",
    "--email": "olu@example.org",
    "--mobile": "07700 900077",
    "--roles": "coordinator,educator",
}
PASSKEY: dict[str, Any] = {
    "credential_id": "Y3JlZA",
    "public_key": "a2V5",
    "sign_count": 0,
    "name": "My phone",
}


def options(**changed: str) -> list[str]:
    given = OLU | {f"--{name.rstrip('_')}": value for name, value in changed.items()}
    return [word for pair in given.items() for word in pair]


@pytest.mark.hazard("H15")
def test_somebody_is_let_in_linked_and_ended_at_once(site: Command, ledger: Ledger) -> None:
    assert "olu may come in." in site("users", "add", "olu", *options()).out
    assert site("users", "link", "olu", "--subject", "s-1", "--issuer", ISSUER).code == 0
    again = site("users", "link", "olu", "--subject", "s-1", "--issuer", ISSUER)
    assert "is olu already" in again.out
    taken = site("users", "link", "amara", "--subject", "s-1", "--issuer", ISSUER)
    assert (taken.code, "it is Olu Example (olu) already" in taken.err) == (2, True)

    with ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, "olu")
        assert person is not None
        token = sessions.start_staff(work, person, SignedInBy.OIDC)
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "olu")
    jsonschema.validate(row, shapes.User.model_json_schema())
    assert (row["roles"], row["role"], row["sessions"]) == (["coordinator", "educator"], "staff", 1)
    assert [each["subject"] for each in row["identities"]] == ["s-1"]
    assert (row["identities"][0]["linked_how"], row["ended_at"]) == ("command", None)

    ended = site("users", "end", "olu")
    assert "sessions ended: 1" in ended.out
    with ledger.look("test") as look:
        assert sessions.known(look.session, token, look.now)[0] is NOBODY
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "olu")
    assert (row["roles"], row["sessions"], row["ended_at"] is not None) == ([], 0, True)
    assert "ended 20" in site("users", "list").out
    assert "had ended before" in site("users", "end", "olu").out
    assert site("users", "link", "olu", "--subject", "s-2", "--issuer", ISSUER).code == 2

    # A setup file brings nobody back; a command does.
    assert site("users", "end", "amara").code == 0
    assert site("setup", FILE).code == 0
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "amara")
    assert (row["roles"], row["ended_at"] is not None) == ([], True)
    assert "may come in again" in site("users", "add", "olu", *options(roles="educator")).out
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "olu")
    assert (row["roles"], row["ended_at"]) == (["educator"], None)
    assert row["identities"] == []  # whoever has that account may be another by now
    site("users", "link", "olu", "--subject", "s-1", "--issuer", ISSUER)
    assert "1 unlinked" in site("users", "unlink", "olu").out
    assert site("users", "unlink", "olu").code == 1


@pytest.mark.hazard("H15")
@pytest.mark.hazard("H14")
def test_the_key_of_somebody_who_left_is_given_to_nobody_else(site: Command) -> None:
    """What Olu wrote stands under it by her name."""
    site("users", "add", "olu", *options())
    site("users", "end", "olu")
    another = site("users", "add", "olu", *options(name="Oskar Example"))
    assert (another.code, '"olu" was Olu Example' in another.err) == (2, True)
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "olu")
    assert (row["name"], row["ended_at"] is not None) == ("Olu Example", True)


@pytest.mark.hazard("H15")
def test_who_is_let_in_again_starts_with_nothing_of_before(site: Command, ledger: Ledger) -> None:
    site("users", "add", "olu", *options())
    with ledger.work("test") as work:
        olu = lookups.responder_by_key(work.session, "olu")
        assert olu is not None
        assert olu.id is not None
        work.add(Passkey(**PASSKEY, responder_id=olu.id, made_at=work.now))
        link = links.make(work, links.LinkKind.RECORD, responder=olu.id)
        work.add(RotaFeed(person_key="olu", made_by_id=olu.id, made_at=work.now))
    site("users", "end", "olu")
    site("users", "add", "olu", *options())
    with ledger.work("test") as work:
        assert passkeys.of(work.session, olu.id) == []
        assert not links.usable(work.session.get_one(AccessLink, link.id), work)
        assert [each.revoked_at for each in work.session.exec(select(RotaFeed))] == [work.now]
        entry = work.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "sign_in.forgotten")
        ).one()
        assert (entry.detail["passkeys"], entry.detail["links"]) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"roles": "boss"}, '--roles: "boss" is not one of coordinator'),
        ({"roles": " "}, "--roles: give one or more of"),
        ({"roles": "responder"}, "--as: whoever answers is one of radiologist, registrar"),
        ({"as_": "surgeon"}, '--as: "surgeon" is not one of radiologist'),
        ({"email": "olu at example.org"}, '--email: "olu at example.org" is not an email address'),
        ({"mobile": "none"}, '--mobile: "none" is not a telephone number'),
        ({"mobile": "+447700900001"}, "--mobile: it is the number of Dr Amara Example already"),
        ({"name": ""}, "--name: must not be empty"),
        ({"lines": "nowhere"}, '--lines: there is no line "nowhere"; lines: hotdoc'),
    ],
)
def test_what_cannot_be_is_named_beside_its_option(
    site: Command, changed: dict[str, str], said: str
) -> None:
    ran = site("users", "add", "olu", *options(**changed))
    assert (ran.code, said in ran.err, ran.err.count("\n")) == (2, True, 1), ran.err
    taken = site("users", "add", "amara", *options())
    assert (taken.code, "KEY: " in taken.err) == (2, True)


def test_roles_may_hold_on_single_lines(site: Command) -> None:
    clinician = options(roles="responder", as_="registrar", lines="hotdoc")
    assert site("users", "add", "olu", *clinician).code == 0
    row = next(each for each in site("users", "list", "--json").rows if each["key"] == "olu")
    assert (row["roles"], row["roles_on"]) == ([], {"hotdoc": ["responder"]})
    assert "responder@hotdoc" in site("users", "list").out


def test_who_is_not_there_cannot_be_linked_or_ended(site: Command) -> None:
    for words in (["end", "zed"], ["link", "zed", "--subject", "s", "--issuer", ISSUER]):
        ran = site("users", *words)
        assert (ran.code, "There is nobody of the key" in ran.err) == (1, True)
    assert "set OIDC_ISSUER" in site("users", "link", "amara", "--subject", "s").err
