"""The words of texts about messages: a reference, a time, a number, never what anybody wrote."""

from datetime import datetime

from advice_line.rules.notices import NO_DETAILS, when
from advice_line.rules.phone_numbers import in_groups


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
        f"{in_groups(line_number)}. {NO_DETAILS}"
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
