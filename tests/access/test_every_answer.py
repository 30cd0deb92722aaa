"""Whatever an address answers, and to whom, leaves with the strict headers, is kept by no cache
unless it is the same for everybody, and sets no cookie but ours as they should be; and who only
looks changes nothing.

Every route of the running service is asked by nobody, by somebody who may, and by somebody for what
is another line's: pages, refusals, redirects, faults and what is wrong in itself.
"""

import re
import shutil
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from advice_line.kinds import Role
from advice_line.trust.reach import Reach
from advice_line.trust.roles import RULES
from advice_line.web import security
from advice_line.web.route_table import ROUTES, Address, addresses
from integrations.sandbox.mail import MailServer
from tests.access.house import House, build
from tests.access.things import Things
from tests.access.untouched import Untouched
from tests.stories.world import PUBLIC_URL
from tests.web.conftest import a_scene

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H15")]
# The same for everybody, and without a word of anybody: a cache may keep what they answer.
SAME_FOR_ALL = {
    ("GET", "/static"),
    ("GET", "/waits/{line}"),
    ("GET", "/api/v1/waits/{line}"),
    ("GET", "/guidance/{key}"),
    ("GET", "/guidance/{key}/files/{file}"),
    ("GET", "/guidance/feed.json"),
}
_POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def store(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "answers.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return path


@pytest.fixture(scope="module")
def house(store: Path) -> Iterator[House]:
    with MailServer() as mail, a_scene(f"sqlite:///{store}", mail) as scene:
        yield build(scene)


@pytest.fixture(scope="module")
def stranger(house: House) -> TestClient:
    return TestClient(
        house.scene.world.service.app,
        base_url=PUBLIC_URL,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def test_every_route_answers_with_the_strict_headers_and_no_look_changes_anything(
    house: House, stranger: TestClient, store: Path
) -> None:
    untouched = Untouched(store)
    routes = sorted(addresses(house.scene.world.service.app.routes))
    assert len(routes) > 300
    wrong, shown = [], set()
    for address in routes:
        for who, client, things in _whoever(house, stranger, address):
            answer = _asked(client, address, things)
            wrong += [(address, who, found) for found in _faults_of(address, answer)]
            shown |= {address} if answer.status_code == 200 else set()
            if _is_for_staff(address, answer) and 'action="/signout"' not in answer.text:
                wrong.append((address, who, "no way to sign out"))
            if address[0] == "GET":
                wrong += [(address, who, changed) for changed in untouched.changed()]
    untouched.close()
    assert wrong == [], "\n".join(map(str, wrong))
    assert len(shown) > 100


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/static/nowhere.css", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/static/js/", 404),
        ("GET", "/docs", 404),
        ("GET", "/redoc", 404),
        ("GET", "/openapi.json", 404),
        ("DELETE", "/desk", 405),
        ("TRACE", "/signin", 405),
        ("OPTIONS", "/api/v1/queries", 405),
        ("GET", "/desk", 303),
        ("HEAD", "/", 200),
    ],
)
def test_what_no_route_answers_leaves_with_them_too(
    stranger: TestClient, method: str, path: str, status: int
) -> None:
    answer = stranger.request(method, path)
    assert answer.status_code == status
    assert _faults_of((method, path), answer) == []


def test_a_fault_of_ours_leaves_with_them_too(
    house: House, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Edith Larkspur")

    site = house.scene.world.service.app.state.site
    monkeypatch.setattr(type(site.waits), "shown", broken)
    answer = stranger.get("/waits/hotdoc")
    assert answer.status_code == 500
    assert "Larkspur" not in answer.text
    assert _faults_of(("GET", "/waits/{line}"), answer) == []


def test_what_is_too_long_leaves_with_them_too(stranger: TestClient) -> None:
    answer = stranger.post("/signin", content=b"x" * 300_000)
    assert answer.status_code == 413
    assert _faults_of(("POST", "/signin"), answer) == []


def _whoever(
    house: House, stranger: TestClient, address: Address
) -> Iterator[tuple[str, TestClient, Things]]:
    yield "nobody", stranger, house.things(Role.RESPONDER, Reach.OWN)
    if address not in ROUTES:
        return
    may = [role for role in house.clients if role in RULES[ROUTES[address]]]
    for role in may[:1]:
        yield role.value, house.clients[role], house.things(role, Reach.OWN)
    for role in may[-1:]:
        yield f"{role.value} elsewhere", house.clients[role], house.things(role, Reach.ALL)


def _is_for_staff(address: Address, answer: Any) -> bool:
    """A whole page that only somebody who is signed in is shown."""
    others = RULES[ROUTES[address]] & {Role.PUBLIC, Role.REQUESTER}
    return not others and answer.status_code == 200 and "<html" in answer.text[:200]


def _asked(client: TestClient, address: Address, things: Things) -> Any:
    """Without a form's token: nothing is changed, and each may be asked again."""
    method, path = address
    try:
        where = things.fill(path)
    except LookupError:
        where = re.sub(r"{\w+}", "0123456789ABCDEF", path)
    return client.request(method, where)


def _faults_of(address: Address, answer: Any) -> list[str]:
    return [*_headers_of(address, answer), *_cookies_of(answer)]


def _headers_of(address: Address, answer: Any) -> Iterator[str]:
    for name, value in security.headers(https=True).items():
        said = answer.headers.get(name, "")
        sound = _policy_holds(said) if name == _POLICY else said == value
        if not sound:
            yield f"{answer.status_code} {name}: {said}"
    kind = answer.headers.get("content-type", "")
    if answer.content and (not kind or (kind.startswith("text/") and "charset=utf-8" not in kind)):
        yield f"{answer.status_code} content-type: {kind}"
    kept = answer.headers.get("cache-control")
    may_be_kept = address in SAME_FOR_ALL and answer.status_code in (200, 304)
    if kept != "no-store" and not may_be_kept:
        yield f"{answer.status_code} cache-control: {kept}"
    if "access-control-allow-origin" in answer.headers:
        yield "another origin may read it"


def _policy_holds(said: str) -> bool:
    """What may run or load is ours alone; a file is shown in a sandbox, where nothing is."""
    policy = dict(part.partition(" ")[::2] for part in said.split("; "))
    alone = policy.get("frame-ancestors") == "'none'" or "sandbox" in policy
    sources = " ".join(policy.values()).split()
    ours = all(each in ("'none'", "'self'") or each.startswith("'sha256-") for each in sources)
    return policy.get("default-src") == "'none'" and alone and ours


def _cookies_of(answer: Any) -> Iterator[str]:
    for line in answer.headers.get_list("set-cookie"):
        for name, morsel in SimpleCookie(line).items():
            sound = (
                name.startswith("__Host-")
                and morsel["secure"]
                and morsel["httponly"]
                and morsel["samesite"] == "lax"
                and morsel["path"] == "/"
                and not morsel["domain"]
            )
            if not sound:
                yield f"set-cookie: {line.partition('=')[0]}; {line.partition(';')[2]}"
