"""One life of the service: what a forked child does between its start and the kill -9."""

import ctypes
import os
import signal
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from advice_line import assembly, main
from advice_line.settings import Settings
from advice_line.worker import Worker

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent has ended, however that came about."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def become(settings: Mapping[str, str], output: Path) -> None:
    """Take on a deployment's environment and folder; everything said goes to one file."""
    die_with_parent()
    os.setsid()
    os.environ.clear()
    os.environ.update(settings)
    os.chdir(output.parent)
    handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, sys.stdout.fileno())
    os.dup2(handle, sys.stderr.fileno())
    os.close(handle)


def serve(listening: socket.socket) -> None:
    """Pages, webhooks and sender as `serve` runs them, sweeps as `worker` runs them, in one
    process, so that one kill takes them all. Returns only when told to stop."""
    settings = Settings()
    service = assembly.build(settings)
    config = uvicorn.Config(
        main.ready(service),
        ws="none",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
    )
    web = uvicorn.Server(config)
    threading.Thread(target=web.run, kwargs={"sockets": [listening]}, daemon=True).start()
    Worker(service, f"life:{os.getpid()}", settings.worker_poll_seconds).run()
