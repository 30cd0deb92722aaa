"""`serve`: the pages and the telephone's webhooks, as plain HTTP behind whatever proxy there is."""

import gc
import signal
import socket
import sys
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
from uvicorn.supervisors import Multiprocess

from advice_line.cli.common import open_ledger, print_line, reason
from advice_line.cli.loading import loading
from advice_line.errors import Invalid, Problem
from advice_line.settings import Settings
from advice_line.web.serving import OPTIONS

APPLICATION = "advice_line.main:create"
# What a process that is told to stop may still take: less than most keepers wait before they kill.
LAST_WORDS_SECONDS = 8

Host = Annotated[str, typer.Option("--host", help="The address to listen at.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen at.")]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=64, help="Processes; more than 1 needs PostgreSQL.")
]


def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    """Answer calls and show the pages until told to stop."""
    with open_ledger(writes=True) as ledger:
        one_writer = ledger.db.sqlite
    if one_writer and workers > 1:
        said = "--workers: SQLite takes 1; several need PostgreSQL (advice-line db move)."
        raise Invalid([Problem("--workers", said)])
    config = uvicorn.Config(
        APPLICATION,
        factory=True,
        workers=workers,
        **OPTIONS,
        timeout_graceful_shutdown=LAST_WORDS_SECONDS,
    )
    # To be told to stop is no failure; uvicorn raises the signal again once it has stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listening(host, port) as reserved:
        where = f"{_address(reserved)} for {Settings().public_url}. Stop it with Ctrl-C."
        if workers > 1:
            print_line(f"Starting {workers} processes at {where}")
            Multiprocess(config, sockets=[reserved]).run()
            return
        server = _Server(config, f"Listening at {where}")
        with suppress(KeyboardInterrupt):
            _load(config)
            server.run(sockets=[reserved])
    if not server.started:
        raise typer.Exit(1)


def _load(config: uvicorn.Config) -> None:
    with loading():
        config.load()
    # What stays is not searched for garbage while somebody is on the line.
    gc.freeze()


class _Server(uvicorn.Server):
    """Says so once it listens, and not before."""

    def __init__(self, config: uvicorn.Config, said: str) -> None:
        super().__init__(config)
        self._said = said

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print_line(self._said)


def _address(reserved: socket.socket) -> str:
    host, port = reserved.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def listening(host: str, port: int) -> socket.socket:
    """Raises `errors.Invalid` when the port is taken, or is not ours to take."""
    try:
        # With its protocol, as getaddrinfo names it: asyncio switches TCP_NODELAY on only for a
        # socket known as TCP, and without it each answer would wait 40 ms for the other side.
        family, kind, protocol, _, address = socket.getaddrinfo(
            host,
            port,
            type=socket.SOCK_STREAM,
            proto=socket.IPPROTO_TCP,
            flags=socket.AI_PASSIVE,
        )[0]
        reserved = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _not_ours(host, port, error) from error
    try:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(address)
    except OSError as error:
        reserved.close()
        raise _not_ours(host, port, error) from error
    return reserved


def _not_ours(host: str, port: int, error: OSError) -> Invalid:
    said = f"Port {port} at {host} cannot be used ({reason(error)}). Choose another with --port."
    return Invalid([Problem("--port", said)])
