"""The words of texts about messages: a reference, a time, a number, never what anybody wrote."""

from datetime import datetime

from advice_line.rules.notices import NO_DETAILS, when


def shown(number: str) -> str:
    """A British number as people write it, without its country: "01632960000"."""
    return f"0{number.removeprefix('+44')}" if number.startswith("+44") else number


def untyped(query_reference: str, deleted: datetime, now: datetime, zone: str, url: str) -> str:
    return (
        f"A spoken message ({query_reference}) is not written down and is deleted on "
        f"{when(deleted, now, zone)}. Please have it typed: {url}"
    )


def joined(query_reference: str, url: str) -> str:
    return f"The requester of {query_reference} has texted. Read it here: {url}"


def ring_us(line: str, line_number: str, query_reference: str) -> str:
    return (
        f"{line}: we have read your text ({query_reference}). Please ring us on "
        f"{shown(line_number)}. {NO_DETAILS}"
    )


def we_ring(line: str, query_reference: str) -> str:
    return (
        f"{line}: we have read your text ({query_reference}) and will ring you on this number. "
        f"{NO_DETAILS}"
    )


def duty_texts_stopped(name: str) -> str:
    return (
        f"{name} has texted STOP: no text of ours reaches them any more, also none about "
        "duty. They can text START. Please speak to them."
    )
