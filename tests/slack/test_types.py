"""All that we show, and the manifest, against Slack's own types, by the compiler they are made for.

Our copy of these types (integrations/sandbox/data/slack_blocks.json) is held to them too.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from integrations.sandbox.data import renew_blocks
from integrations.slack.manifest import manifest
from tests.servers.required import need
from tests.slack import samples
from tests.slack.desk import CLOSING, Desk, wired

PACKAGES = "@slack/types@3.2.0 @slack/web-api@8.2.0 typescript ts-json-schema-generator@2.4.0"
INSTALL = f"npm i --prefix FOLDER {PACKAGES}, and set SLACK_TYPES to FOLDER"
HEAD = """import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { AppsManifestCreateArguments } from '@slack/web-api';
type Manifest = AppsManifestCreateArguments['manifest'];
"""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the compiler finds Slack's types."""
    given = os.environ.get("SLACK_TYPES")
    if given is None:
        need("what Slack publishes of its types", INSTALL)
    folder = tmp_path_factory.mktemp("types")
    (folder / "node_modules").symlink_to(Path(given).resolve() / "node_modules")
    return folder


def faults(folder: Path, named: Iterable[tuple[str, Any]]) -> str:
    """What the compiler says of values, each with the name of its type; "" where all are right."""
    lines = [
        f"export const of{number}: {kind} = {json.dumps(value)};"
        for number, (kind, value) in enumerate(named)
    ]
    (folder / "shown.ts").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    options = "--noEmit --strict --skipLibCheck --module node16 --moduleResolution node16"
    command = ["node_modules/.bin/tsc", *options.split(), "shown.ts"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


def shown_in_a_story() -> list[tuple[str, Any]]:
    """What really went to Slack while somebody pressed, asked, sent a form and opened the home."""
    desk = Desk()
    with wired(desk) as here:
        here.posted()
        here.amara.clicks("Claim").sees("It is done.")
        desk.answer = CLOSING
        here.amara.clicks("Close", about="K7Q2").sees("It is closed.")
        here.amara.chooses("Why", "A test").submits().closes()
        here.amara.commands("/hotdoc").sees("No patient details")
        here.amara.closes().opens_home().sees("Advice Line")
        asked = [each.args for each in here.slack.asked]
    blocks = [("KnownBlock[]", each["blocks"]) for each in asked if each.get("blocks")]
    kinds = {"modal": "ModalView", "home": "HomeView"}
    views = [(kinds[each["view"]["type"]], each["view"]) for each in asked if "view" in each]
    assert len(blocks) > 1
    assert len(views) > 3
    return blocks + views


def test_all_that_is_shown_is_of_slacks_own_types(types: Path) -> None:
    named: list[tuple[str, Any]] = [("KnownBlock[]", shown) for _, shown in samples.messages()]
    named += [("ModalView", view) for view in samples.modals()]
    named += [("HomeView", view) for view in samples.homes()]
    assert faults(types, named + shown_in_a_story()) == ""


def test_the_manifest_is_of_slacks_own_type(types: Path) -> None:
    made = [manifest(None), manifest("https://advice.example.org")]
    assert faults(types, [("Manifest", each) for each in made]) == ""


def test_the_compiler_finds_what_is_wrong(types: Path) -> None:
    """Else the tests above would hold for anything."""
    wrong = manifest(None)
    wrong["oauth_config"]["scopes"]["bot"].append("chat:wirte")
    assert "chat:wirte" in faults(types, [("Manifest", wrong)])
    assert '"txt"' in faults(types, [("KnownBlock[]", [{"type": "section", "txt": "x"}])])


def test_the_sandboxs_copy_is_what_slack_publishes(types: Path) -> None:
    (types / "blocks.ts").write_text(renew_blocks.ENTRY, encoding="utf-8")
    generator = "node_modules/.bin/ts-json-schema-generator --path blocks.ts --no-type-check"
    command = [*generator.split(), "--type", "*", "--out", "full.json"]
    subprocess.run(command, cwd=types, check=True, capture_output=True)
    full = json.loads((types / "full.json").read_text("utf-8"))
    assert json.loads(renew_blocks.TARGET.read_text("utf-8")) == renew_blocks.reduce(full)
