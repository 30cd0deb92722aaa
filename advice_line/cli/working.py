"""`worker`: the clock process, or one round of its work for cron and for rehearsals."""

import os
import signal
import socket
import sys
from typing import Annotated

import typer

from advice_line import assembly
from advice_line.cli.common import hold_to_site, print_json, print_line
from advice_line.settings import Settings
from advice_line.worker import Worker, run_once

Once = Annotated[
    bool, typer.Option("--once", help="Do what is due, say so in one line of JSON, and end.")
]


def worker(once: Once = False) -> None:
    """Sweep what is due and send what waits, until told to stop."""
    if not once:
        # To be told to stop is no failure, also before it is at work.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = Settings()
    service = assembly.build(settings)
    name = f"{socket.gethostname()}:{os.getpid()}"
    try:
        hold_to_site(service.ledger, settings, writes=True)
        if once:
            print_json(run_once(service, name))
        else:
            print_line("At work. Stop it with Ctrl-C.")
            Worker(service, name, settings.worker_poll_seconds).run()
    finally:
        service.close()
