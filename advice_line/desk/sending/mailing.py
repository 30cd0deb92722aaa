"""What a mail of each kind says and to whom, made from the rows as they are when it is sent."""

from dataclasses import replace

from sqlmodel import col, select

from advice_line.desk.alerting import facts as alert_facts
from advice_line.desk.alerting import words as alert_words
from advice_line.desk.glass import telling as glass_texts
from advice_line.desk.guards import alarm_texts, head_texts
from advice_line.desk.letter import letters
from advice_line.desk.mailbox import texts as mail_texts
from advice_line.desk.mailbox import threads
from advice_line.desk.query import bounced
from advice_line.desk.receipts import facts
from advice_line.desk.sending import (
    contact_texts,
    left_texts,
    practice_mail,
    practice_word,
    question_mail,
    receipt_texts,
    sign_in_mail,
    taught_mail,
    tracer_texts,
)
from advice_line.desk.sending.said import BOUNCED, NO_ADDRESS
from advice_line.desk.welcome import door as welcome
from advice_line.desk.welcome import sheet
from advice_line.directory import closed_codes
from advice_line.directory.guidance import texts as guidance_texts
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.mail import Attachment, Mail
from advice_line.ports.notices import Slip
from advice_line.rules import (
    addendum_words,
    guidance_notices,
    letter_text,
    notices,
    question_notices,
)
from advice_line.staffing.watching import watch_texts
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.liaison import WelcomeSheet
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.trust import codes, links

# By these somebody shows that an address is theirs and reaches them.
_CODES = (NoticeKind.ADDRESS_CODE, NoticeKind.LETTER_CODE, NoticeKind.TRACER_CODE)
_OF_ADVICE = (NoticeKind.ANSWER_READY, NoticeKind.RECEIPT_REMINDER)


def mail(work: Work, slip: Slip, public_url: str) -> Mail | None:
    """None when it no longer applies: a used code, a version that a newer one replaces. Of a query,
    it says where answers about that go.

    Raises `errors.DeliveryRefused` for a letter whose practice has no address any more, or whose
    code is closed, and for an address from which mails have come back (H17).
    """
    made = _made(work, slip, public_url)
    if made is None or slip.query_id is None:
        return made
    if slip.kind not in _CODES and bounced.is_bounced(work, made.to):
        raise DeliveryRefused(BOUNCED)
    if slip.kind in tracer_texts.KINDS:
        return made  # it may be about several: what answers it joins none of them (H20)
    query = work.session.get_one(Query, slip.query_id)
    line = work.session.get_one(Line, query.line_id)
    return replace(made, reply_to=threads.reply_to(work, line, query))


def _made(work: Work, slip: Slip, public_url: str) -> Mail | None:
    if slip.kind == NoticeKind.ROTA_FINDINGS:
        return _findings(work, slip, public_url)
    if slip.kind == NoticeKind.SERVICE_ALARM:
        return _mail(slip, *alarm_texts.mail(work, slip, public_url))
    if slip.kind == NoticeKind.TRAIL_HEAD:
        head = head_texts.mail(work, slip)
        return None if head is None else _mail(slip, *head)
    if slip.kind == NoticeKind.SIGN_IN_CHANGED:
        return _mail(slip, *sign_in_mail.mail(work, slip, public_url))
    if slip.kind in contact_texts.WORDS:
        return _contact(work, slip, public_url)
    if slip.kind == NoticeKind.MAIL_DIGEST:
        digest = mail_texts.digest_mail(work, slip, public_url)
        return None if digest is None else _mail(slip, *digest)
    if slip.kind in alert_facts.TO_PRACTICE:
        return _alert(work, slip, alert_words.mail(work, slip, public_url))
    if slip.kind == NoticeKind.LETTER_CODE and slip.query_id is None:
        return _alert(work, slip, alert_words.code(work, slip))
    if slip.kind in practice_mail.KINDS:
        said = practice_mail.mail(work, slip, public_url)
        return None if said is None else _mail(slip, *said)
    if slip.kind in practice_word.KINDS:
        word = practice_word.mail(work, slip, public_url)
        return None if word is None else _mail(slip, *word)
    if slip.kind in tracer_texts.KINDS:
        asked = tracer_texts.mail(work, slip, public_url)
        return _mail(slip, asked.line, asked.to, asked.subject, asked.words) if asked else None
    if slip.kind in guidance_texts.KINDS:
        told = guidance_texts.mail(work, slip, public_url)
        return _mail(slip, told.line, told.to, told.subject, told.words) if told else None
    if slip.kind in taught_mail.KINDS:
        taught = taught_mail.mail(work, slip, public_url)
        if taught is None:
            return None
        given, files = (taught.to, taught.subject, taught.words), taught.attachments
        return replace(_mail(slip, taught.line, *given, files), unsubscribe=taught.stop)
    if slip.kind == NoticeKind.GLASS_BROKEN:
        broken = glass_texts.mail(work, slip, public_url)
        return _mail(slip, broken.line, broken.to, broken.subject, broken.words) if broken else None
    if slip.kind == NoticeKind.WELCOME_PACK:
        return _welcome(work, slip, public_url)
    if slip.kind == NoticeKind.ADDRESS_CODE:
        return _address_code(work, slip)
    query = work.session.get_one(Query, slip.query_id)
    line = work.session.get_one(Line, query.line_id)
    if slip.recipient == Recipient.OUT_OF_HOURS:
        left = left_texts.mail(work, slip, public_url)
        return None if left is None else _mail(slip, line, *left)
    if slip.recipient == Recipient.REQUESTER:
        return _to_requester(work, slip, line, public_url)
    organisation = work.session.get(Organisation, query.organisation_id)
    if closed_codes.is_closed(organisation, work.now, line.time_zone):
        raise DeliveryRefused(facts.CODE_CLOSED)
    to = organisation.email if organisation else None
    if slip.kind == NoticeKind.LETTER_CODE:
        return _code(work, slip, line, to) if to else None
    if _replaced(work, slip, query):
        return None
    link = _newest_link(work, query)
    if to is None or link is None:
        raise DeliveryRefused(NO_ADDRESS)
    url = f"{public_url}/q/{links.token(work.vault, link)}"
    # Asked again: the address, or whose letter it is, may have changed since it was written.
    if slip.kind == NoticeKind.LETTER and letters.may_carry(to, line.full_letter_domains):
        return _letter(work, slip, line, to, url)
    if slip.kind == NoticeKind.RECEIPT_REMINDER:
        return _reminder(work, slip, line, to, url)
    return _notice(work, slip, line, to, query.reference, url)


def _alert(work: Work, slip: Slip, said: alert_words.AlertMail | None) -> Mail | None:
    if said is None:
        return None
    if said.to is None:
        raise DeliveryRefused(NO_ADDRESS)
    if slip.kind not in _CODES and bounced.is_bounced(work, said.to):
        raise DeliveryRefused(BOUNCED)
    return _mail(slip, said.line, said.to, said.subject, said.words)


def _reminder(work: Work, slip: Slip, line: Line, to: str, url: str) -> Mail | None:
    """None once somebody has said that they have it."""
    said = receipt_texts.reminder_mail(work, slip, url)
    return None if said is None else _mail(slip, line, to, *said)


def _replaced(work: Work, slip: Slip, query: Query) -> bool:
    """A newer version has its own mail: an older one that was delayed must not arrive after it."""
    newest = letters.newest(work, query.id or 0)
    return newest is not None and slip.subject_id not in (None, newest.id)


def _to_requester(work: Work, slip: Slip, line: Line, public_url: str) -> Mail | None:
    query = work.session.get_one(Query, slip.query_id)
    if slip.kind in _OF_ADVICE and _replaced(work, slip, query):
        return None
    said = question_mail.said(work, slip, public_url)
    if said is None:
        return None
    if said.letter_at is not None:
        return _letter(work, slip, line, said.to, said.letter_at)
    made = _mail(slip, line, said.to, said.subject, said.words)
    answers = said.answers_mail
    return replace(made, in_reply_to=answers, auto_replied=True) if answers else made


def _welcome(work: Work, slip: Slip, public_url: str) -> Mail | None:
    """Made as it goes, of what the line and the practice are then."""
    wanted = work.session.get_one(WelcomeSheet, slip.subject_id)
    practice = work.session.get_one(Organisation, wanted.organisation_id)
    line = work.session.get_one(Line, wanted.line_id)
    if practice.email is None or closed_codes.is_closed(practice, work.now, line.time_zone):
        raise DeliveryRefused(NO_ADDRESS)
    made = sheet.of(work, line, practice, public_url)
    pdf = Attachment("how-to-reach-us.pdf", "application/pdf", welcome.render(made))
    words = guidance_notices.welcome(line.name, practice.name, made.number)
    subject = guidance_notices.WELCOME_SUBJECT
    return _mail(slip, line, practice.email, subject, words, attachments=(pdf,))


def _findings(work: Work, slip: Slip, public_url: str) -> Mail | None:
    found = watch_texts.findings_mail(work, slip, public_url)
    if found is None:
        return None
    return _mail(slip, found.line, found.to, found.subject, found.words)


def _letter(work: Work, slip: Slip, line: Line, to: str, url: str) -> Mail:
    from advice_line.desk.letter import letter_pdf  # noqa: PLC0415 # 20 MB, for letters alone

    advice = work.session.get_one(Advice, slip.subject_id)
    letter = letters.letter(work, advice)
    footer = notices.letter_footer(letter.reference, url, _closing(work, line))
    words = f"{letter_text.plain(letter)}\n{footer}"
    # The file's name carries the reference alone: file names travel further than their content.
    pdf = Attachment(f"advice-{letter.reference}.pdf", "application/pdf", letter_pdf.render(letter))
    subject = addendum_words.subject(letter.reference, letter.version)
    return _mail(slip, line, to, subject, words, attachments=(pdf,))


def _notice(work: Work, slip: Slip, line: Line, to: str, reference: str, url: str) -> Mail:
    advice = work.session.get(Advice, slip.subject_id) if slip.subject_id else None
    adds = receipt_texts.adds(work, advice) if advice else None
    closing = _closing(work, line)
    words = notices.letter_notice_mail(line.name, reference, url, adds=adds, closing=closing)
    subject = addendum_words.notice_subject(reference, advice.version if advice else 1)
    return _mail(slip, line, to, subject, words)


def _closing(work: Work, line: Line) -> str:
    read = question_mail.read_here(work)
    return question_notices.closing(line.name, line.number, read_here=read)


def _code(work: Work, slip: Slip, line: Line, to: str) -> Mail | None:
    code = work.session.get_one(OneTimeCode, slip.subject_id)
    if code.used_at is not None or work.now >= code.expires_at:
        return None
    words = notices.letter_code_mail(line.name, codes.figures(work.vault, code))
    return _mail(slip, line, to, "Your one-time code", words)


def _address_code(work: Work, slip: Slip) -> Mail | None:
    """To an address that is on no file; of no query where it is asked for before one is kept."""
    code = work.session.get_one(OneTimeCode, slip.subject_id)
    to = codes.address(work.vault, code)
    if to is None or code.used_at is not None or work.now >= code.expires_at:
        return None
    query = work.session.get(Query, slip.query_id) if slip.query_id else None
    lines = select(Line).order_by(col(Line.id)).limit(1)
    wanted = lines.where(col(Line.id) == query.line_id) if query else lines
    line = work.session.exec(wanted).one()
    words = question_notices.address_code_mail(line.name, codes.figures(work.vault, code))
    return _mail(slip, line, to, "Your one-time code", words)


def _contact(work: Work, slip: Slip, public_url: str) -> Mail | None:
    said, to = contact_texts.WORDS[slip.kind](work, slip, public_url), contact_texts.to(work, slip)
    line = work.session.exec(select(Line).order_by(col(Line.id)).limit(1)).one()
    if not said or not to:
        return None
    return _mail(slip, line, to, contact_texts.SUBJECTS[slip.kind], said)


def _mail(
    slip: Slip,
    line: Line,
    to: str,
    subject: str,
    words: str,
    attachments: tuple[Attachment, ...] = (),
) -> Mail:
    domain = line.email.rpartition("@")[2]
    return Mail(
        message_id=f"<{slip.public_id}@{domain}>",
        sender=line.email,
        sender_name=line.name,
        to=to,
        subject=subject,
        text=words,
        # Not now: a mail that goes again after an end nobody knows is the same to the last byte.
        written_at=slip.made_at,
        attachments=attachments,
        automatic=not attachments,
    )


def _newest_link(work: Work, query: Query) -> AccessLink | None:
    """Of the practice whose letter it is now: another's opens nothing."""
    statement = (
        select(AccessLink)
        .where(
            col(AccessLink.query_id) == query.id,
            col(AccessLink.organisation_id) == query.organisation_id,
            col(AccessLink.kind) == links.LinkKind.LETTER,
        )
        .order_by(col(AccessLink.id).desc())
        .limit(1)
    )
    return work.session.exec(statement).first()
