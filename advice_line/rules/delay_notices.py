"""What an asker is told of an answer that comes later than they were told: the new time, the reason
by a fixed word, a number; never what anybody wrote (H07)."""

from datetime import datetime

from advice_line.rules.notices import by
from advice_line.rules.phone_numbers import in_groups


def later(
    reference: str,
    due: datetime,
    now: datetime,
    zone: str,
    *,
    reason: str | None,
    number: str,
) -> str:
    """`reason` is a fixed one; None where it came of our hours. `number` is whom they reach if it
    cannot wait."""
    why = f" It {reason}." if reason else ""
    return (
        f"We are sorry: we answer your question {reference} later than we said, by "
        f"{by(due, now, zone)}.{why} If it cannot wait until then, ring {in_groups(number)}."
    )


def in_mail(said: str, words: str | None, url: str, closing: str, *, images: bool) -> str:
    """`words` are the responder's own, only where the mail may hold them; `images` whether it waits
    for those. `url` is that of its page."""
    own = f"They write:\n\n{words}\n\n" if words else ""
    send = "If you have the images or their report, add them there.\n" if images else ""
    return f"{said}\n\n{own}What you asked, and its state:\n{url}\n{send}\n{closing}"
