"""A site whose DATA_KEYS does not open what it sealed does not start, and says which key it is."""

from collections.abc import Callable

import pytest

from advice_line import assembly, main
from advice_line.errors import Misconfigured
from advice_line.ledger.work import Ledger
from advice_line.settings import Settings
from tests.cli.conftest import Command
from tests.cli.test_check import said
from tests.conftest import DATA_KEYS
from tests.ledger.test_rotation import NEW_KEY, a_query
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

WRONG = "k1:" + NEW_KEY.partition(":")[2]
NOT_THE_KEY = (
    "The k1 of DATA_KEYS is not the key k1 that sealed this database. Put the right one back, or "
    "set DATABASE_URL to the database that this key belongs to.\n"
)
LACKS = (
    "DATA_KEYS lacks the key k1, under which something here is still sealed. Put it back behind "
    "the first one; only after `advice-line keys rotate` may it go.\n"
)
START = [
    ["serve"],
    ["worker", "--once"],
    ["queries", "list"],
    ["tasks", "list"],
    ["keys", "rotate"],
]

Keys = Callable[[str], None]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    return lambda text: monkeypatch.setenv("DATA_KEYS", text)


@pytest.fixture
def sealed(site: Command, ledger: Ledger) -> Command:
    """A site with one question sealed under k1."""
    with ledger.work("system") as work:
        a_query(work, 1, "?")
    return site


@pytest.mark.parametrize("words", START)
def test_another_key_of_the_same_id_starts_nothing(
    site: Command, keys: Keys, words: list[str]
) -> None:
    keys(WRONG)
    ran = site(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", NOT_THE_KEY)


@pytest.mark.parametrize("words", START)
def test_a_key_dropped_too_soon_starts_nothing(
    sealed: Command, keys: Keys, words: list[str]
) -> None:
    keys(NEW_KEY)
    ran = sealed(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", LACKS)


@pytest.mark.parametrize(("held", "line"), [(WRONG, NOT_THE_KEY), (NEW_KEY, LACKS)])
def test_check_says_what_does_not_open(sealed: Command, keys: Keys, held: str, line: str) -> None:
    assert said(sealed("check", "--json"), "keys") == [
        (True, "DATA_KEYS opens all that is sealed.")
    ]
    keys(held)
    ran = sealed("check", "--json")
    assert (ran.code, said(ran, "keys")) == (1, [(False, line.strip())])


@pytest.mark.parametrize(("held", "line"), [(WRONG, NOT_THE_KEY), (NEW_KEY, LACKS)])
@pytest.mark.usefixtures("sealed")
def test_a_process_that_another_server_starts_refuses_too(keys: Keys, held: str, line: str) -> None:
    keys(held)
    service = assembly.build(Settings())
    with pytest.raises(Misconfigured) as refused:
        main.ready(service)
    service.close()
    assert refused.value.sentence == line.strip()


def test_a_key_is_renewed_and_the_old_one_goes(sealed: Command, keys: Keys) -> None:
    keys(f"{NEW_KEY},{DATA_KEYS}")
    ran = sealed("keys", "rotate")
    assert ran.code == 0
    assert "queries.sealed_question: 1\n" in ran.out
    assert "All are under k2 and open with it" in ran.out
    keys(NEW_KEY)
    assert sealed("queries", "list").code == 0
    assert said(sealed("check", "--json"), "keys")[0][0]
