"""What is mailed to practices of what was learned, made as it goes: a case that was taken out since
is not in it (H08). Each mail says how to get no more."""

from advice_line.desk.digests import content, silent
from advice_line.desk.digests.content import Content
from advice_line.desk.query import bounced
from advice_line.desk.sending.said import BOUNCED, NO_ADDRESS, Said
from advice_line.desk.welcome import door as welcome
from advice_line.desk.welcome import sheet
from advice_line.directory import closed_codes
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.mail import Attachment
from advice_line.ports.notices import Slip
from advice_line.rules import digest_words, guidance_notices, phone_numbers
from advice_line.tables.digests import DigestStop, PracticeDigest, PracticeLetter
from advice_line.tables.directory import Line, Organisation

KINDS = frozenset({NoticeKind.PRACTICE_DIGEST, NoticeKind.QUARTER_LETTER})


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """None where it no longer applies, as to a practice that wants none. Raises
    `errors.DeliveryRefused` where there is no address that mail reaches."""
    letter = work.session.get_one(PracticeLetter, slip.subject_id)
    if work.session.get(DigestStop, letter.organisation_id) is not None:
        return None
    line = work.session.get_one(Line, letter.line_id)
    practice = work.session.get_one(Organisation, letter.organisation_id)
    if practice.email is None or closed_codes.is_closed(practice, work.now, line.time_zone):
        raise DeliveryRefused(NO_ADDRESS)
    if bounced.is_bounced(work, practice.email):
        raise DeliveryRefused(BOUNCED)
    stop = f"{url}/stop-digest/{letter.stop_key}"
    if letter.digest_id is None:
        return _quarter(work, line, practice, practice.email, stop, url)
    digest = work.session.get_one(PracticeDigest, letter.digest_id)
    made = content.of(work, digest, practice)
    number = phone_numbers.in_groups(line.number)
    reader = digest_words.Reader(practice.name, number, f"{url}/practice/learned", stop)
    words = digest_words.plain(made.month, made.line, parts(made, url), reader)
    subject = digest_words.subject(made.line, made.month)
    return Said(line, practice.email, subject, words, stop=stop)


def parts(made: Content, url: str) -> list[tuple[str, list[str]]]:
    figures = [digest_words.item(f"{each.label}: {each.words}.") for each in made.figures]
    return [
        ("Learned", [digest_words.item(each) for each in made.points]),
        (
            "Changed in guidance",
            [
                digest_words.item(f"{each.title}: {each.what} {url}{each.path}")
                for each in made.changes
            ],
        ),
        (
            "Questions worth reading",
            [
                digest_words.question(each.about, each.question, each.advice, each.learning_point)
                for each in made.questions
            ],
        ),
        ("Your practice beside all others", figures),
    ]


def _quarter(work: Work, line: Line, practice: Organisation, to: str, stop: str, url: str) -> Said:
    made = sheet.of(work, line, practice, url)
    pdf = Attachment("how-to-reach-us.pdf", "application/pdf", welcome.render(made))
    said = guidance_notices.welcome(line.name, practice.name, made.number)
    words = digest_words.quarter(said, line.name, silent.nothing(work, line), stop)
    return Said(line, to, digest_words.QUARTER_SUBJECT, words, (pdf,), stop)
