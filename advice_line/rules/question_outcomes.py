"""How a written question may stand: one table, which stories hold questions to and from which
`docs/question-outcomes.md` is drawn (`rules/question_outcome_page.py`)."""

from dataclasses import dataclass

from advice_line.kinds import QueryState, TaskKind
from advice_line.outgoing_kinds import NoticeKind

NOBODY, TAKER, AUTHOR, LEAD = "nobody", "who has it", "its author", "the lead"
_S, _T, _N = QueryState, TaskKind, NoticeKind


@dataclass(frozen=True)
class QuestionOutcome:
    """One row. `owed` is what stands open and whose it is, with `due` in words; `told` is the last
    that its asker or their practice was sent, None for nothing yet."""

    name: str
    what: str
    query: QueryState
    owed: tuple[tuple[TaskKind, str], ...] = ()
    due: str = ""
    told: NoticeKind | None = None


_TARGET = "by the target of its urgency, in open hours"
_AT_ONCE = "at once"

TABLE = (
    QuestionOutcome(
        "asked",
        "it came, and nobody has taken it",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY),),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "of an unlisted practice",
        "it came by the form from a practice that no directory has",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY), (_T.FIND_PRACTICE, NOBODY)),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "of a closed code",
        "it came from an address of a practice whose code is closed: nothing is mailed there, and"
        " the radiology office rings who asked",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY), (_T.CODE_CLOSED, NOBODY)),
        "by the target of its urgency, in open hours; the office at once",
    ),
    QuestionOutcome(
        "unreadable",
        "what came is too large or cannot be read, and is kept as it is; its sender is known",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY), (_T.UNREADABLE_MAIL, NOBODY)),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "left at closing",
        "it is asked for now or today, and nobody had taken it as the line closed",
        _S.WAITING,
        ((_T.ANSWER_QUERY, LEAD),),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "left at closing, with a contact",
        "the same, on a line that names an out-of-hours contact: they are told by name",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY),),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "held",
        "its asker has had as many messages that day as the line allows, and it is not urgent",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY),),
        _TARGET,
    ),
    QuestionOutcome(
        "bundled",
        "the same, and the next working morning has come",
        _S.WAITING,
        ((_T.ANSWER_QUERY, NOBODY),),
        _TARGET,
        _N.NOTICES_BUNDLED,
    ),
    QuestionOutcome(
        "taken",
        "a responder has taken it",
        _S.ACCEPTED,
        ((_T.ANSWER_QUERY, TAKER),),
        _TARGET,
        _N.QUESTION_RECEIVED,
    ),
    QuestionOutcome(
        "put off",
        "who has it has promised a later answer, with the reason",
        _S.ACCEPTED,
        ((_T.ANSWER_QUERY, TAKER),),
        "by the time that was promised",
        _N.QUESTION_LATER,
    ),
    QuestionOutcome(
        "asked back",
        "who has it asked something back, and waits for the answer",
        _S.ASKED_BACK,
        ((_T.ANSWER_QUERY, TAKER), (_T.AWAIT_ANSWER, TAKER)),
        "the answer within the time of its asker; ours stands still",
        _N.QUESTION_ASKED_BACK,
    ),
    QuestionOutcome(
        "answered back",
        "the asker has answered that",
        _S.ACCEPTED,
        ((_T.ANSWER_QUERY, TAKER),),
        "by what was left of its time",
        _N.QUESTION_ASKED_BACK,
    ),
    QuestionOutcome(
        "advised",
        "the advice is signed and sent, and nobody has said that they have it",
        _S.ADVISED,
        told=_N.LETTER,
    ),
    QuestionOutcome(
        "received",
        "a named clinician acts on it",
        _S.ACKNOWLEDGED,
        told=_N.LETTER,
    ),
    QuestionOutcome(
        "cannot act",
        "nobody at the practice can act on it, and they say why",
        _S.ADVISED,
        ((_T.CANNOT_ACT, AUTHOR),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "acts after all",
        "the same, and then a named clinician there acts on it after all",
        _S.ACKNOWLEDGED,
        ((_T.CANNOT_ACT, AUTHOR),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "code closed",
        "its practice's code is closed: the letter is held, and somebody finds out who has the"
        " patient now",
        _S.ADVISED,
        ((_T.CODE_CLOSED, NOBODY),),
        _AT_ONCE,
    ),
    QuestionOutcome(
        "urgent, and code closed",
        "the same, and it was urgent",
        _S.ADVISED,
        ((_T.CODE_CLOSED, NOBODY), (_T.RING_PRACTICE, NOBODY)),
        _AT_ONCE,
    ),
    QuestionOutcome(
        "silent",
        "routine advice, and nobody says that they have it by the second working day",
        _S.ADVISED,
        told=_N.RECEIPT_REMINDER,
    ),
    QuestionOutcome(
        "urgent and silent",
        "urgent advice, and nobody says so for half an hour in which the practice is open",
        _S.ADVISED,
        ((_T.RING_PRACTICE, NOBODY),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "came back",
        "the letter comes back",
        _S.ADVISED,
        ((_T.CHECK_BOUNCE, NOBODY),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "urgent, and came back",
        "the letter comes back, and it was urgent",
        _S.ADVISED,
        ((_T.RING_PRACTICE, NOBODY),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "away",
        "a machine says that who was written to is away",
        _S.ADVISED,
        ((_T.CHECK_AWAY, NOBODY),),
        _AT_ONCE,
        _N.LETTER,
    ),
    QuestionOutcome(
        "closed",
        "a person closes it, with a reason",
        _S.CLOSED,
        told=_N.QUESTION_RECEIVED,
    ),
)

_BY_NAME = {row.name: row for row in TABLE}


def named(name: str) -> QuestionOutcome:
    """Raises KeyError for a name that no row has."""
    return _BY_NAME[name]
