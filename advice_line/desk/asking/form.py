"""The door of whoever asks by the form: what it shows, what it makes of what was typed, and the
query that it becomes. Whoever asks is heard: what is not known of them is marked, never refused."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.asking import confirming, flooding, given_files
from advice_line.desk.owed import practice_wanted
from advice_line.desk.questions import arriving, askers, clocks
from advice_line.desk.questions.asked import Asked, Asker, File
from advice_line.directory import lookups, numbers
from advice_line.directory.guidance import suggested
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import AdviceLineError, NotFound, TooManyTries
from advice_line.kinds import Channel, Urgency
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import ask_form
from advice_line.rules.ask_form import Filled
from advice_line.rules.record import Requester
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.trust import AccessLink
from advice_line.trust import codes, devices, links
from advice_line.trust.roles import Action, Actor, require
from rota import columns, walltime

PAGE = "page"


class CodeFirst(AdviceLineError):
    """Nothing is kept yet: so much has come that who asks shows first that the address is theirs.
    A code was sent to it."""

    sentence = "Type the code that we sent to your address."


@dataclass(frozen=True)
class Visitor:
    """The browser's own id, and the secret of what it remembers."""

    browser: str = field(repr=False)
    device: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Form:
    """`remembered` fills it in, `confirmed` says that its address is theirs; `due` is by when each
    urgency is answered."""

    line: Line
    lines: tuple[Line, ...]
    organisations: tuple[str, ...]
    remembered: Mapping[str, str]
    confirmed: bool
    due: Mapping[Urgency, datetime]
    open: bool
    now: datetime


@dataclass(frozen=True)
class Checked:
    """`organisation` is that of the directory, None where it has none of that name."""

    filled: Filled
    organisation: str | None
    confirmed: bool


@dataclass(frozen=True)
class Kept:
    """`token` is that of the link to what was asked, `device` of the browser that asked."""

    token: str
    device: str


class AskingByForm:
    def __init__(self, ledger: Ledger, *, mails: bool) -> None:
        """`mails`: whether a code can be mailed at all. Without it none is asked for."""
        self._ledger = ledger
        self._mails = mails

    def look(self, by: Actor, key: str | None, visitor: Visitor) -> Form:
        """The form of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            lines = lookups.lines(work.session)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            device = devices.find(work.session, visitor.device, work.now)
            known = confirming.known_by(work, device)
            return Form(
                line=line,
                lines=tuple(lines),
                organisations=tuple(_names(lookups.organisations(work.session))),
                remembered=confirming.of_device(work, device) if device and known else {},
                confirmed=known is not None,
                due={each: clocks.due_at(work, line, each, work.now) for each in Urgency},
                open=on_duty.is_open(work.session, line.key, work.now),
                now=work.now,
            )

    def check(self, by: Actor, key: str, form: Mapping[str, str], visitor: Visitor) -> Checked:
        """What was typed as it will be sent; nothing is kept. Raises `errors.Invalid`."""
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            filled = _read(work, _line(work, key), form)
            asker = _asker(work, visitor, filled)
            found = asker.organisation
            return Checked(filled, found.name if found else None, asker.verified)

    def send(
        self,
        by: Actor,
        key: str,
        form: Mapping[str, str],
        files: Sequence[File],
        visitor: Visitor,
        once: str,
    ) -> Kept:
        """A query of its own, kept once however often it is sent.

        Raises `errors.Invalid` and `CodeFirst`; nothing is kept then.
        """
        require(by, Action.ASK)
        sound = given_files.sound(files)
        with self._ledger.work(by.label) as work:
            line = _line(work, key)
            filled = _read(work, line, form)
            asker = _asker(work, visitor, filled)
            if asker.verified or not (self._mails and _floods(work, line, visitor, filled)):
                kept = _kept(work, line, filled, asker, sound, visitor, once)
                if self._mails and not asker.verified:
                    _ask_whose(work, filled, visitor, kept)
                return kept
            confirming.send_code(work, filled.email, visitor.browser)
        raise CodeFirst

    def confirm(self, by: Actor, form: Mapping[str, str], visitor: Visitor, typed: str) -> str:
        """The code was typed: the token of the browser, which remembers its asker from now on.

        Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`.
        """
        require(by, Action.ASK)
        said = {name: form[name] for name in ask_form.OF_ASKER if form.get(name)}
        with self._ledger.work(by.label) as work:
            address = confirming.right(work, visitor.browser, typed)
            if address is not None:
                browser, device = visitor.browser, visitor.device
                return confirming.confirmed(work, address, browser, device, said)
        raise codes.wrong()


def _kept(
    work: Work,
    line: Line,
    filled: Filled,
    asker: Asker,
    files: Sequence[File],
    visitor: Visitor,
    once: str,
) -> Kept:
    device = _device(work, visitor, filled)
    if not inbox.receive(work, PAGE, once):
        return Kept(_token_of(work, inbox.answer_of(work, PAGE, once) or ""), device)
    key = confirming.contact_key(work, visitor.browser, once.rpartition(":")[2])
    query, _ = arriving.opened(work, line, _asked(filled, asker, files, key))
    if asker.organisation is None:
        practice_wanted.owe(work, query, line)
    suggested.count_offered(work, line, query.reference, filled.question.question or "")
    link = links.make(
        work, links.LinkKind.QUESTION, query=query.id or 0, requester=query.requester_id
    )
    inbox.keep(work, PAGE, once, link.public_id)
    return Kept(links.token(work.vault, link), device)


def _ask_whose(work: Work, filled: Filled, visitor: Visitor, kept: Kept) -> None:
    """Where so many codes were asked for that none may go, the question is kept all the same."""
    link = links.find(work.session, work.vault, kept.token, links.LinkKind.QUESTION)
    if not confirming.code_sent(work, filled.email, visitor.browser):
        with suppress(TooManyTries):
            confirming.send_code(work, filled.email, visitor.browser, link.query_id)


def _floods(work: Work, line: Line, visitor: Visitor, filled: Filled) -> bool:
    """What is asked for now waits for no code, which in a flood may not even go (H01)."""
    if filled.urgency is Urgency.NOW:
        return False
    return flooding.code_first(work, line, visitor.browser, filled.email)


def _asked(filled: Filled, asker: Asker, files: Sequence[File], key: str) -> Asked:
    return Asked(
        channel=Channel.FORM,
        key=key,
        asker=asker,
        words=_words(filled, asker.organisation),
        reply_by=Channel.FORM,
        urgency=filled.urgency,
        who=_who(filled, asker.organisation),
        patient=filled.patient,
        question=filled.question,
        files=tuple(files),
    )


def _who(filled: Filled, organisation: Organisation | None) -> Requester:
    said = None if organisation else filled.organisation
    return filled.who.model_copy(update={"practice_said": said})


def _token_of(work: Work, public_id: str) -> str:
    link = work.session.exec(select(AccessLink).where(col(AccessLink.public_id) == public_id)).one()
    return links.token(work.vault, link)


def _device(work: Work, visitor: Visitor, filled: Filled) -> str:
    """What they typed this time is remembered for the next, once their address is confirmed. What
    somebody else has confirmed in this browser stays theirs."""
    said = json.dumps(filled.asker)
    device = devices.find(work.session, visitor.device, work.now)
    if device is None or visitor.device is None:
        return devices.start(work, said)
    same = confirming.of_device(work, device).get("email") == filled.email
    if not same and device.requester_id is not None:
        return devices.start(work, said)
    devices.keep(work, device, said)
    return visitor.device


def _asker(work: Work, visitor: Visitor, filled: Filled) -> Asker:
    known = confirming.known_by(work, devices.find(work.session, visitor.device, work.now))
    person = known[0] if known is not None and known[1] == filled.email else None
    organisation = _organisation(work, filled.organisation)
    return Asker(
        identified_by=_identified(work, filled, organisation, known=person is not None),
        organisation=organisation,
        person=person,
        address=filled.email,
        number=filled.number,
        verified=person is not None,
    )


def _identified(
    work: Work, filled: Filled, organisation: Organisation | None, *, known: bool
) -> IdentifiedBy:
    if known:
        return IdentifiedBy.DEVICE
    if organisation is None:
        return IdentifiedBy.NOTHING
    own = askers.by_address(work, filled.email)
    same = own is not None and own.id == organisation.id
    return IdentifiedBy.ADDRESS if same else IdentifiedBy.SAID


def _words(filled: Filled, organisation: Organisation | None) -> str:
    """As whoever answers reads it; a practice that no directory has stands there too."""
    said = filled.question.question
    return said if organisation else f"{said}\n\nFrom: {filled.organisation}"


def _read(work: Work, line: Line, form: Mapping[str, str]) -> Filled:
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    return ask_form.read(form, today, numbers.given)


def _line(work: Work, key: str) -> Line:
    line = lookups.line_by_key(work.session, key)
    if line is None:
        raise NotFound("There is no such line here.")
    return line


def _names(organisations: Sequence[Organisation]) -> list[str]:
    """By their code too where two have the same name."""
    names = Counter(each.name for each in organisations)
    return [
        each.name if names[each.name] == 1 else f"{each.name} ({each.key})"
        for each in organisations
    ]


def _organisation(work: Work, typed: str) -> Organisation | None:
    """Of the directory by its name, as it stands on the list or cased otherwise, or by its code."""
    every = lookups.organisations(work.session)
    wanted = typed.casefold()
    listed = dict(zip((name.casefold() for name in _names(every)), every, strict=True))
    by_key = {each.key.casefold(): each for each in every}
    return listed.get(wanted) or by_key.get(wanted)
