"""Every act of the rota's pages exists for programs too, as a call of the API or as a command: what
people do with buttons can be played from outside."""

import pytest
from typer.main import get_command

from advice_line.cli.app import application
from advice_line.web.route_table import ROUTES

API = "/api/v1/rota/"
# They change no rota: rows of a form that is not sent yet, a file that was looked through.
NO_ACTS = {"/rota/pattern/rows", "/rota/import/{file}/discard"}
AS_API = {
    "/rota/cover": "covers",
    "/rota/cover/{key}/end": "covers/{key}/end",
    "/rota/absence": "absences",
    "/rota/absence/{key}/end": "absences/{key}/end",
    "/rota/mine/away": "absences",
    "/rota/mine/away/{key}/end": "absences/{key}/end",
    "/rota/close": "closures",
    "/rota/close/{key}/end": "closures/{key}/end",
    "/rota/day": "days/hours",
    "/rota/day/{day}/end": "days/usual",
    "/rota/pattern": "patterns",
    "/rota/pattern/end": "patterns/{key}/end",
    "/rota/ask": "requests",
    "/rota/mine/ask": "requests",
    "/rota/requests/{request}/accept": "requests/{request}/accept",
    "/rota/requests/{request}/decline": "requests/{request}/decline",
    "/rota/requests/{request}/withdraw": "requests/{request}/withdraw",
    "/rota/mine/take-over": "take-overs",
    "/rota/take-over/{key}/end": "take-overs/{key}/end",
    "/rota/mine/pause": "pauses",
    "/rota/mine/unpause": "pauses/end",
    "/rota/gaps/{finding}/take": "gaps/{finding}/take",
    "/rota/take/{token}": "gaps/{finding}/take",
}
AS_COMMAND = {
    "/rota/import": ("import", None),
    "/rota/import/{file}/accept": ("import", "--accept"),
    "/rota/plan": ("plan", None),
    "/rota/plan/{proposal}/session": ("plan", "--edit"),
    "/rota/plan/{proposal}/accept": ("plan", "--accept"),
    "/rota/plan/{proposal}/refuse": ("plan", "--refuse"),
    "/rota/files/feed": ("feeds", "--make"),
    "/rota/files/feed/{feed}/end": ("feeds", "--revoke"),
    "/rota/mine/feed": ("feeds", "--make"),
    "/rota/mine/feed/{feed}/end": ("feeds", "--revoke"),
    "/rota/files/source": ("calendars", "--subscribe"),
    "/rota/files/source/{source}/end": ("calendars", "--end"),
}


def test_no_act_of_a_page_is_left_to_people_alone() -> None:
    acts = {path for method, path in ROUTES if method == "POST" and path.startswith("/rota/")}
    assert acts == NO_ACTS | set(AS_API) | set(AS_COMMAND)


def test_each_call_that_is_named_is_a_call_of_the_api() -> None:
    assert {API + path for path in AS_API.values()} <= {
        path for method, path in ROUTES if method == "POST"
    }


@pytest.mark.parametrize(("name", "option"), sorted(set(AS_COMMAND.values()), key=str))
def test_each_command_that_is_named_has_its_option(name: str, option: str | None) -> None:
    command = get_command(application()).commands["rota"].commands[name]  # type: ignore[attr-defined]
    options = {each for parameter in command.params for each in parameter.opts}
    assert option is None or option in options
