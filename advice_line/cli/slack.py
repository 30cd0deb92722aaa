"""`slack manifest`: what the app is in Slack."""

import json
from typing import Annotated

import typer

from advice_line import chat_service
from advice_line.cli.common import print_line
from advice_line.settings import Settings

app = typer.Typer(help="The app in Slack.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("manifest")
def manifest(
    socket_mode: Annotated[
        bool | None,
        typer.Option(
            "--socket-mode/--address",
            help="The server connects to Slack, or Slack to PUBLIC_URL. Without either: by the "
            "socket where SLACK_APP_TOKEN is set.",
        ),
    ] = None,
) -> None:
    """The app's manifest as JSON: paste it where Slack makes an app from one, or over the one that
    the app has."""
    print_line(json.dumps(chat_service.manifest(Settings(), by_socket=socket_mode), indent=2))
