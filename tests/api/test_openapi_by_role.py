"""The whole document of the API, tried as each kind of person: nobody meets a fault of ours, and
nobody an answer that the document does not name."""

from contextlib import suppress
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from tests.api.test_openapi import CHECKS, EXAMPLES
from tests.web.people import Scene

STAFF = [
    Role.RESPONDER,
    Role.COORDINATOR,
    Role.ROTA_MANAGER,
    Role.EDUCATOR,
    Role.CLINICAL_MEMBER,
    Role.SERVICE_LEAD,
    Role.DIRECTORY_ADMIN,
    Role.INFORMATION_GOVERNANCE,
    Role.COMMISSIONER,
]
PEOPLE = "version = 1\n" + "".join(
    f"""
[[responders]]
key = "{role.value}"
name = "A {role.value} Example"
role = "radiologist"
mobile = "+44770090070{number}"
email = "{role.value}@example.org"
roles = ["{role.value}"]
"""
    for number, role in enumerate(STAFF)
)


def test_each_kind_of_person_gets_answers_that_the_document_names(scene: Scene) -> None:
    """What fits the document and what does not, each made once and sent by everybody."""
    scene.world.set_up(PEOPLE)
    known = {"reference": scene.called(), "line": "hotdoc"}
    cookies = [{}, *({"__Host-session": session_of(scene, role)} for role in STAFF)]
    app = scene.world.service.app
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    found = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(found) > 30
    for operation in found:
        tried(operation, GenerationMode.POSITIVE, cookies, known)
        # Of what takes nothing, nothing can be wrong.
        with suppress(Unsatisfiable):
            tried(operation, GenerationMode.NEGATIVE, cookies, known)


def tried(
    operation: Any, mode: GenerationMode, everybody: list[dict[str, str]], known: dict[str, str]
) -> None:
    @seed(20261130)
    @settings(
        max_examples=max(1, EXAMPLES // 2),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def tries(case: Any) -> None:
        for name in set(case.path_parameters or {}) & set(known):
            case.path_parameters[name] = known[name]
        for cookies in everybody:
            case.call_and_validate(cookies=cookies, checks=CHECKS)

    tries()


def session_of(scene: Scene, role: Role) -> str:
    with scene.world.service.ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, role.value)
        assert person is not None
        return sessions.start_staff(work, person, SignedInBy.TOTP)
