"""Makes lives cheap: a process that has imported the service once and forks a child for each life.

    with Forks() as forks:
        pid = forks.serve(settings, listening, output)   # web, sender and sweeps, killed with -9
        forks.wait(pid)                                  # reap what was killed
        said = forks.run(["worker", "--once"], settings, output)

A child is a real process with a database, threads and sockets of its own; only the imports, two
seconds each, are shared. Children die with the fork server, and it dies with whoever made it.
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_ROOT = Path(__file__).parents[2]
LARGEST = 1 << 16
# A child that does not end by then hangs; the drill fails and says so.
_MOST_SECONDS = 60.0


class Forks:
    """The driver's end; any thread may speak to it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.drills.fork_server", str(theirs.fileno())],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._control = ours
        self._control.settimeout(_MOST_SECONDS)
        self._ask({"do": "hello"})
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._control.close()
        self._process.wait(_MOST_SECONDS)

    def serve(self, settings: Mapping[str, str], listening: socket.socket, output: Path) -> int:
        """The pid of a new life that answers at `listening`; its words go to `output`."""
        return int(self._start("serve", [], settings, output, listening))

    def run(self, arguments: Sequence[str], settings: Mapping[str, str], output: Path) -> str:
        """Run one `advice-line` command to its end; its standard output. Fails unless it is 0."""
        before = output.stat().st_size if output.exists() else 0
        pid = self._start("run", arguments, settings, output, None)
        status = self.wait(pid)
        said = output.read_bytes()[before:].decode()
        assert status == 0, f"{' '.join(arguments)} ended with {status}: {said}"
        return said

    def wait(self, pid: int) -> int:
        """Its exit code, once it has ended: negative for the signal that killed it."""
        return int(self._ask({"do": "wait", "pid": pid}))

    def _start(
        self,
        what: str,
        arguments: Sequence[str],
        settings: Mapping[str, str],
        output: Path,
        listening: socket.socket | None,
    ) -> Any:
        wanted = {
            "do": what,
            "arguments": list(arguments),
            "settings": dict(settings),
            "output": str(output),
        }
        return self._ask(wanted, [] if listening is None else [listening.fileno()])

    def _ask(self, wanted: Mapping[str, Any], handles: Sequence[int] = ()) -> Any:
        with self._turn:
            socket.send_fds(self._control, [json.dumps(wanted).encode()], list(handles))
            answer = self._control.recv(LARGEST)
        assert answer, "the fork server has ended"
        return json.loads(answer)["result"]
