"""Clinical systems of two practices on a line in miniature: each comes with a key of its own."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from starlette.testclient import TestClient

from advice_line.api_kinds import Scope
from advice_line.desk.systems.doors import SystemDoors
from advice_line.trust.roles import SYSTEM
from tests.stories.world import PUBLIC_URL, World

ELM_ROAD, OAK_LANE = "Y99001", "Y99002"
EVERY = tuple(Scope)
QUESTION = {
    "requester_name": "Dr Rowan Hill",
    "requester_role": "gp",
    "patient_name": "Edith Larkspur",
    "date_of_birth": "1950-02-01",
    "nhs_number": "9990000018",
    "question": "Night pain in the back for six weeks. Plain film or MRI?",
    "urgency_asked": "today",
}
WILL_ACT = {
    "name": "Dr Rowan Hill",
    "role": "GP partner",
    "acknowledgement": "clinician_will_act",
}
_NUMBERS = count(1)


@dataclass
class System:
    """Of one organisation; `sends` makes up a key for each thing that it sends once."""

    client: TestClient
    key: str
    last: dict[str, str] = field(default_factory=dict)

    def sends(self, path: str, body: Any, once: str | None = None) -> Any:
        headers = self.headers | {"Idempotency-Key": once or f"once {next(_NUMBERS)}"}
        return self.client.post(f"/api/v1/queries{path}", json=body, headers=headers)

    def raises(self, **changed: Any) -> str:
        """A question; its reference."""
        answer = self.sends("", QUESTION | changed)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["reference"])

    def reads(self, path: str = "", **headers: str) -> Any:
        return self.client.get(f"/api/v1/queries{path}", headers=self.headers | headers)

    def query(self, reference: str) -> dict[str, Any]:
        answer = self.reads(f"/{reference}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def doors(world: World) -> SystemDoors:
    found: SystemDoors = world.service.app.state.site.systems
    return found


def of(world: World, organisation: str = ELM_ROAD, *scopes: str, days: int = 30) -> System:
    keys = doors(world).keys
    made = keys.add(SYSTEM, organisation, "Its record system", scopes or EVERY, days)
    return System(TestClient(world.service.app, base_url=PUBLIC_URL), made.key)


def outbound(world: World, url: str, organisation: str = ELM_ROAD, *events: str) -> str:
    """An address of this organisation that is told; its secret."""
    return doors(world).hooks.add(SYSTEM, organisation, url, events).secret
