"""How many messages one requester is sent on a day: what is not urgent waits for the next working
morning, in one notice, once they have had as many as the line wants (design: we measure how many
messages we cause). Pure decisions on fixed words."""

from advice_line.kinds import AlertWord, Urgency
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules.phone_numbers import in_groups

# Letters, codes and whatever a call promised are never held.
CAPPED = frozenset(
    {
        NoticeKind.QUESTION_RECEIVED,
        NoticeKind.QUESTION_LATER,
        NoticeKind.QUESTION_ASKED_BACK,
        NoticeKind.ASKED_BACK_REMINDER,
        NoticeKind.RECEIPT_REMINDER,
    }
)
_SOON = (Urgency.NOW, Urgency.TODAY)
_URGENT = (AlertWord.CRITICAL, AlertWord.URGENT, AlertWord.CANCER)
# What stands beside the reference in the one notice.
SAID = {
    NoticeKind.QUESTION_RECEIVED: "it is kept",
    NoticeKind.QUESTION_LATER: "we answer it later than we said",
    NoticeKind.QUESTION_ASKED_BACK: "we ask you something about it",
    NoticeKind.ASKED_BACK_REMINDER: "we still wait for your answer",
    NoticeKind.RECEIPT_REMINDER: "nobody has told us yet that its answer was received",
}


def may_wait(kind: NoticeKind, asked: str | None, alert: str | None) -> bool:
    """Never what was asked for now or today, nor what its responder calls urgent."""
    return kind in CAPPED and asked not in _SOON and alert not in _URGENT


def mail(items: list[tuple[str, str, str]], closing: str) -> str:
    """`items` are reference, what is to be said of it, and the address of its page."""
    each = "\n\n".join(f"{reference}: {said}.\n{url}" for reference, said, url in items)
    return f"About what you asked us:\n\n{each}\n\nA code is sent to you first.\n\n{closing}"


def text(line: str, items: list[tuple[str, str, str]], number: str, most: int = 3) -> str:
    """As many as fit into a text; the others are named by their reference."""
    each = "; ".join(f"{reference}: {said}: {url}" for reference, said, url in items[:most])
    more = ", ".join(reference for reference, _, _ in items[most:])
    rest = f" Also {more}: ring {in_groups(number)}." if more else ""
    return f"{line}: about what you asked us: {each}.{rest}"


def subject(count: int) -> str:
    return "About your question" if count == 1 else f"About your {count} questions"
