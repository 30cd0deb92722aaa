"""What a query is called by who asked: its practice, or how little is known of the caller."""

from advice_line.desk.staff.opening import Open


def asked_by(organisation: str | None, *, known_number: bool, wrote: bool = False) -> str:
    """`wrote`: by email, form or chat, so that nobody kept a number from us."""
    if organisation is None and wrote:
        return "An unknown sender"
    return organisation or ("An unknown number" if known_number else "A withheld number")


def of(seen: Open) -> str:
    wrote = seen.written is not None
    said = seen.written.asker.organisation if seen.written else None
    return asked_by(seen.organisation or said, known_number=seen.number is not None, wrote=wrote)
