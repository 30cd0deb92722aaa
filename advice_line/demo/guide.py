"""What to do next, in one sentence, whatever has happened: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from advice_line.demo import tour
from advice_line.demo.people import BY_KEY
from advice_line.demo.tour import Reached
from advice_line.kinds import CaseState


@dataclass(frozen=True)
class Telephones:
    """Whose telephone rings, is asked for a key, or talks: a responder's key, else None.
    `caller` is the state of the practice's phone."""

    caller: str = "idle"
    rings: str | None = None
    asked: str | None = None
    talks: str | None = None


@dataclass(frozen=True)
class Advised:
    """`target` is what to look at on this page, `href` another page; `fill` offers to have an
    example written into the record."""

    words: str
    target: str | None = None
    href: str | None = None
    label: str | None = None
    fill: bool = False


def next_step(found: Reached, phones: Telephones, month: str) -> dict[str, Any]:
    """NEXT of the page; `month` is that of the summary, as "2026-11"."""
    advised = (
        _on_the_phone(phones)
        or _listening(found, phones)
        or _owed(found)
        or _afterwards(found, month)
    )
    place = min(tour.at(found) + 1, len(tour.STEPS))
    return {"number": place, "of": len(tour.STEPS), **asdict(advised)}


def _on_the_phone(phones: Telephones) -> Advised | None:
    """A live telephone goes before everything else."""
    if phones.caller == "ringing":
        return _look("The practice is rung back. Press Answer on its phone.", "phone-caller")
    if phones.rings:
        name = BY_KEY[phones.rings].name
        return _look(f"{name}’s phone rings. Press Answer on it.", f"phone-{phones.rings}")
    if phones.asked:
        name = BY_KEY[phones.asked].name
        return _look(f"{name}’s phone asks for a key. Press 1 on it.", f"phone-{phones.asked}")
    if phones.talks:
        words = "They are talking. When they have finished, hang up either phone."
        return _look(words, f"phone-{phones.talks}")
    return None


def _listening(found: Reached, phones: Telephones) -> Advised | None:
    if phones.caller != "in_call":
        return None
    if found.talked or found.owed:
        return _look(
            "Listen to the practice’s phone: the line says how it goes on.", "phone-caller"
        )
    return _look(_LISTEN_WITHHELD if found.nameless else _LISTEN, "phone-caller")


_LISTEN = "Listen to the practice’s phone: the line rings whoever is on duty, one after the other."
_LISTEN_WITHHELD = (
    "The line asks for a number to ring back. Open All keys on the practice’s phone and type one, "
    "such as 07700900555 and #, or wait."
)


def _owed(found: Reached) -> Advised | None:
    """Nobody took the call, or the caller left before."""
    if not found.owed or found.talked:
        return None
    words = (
        "Nobody talked to the caller, so somebody must ring back; who is on duty has a text. "
        "Be one of them, open the query and press Ring back."
    )
    href = f"/signin?next=/desk/{found.reference}"
    return Advised(words, href=href, label="Open the query")


def _afterwards(found: Reached, month: str) -> Advised:
    if found.reference is None:
        return _look("Press Call on the practice’s phone.", "phone-caller")
    if not found.talked:
        return _look("This call is over. Press Call for another.", "phone-caller")
    if not found.written:
        name = BY_KEY[found.owner].name if found.owner else "The responder"
        words = f"{name} has a text. Open its link and write down the advice."
        return _look(words, f"phone-{found.owner}", fill=True)
    if not found.read:
        words = "The practice has mail. Open its link, ask for the code, and read the letter."
        return _look(words, "mail")
    return _after_the_letter(found, month)


def _after_the_letter(found: Reached, month: str) -> Advised:
    library = f"/library/{found.case}"
    if not found.received and not found.offered:
        return _look("In the letter, say that you received it.", "mail")
    if not found.offered:
        words = "As the responder, offer the case for teaching."
        return Advised(words, href=f"/desk/{found.reference}/saved", label="Open the saved record")
    if found.case_state == CaseState.DRAFT:
        words = "As the responder, check the case’s text and confirm it."
        return Advised(words, href=library, label="Open the case")
    if found.case_state == CaseState.PROPOSED:
        words = "Be somebody else, and approve the case."
        return Advised(words, href=f"/signin?next={library}", label="Choose who to be")
    words = "Done: the call is a case. Read the summary of the month, then try a bad day below."
    return Advised(words, href=f"/library/month/{month}", label="Read the month")


def _look(words: str, target: str, *, fill: bool = False) -> Advised:
    return Advised(words, target=target, fill=fill)


def telephones(
    caller: Mapping[str, Any], phones: Sequence[Mapping[str, Any]], joined: set[str]
) -> Telephones:
    """From the PHONEs of the page; `joined` holds the keys of who is connected to somebody."""
    in_call = [phone["key"] for phone in phones if phone["state"] == "in_call"]
    return Telephones(
        caller=caller["state"],
        rings=next((phone["key"] for phone in phones if phone["state"] == "ringing"), None),
        asked=next((key for key in in_call if key not in joined), None),
        talks=next((key for key in in_call if key in joined), None),
    )
