"""What to do next, in one sentence, whatever has happened: pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advice_line.call_kinds import CallStage
from advice_line.demo import guide_listening as listening
from advice_line.demo.people import BY_KEY, CHIDI
from advice_line.demo.tour import STEPS, Reached, Step
from advice_line.kinds import CaseState


@dataclass(frozen=True)
class Telephones:
    """Whose telephone rings, or talks: a responder's key, else None; `asked` are those who are on a
    call and joined to nobody. `caller` is the state of the GP's phone; `texted` holds whose phone
    shows a link to the newest record, `mailed` says that the practice has its letter, `switchboard`
    that the carrier puts the GP through to it; `questions` are what phones ask a key for now."""

    caller: str = "idle"
    rings: str | None = None
    asked: tuple[str, ...] = ()
    talks: str | None = None
    texted: frozenset[str] = frozenset()
    mailed: bool = False
    switchboard: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Advised:
    """`target` is what to look at on this page, `href` another page; `fill` offers to have an
    example written into the record, `keys` shows all keys of the GP's phone, `passes` offers to let
    time pass, `beside` is another page with its label that may be opened as well."""

    step: Step
    words: str
    target: str | None = None
    href: str | None = None
    label: str | None = None
    fill: bool = False
    keys: bool = False
    passes: bool = False
    beside: tuple[str, str] | None = None


def next_step(
    found: Reached,
    phones: Telephones,
    month: str,
    *,
    stopped: bool = False,
    missed: bool = False,
) -> Advised:
    """`month` is that of the summary, as "2026-11"; `stopped` where the line's server does not
    answer, `missed` where somebody rang of whom it knows nothing yet."""
    return (
        _on_the_phone(found, phones, stopped=stopped)
        or _listening(found, phones, stopped=stopped)
        or _missed(missed)
        or _owed(found)
        or _afterwards(found, phones, month)
    )


def shown(advised: Advised) -> dict[str, Any]:
    """NEXT of the page."""
    return {
        "number": min(advised.step + 1, len(STEPS)),
        "of": len(STEPS),
        "words": advised.words,
        "target": advised.target,
        "href": advised.href,
        "label": advised.label,
        "fill": advised.fill,
        "keys": advised.keys,
        "passes": advised.passes,
        "beside": _link(advised.beside),
    }


def _link(beside: tuple[str, str] | None) -> dict[str, str] | None:
    return {"href": beside[0], "label": beside[1]} if beside else None


def _asked(name: str, question: str | None, *, stopped: bool) -> str:
    """`question` is what the phone asks now, None where it asks nothing (more)."""
    if stopped:
        return f"{name}’s phone gets no further: the server does not answer, whatever is pressed."
    if question is None:
        return f"Listen to {name}’s phone: it says how it goes on."
    if _TAKES.search(question):
        return f"{name}’s phone asks for a key. Press 1 on it."
    return f"{name}’s phone asks: “{question}” Press one of these on it."


# Whoever presses 1 there takes or joins a call; every other question is given in its own words.
_TAKES = re.compile(r"press 1 to ", re.IGNORECASE)


def _on_the_phone(found: Reached, phones: Telephones, *, stopped: bool) -> Advised | None:
    """A live telephone goes before everything else."""
    if phones.caller == "ringing":
        words = "The GP is rung back. Press Answer on the GP’s phone."
        return Advised(Step.ANSWER, words, target="phone-caller")
    if phones.rings:
        name = BY_KEY[phones.rings].name
        words = f"{name}’s phone rings. Press Answer on it."
        return Advised(Step.ANSWER, words, target=f"phone-{phones.rings}")
    held = found.stage in _HELD
    for key in phones.asked:
        if not (held and key == found.owner):
            words = _asked(BY_KEY[key].name, phones.questions.get(key), stopped=stopped)
            return Advised(Step.ANSWER, words, target=f"phone-{key}")
    if held:
        return Advised(Step.TALK, _ON_HOLD, href=_live_call(found), label=_LIVE)
    if phones.talks:
        name = BY_KEY[phones.talks].name
        words = f"They are talking. When they have finished, hang up {name}’s phone."
        beside = (_live_call(found), _LIVE)
        return Advised(Step.TALK, words, target=f"phone-{phones.talks}", beside=beside)
    return None


_HELD = (CallStage.HOLD, CallStage.TRANSFER)
_LIVE = "Open the live call"
_ON_HOLD = (
    "The GP is on hold and hears so. On the page of the live call take them back, or ask a "
    "colleague to join."
)


def _live_call(found: Reached) -> str:
    return f"/signin?next=/desk/{found.reference}/call"


def _listening(found: Reached, phones: Telephones, *, stopped: bool) -> Advised | None:
    if phones.caller != "in_call":
        return None
    step = Step.TALK if found.talked else Step.ANSWER
    heard = listening.hears(found.stage)
    if found.stage in (None, CallStage.OVER) and (found.talked or found.owed):
        heard = listening.GOES_ON
    if stopped:
        # The line hears nothing of this call: the newest query may be another's.
        step = Step.ANSWER
        heard = listening.SWITCHBOARD if phones.switchboard else listening.UNANSWERED
    elif (asked := phones.questions.get("caller")) and found.stage not in listening.IN_FULL:
        heard = listening.Hears(f"The line says: “{asked}” Press a key on the GP’s phone, or wait.")
    return Advised(step, heard.words, target="phone-caller", keys=heard.keys)


def _missed(missed: bool) -> Advised | None:
    return Advised(Step.ANSWER, _MISSED, target="situations", passes=True) if missed else None


_MISSED = (
    "Somebody rang while the server did not answer. Let it come back; then let time pass: the "
    "carrier’s own list is read every five minutes, and what came meanwhile is a query."
)


def _owed(found: Reached) -> Advised | None:
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
        return Advised(Step.ANSWER, _RINGS_BACK, href=href, label="Open the query", passes=True)
    words = _NO_NUMBER if found.nameless else _DURING_OUTAGE if found.missed else _RING_BACK
    return Advised(Step.ANSWER, words, href=href, label="Open the query")


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
    "what it says."
)
_OFFICE = (
    f"The caller chose nothing more, so the radiology office rings them. Be {CHIDI.name}, who "
    "keeps it: say that it is done, or that a radiologist is needed."
)
_RING_BACK = (
    "Nobody talked to the caller, so somebody must ring back. Be one of the responders on duty, "
    "open the query and press Ring back."
)
_DURING_OUTAGE = (
    "This query came during the outage: the carrier had it on its list. Be one of the responders "
    "on duty, open it and press Ring back."
)
_NO_NUMBER = (
    "The caller left no number, so somebody must find out who rang. Be one of the responders on "
    "duty and open the query, or press Call for another."
)


def _afterwards(found: Reached, phones: Telephones, month: str) -> Advised:
    if found.reference is None:
        return Advised(Step.CALL, "Press Call on the GP’s phone.", target="phone-caller")
    if not found.talked:
        words = _SERVED if found.served else "This call is over. Press Call for another."
        return Advised(Step.CALL, words, target="phone-caller")
    if not found.written:
        return _to_write(found, phones)
    if found.known and not found.received and not found.offered:
        return Advised(Step.READ, _letter_words(found, phones), target="mail")
    return _teaching(found, month)


_SERVED = (
    "The caller was answered without a radiologist: nobody’s phone has rung. Press Call for "
    "another."
)


def _to_write(found: Reached, phones: Telephones) -> Advised:
    name = BY_KEY[found.owner].name if found.owner else "the responder"
    words = f"The link to the record is being texted to {name}."
    if found.owner in phones.texted:
        words = f"{name} has a text. Open its link and write down the advice."
    return Advised(Step.WRITE, words, target=f"phone-{found.owner}", fill=True)


def _letter_words(found: Reached, phones: Telephones) -> str:
    if found.read:
        return "In the letter, say that you received it."
    if not phones.mailed:
        return "The advice is saved, and the practice is being sent mail."
    return "The practice has mail. Open its link, ask for the code, and read the letter."


def _teaching(found: Reached, month: str) -> Advised:
    library = f"/library/{found.case}"
    if not found.offered:
        words, saved = "As the responder, offer the case for teaching.", "Open the saved record"
        return Advised(Step.TEACH, words, href=f"/desk/{found.reference}/saved", label=saved)
    if found.case_state == CaseState.DRAFT:
        words = "As the responder, check the case’s text and confirm it."
        return Advised(Step.TEACH, words, href=library, label="Open the case")
    if found.case_state == CaseState.PROPOSED:
        words, choose = "Be somebody else, and approve the case.", "Choose who to be"
        return Advised(Step.TEACH, words, href=f"/signin?next={library}", label=choose)
    words = "Done: the call is a case. Read the summary of the month, then try a bad day below."
    return Advised(Step.DONE, words, href=f"/library/month/{month}", label="Read the month")


def telephones(
    caller: Mapping[str, Any],
    phones: Sequence[Mapping[str, Any]],
    mails: Iterable[Mapping[str, Any]],
    joined: set[str],
    reference: str | None,
) -> Telephones:
    """From the PHONEs and MAILs of the page; `joined` holds the keys of who is connected to
    somebody, `reference` is the newest query's."""
    wanted = reference or "none yet"
    in_call = [phone["key"] for phone in phones if phone["state"] == "in_call"]
    return Telephones(
        caller=caller["state"],
        rings=next((phone["key"] for phone in phones if phone["state"] == "ringing"), None),
        asked=tuple(key for key in in_call if key not in joined),
        talks=next((key for key in in_call if key in joined), None),
        texted=frozenset(phone["key"] for phone in phones if _has_link(phone, wanted)),
        mailed=any(wanted in mail["words"] for mail in mails),
        switchboard=_to_switchboard(caller["entries"]),
        questions={
            phone["key"]: asked
            for phone in (caller, *phones)
            if (asked := listening.asks(phone["entries"])) is not None
        },
    )


def _to_switchboard(entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the outage document was the last that the caller heard."""
    heard = [each["words"] for each in entries if each["kind"] == "said"]
    return bool(heard) and "connecting you to" in heard[-1]


def _has_link(phone: Mapping[str, Any], reference: str) -> bool:
    """A text about a query that is only owed has a link too, to the list of its reader."""
    entries: Sequence[Mapping[str, Any]] = phone["entries"]
    return any("/r/" in (each["link"] or "") and reference in each["words"] for each in entries)
