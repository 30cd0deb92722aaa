"""How long what callers said aloud, and mails as they came, are kept, by class: days of a line's
settings, with defaults.

The periods are the site's to set (NHS Records Management Code); the words that were typed from a
message, or read from a mail, are the record, and the sound and the mail are deleted after a while.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from advice_line.call_kinds import SoundKind

DAYS = {"message": 7, "untyped_message": 30, "recording": 90, "mail": 90}
# So long before an untyped message goes, somebody who leads the line hears of it.
WARNED_BEFORE = timedelta(days=3)


def of_typed(settings: Mapping[str, int], typed_at: datetime) -> datetime:
    """When the sound of a message goes that was typed, or on which nothing is to be heard."""
    return typed_at + _period(settings, "message")


def of_kept(settings: Mapping[str, int], kind: SoundKind, made_at: datetime) -> datetime:
    """When a sound goes of which nothing more is known than when it was made."""
    named = "untyped_message" if kind == SoundKind.MESSAGE else "recording"
    return made_at + _period(settings, named)


def mails_before(settings: Mapping[str, int], now: datetime) -> datetime:
    """A mail goes of which nothing was left to do by then."""
    return now - _period(settings, "mail")


def _period(settings: Mapping[str, int], named: str) -> timedelta:
    return timedelta(days=settings.get(named, DAYS[named]))
