"""The real `advice-line` processes: started, watched, killed and started again.

    with Deployment(folder, {"DATABASE_URL": ..., "SECRET_KEY": ...}) as deployment:
        deployment.run("db", "upgrade")
        web = deployment.serve()
        worker = deployment.start("worker", "worker")
        worker.kill()
        worker.start()

Nothing of the tests' own environment reaches a child but PATH, and no child outlives the block.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

# How long a child may be waited for. Long, for on a busy machine a start takes minutes, and only a
# fault lasts till then.
READY_SECONDS = 120.0
STOP_SECONDS = 60.0
_POLL_SECONDS = 0.02
_PROGRAM = Path(sys.executable).with_name("advice-line")


class NotReady(AssertionError):
    """The child ended or did not get ready; the message carries the end of its output."""


class Child:
    """One process and its output, which grows in two files over every restart."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> None:
        self.name = name
        self.stdout_file = folder / f"{name}.stdout"
        self.stderr_file = folder / f"{name}.stderr"
        self._command = list(command)
        self._environment = dict(environment)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._begins = 0
        self._killed = False

    def start(self) -> Self:
        assert not self.running, f"{self.name} runs already"
        with self.stdout_file.open("ab") as stdout, self.stderr_file.open("ab") as stderr:
            self._begins = stdout.tell()
            self._process = subprocess.Popen(
                [*_dying_with_us(), *self._command],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
        self._killed = False
        return self

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, f"{self.name} was never started"
        return self._process

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def stdout(self) -> str:
        return self.stdout_file.read_text(errors="replace")

    @property
    def stderr(self) -> str:
        return self.stderr_file.read_text(errors="replace")

    def wait_until(self, ready: Callable[[], bool], seconds: float = READY_SECONDS) -> Self:
        """Ask `ready` again and again. Raises NotReady when the child ends or time runs out."""
        until = time.monotonic() + seconds
        while not ready():
            if not self.running or time.monotonic() > until:
                raise NotReady(f"{self.name} is not ready: {self.stderr[-4000:]}")
            try:
                self.process.wait(_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        return self

    def wait_for_line(self, part: str, seconds: float = READY_SECONDS) -> str:
        """The first whole line since the last start that holds `part`."""
        found: list[str] = []

        def said() -> bool:
            whole = self.stdout_file.read_bytes()[self._begins :].decode(errors="replace")
            lines = whole.splitlines(keepends=True)
            found.extend(line for line in lines if part in line and line.endswith("\n"))
            return bool(found)

        self.wait_until(said, seconds)
        return found[0].rstrip("\n")

    def wait_for_health(self, port: int, seconds: float = READY_SECONDS) -> Self:
        return self.wait_until(lambda: healthy(port), seconds)

    def kill(self) -> None:
        """SIGKILL to it and to whatever it started: no time to finish anything."""
        if self._process is None or self._killed:
            return
        self._killed = True
        with suppress(ProcessLookupError):  # it and its children ended by themselves
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self, seconds: float = STOP_SECONDS) -> int:
        """SIGTERM, and its exit code.

        Raises NotReady when it had to be killed, with what each of its threads was at.
        """
        self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            said = self._threads()
            raise NotReady(f"{self.name} did not stop within {seconds} s: {said}") from None
        finally:
            self.kill()

    def _threads(self) -> str:
        """The child dies of it: see PYTHONFAULTHANDLER below."""
        before = len(self.stderr)
        self.process.send_signal(signal.SIGABRT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        return self.stderr[before:][-8000:]


class Deployment:
    """A site of its own: its settings, its folder (also the working directory), its processes."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            # A killed process takes what it has not yet written with it.
            "PYTHONUNBUFFERED": "1",
            # One that hangs tells where, when it is told to abort.
            "PYTHONFAULTHANDLER": "1",
            **settings,
        }
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for child in self._children:
            child.kill()

    def run(self, *arguments: str, expected: int = 0) -> str:
        """Run one command to its end; its standard output. Fails on another exit code."""
        done = subprocess.run(
            [str(_PROGRAM), *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expected, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self, name: str, *arguments: str) -> Child:
        """Start `advice-line ARGUMENTS`; `name` names its output files."""
        return self.start_program(name, [str(_PROGRAM), *arguments])

    def start_program(self, name: str, command: Sequence[str]) -> Child:
        child = Child(name, command, self.environment, self.folder)
        self._children.append(child)
        return child.start()

    def serve(self, port: int | None = None, name: str = "web") -> Child:
        """`advice-line serve`, ready to answer; without a port at a free one."""
        chosen = port or free_port()
        return self.start(name, "serve", "--port", str(chosen)).wait_for_health(chosen)

    def output(self) -> bytes:
        """Everything that any child has said so far, for a search."""
        files = [f for child in self._children for f in (child.stdout_file, child.stderr_file)]
        return b"".join(file.read_bytes() for file in dict.fromkeys(files))


def set_clock(file: Path, line: str) -> None:
    """Put a rehearsal's clock: `2026-10-25T00:59:59Z` or `2026-10-25T00:59:59Z x60`."""
    unfinished = file.with_suffix(".new")
    unfinished.write_text(line + "\n", encoding="ascii")
    unfinished.replace(file)  # at once, because the processes read it at every "now"


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _dying_with_us() -> list[str]:
    """What makes the kernel kill a child when the tests themselves are killed.

    Only from the main thread: the kernel takes the end of the thread that started the child for
    the end of its parent.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None or threading.current_thread() is not threading.main_thread():
        return []
    return [setpriv, "--pdeathsig", "KILL"]
