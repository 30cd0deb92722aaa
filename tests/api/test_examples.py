"""The examples of docs/for-integrators.md do what they say, one after the other."""

import json
import re
import shlex
from pathlib import Path
from string import Template
from typing import Any

from tests.api import systems
from tests.api.systems import System
from tests.api.test_system_story import ANSWER
from tests.web.people import Scene

DOC = Path(__file__).parents[2] / "docs" / "for-integrators.md"
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def commands(text: str) -> list[str]:
    blocks = "\n".join(_SHELL.findall(text)).replace("\\\n", " ")
    return [f"curl {each}" for each in blocks.split("curl ")[1:]]


def run(system: System, command: str, reference: str) -> Any:
    """As curl would: a method, an address, headers and what is sent."""
    words = shlex.split(Template(command).substitute(B="", KEY=system.key, REF=reference))[1:]
    method, url, data, headers = "GET", "", None, {}
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            data = words.pop(0)
        elif word != "-s":
            url = word
    return system.client.request(method, url, content=data, headers=headers)


def test_each_example_is_answered_as_it_says(scene: Scene) -> None:
    system, text = systems.of(scene.world), DOC.read_text(encoding="utf-8")
    ask, *others = commands(text)
    told = run(system, ask, "")
    assert told.status_code == 201, told.text
    shown = json.loads(
        re.findall(r"```json\n(\{\"schema\": \"raised/1\".*?)```", text, re.DOTALL)[0]
    )
    assert told.json().keys() == shown.keys()
    assert told.json()["line"] == system.query(told.json()["reference"])["line"] == shown["line"]
    amara = scene.signed_in("amara").presses("Claim").follows("Write the advice")
    amara.presses("Check the answer", advice=ANSWER).presses("Send the answer")
    scene.world.settle()
    assert len(others) == 7
    for each in others:
        answer = run(system, each, told.json()["reference"])
        assert answer.status_code == 200, (each, answer.text)
    assert scene.world.query()["state"] == "acknowledged"
