"""The miniature as a process of its own, driven over HTTP; and where its data are from."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import requests
from slack_sdk import WebClient

from integrations.sandbox.data import renew_blocks


@pytest.fixture
def process() -> Iterator[dict[str, str]]:
    command = [sys.executable, "-m", "integrations.sandbox.slack", "--tell", "http://127.0.0.1:9/x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            yield json.loads(child.stdout.readline())
        finally:
            child.terminate()
            assert child.wait(60) == 0


def asked(process: dict[str, str], what: str, **given: Any) -> tuple[int, Any]:
    answer = requests.post(process["control"] + what, json=given, timeout=10)
    return answer.status_code, answer.json()


@pytest.mark.processes
def test_people_are_made_act_and_see_over_http(process: dict[str, str]) -> None:
    asked(process, "user", id="U0AMARA", name="Dr Amara Example")
    asked(process, "channel", id="C0HOTDOC", name="hot-doc", members=["U0AMARA"])
    client = WebClient(process["bot_token"], base_url=process["api_url"])
    client.chat_postMessage(channel="C0HOTDOC", text="a query waits")
    _, seen = asked(process, "do", person="U0AMARA", act="writes", **{"with": ["C0HOTDOC", "hm"]})
    assert seen == {"screen": "a query waits\n\nhm"}
    status, refused = asked(process, "do", person="U0AMARA", act="clicks", **{"with": ["Claim"]})
    assert (status, "There is no button 'Claim'" in refused["error"]) == (400, True)
    assert asked(process, "do", person="U0AMARA", act="__init__")[0] == 400
    assert asked(process, "switch", colour="red")[0] == 400
    asked(process, "switch", revoked=True)
    assert not asked(process, "asked")[1][-1]["answer"].startswith("token")
    with pytest.raises(Exception, match="token_revoked"):
        client.auth_test()


def test_the_types_name_their_source_and_have_its_licence() -> None:
    data = files("integrations.sandbox.data")
    blocks = json.loads(data.joinpath("slack_blocks.json").read_text("utf-8"))
    assert blocks["source"] == renew_blocks.SOURCE
    name = blocks["licence"].removeprefix("MIT, see ").removesuffix(".")
    assert data.joinpath(name).read_text("utf-8").startswith("MIT License")
    assert "description" not in blocks["definitions"]["SectionBlock"]
