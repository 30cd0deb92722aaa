"""Logs: one JSON object a line on stderr, ids and numbers only, through a redactor (H07).

What we log ourselves holds no free text by design. The redactor is the net below: for libraries,
for errors whose words may quote what somebody typed, for the day somebody forgets.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

from advice_line.rules import identifiers

REMOVED = "[removed]"
# Never a word of these, whatever they hold.
_SECRET_KEYS = frozenset(
    {"advice", "body", "code", "form", "name", "patient", "question", "text", "token", "words"}
)
# The secret part of any address of ours: an id of 16 letters and figures with its signature, or a
# key of 20.
_LINK = re.compile(r"/[A-Z0-9]{16}[A-Za-z0-9_=-]{4,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|0)\d[\d ]{7,14}\d\b")
_TEN = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_MOST_FRAMES = 8
# Libraries that log what they handle: requests with numbers and words, statements with values, the
# letters of a patient's name that a font lacks, pieces of a file that is not as it should be.
_QUIET = (
    "twilio",
    "sqlalchemy",
    "slack_sdk",
    "slack_bolt",
    "urllib3",
    "apscheduler",
    "mail.log",
    "fpdf",
    "pypdf",
    "fontTools",
)

Event = MutableMapping[str, Any]


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """For a process of its own: our loggers from `level` on, and those of libraries from warnings
    on, write to `stream`."""
    out = stream or sys.stderr
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        brief_error,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def brief_error(_logger: Any, _method: str, event: Event) -> Event:
    """An error as its class and where it was raised: its own words may quote a person."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    if isinstance(given, BaseException):
        given = (type(given), given, given.__traceback__)
    if given and given[0] is not None:
        event["error"] = given[0].__name__
        event["where"] = _frames(given[2])
    event.pop("stack_info", None)
    return event


def redact(_logger: Any, _method: str, event: Event) -> Event:
    for key, value in event.items():
        event[key] = REMOVED if key in _SECRET_KEYS else _clean(value)
    return event


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, dict):
        return redact(None, "", dict(value))
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value


def redacted(text: str) -> str:
    """The text without secrets of links, addresses, telephone and patient numbers, postcodes."""
    text = _LINK.sub(f"/{REMOVED}", text)
    text = _EMAIL.sub(REMOVED, text)
    text = _TEN.sub(_patient_number, text)
    text = _PHONE.sub(REMOVED, text)
    return _POSTCODE.sub(REMOVED, text)


def _patient_number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    return REMOVED if identifiers.is_number(digits) else found.group()


def _frames(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
