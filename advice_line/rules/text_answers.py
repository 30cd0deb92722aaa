"""What is answered to a text: who we are, a reference, a time, a number. Nothing that anybody wrote
is repeated (H07), and nothing is said to have happened that has not."""

from datetime import datetime

from advice_line.kinds import QueryState, StaffRole
from advice_line.rules.notices import by, when
from advice_line.rules.phone_numbers import in_groups

WARNING = "Please send no patient details by text."
EMERGENCY = "If life is at immediate risk call 999."
_NO_FILES = "We take no pictures or files: none was kept."
_WHO = {
    StaffRole.RADIOLOGIST: "a radiologist",
    StaffRole.REGISTRAR: "a radiology registrar",
    StaffRole.ADVANCED_PRACTITIONER: "an advanced practitioner",
    StaffRole.STAFF: "a colleague",
}


def helped(line: str, number: str) -> str:
    return (
        f"{line} advises clinicians on imaging. Ring {in_groups(number)} to speak to somebody. "
        f"{WARNING} STOP ends our texts. {EMERGENCY}"
    )


def stopped(line: str, number: str) -> str:
    return (
        f"{line} will send no more texts to this number. What we promised by telephone stands: "
        f"ring {in_groups(number)}. Text START to have texts again."
    )


def stopped_on_duty(line: str) -> str:
    return (
        f"{line} will send no more texts to this number: none about duty, calls back or signing "
        "in. Your rota manager is told. Text START to have them again."
    )


def started(line: str) -> str:
    return f"{line} may text this number again."


def not_for_responders(number: str) -> str:
    return (
        "This number reads nothing that people on the rota text but the answers it asks for. "
        f"Nothing was kept. Please ring {in_groups(number)} or use your list."
    )


def empty(line: str, number: str) -> str:
    return f"{line}: your text was empty. Please ring {in_groups(number)}. {EMERGENCY}"


def waiting(
    line: str,
    reference: str,
    due: datetime,
    closes: datetime | None,
    now: datetime,
    zone: str,
    *,
    out_of_hours: str | None,
    media: bool,
) -> str:
    """To a new question while the line is open; `out_of_hours` where it closes before `due`."""
    until = f" We are open until {by(closes, now, zone)}." if closes else ""
    sooner = (
        f" If it cannot wait until then, ring {in_groups(out_of_hours)}." if out_of_hours else ""
    )
    return (
        f"{line}: your text is with us, reference {reference}. We will ring you on this number by "
        f"{by(due, now, zone)}.{until}{sooner} {WARNING}{_files(media)} {EMERGENCY}"
    )


def closed(
    line: str,
    reference: str,
    opens: datetime | None,
    now: datetime,
    zone: str,
    *,
    out_of_hours: str,
    media: bool,
) -> str:
    """To a new question while the line is closed (H21)."""
    again = f"it opens at {when(opens, now, zone)}" if opens else "no opening is planned"
    return (
        f"{line} is closed; {again}. Your text is kept, reference {reference}, and nobody has read "
        f"it. If it cannot wait, ring {in_groups(out_of_hours)}. {WARNING}{_files(media)} "
        f"{EMERGENCY}"
    )


def added(line: str, reference: str, *, media: bool) -> str:
    return f"{line}: your text was added to {reference}. {WARNING}{_files(media)}"


def where_it_is(
    line: str,
    reference: str,
    state: QueryState,
    now: datetime,
    zone: str,
    *,
    role: str | None,
    promised: datetime | None,
    sent: bool,
) -> str:
    """`role` is its owner's, `promised` the open promise of a call back, `sent` whether the letter
    has left, with what was last added, and did not come back."""
    ring = f", and we ring you by {by(promised, now, zone)}" if promised else ""
    return f"{line}: {reference} {_stands(state, role, sent=sent)}{ring}."


def _stands(state: QueryState, role: str | None, *, sent: bool) -> str:
    match state:
        case QueryState.RECEIVED | QueryState.OFFERED:
            return "is ringing with us"
        case QueryState.WAITING:
            return "waits for somebody on duty"
        case QueryState.ACCEPTED | QueryState.ASKED_BACK:
            who = _WHO[StaffRole(role)] if role else "a colleague"
            return f"is taken by {who}"
        case QueryState.ADVISED:
            return "is answered in writing" + ("; the letter was sent" if sent else "")
        case QueryState.ACKNOWLEDGED:
            return "is answered, and your practice has confirmed the letter"
        case QueryState.DEFLECTED:
            return "is with the desk that you were put through to"
        case QueryState.CLOSED:
            return "is closed"


def _files(media: bool) -> str:
    return f" {_NO_FILES}" if media else ""
