"""A real browser signs in at a real, certified provider: npm's `oidc-provider`, here under node."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from advice_line.directory.users.door import Users
from advice_line.trust.roles import SYSTEM
from tests.browser.desk_site import DeskSite, served
from tests.identity.test_signing_who_we_are import pem
from tests.servers.browser import visiting
from tests.servers.required import need

pytestmark = pytest.mark.browser

INSTALL = "npm i --prefix FOLDER oidc-provider@9.13.3, and set OIDC_PROVIDER to FOLDER"
SECRET = "a-secret-that-both-know-and-nobody-else"
_SCRIPT = Path(__file__).with_name("real_provider.mjs")
BUTTON = "Sign in with your hospital account"


@contextmanager
def a_port() -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        yield found.getsockname()[1]


@contextmanager
def provider(port: int, site: str, shown_by: str) -> Iterator[None]:
    folder = os.environ.get("OIDC_PROVIDER")
    if folder is None:
        need("npm's provider of OpenID Connect", INSTALL)
    command = ["node", str(_SCRIPT), folder, str(port), site, shown_by]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline()
        assert said == "ready\n", process.stderr.read()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(params=["secret", "key"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DeskSite]:
    """Amara is linked to s-amara there, Ben to s-ben, and nobody to s-zed."""
    with a_port() as port:
        issuer = f"http://localhost:{port}"
    settings: dict[str, Any] = {
        "oidc_issuer": issuer,
        "oidc_client_id": "advice-line",
        "oidc_scopes": "openid email groups",
        "oidc_role_claim": "groups",
        "oidc_role_map": "hotdoc-responders=responder",
    }
    if request.param == "key":
        file = tmp_path / "client.pem"
        file.write_text(pem(rsa.generate_private_key(65537, 2048)))
        settings["oidc_client_key_file"] = file
    else:
        settings["oidc_client_secret"] = SecretStr(SECRET)
    with served(tmp_path, **settings) as made, provider(port, made.url, request.param):
        for key in ("amara", "ben"):
            Users(made.service.ledger).link(SYSTEM, key, issuer, f"s-{key}")
        yield made


def issuer_of(site: DeskSite) -> str:
    found = site.service.settings.oidc_issuer
    assert found is not None
    return found


def comes_in(page: Page, who: str, *, second: bool = True) -> None:
    """From our sign-in page to theirs, and back."""
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_label("Who").fill(who)
    if second:
        page.get_by_label("A second factor").check()
    page.get_by_role("button", name="Sign in here").click()


@pytest.mark.hazard("H15")
def test_a_real_browser_signs_in_at_a_real_provider_and_out_again(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{site.url}/library")
        comes_in(page, "s-amara")
        expect(page).to_have_url(f"{site.url}/library")
        page.goto(f"{site.url}/desk")
        expect(page.get_by_text("Signed in as Dr Amara Example")).to_be_visible()

        # Signed out at the provider itself, in another tab: it tells us, and nobody asked here.
        tab = page.context.new_page()
        tab.goto(f"{issuer_of(site)}/session/end")
        tab.get_by_role("button", name=re.compile("Yes")).click()
        expect(tab).to_have_url(re.compile("/session/end/success"))
        tab.close()
        page.goto(f"{site.url}/desk")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        comes_in(page, "s-amara")

        # The page that says so leads on to the provider's own sign-out by itself.
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile(r"http://localhost:\d+/session/end"))
        page.get_by_role("button", name=re.compile("Yes")).click()
        expect(page).to_have_url(f"{site.url}/")
        page.goto(f"{site.url}/desk")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

        # Signed out there too: it asks who they are once more. And turned away without a second
        # factor, without a role, and as nobody whom the line knows.
        comes_in(page, "s-amara", second=False)
        expect(page.get_by_text("Reason: no_second_factor")).to_be_visible()
        for who, reason in (("s-ben", "no_roles"), ("s-zed", "unknown_person")):
            page.context.clear_cookies()
            page.goto(f"{site.url}/signin")
            comes_in(page, who)
            expect(page.get_by_text(f"Reason: {reason}")).to_be_visible()
        expect(page.get_by_text("s-zed")).to_be_visible()
        page.goto(f"{site.url}/desk")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert [each for each in visit.errors if "403" not in each] == []
