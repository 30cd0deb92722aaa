"""`mail authorise`: agree once, as the mailbox's user, that we read and send its mail."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from advice_line import mailbox_service
from advice_line.cli.common import print_line, print_warning, reason
from advice_line.errors import Invalid, Problem
from advice_line.settings import MailClient

NAME = "MAIL_OAUTH_REFRESH_TOKEN"
app = typer.Typer(help="The mailbox at its provider.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("authorise")
def authorise(
    write: Annotated[
        Path | None,
        typer.Option(
            "--write",
            help=f"A folder of secrets, for the file {NAME}, which only its owner reads; the "
            "token is printed without it.",
        ),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option("--scope", help="What is agreed to. Without: what Exchange Online asks for."),
    ] = None,
    device_url: Annotated[
        str | None,
        typer.Option(
            "--device-url",
            help="Where codes come from. Without: MAIL_OAUTH_TOKEN_URL with devicecode for token.",
        ),
    ] = None,
) -> None:
    """Get a refresh token for a mail server that takes no password: somebody types a code at a page
    of the provider and signs in there as the mailbox's user."""
    client = mailbox_service.oauth_client(MailClient(), device_url)
    asked = mailbox_service.ask_consent(client, scope)
    print_warning(
        f"Open {asked.address} in any browser and type {asked.user_code}. Sign in there as the "
        f"mailbox's user, not as yourself, and agree. Waiting, for {asked.lasts / 60:.0f} minutes."
    )
    token = mailbox_service.await_consent(client, asked)
    if write is None:
        print_line(f"{NAME}={token}")
        return
    _write(write, token)
    print_line(f"Written: {NAME}")


def _write(folder: Path, token: str) -> None:
    """In place at once: whoever reads it meanwhile finds the old one whole, or the new one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # 0600 from its first moment on.
        handle, name = tempfile.mkstemp(dir=folder, prefix=".token-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(token)
        Path(name).replace(folder / NAME)
    except OSError as error:
        said = f"{folder / NAME} cannot be written: {reason(error)}."
        raise Invalid([Problem("--write", said)]) from error
