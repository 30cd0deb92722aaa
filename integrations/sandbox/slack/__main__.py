"""A Slack as a process of its own, for stories that drive real processes.

    python -m integrations.sandbox.slack --tell http://127.0.0.1:8000/slack/events

Prints one line of JSON, `{"api_url": …, "control": …, "bot_token": …, "app_token": …,
"signing_secret": …}`, then serves until SIGTERM or SIGINT. Who is in it is said by the control face
(control.py).
"""

import argparse
import json
import signal
import sys
from collections.abc import Sequence

from integrations.sandbox.slack.control import PREFIX
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.posting import loopback_post
from integrations.sandbox.slack.usage import DRIVING


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m integrations.sandbox.slack",
        description="A Slack in miniature on loopback.",
        epilog=DRIVING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--tell", required=True, help="where the application is told everything")
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    given = parser.parse_args(arguments)
    ends = {signal.SIGINT, signal.SIGTERM}
    # Blocked before any thread starts, so that every thread leaves them to sigwait below.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with Miniature(given.tell, loopback_post(), port=given.port) as slack:
        where = {
            "api_url": slack.api_url,
            "control": f"{slack.workspace.base}{PREFIX}",
            "bot_token": slack.bot_token,
            "app_token": slack.workspace.app_token,
            "signing_secret": slack.workspace.signing_secret,
        }
        sys.stdout.write(json.dumps(where) + "\n")
        sys.stdout.flush()
        signal.sigwait(ends)
    return 0


if __name__ == "__main__":
    sys.exit(main())
