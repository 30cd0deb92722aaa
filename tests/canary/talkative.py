"""`advice-line` with its logs at the most talkative level there is: what `logs.py` silences for
good stays silent, everything else says all it can."""

import logging
import sys

from advice_line import logs
from advice_line.cli import app

_configure = logs.configure


def _talkative() -> None:
    _configure(sys.stderr, logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)


if __name__ == "__main__":
    logs.configure = _talkative  # type: ignore[assignment]  # called without arguments everywhere
    app.main()
