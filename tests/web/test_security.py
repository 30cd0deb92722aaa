"""Every answer leaves with the strict headers, whoever made it."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from advice_line.web.rendering import STATIC_FOLDER, static_address
from advice_line.web.security import SecurityHeaders


def _letter(_request: Request) -> Response:
    return PlainTextResponse("clinical", headers={"Cache-Control": "public, max-age=60"})


def client(*, https: bool) -> TestClient:
    pages = [Route(path, _letter) for path in ("/letter", "/waits/hotdoc")]
    routes = [*pages, Mount("/static", StaticFiles(directory=STATIC_FOLDER))]
    return TestClient(SecurityHeaders(Starlette(routes=routes), https=https))


@pytest.mark.parametrize("path", ["/letter", "/nowhere", static_address("light.css")])
def test_nothing_foreign_or_inline_may_run_or_frame_us(path: str) -> None:
    headers = client(https=True).get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert {value for name, value in policy.items() if value != "'none'"} == {"'self'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_are_never_kept_and_static_files_are() -> None:
    ours = client(https=True)
    assert ours.get("/letter").headers["cache-control"] == "no-store"
    assert "immutable" in ours.get(static_address("light.css")).headers["cache-control"]
    assert ours.get("/static/missing.css").headers["cache-control"] == "no-store"
    assert ours.get("/waits/hotdoc").headers["cache-control"] == "public, max-age=60"


def test_https_is_remembered_only_where_people_use_it() -> None:
    said = client(https=True).get("/letter").headers["strict-transport-security"]
    assert said == "max-age=63072000; includeSubDomains"
    assert "strict-transport-security" not in client(https=False).get("/letter").headers
