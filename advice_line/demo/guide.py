"""What to do next, in one sentence, whatever has happened: pure."""

import re

from advice_line.call_kinds import CallStage
from advice_line.demo import guide_listening as listening
from advice_line.demo import guide_outage, guide_written
from advice_line.demo.advised import Advised
from advice_line.demo.guide_owed import owed
from advice_line.demo.guide_phones import Telephones
from advice_line.demo.people import BY_KEY
from advice_line.demo.tour import Reached
from advice_line.demo.ways import Step
from advice_line.kinds import CaseState


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
    live = _on_the_phone(found, phones, stopped=stopped) or _listening(
        found, phones, stopped=stopped
    )
    if live or stopped:
        return live or guide_outage.away(missed=missed)
    return guide_outage.back(missed=missed) or owed(found) or _afterwards(found, phones, month)


def _asked(name: str, question: str | None, *, stopped: bool) -> str:
    """`question` is what the phone asks now, None where it asks nothing (more)."""
    if stopped:
        return f"{name}’s phone gets no further: the server does not answer, whatever is pressed."
    if question is None:
        return f"Listen to {name}’s phone: it goes on in a moment."
    if _UNRECORDED in question:
        return f"{name}’s phone asks for a key. Press 1 on it, or 5 to talk unrecorded."
    if _TAKES.search(question):
        return f"{name}’s phone asks for a key. Press 1 on it."
    return f"{name}’s phone asks: “{question}” Press one of these on it."


# Whoever presses 1 there takes or joins a call; every other question is given in its own words.
_TAKES = re.compile(r"press 1 to ", re.IGNORECASE)
_UNRECORDED = "5 to talk unrecorded"


def _on_the_phone(found: Reached, phones: Telephones, *, stopped: bool) -> Advised | None:
    """A live telephone goes before everything else."""
    if phones.caller == "ringing":
        words = "The GP is rung back. Press Answer on the GP’s phone."
        return Advised(Step.ANSWER, words, target="phone-caller")
    if phones.rings:
        name = BY_KEY[phones.rings].name
        words = f"{name}’s phone rings. Press Answer on it."
        return Advised(Step.ANSWER, words, target=f"phone-{phones.rings}")
    held = found.held and phones.caller == "in_call"
    for key in phones.asked:
        if not (held and key == found.owner):
            words = _asked(BY_KEY[key].name, phones.questions.get(key), stopped=stopped)
            return Advised(Step.ANSWER, words, target=f"phone-{key}")
    if held and stopped:
        return Advised(Step.TALK, guide_outage.ON_HOLD, target=guide_outage.SITUATIONS)
    if held:
        return Advised(Step.TALK, _ON_HOLD, href=_live_call(found), label=_LIVE)
    if phones.talks:
        name = BY_KEY[phones.talks].name
        words = f"{_talking(found, name)} When they have finished, hang up {name}’s phone."
        beside = None if stopped else (_live_call(found), _LIVE)
        return Advised(Step.TALK, words, target=f"phone-{phones.talks}", beside=beside)
    return None


_LIVE = "Open the live call"


def _talking(found: Reached, name: str) -> str:
    if found.recorded is None:
        return "They are talking."
    how = f"The star on {name}’s phone" if found.star else "The page of the live call"
    if found.recorded:
        return f"They are talking, recorded. {how} pauses that."
    return f"They are talking, not recorded now. {how} starts it."


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


_ASK = ("#mail", "Or ask in writing")


def _afterwards(found: Reached, phones: Telephones, month: str) -> Advised:
    if found.reference is None:
        words = "Press Call on the GP’s phone."
        return Advised(Step.CALL, words, target="phone-caller", beside=_ASK)
    if found.in_writing and not found.written:
        return guide_written.to_answer(found, phones)
    if not found.talked and not found.in_writing:
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
    beside = (f"/signin?next=/desk/{found.reference}", _HEAR) if found.sound else None
    return Advised(Step.WRITE, words, target=f"phone-{found.owner}", fill=True, beside=beside)


_HEAR = "Hear the recording"


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
    what = "question" if found.in_writing else "call"
    words = (
        f"Done: the {what} is a case. Read the summary of the month; then go on by thirty days, "
        "and the practice is asked what came of it; or try a bad day below."
    )
    month_href, later = f"/library/month/{month}", ("#later", "Go on in time")
    return Advised(Step.DONE, words, href=month_href, label="Read the month", beside=later)
