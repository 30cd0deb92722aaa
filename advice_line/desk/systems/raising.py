"""What a clinical system raised becomes a question like any other: from its organisation beyond
doubt, and answered where that can be written to."""

from dataclasses import dataclass

from advice_line.desk.asking import given_files
from advice_line.desk.questions import askers, files
from advice_line.desk.questions.asked import Asked, Asker, File
from advice_line.directory import lookups, numbers
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.rules import raised
from advice_line.rules.raised import Given, Raised
from advice_line.tables.directory import Line, Organisation
from rota import columns, walltime


@dataclass(frozen=True)
class Sound:
    """The files that may be kept, pictures made anew, and a problem for each that may not."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]


def sound_files(given: Given) -> Sound:
    kept, problems = list[File](), list[Problem]()
    for place, (name, content) in enumerate(given.files[: files.MOST]):
        try:
            kept.extend(given_files.sound([File(name, "", content)]))
        except Invalid as error:
            where = raised.pointer(raised.FILES, place)
            problems.extend(Problem(where, each.message) for each in error.problems)
    if len(given.files) > files.MOST:
        said = f"There is room for {files.MOST} files. Leave out the others."
        problems.append(Problem(raised.pointer(raised.FILES), said))
    return Sound(tuple(kept), tuple(problems))


def read(work: Work, given: Given, sound: Sound) -> tuple[Line, Raised]:
    """Which line is asked, and what. Raises `errors.Invalid` with every problem."""
    lines = lookups.lines(work.session)
    found = [each for each in lines if given.line in (None, each.key)]
    wrong = sound.problems
    if len(found) != 1:
        keys = ", ".join(each.key for each in lines)
        said = f"Say which line is asked, one of: {keys}."
        wrong = (Problem(raised.pointer(raised.LINE), said), *wrong)
    line = (found or lines)[0]
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    return line, raised.read(given, today, numbers.given, wrong)


def asked(work: Work, own: Organisation, said: Raised, sound: Sound, key: str) -> Asked:
    asker = _asker(work, own, said)
    return Asked(
        channel=Channel.API,
        key=key,
        asker=asker,
        words=_words(said, asker),
        reply_by=Channel.API,
        urgency=said.urgency,
        who=said.who,
        patient=said.patient,
        question=said.question,
        files=sound.files,
    )


def added(own: Organisation, words: str, key: str) -> Asked:
    """What is written to it afterwards."""
    return Asked(
        channel=Channel.API,
        key=key,
        asker=Asker(
            identified_by=IdentifiedBy.KEY,
            organisation=own,
            address=_practice_address(own),
            verified=True,
        ),
        words=words,
    )


def organisation(work: Work, organisation_id: int | None) -> Organisation:
    found = work.session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return found


def _asker(work: Work, own: Organisation, said: Raised) -> Asker:
    """An address outside the organisation is nobody's that we know: the answer goes to its own."""
    theirs = said.email is not None and _is_of(work, said.email, own)
    return Asker(
        identified_by=IdentifiedBy.KEY,
        organisation=own,
        address=said.email if theirs else _practice_address(own),
        number=said.number,
        verified=True,
    )


def _is_of(work: Work, email: str, own: Organisation) -> bool:
    found = askers.by_address(work, email)
    return found is not None and found.id == own.id


def _practice_address(own: Organisation) -> str | None:
    return own.email.lower() if own.email else None


def _words(said: Raised, asker: Asker) -> str:
    """As whoever answers reads it, with what no field of the record holds."""
    also = [said.question.question]
    if said.email is not None and said.email != asker.address:
        also.append(f"Email: {said.email} (not known to be of this practice)")
    return "\n\n".join(also)
