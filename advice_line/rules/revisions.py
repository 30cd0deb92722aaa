"""Which revision of something a page had shown, as its form sends it back."""


def shown(text: str) -> int | None:
    """None for what is no such number: digits of other scripts, and more than a database counts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
