"""A site renews SECRET_KEY while a caller is on the line: the call goes on, letters that are out
open, systems come in, and who was known before is known when the former key is gone."""

from contextlib import ExitStack
from dataclasses import replace

import pytest
from pydantic import SecretStr
from sqlmodel import select
from starlette.testclient import TestClient

from advice_line.assembly import build
from advice_line.cli.app import run
from advice_line.ledger.data_keys import hold_to_keys
from advice_line.tables.queries import Query
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.phones import accepts
from tests.api import systems
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.ledger.test_secret_keys import NEW_SECRET
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, PUBLIC_URL
from tests.web.people import Scene


class Site:
    """The processes of a site, one after the other over one database, behind one address."""

    def __init__(self, scene: Scene, stack: ExitStack) -> None:
        self.scene = scene
        self._stack = stack
        # To this the carrier posts, whichever process answers.
        self._address = scene.world.browser
        self._hold()

    def starts(self, secret: str, old: str = "") -> None:
        world = self.scene.world
        settings = world.service.settings.model_copy(
            update={"secret_key": SecretStr(secret), "old_secret_keys": SecretStr(old)}
        )
        http = SandboxHttpClient(world.carrier.rest)
        service = build(settings, clock=world.carrier.clock, twilio_http=http)
        self._stack.callback(service.close)
        browser = self._stack.enter_context(TestClient(service.app, base_url=PUBLIC_URL))
        self._address._transport = browser._transport  # as a proxy would
        world = replace(world, service=service, ledger=service.ledger, browser=browser)
        self.scene = replace(self.scene, world=world)
        self._hold()

    def _hold(self) -> None:
        """As `serve` does when it starts."""
        with self.scene.world.ledger.work("system") as work:
            hold_to_keys(work, writes=True)


@pytest.mark.hazard("H04")
def test_h04_a_secret_is_renewed_while_a_call_comes_in(
    either: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as stack:
        site = Site(either, stack)
        first = site.scene.advised()
        letter = site.scene.mailed_link()
        system = systems.of(site.scene.world)
        asked = system.raises()

        caller = site.scene.people[ELM_ROAD_MOBILE]
        site.scene.world.phones.behaves(AMARA, accepts(talks_for=60))
        caller.rings(LINE).hears("If life is at immediate risk")
        site.starts(NEW_SECRET, SECRET_KEY)
        monkeypatch.setenv("DATABASE_URL", site.scene.world.service.settings.database_url)
        monkeypatch.setenv("SECRET_KEY", NEW_SECRET)
        monkeypatch.setenv("OLD_SECRET_KEYS", SECRET_KEY)
        monkeypatch.setenv("DATA_KEYS", DATA_KEYS)
        assert run(["keys", "rotate"]) == 0, capsys.readouterr()
        said = capsys.readouterr().out
        assert "links are out that OLD_SECRET_KEYS alone lets in" in said
        caller.hears("Your reference is", within=180).is_cut_off()
        site.scene.world.settle()
        called = site.scene.world.queries()[-1]
        assert called["state"] == "accepted"
        assert called["requester"]["organisation"] == "Y99001"
        site.scene.browser().opens(letter).sees("Send me a code")

        site.starts(NEW_SECRET)
        again = replace(system, client=site.scene.world.browser)
        assert again.query(asked)["reference"] == asked
        site.scene.browser().opens(letter).is_refused(404)
        second = site.scene.advised()
        site.scene.reading().sees("Edith Larkspur", "999 000 0018")
        with site.scene.world.ledger.look("system") as look:
            of_patient = select(Query.patient_hash).where(Query.reference.in_([first, second]))  # type: ignore[attr-defined]
            assert len(set(look.session.exec(of_patient).all())) == 1
