"""The processes under measurement: our own `serve` and `worker`, the floor, the load."""

import json
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass

import psutil

from benchmarks.load import HOST, Job, Outcome
from benchmarks.site import ROOT
from tests.servers.processes import Child, Deployment, free_port

_MEGABYTE = 1024 * 1024
# As `advice-line serve` sets its own server up, so that both sides speak HTTP alike.
_UVICORN = ["--no-access-log", "--no-proxy-headers", "--no-server-header", "--log-level=warning"]


@dataclass(frozen=True)
class Server:
    port: int
    child: Child


@dataclass(frozen=True)
class Memory:
    """In megabytes: resident, and proportional, which counts shared pages once."""

    rss: float
    pss: float


def serve(deployment: Deployment) -> Server:
    port = free_port()
    return _ready(port, deployment.start("web", "serve", "--port", str(port)))


def floor(deployment: Deployment, database_url: str, inserts: int) -> Server:
    port = free_port()
    deployment.environment |= {"FLOOR_DATABASE": database_url, "FLOOR_INSERTS": str(inserts)}
    program = [sys.executable, "-m", "uvicorn", "--factory", "benchmarks.floor:create"]
    command = [*program, f"--port={port}", "--ws=none", *_UVICORN]
    return _ready(port, deployment.start_program("floor", command))


def _ready(port: int, child: Child) -> Server:
    return Server(port, child.wait_until(lambda: _listens(port)))


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def load(job: Job) -> Outcome:
    """Raises CalledProcessError when the load generator itself fails."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(job)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


def cpu_seconds(child: Child) -> float:
    """What the process has spent of a processor since it began; other programs do not count."""
    spent = psutil.Process(child.process.pid).cpu_times()
    return spent.user + spent.system


def memory(child: Child) -> Memory:
    used = psutil.Process(child.process.pid).memory_full_info()
    return Memory(rss=used.rss / _MEGABYTE, pss=used.pss / _MEGABYTE)
