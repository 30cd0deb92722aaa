"""The document that describes the API: sound by a checker that is not ours, and true: what it says
may be sent and answered is tried by another (Schemathesis), always with the same seed."""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api import systems
from tests.api.systems import System
from tests.api.test_system_story import advised
from tests.web.people import Scene

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Few, for the suite must be fast; `make api-fuzz` tries three hundred times as many.
EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))


@pytest.fixture
def document(scene: Scene) -> dict[str, Any]:
    found: dict[str, Any] = scene.world.browser.get("/api/v1/openapi.json").json()
    return found


def test_it_is_a_document_of_openapi(document: dict[str, Any]) -> None:
    validate(document)
    ours = document["paths"]["/api/v1/queries"]["post"]
    assert ours["security"] == [{"organisationKey": []}]
    assert document["paths"]["/api/v1/queries"]["get"]["security"][0] == {"staffSession": []}


def test_what_it_says_is_what_is_done(scene: Scene) -> None:
    """With what fits the document, and with what does not: that is refused."""
    system = systems.of(scene.world)
    reference = advised(scene, system)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", scene.world.service.app)
    ours = schema.include(path_regex="^/api/v1/queries").get_all_operations()
    tried: list[Any] = [each.ok() for each in ours if isinstance(each, Ok)]
    assert len(tried) == 8
    for operation in tried:
        _try(operation, GenerationMode.POSITIVE, system, reference)
        _try(operation, GenerationMode.NEGATIVE, system, reference)


def _try(operation: Any, mode: GenerationMode, system: System, reference: str) -> None:
    more = [negative_data_rejection] if mode is GenerationMode.NEGATIVE else []

    @seed(20261123)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def tries(case: Any) -> None:
        if "reference" in case.path_parameters:
            case.path_parameters["reference"] = reference
        case.call_and_validate(headers=system.headers, checks=[*CHECKS, *more])

    tries()
