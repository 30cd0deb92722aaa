"""An application answering on this machine, in a thread of this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from advice_line.errors import Invalid, Misconfigured, Problem
from advice_line.web.serving import OPTIONS

HOST = "127.0.0.1"
_LAST_WORDS_SECONDS = 5


def reserve(port: int) -> socket.socket:
    """A socket of ours at `port` (0: any free one) that nobody can reach yet.

    Raises `errors.Invalid` when the port is taken.
    """
    # Named as TCP: asyncio lets small answers leave at once (TCP_NODELAY) only where it is told.
    reserved = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        reserved.bind((HOST, port))
    except OSError as error:
        reserved.close()
        said = f"Port {port} is taken. Choose another: make demo PORT=8001, or demo --port 8001."
        raise Invalid([Problem("--port", said)]) from error
    return reserved


def port_of(reserved: socket.socket) -> int:
    port: int = reserved.getsockname()[1]
    return port


@contextmanager
def answering(app: ASGIApp, reserved: socket.socket, *, lifespan: bool) -> Iterator[None]:
    """Requests are answered until the block ends; then the socket is closed.

    `lifespan` says whether the application's own start and end belong to it.
    Raises `errors.Misconfigured` when the application does not start.
    """
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="on" if lifespan else "off",
            **OPTIONS,
            timeout_graceful_shutdown=_LAST_WORDS_SECONDS,
        )
    )
    thread = threading.Thread(target=server.run, args=([reserved],), name="web", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.01)
    try:
        if not server.started:
            raise Misconfigured("The demonstration's pages did not start.")
        yield
    finally:
        server.should_exit = True
        thread.join()
        reserved.close()
