"""What a responder hears whose phone is rung for a written question: by whom it was asked, and
nothing of what it asks."""

UNKNOWN = "somebody we do not know"

GONE = "This question needs nobody any more. You need do nothing. Goodbye."
NOT_YOU = "Thank you. Somebody else is asked. Goodbye."
YOURS = "Thank you. The question is yours: it is on your list, and its link follows. Goodbye."


def whisper(organisation: str | None, holder: str | None = None) -> str:
    """`holder` is for whom a shared phone is rung."""
    source = organisation or UNKNOWN
    keys = "Press 1 to take it, 2 if you cannot."
    if holder is None:
        return f"A written question, asked for now, from {source}. {keys}"
    return (
        f"For {holder}: a written question, asked for now, from {source}. {keys} "
        f"If you are not {holder}, press 3."
    )
