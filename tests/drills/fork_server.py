"""The process behind `forks.py`: it imports the service, then forks a child for each request."""

import gc
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.orm import configure_mappers

from advice_line.cli import app as commands
from rota import bank_holidays
from rota.opening import Nation
from tests.drills import life
from tests.drills.forks import LARGEST
from tests.stories.base import MONDAY_TEN

_FAILED = 70
_LOADED_LATE = (
    "advice_line.web.app",
    "integrations.twilio.webhooks",
    "advice_line.desk.letter.letter_pdf",
)


def serve_forks(control: socket.socket) -> None:
    """The other end: one request at a time, until the driver lets go of its side."""
    gc.freeze()
    while True:
        said, handles, _, _ = socket.recv_fds(control, LARGEST, 1)
        if not said:
            return
        result = _answer(json.loads(said), handles, control)
        for handle in handles:
            os.close(handle)
        control.send(json.dumps({"result": result}).encode())


def _answer(wanted: Mapping[str, Any], handles: Sequence[int], control: socket.socket) -> int:
    if wanted["do"] == "hello":
        return 0
    if wanted["do"] == "wait":
        _, status = os.waitpid(wanted["pid"], 0)
        return os.waitstatus_to_exitcode(status)
    pid = os.fork()
    if pid == 0:
        control.close()
        _be_child(wanted, handles)
    return pid


def _be_child(wanted: Mapping[str, Any], handles: Sequence[int]) -> NoReturn:
    """Whatever happens in here, the child must never return into the fork server's loop."""
    code = _FAILED
    try:
        life.become(wanted["settings"], Path(wanted["output"]))
        if wanted["do"] == "serve":
            life.serve(socket.socket(fileno=handles[0]))
            code = 0
        else:
            code = commands.run(wanted["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _warm_up() -> None:
    """What each life would load and work out for itself: at its start, at its first query, its
    first letter and its first look at a date."""
    commands.application()
    for name in _LOADED_LATE:
        import_module(name)
    configure_mappers()
    bank_holidays.name_of(Nation.ENGLAND, MONDAY_TEN.date())


def main() -> None:
    # Nobody waits for the children of a driver that was killed.
    life.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _warm_up()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve_forks(control)


if __name__ == "__main__":
    main()
