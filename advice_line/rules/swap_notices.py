"""The words of every SMS about giving a shift away."""

from collections.abc import Sequence
from datetime import datetime

from advice_line.rota_kinds import SwapState
from advice_line.rules.notices import by
from advice_line.rules.rota_notices import Name, Piece, piece_in_words


def asked(
    giver: str,
    shift: Piece,
    in_return: Piece | None,
    answer_by: datetime,
    at: datetime,
    zone: str,
    url: str,
    *,
    now: bool,
    away: bool,
) -> str:
    """`away` says that the giver is missing at short notice, and did not ask."""
    what = "hand over to you now" if now else "give you their shift"
    asks = f"{giver} is away. Can you take their shift" if away else f"{giver} would like to {what}"
    given = f"{asks}: {piece_in_words(shift, zone)}"
    returned = f", and take yours: {piece_in_words(in_return, zone)}" if in_return else ""
    return f"{given}{returned}. Please answer by {by(answer_by, at, zone)}: {url}"


def in_part(pieces: Sequence[Piece], others: Sequence[str], zone: str) -> str:
    """To who says yes; `others` have the rest."""
    on = " and ".join(piece_in_words(each, zone) for each in pieces)
    rest = ", ".join(others)
    verb = "has" if len(others) == 1 else "have"
    said = f" {rest} {verb} the rest." if others else ""
    return f"You are on for a part of it only: {on}.{said}"


def taken(taker: str, shift: Piece, zone: str) -> str:
    return f"{taker} takes the shift you were asked for: {piece_in_words(shift, zone)}. Thank you."


def no_longer_asked(
    giver: str, shift: Piece, zone: str, had_by: Sequence[Name], *, whole: bool
) -> str:
    """`had_by` are those who have it now, nobody where its giver keeps it; `whole` that no part of
    it is empty."""
    gone = f"{giver}'s shift is no longer to be taken: {piece_in_words(shift, zone)}."
    names = " and ".join("you" if each is None else each for each in had_by)
    if not names:
        return gone
    verb = "has" if len(had_by) == 1 and had_by[0] is not None else "have"
    return f"{gone} {names[:1].upper()}{names[1:]} {verb} {'it' if whole else 'a part of it'}."


def nobody(giver: str, shift: Piece, zone: str, url: str, *, away: bool) -> str:
    so = "Nobody is on then" if away else "They still have it"
    return f"Nobody takes {giver}'s shift: {piece_in_words(shift, zone)}. {so}. {url}"


def ended(state: SwapState, shift: Piece, zone: str, url: str) -> str:
    """To the giver."""
    said = {
        SwapState.NOBODY: "Nobody takes your shift, so that you still have it",
        SwapState.LAPSED: "Your shift was changed or is over, so that nobody is asked to take it",
        SwapState.WITHDRAWN: "Nobody is asked any more to take your shift",
    }[state]
    return f"{said}: {piece_in_words(shift, zone)}. {url}"
