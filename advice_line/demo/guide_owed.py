"""What somebody owes a caller whom nobody has talked to, and who is to do it: pure."""

from advice_line.demo.advised import Advised
from advice_line.demo.people import CHIDI
from advice_line.demo.tour import Reached
from advice_line.demo.ways import Step


def owed(found: Reached) -> Advised | None:
    """Nobody took the call, or the caller left before."""
    href = f"/signin?next=/desk/{found.reference}"
    if found.message is not None:
        typing = f"/signin?next=/messages/{found.message}"
        return Advised(Step.ANSWER, _MESSAGE, href=typing, label="Hear and type it")
    if found.office and not found.talked:
        return Advised(Step.ANSWER, _OFFICE, href="/signin?next=/admin", label="What is owed")
    if not found.owed or found.talked:
        return None
    if found.unsaid:
        return Advised(Step.TALK, _UNSAID, href=href, label="Open the query")
    if found.rings_back_at is not None:
        words = _TEXT_RUNG if found.texted else _RINGS_BACK
        return Advised(Step.ANSWER, words, href=href, label="Open the query", passes=True)
    return Advised(Step.ANSWER, _to_ring(found), href=href, label="Open the query")


def _to_ring(found: Reached) -> str:
    if found.nameless:
        return _NO_NUMBER
    if found.texted:
        return _TEXTED
    return _DURING_OUTAGE if found.missed else _RING_BACK


_RINGS_BACK = (
    "The caller was promised a time. The line rings whoever is on duty by itself, a little before, "
    "and then the GP: let time pass. Or be one of them, open the query and press Ring back."
)
_UNSAID = (
    "That call was over in a moment, and only who made it knows whether they spoke. Be the "
    "responder, open the query and say so."
)
_MESSAGE = (
    "The caller left a message. Be one of the responders on duty or the office, hear it, and type "
    "what it says. Sounds are silent in the demonstration; the GP’s phone shows what was said."
)
_OFFICE = (
    f"The caller chose nothing more, so the radiology office rings them. Be {CHIDI.name}, who "
    "keeps it: say that it is done, or that a radiologist is needed."
)
_RING_BACK = (
    "Nobody talked to the caller, so somebody must ring back. Be one of the responders on duty, "
    "open the query and press Ring back."
)
_TEXT_RUNG = (
    "A text has come, and its sender is promised a time. The line rings by itself, a little "
    "before: let time pass. Or be one of the responders on duty, open the query, read it and press "
    "Ring back."
)
_TEXTED = (
    "A text has come, and somebody must ring its sender. Be one of the responders on duty, open "
    "the query, read it and press Ring back."
)
_DURING_OUTAGE = (
    "This query came during the outage: the carrier had it on its list. Be one of the responders "
    "on duty, open it and press Ring back."
)
_NO_NUMBER = (
    "The caller left no number, so somebody must find out who rang. Be one of the responders on "
    "duty and open the query, or press Call for another."
)
