"""A house with two lines and somebody for each role: all of them on one line alone. Of everything
that an address can name there is one of their own, a colleague's on their line, and one of the
other line."""

from dataclasses import dataclass, field, replace

from starlette.testclient import TestClient

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.trust import sessions
from advice_line.trust.reach import Reach
from advice_line.trust.roles import Actor
from advice_line.trust_kinds import SignedInBy
from tests.access.own import persons_own
from tests.access.things import Things, things
from tests.stories.world import PUBLIC_URL
from tests.web.people import Scene

LINE, OTHER_LINE = "hotdoc", "chest"
STAFF = [
    Role.RESPONDER,
    Role.COORDINATOR,
    Role.ROTA_MANAGER,
    Role.EDUCATOR,
    Role.SERVICE_LEAD,
    Role.DIRECTORY_ADMIN,
    Role.INFORMATION_GOVERNANCE,
    Role.CLINICAL_MEMBER,
    Role.COMMISSIONER,
]
COLLEAGUE, STRANGER = "colleague", "stranger"
BROWSER = "a-browser-of-theirs"
CHEST = """
[[lines]]
key = "chest"
name = "Example Chest Advice"
number = "+441632960050"
email = "chest@example.org"
nation = "england"
time_zone = "Europe/London"
open = { mon-fri = ["08:00-19:00"] }
switchboard = "+441632960999"
"""


WHOLE = "governs_all"
GOVERNS_ALL = """
[[staff]]
key = "governs_all"
name = "A governor of every line Example"
mobile = "+447700900690"
email = "governs-all@example.org"
roles = ["information_governance"]
"""


def _clinician(key: str, number: int, line: str) -> str:
    return f"""
[[responders]]
key = "{key}"
name = "Dr {key.title()} Example"
role = "radiologist"
mobile = "+44770090070{number}"
email = "{key}@example.org"
roles_on = {{ {line} = ["responder"] }}
"""


def _staff(role: Role, number: int) -> str:
    return f"""
[[staff]]
key = "{role.value}"
name = "A {role.value.replace("_", " ")} Example"
mobile = "+44770090060{number}"
email = "{role.value}@example.org"
roles_on = {{ {LINE} = ["{role.value}"] }}
"""


SETUP = (
    "version = 1\n"
    + CHEST
    + _clinician(Role.RESPONDER.value, 0, LINE)
    + _clinician(COLLEAGUE, 1, LINE)
    + _clinician(STRANGER, 2, OTHER_LINE)
    + GOVERNS_ALL
    + "".join(_staff(role, number) for number, role in enumerate(STAFF) if number)
)


@dataclass
class House:
    scene: Scene
    of: dict[Reach, Things] = field(default_factory=dict)
    clients: dict[Role, TestClient] = field(default_factory=dict)
    own: dict[Role, list[tuple[str, str, str]]] = field(default_factory=dict)
    whole: TestClient | None = None
    whole_id: int = 0
    ids: dict[Role, int] = field(default_factory=dict)

    def things(self, role: Role, reach: Reach) -> Things:
        """With what is this person's own, whatever their role."""
        of = self.of[reach]
        return of if reach is not Reach.OWN else replace(of, named=[*self.own[role], *of.named])

    def actor(self, key: str) -> Actor:
        with self.scene.world.service.ledger.look("test") as work:
            found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return sessions.staff(found)


def build(scene: Scene) -> House:
    scene.world.set_up(SETUP)
    house = House(scene)
    site = scene.world.service.app.state.site
    for reach, line, owner, org in (
        (Reach.OWN, LINE, Role.RESPONDER.value, "Y99001"),
        (Reach.LINE, LINE, COLLEAGUE, "Y99001"),
        (Reach.ALL, OTHER_LINE, STRANGER, "Y99002"),
    ):
        house.of[reach] = things(scene, site, house.actor(owner), line, org)
    for role in STAFF:
        house.clients[role], house.ids[role] = _signed_in(house, role.value)
        house.own[role] = persons_own(scene, house.ids[role], role.value, LINE)
    house.whole, house.whole_id = _signed_in(house, WHOLE)
    return house


def _signed_in(house: House, key: str) -> tuple[TestClient, int]:
    """By a real session; its last use is noted now, so that no look of the walk notes another."""
    ledger = house.scene.world.service.ledger
    with ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, key)
        assert person is not None
        token = sessions.start_staff(work, person, SignedInBy.PASSKEY)
        sessions.seen(work, token)
    client = browser(house.scene)
    client.cookies.set("__Host-session", token)
    return client, person.id or 0


def browser(scene: Scene) -> TestClient:
    """That follows no redirect; of each the same browser, so that its forms are good."""
    client = TestClient(
        scene.world.service.app,
        base_url=PUBLIC_URL,
        follow_redirects=False,
        raise_server_exceptions=False,
    )
    client.cookies.set("__Host-browser", BROWSER)
    return client
