"""A line whose staff come in through their hospital's sign-in, which is here a miniature."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from sqlmodel import col, func, select
from starlette.testclient import TestClient

from advice_line.directory import lookups
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderIdentity
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.trust import WebSession
from advice_line.trust import identities
from advice_line.trust_kinds import LinkedHow
from integrations.sandbox.identity.miniature import Account, Miniature
from integrations.sandbox.identity.switches import Switches
from tests.stories.world import PUBLIC_URL, World, world
from tests.web.surfing import Surfer

START, RETURN = "/signin/oidc", "/signin/oidc/return"
CLIENT, SECRET = "advice-line", "the secret that both know"
SUBJECT = "5f0c-amara"
STRONG = {"amr": ["pwd", "mfa"]}


class Walker(Surfer):
    """One browser of somebody of the staff."""

    def __init__(self, hospital: "Hospital", client: TestClient) -> None:
        super().__init__(client)
        self.hospital = hospital

    def sent(self, path: str = START) -> str:
        """To which address of the provider this browser is sent."""
        answer = self.client.get(path, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def comes_in(self, path: str = START) -> "Walker":
        """All the way there and back."""
        return self.comes_back(self.hospital.at.visited(self.sent(path)))

    def comes_back(self, address: str) -> "Walker":
        self.opens(address)
        return self


@dataclass
class Hospital:
    world: World
    at: Miniature

    def browser(self) -> Walker:
        return Walker(self, TestClient(self.world.service.app, base_url=PUBLIC_URL))

    def begin(self) -> None:
        """As if nothing had been here: Amara alone is linked, and signs in with two factors. Who is
        in the directory stays as it is."""
        self.at.switches = Switches()
        self.at.who = Account(SUBJECT, dict(STRONG))
        with self.world.ledger.work("test") as work:
            for row in work.session.exec(select(ProviderIdentity)).all():
                work.session.delete(row)
            work.session.flush()
            amara, issuer = self.person("amara"), self.at.issuer
            identities.link(work, amara, issuer, SUBJECT, LinkedHow.COMMAND, "test")

    def person(self, key: str) -> Responder:
        with self.world.ledger.look("test") as look:
            found = lookups.responder_by_key(look.session, key)
            assert found is not None
            return found

    def now(self, **claims: object) -> None:
        """Amara's account has these claims too."""
        self.at.who = Account(SUBJECT, {**STRONG, **claims})

    def sessions(self) -> int:
        """How many sessions of staff there ever were."""
        with self.world.ledger.look("test") as look:
            staff = col(WebSession.responder_id).is_not(None)
            return look.session.exec(select(func.count()).where(staff)).one()

    def refusals(self) -> list[str]:
        """Why somebody was not signed in, of the trail, oldest first."""
        return [each.detail["refusal"] for each in self.trail("sign_in.refused")]

    def trail(self, action: str) -> list[TrailEntry]:
        with self.world.ledger.look("test") as look:
            rows = select(TrailEntry).where(col(TrailEntry.action) == action)
            found = list(look.session.exec(rows.order_by(col(TrailEntry.id))).all())
            look.let_go()
            return found


@contextmanager
def hospital(url: str, **changed: Any) -> Iterator[Hospital]:
    """`changed` are further settings of it."""
    with Miniature(CLIENT, SECRET, f"{PUBLIC_URL}{RETURN}") as at:
        settings: dict[str, Any] = {
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            **changed,
        }
        with world(url, oidc_issuer=at.issuer, **settings) as made:
            found = Hospital(made, at)
            found.begin()
            yield found
