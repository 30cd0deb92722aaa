"""A telephone network as a process of its own, for stories that drive real processes.

    python -m integrations.sandbox --start 2026-11-23T09:00:00Z --clock-file clock.txt \
        --forward https://advice.example.org=http://127.0.0.1:8000

Prints one line of JSON, `{"url": …, "account_sid": …, "auth_token": …}`, then serves until it is
told to stop (SIGTERM, SIGINT, or its standard input closing with --until-eof).
"""

import argparse
import json
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.network import Account
from integrations.sandbox.posting import loopback_post
from integrations.sandbox.server import CarrierServer
from integrations.sandbox.usage import RINGING
from integrations.sandbox.views import instant


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    account = Account(sid=asked.account_sid or Account.sid, token=asked.auth_token or Account.token)
    carrier = Carrier(
        datetime.fromisoformat(asked.start),
        loopback_post(dict(one.split("=", 1) for one in asked.forward)),
        account=account,
        seed=asked.seed,
        description=asked.openapi,
    )
    if asked.clock_file is not None:
        path: Path = asked.clock_file
        carrier.clock.watch(lambda now: write_clock(path, now))
    with CarrierServer(carrier, asked.port) as server:
        said = {"url": server.base, "account_sid": account.sid, "auth_token": account.token}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        _wait(asked.until_eof)
    return 0


def write_clock(path: Path, now: datetime) -> None:
    """One line such as 2026-10-25T00:59:59Z, replaced whole so that no reader sees half of it."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(instant(now) + "\n", encoding="ascii")
    os.replace(fresh, path)


def _wait(until_eof: bool) -> None:
    # Not an Event: one that a handler sets while its own thread is about to wait never comes.
    stopped: SimpleQueue[None] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.put(None))
    if until_eof:
        threading.Thread(target=_watch_input, args=(stopped,), daemon=True).start()
    stopped.get()


def _watch_input(stopped: SimpleQueue[None]) -> None:
    """A parent that dies closes our standard input, so that no carrier is left behind."""
    while sys.stdin.readline():
        pass
    stopped.put(None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m integrations.sandbox",
        description="A telephone network in miniature, on this machine.",
        epilog=RINGING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--start", required=True, help="first instant, such as 2026-11-23T09:00:00Z"
    )
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    parser.add_argument(
        "--forward",
        action="append",
        default=[],
        metavar="PUBLIC=LOCAL",
        help="post webhooks for a public address to a local one, as its proxy would",
    )
    parser.add_argument("--clock-file", type=Path, help="write each new instant there, one line")
    parser.add_argument("--account-sid", default="")
    parser.add_argument("--auth-token", default="")
    parser.add_argument("--seed", default="sandbox", help="makes the ids")
    parser.add_argument(
        "--openapi",
        type=Path,
        help="the vendor's full description (default: TWILIO_OPENAPI, else the reduced one)",
    )
    parser.add_argument("--until-eof", action="store_true", help="stop when standard input closes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
