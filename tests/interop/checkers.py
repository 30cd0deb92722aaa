"""FHIR checked by two that are not ours: npm's `fhir` (R4, with its value sets) and
`fhir.resources` (R4B, which differs from R4 in nothing that a letter uses). Each misses what the
other catches."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from tests.servers.required import need

INSTALL = "npm i --prefix FOLDER fhir@4.12.0, and set FHIR_CHECKER to FOLDER"
_SCRIPT = Path(__file__).with_name("check_r4.cjs")


def faults(bundles: Sequence[Any]) -> list[str]:
    """What either of the two says against any of these bundles."""
    return [*_of_models(bundles), *_of_r4(bundles)]


def _of_models(bundles: Sequence[Any]) -> list[str]:
    """`fhir.resources` says nothing of an entry's resource unless it is read as its own kind, which
    it does by `resourceType`."""
    found = []
    for each in bundles:
        try:
            Bundle.model_validate(each)
        except ValueError as error:
            found.append(str(error))
    return found


def _of_r4(bundles: Sequence[Any]) -> list[str]:
    folder = os.environ.get("FHIR_CHECKER")
    if folder is None:
        need("npm's checker of FHIR R4", INSTALL)
    ran = subprocess.run(
        ["node", str(_SCRIPT), folder],
        input=json.dumps(list(bundles)),
        capture_output=True,
        text=True,
        check=True,
    )
    return [str(each) for each in json.loads(ran.stdout)]
