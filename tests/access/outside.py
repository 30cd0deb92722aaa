"""Who is of no service: somebody of a practice and its manager, each with a browser that has opened
one letter, question, alert and list of tracers of their own; a clinical system with a key for each
scope; and nobody. All are of Elm Road; of Oak Lane and of a colleague at Elm Road stand others."""

from dataclasses import dataclass, replace

from sqlmodel import col, select
from starlette.testclient import TestClient

from advice_line.api_kinds import Scope
from advice_line.desk.practice import inviting
from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.practice_kinds import JoinedBy
from advice_line.rules.practice_form import Invited
from advice_line.tables.alerts import Alert
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Requester, RequesterAddress
from advice_line.tables.practices import PracticeMember, PracticePasskey
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import links, sessions
from advice_line.trust.links import LinkKind
from advice_line.trust.narrowed import BY_SYSTEM
from advice_line.trust.reach import Reach
from advice_line.trust.roles import SYSTEM, Action
from advice_line.web import cookies
from tests.access.house import House, browser
from tests.access.things import Things

ELM_ROAD, OAK_LANE = "Y99001", "Y99002"
# What an address with a link takes it for.
_LINKS = {
    "/letter.": LinkKind.LETTER,
    "/letter": LinkKind.QUESTION,
    "/write": LinkKind.QUESTION,
    "/withdraw": LinkKind.QUESTION,
    "/teaching": LinkKind.QUESTION,
    "/q/": LinkKind.LETTER,
    "/a/": LinkKind.ALERT,
    "/you/": LinkKind.TRACERS,
}
PRACTICE_OF = {Reach.OWN: ELM_ROAD, Reach.PRACTICE: ELM_ROAD, Reach.ALL: OAK_LANE}
Named = list[tuple[str, str, str]]


@dataclass
class Walker:
    """`roles` are all that this client has; `only` what its key is for. `reaches` are those of
    which something stands here that can be asked for by them."""

    name: str
    roles: frozenset[Role]
    client: TestClient
    things: dict[Reach, Things]
    only: frozenset[Action] | None = None
    key: str | None = None

    def may(self, role: Role, action: Action, rule: str) -> bool | None:
        """What is told of this role; None where it is not one of theirs."""
        if role not in self.roles:
            return None
        return rule == "allow" and (self.only is None or action in self.only)


def walkers(house: House) -> list[Walker]:
    """In the order in which they may do ever less to what the others have."""
    mine = _links(house, Reach.OWN)
    things = {reach: _things(house, reach, mine) for reach in PRACTICE_OF}
    for reach in (Reach.PRACTICE, Reach.ALL):
        things[reach] = _things(house, reach, _links(house, reach))
    found = [
        _of_practice(house, things, mine, manager=False),
        _of_practice(house, things, mine, manager=True),
    ]
    found += [_system(house, things, scope) for scope in Scope]
    nobody = browser(house.scene)
    return [*found, Walker("nobody", frozenset({Role.PUBLIC}), nobody, things)]


def _of_practice(
    house: House, things: dict[Reach, Things], mine: "list[_Link]", *, manager: bool
) -> Walker:
    client = browser(house.scene)
    site = house.scene.world.service.app.state.site
    with house.scene.world.service.ledger.work("test") as work:
        member = _member(work, ELM_ROAD, f"asks{manager}", manager=manager)
        fellow = _member(work, ELM_ROAD, f"fellow{manager}", manager=True)
        other = _member(work, OAK_LANE, f"other{manager}", manager=True)
        invited = {
            key: _invited(work, key, f"locum{manager}@{key}.example.org".lower())
            for key in (ELM_ROAD, OAK_LANE)
        }
        ids = (member.public_id, fellow.public_id, other.public_id)
        passkeys = [_passkey(work, each) for each in (member, other)]
        opened = [(each, sessions.start_requester(work, each.id)) for each in mine]
    token = site.practice.entering.as_persona(ids[0])
    for link, session in opened:
        _shows(client, link.token, session)
    # As whoever has a browser of their own may: its token under the name of any other cookie, and
    # the session of one letter for every other.
    client.cookies.set("__Host-asker", token)
    client.cookies.set("__Host-session", token)
    stolen = opened[0][1]
    for reach in (Reach.PRACTICE, Reach.ALL):
        for place, _, value in things[reach].named:
            if place == "token":
                _shows(client, value, stolen)
    own: Named = [
        ("person", "", ids[1]),
        ("passkey", "", passkeys[0]),
        ("invitation", "", invited[ELM_ROAD]),
    ]
    others: Named = [
        ("person", "", ids[2]),
        ("passkey", "", passkeys[1]),
        ("invitation", "", invited[OAK_LANE]),
    ]
    of = {
        reach: replace(each, named=[*(others if reach is Reach.ALL else own), *each.named])
        for reach, each in things.items()
    }
    manages = frozenset({Role.PRACTICE_MANAGER}) if manager else frozenset()
    name = "practice manager" if manager else "requester"
    return Walker(name, frozenset({Role.REQUESTER}) | manages, client, of)


def _system(house: House, things: dict[Reach, Things], scope: Scope) -> Walker:
    keys = house.scene.world.service.app.state.site.systems.keys
    key = keys.add(SYSTEM, ELM_ROAD, f"for {scope}", (scope,), 30).key
    only = frozenset({BY_SYSTEM[scope]})
    client = browser(house.scene)
    return Walker(f"key to {scope}", frozenset({Role.CLIENT}), client, things, only, key)


@dataclass(frozen=True)
class _Link:
    id: int
    words: str
    token: str


def _links(house: House, reach: Reach) -> list[_Link]:
    """One of each kind, to what is of this practice."""
    # A colleague's at the same practice is of another query.
    of = house.of[Reach.LINE if reach is Reach.PRACTICE else reach]
    with house.scene.world.service.ledger.work("test") as work:
        practice = lookups.organisation_by_key(work.session, PRACTICE_OF[reach])
        query = work.session.exec(select(Query).where(col(Query.reference) == of.marks[0])).one()
        alert = work.session.exec(select(Alert).where(col(Alert.reference) == of.marks[1])).one()
        assert practice is not None
        made: dict[LinkKind, AccessLink] = {}
        for kind in dict.fromkeys(_LINKS.values()):
            made[kind] = links.make(
                work,
                kind,
                query=alert.query_id if kind is LinkKind.ALERT else query.id,
                organisation=practice.id,
                alert=alert.id if kind is LinkKind.ALERT else None,
            )
        return [
            _Link(made[kind].id or 0, words, links.token(work.vault, made[kind]))
            for words, kind in _LINKS.items()
        ]


def _things(house: House, reach: Reach, of: list[_Link]) -> Things:
    things = house.of[Reach.LINE if reach is Reach.PRACTICE else reach]
    tokens: Named = [("token", each.words, each.token) for each in of]
    return replace(
        things, named=[("reference", "/practice/alerts/", things.marks[1]), *tokens, *things.named]
    )


def _shows(client: TestClient, token: str, session: str) -> None:
    client.cookies.set(f"__Host-{cookies.letter(token)}", session)


def _member(work: Work, practice: str, key: str, *, manager: bool) -> PracticeMember:
    organisation = lookups.organisation_by_key(work.session, practice)
    assert organisation is not None
    who = work.add(Requester(key=key, name="Dr Rowan Hill", organisation_id=organisation.id))
    work.add(
        RequesterAddress(
            address=f"{key}@example.org".lower(), requester_id=who.id or 0, confirmed_at=work.now
        )
    )
    return work.add(
        PracticeMember(
            organisation_id=organisation.id or 0,
            requester_id=who.id or 0,
            name=who.name,
            role="gp",
            manager=manager,
            joined_at=work.now,
            joined_by=JoinedBy.INVITATION,
        )
    )


def _passkey(work: Work, member: PracticeMember) -> str:
    return work.add(
        PracticePasskey(
            requester_id=member.requester_id,
            credential_id=opaque(),
            public_key="",
            sign_count=0,
            name="Telephone",
            made_at=work.now,
        )
    ).public_id


def _invited(work: Work, practice: str, address: str) -> str:
    organisation = lookups.organisation_by_key(work.session, practice)
    assert organisation is not None
    who = Invited(address=address, manager=False, ends_on=None)
    return inviting.invite(work, organisation, who, "test").public_id
