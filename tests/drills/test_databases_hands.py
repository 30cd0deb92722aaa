"""PostgreSQL has a commit of ours in its hands and the service is killed; then the commit arrives,
or never does. What was committed stands, what was not is done again, and nothing is done twice."""

import threading
from collections.abc import Callable, Iterator

import pytest

from tests.drills import calls
from tests.drills.drill import Drill
from tests.drills.site import Lives
from tests.servers.holding import Hold, HoldingProxy, Rule
from tests.servers.postgres import PostgresServer

pytestmark = [pytest.mark.processes, pytest.mark.hazard("H16")]


def commit_after(words: bytes) -> Rule:
    """The commit that follows these words on one connection."""

    def rule(seen: bytes) -> bool:
        place = seen.find(words)
        return place >= 0 and b"COMMIT" in seen[place:]

    return rule


@pytest.fixture
def proxy(postgres: PostgresServer) -> Iterator[HoldingProxy]:
    with HoldingProxy(("127.0.0.1", postgres.port)) as proxy:
        yield proxy


@pytest.fixture
def through(postgres: PostgresServer, proxy: HoldingProxy) -> Callable[[str], str]:
    return lambda url: url.replace(f":{postgres.port}/", f":{proxy.port}/")


def strike(lives: Lives, hold: Hold, arrives: bool) -> None:
    hold.wait(60)
    lives.kill()
    if arrives:
        hold.release()
    else:
        hold.cut()
    lives.start()


@pytest.mark.again
@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "never arrives"])
@pytest.mark.parametrize(
    ("call", "words"),
    [
        pytest.param(calls.TALK, b"INSERT INTO queries", id="an arriving call"),
        pytest.param(calls.TALK, b"UPDATE offers SET state", id="an acceptance"),
        pytest.param(calls.NOBODY, b"INSERT INTO promises", id="a promise"),
        pytest.param(calls.WRITTEN, b"INSERT INTO advice", id="signed advice"),
        pytest.param(calls.RUNG_BACK, b"ring_back_call:", id="a ring back that is asked for"),
        pytest.param(calls.TALK, b"UPDATE outgoing SET", id="a claim of the sender"),
        pytest.param(calls.TALK, b", external_id=$", id="a receipt of the sender"),
    ],
)
def test_a_commit_in_the_databases_hands_happens_once_in_the_end(
    postgresql_drill: Drill,
    proxy: HoldingProxy,
    through: Callable[[str], str],
    call: calls.Call,
    words: bytes,
    arrives: bool,
) -> None:
    postgresql_drill.undisturbed(call)
    with postgresql_drill.site(call, through=through) as site:
        hold = proxy.hold_request(commit_after(words))
        striker = threading.Thread(target=strike, args=(site.lives, hold, arrives))
        striker.start()
        call.tell(site)
        striker.join()
        assert site.lives.kills == 1
        assert postgresql_drill.findings(call, site) == []
