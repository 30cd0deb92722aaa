"""One letter is about one patient: where what was asked and what was typed name several numbers,
who writes it says which is right, and the letter carries that one alone (H02)."""

from collections.abc import Iterator, Mapping

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.query import exchanges
from advice_line.desk.record import drafts, identity
from advice_line.errors import Invalid, NumberNamed, NumbersDiffer, Problem
from advice_line.ledger.work import Work
from advice_line.rules import patient_numbers, record_form
from advice_line.rules.record import Record
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query

TYPED, ASKED_FOR, WRITTEN = "The number you entered", "For whom it was asked", "What they wrote"
_LABELS = {**record_form.LABELS, drafts.ADDENDUM_REASON: "Why it is added"}


def check(work: Work, query: Query, form: Mapping[str, str], record: Record) -> None:
    """Raises `errors.NumbersDiffer` where nobody has said which number is right, and
    `errors.Invalid` for each field whose words still name another than that."""
    right = record.patient.nhs_number if record.patient else None
    named = _named(work, query, form, right)
    others = named.keys() - {right}
    seen = set(form.get(drafts.NUMBERS_SEEN, "").split())
    if others and not (others <= seen and form.get("nhs_number")):
        raise NumbersDiffer([NumberNamed(each, where) for each, where in named.items()])
    problems = list(_left_in(form, others))
    if problems:
        raise Invalid(problems)


def _named(
    work: Work, query: Query, form: Mapping[str, str], right: str | None
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for where, number in _every(work, query, form, right):
        found[number] = tuple(dict.fromkeys((*found.get(number, ()), where)))
    return found


def _every(
    work: Work, query: Query, form: Mapping[str, str], right: str | None
) -> Iterator[tuple[str, str]]:
    if right is not None:
        yield TYPED, right
    before = identity.patient_of(work, query)
    if before is not None and before.nhs_number is not None:
        yield ASKED_FOR, before.nhs_number
    for words in _written(work, query):
        yield from ((WRITTEN, number) for number in patient_numbers.named(words))
    for name, numbers in patient_numbers.by_field(form).items():
        yield from ((_LABELS.get(name, name), number) for number in numbers)


def _written(work: Work, query: Query) -> Iterator[str]:
    statement = select(Message.sealed_words).where(
        col(Message.query_id) == query.id,
        col(Message.kind) == MessageKind.INCOMING,
        col(Message.withdrawn_at).is_(None),
        col(Message.sealed_words).is_not(None),
    )
    for sealed in work.session.exec(statement):
        yield work.vault.open(sealed or "", exchanges.WORDS)


def _left_in(form: Mapping[str, str], others: set[str]) -> Iterator[Problem]:
    for name, numbers in patient_numbers.by_field(drafts.fields(form)).items():
        for number in numbers:
            if number in others:
                yield Problem(
                    name,
                    f"This names another NHS number, {patient_numbers.grouped(number)}. Take it "
                    "out: a letter is about one patient. If it is another kind of number, write "
                    "what it is before it without a space.",
                )
