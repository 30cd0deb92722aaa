"""The door of those who look after practices: a welcome sheet made for one, to be printed or
mailed, and a line as a contact for anybody's telephone."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.welcome import sheet
from advice_line.directory import closed_codes, lookups, within
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules.named_file import NamedFile
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.liaison import WelcomeSheet
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_SHOWN = 50


@dataclass(frozen=True)
class Practice:
    """`sent_at` is when a sheet was last put on its way to it."""

    key: str
    name: str
    email: str | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Practices:
    """`more` is how many others there are besides those that fit `wanted` and are shown."""

    line: Line
    lines: tuple[Line, ...]
    practices: tuple[Practice, ...]
    more: int
    now: datetime


class Welcome:
    def __init__(self, ledger: Ledger, public_url: str, *, mails: bool) -> None:
        """`mails` says whether mail can leave."""
        self._ledger = ledger
        self._url = public_url
        self.mails = mails

    def practices(self, by: Actor, key: str | None, wanted: str) -> Practices:
        """Those whose name or code has what is `wanted` in it. Raises `errors.NotFound`."""
        require(by, Action.KEEP_LIAISON)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.KEEP_LIAISON)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            found = _found(work, line, wanted)
            return Practices(
                line=line,
                lines=tuple(lines),
                practices=tuple(_practice(work, line, each) for each in found[:MOST_SHOWN]),
                more=max(0, len(found) - MOST_SHOWN),
                now=work.now,
            )

    def pdf(self, by: Actor, line_key: str, practice: str | None) -> NamedFile:
        """For one practice, or for anybody. Raises `errors.NotFound`."""
        require(by, Action.KEEP_LIAISON)
        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_LIAISON, line_key)
            of = _of(work, practice) if practice else None
            return NamedFile(f"{_stem(line, of)}.pdf", render(sheet.of(work, line, of, self._url)))

    def contact(self, line_key: str) -> NamedFile:
        """As a telephone takes it in; for anybody. Raises `errors.NotFound`."""
        with self._ledger.look("public") as work:
            line = sheet.line_of(work, line_key)
            made = sheet.of(work, line, None, self._url)
            return NamedFile(f"{line.key}.vcf", made.contact.encode())

    def send(self, by: Actor, line_key: str, practice: str, token: str) -> None:
        """Put on its way to the practice's own address. Raises `errors.NotFound`, and
        `errors.Invalid` where it cannot go."""
        require(by, Action.KEEP_LIAISON)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_LIAISON, line_key)
            of = _of(work, practice)
            if not self.mails:
                raise Invalid([Problem("practice", "This site sends no mail. Print the sheet.")])
            if of.email is None or closed_codes.is_closed(of, work.now, line.time_zone):
                said = f"{of.name} has no address on file that mail can go to. Print the sheet."
                raise Invalid([Problem("practice", said)])
            if not inbox.receive(work, PAGE, token):
                return
            kept = work.add(
                WelcomeSheet(
                    line_id=line.id or 0,
                    organisation_id=of.id or 0,
                    sent_at=work.now,
                    sent_by=by.name or by.label,
                )
            )
            outbox.put(
                work,
                NoticeKind.WELCOME_PACK,
                once=f"{NoticeKind.WELCOME_PACK}:{kept.id}",
                channel=OutChannel.EMAIL,
                recipient=Recipient.ORGANISATION,
                subject=kept.id,
            )
            work.record("welcome.sent", subject=f"organisation:{of.key}", line=line.key)


def render(made: sheet.Sheet) -> bytes:
    from advice_line.desk.welcome import sheet_pdf  # noqa: PLC0415 # 20 MB, for this alone

    return sheet_pdf.render(made)


def _of(work: Work, key: str) -> Organisation:
    found = lookups.organisation_by_key(work.session, key)
    if found is None:
        raise NotFound("There is no such practice here.")
    return found


def _found(work: Work, line: Line, wanted: str) -> list[Organisation]:
    """By name; whose code is closed for good is left out (H17)."""
    words = wanted.casefold().split()
    people = sorted(lookups.organisations(work.session), key=lambda each: each.name.casefold())
    return [
        each
        for each in people
        if all(word in f"{each.name} {each.key}".casefold() for word in words)
        and not closed_codes.is_closed(each, work.now, line.time_zone)
    ]


def _practice(work: Work, line: Line, of: Organisation) -> Practice:
    sent = work.session.exec(
        select(func.max(WelcomeSheet.sent_at)).where(
            col(WelcomeSheet.line_id) == line.id, col(WelcomeSheet.organisation_id) == of.id
        )
    ).one()
    return Practice(of.key, of.name, of.email, sent)


def _stem(line: Line, of: Organisation | None) -> str:
    return f"welcome-{line.key}-{of.key.lower()}" if of else f"welcome-{line.key}"
