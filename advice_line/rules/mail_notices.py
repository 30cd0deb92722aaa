"""What people are told of mails that wait for a person: counts and a link, nothing of what is in
one and nobody's address (H07)."""

from dataclasses import dataclass

SUBJECT = "Mails to look through"


@dataclass(frozen=True)
class ToClear:
    """How many mails wait in quarantine, how many could not be read and are to be opened, and how
    many written questions nobody has taken."""

    quarantine: int = 0
    unreadable: int = 0
    untaken: int = 0

    @property
    def nothing(self) -> bool:
        return self == ToClear()


def digest(line: str, waiting: ToClear, url: str) -> str:
    return f"{line}: {_listed(waiting)}. Please look through them: {url}"


def digest_mail(line: str, waiting: ToClear, url: str) -> str:
    return f"{line}: {_listed(waiting)}.\n\nPlease look through them:\n{url}\n"


def uncleared(line: str, count: int, url: str) -> str:
    """To the lead."""
    verb = "has" if count == 1 else "have"
    said = f"{_counted(count, 'mail')} in quarantine {verb} not been cleared in time"
    return f"{line}: {said}. Nobody may have read what is in there: {url}"


def _listed(waiting: ToClear) -> str:
    parts = [
        (waiting.quarantine, "mail in quarantine", "mails in quarantine"),
        (waiting.unreadable, "mail to open by hand", "mails to open by hand"),
        (waiting.untaken, "question nobody has taken", "questions nobody has taken"),
    ]
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    return ", ".join(said) or "nothing waits"


def _counted(count: int, of: str) -> str:
    return f"{count} {of}{'' if count == 1 else 's'}"
