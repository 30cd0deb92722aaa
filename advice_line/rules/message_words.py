"""What is said before the tone where a message is recorded."""

from collections.abc import Mapping

RECORDED = "Your message is recorded for the patient's record, and deleted once it is written down."


def notice(words: Mapping[str, str], seconds: int) -> str:
    """Said before every tone, whether calls are recorded or not; `seconds` is how long the message
    may be."""
    return f"{words.get('message_recorded', RECORDED)} You have {_spoken_length(seconds)}."


def _spoken_length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if rest:
        return f"{seconds} seconds"
    return "one minute" if minutes == 1 else f"{minutes} minutes"
