"""What a mail says is read as its sender's program meant it, and nothing of it is believed."""

import pytest

from advice_line.ports.inbound_mail import AutomaticKind, DeliveryReport, MailFile, ReadMail
from integrations.email.reading import files
from integrations.email.reading.reader import Reader
from tests.email import pictures
from tests.email.defects import GP, TEXT, bounce, file, parted, plain

ASKED = "On Mon, 23 Nov 2026 at 09:00, Advice <advice@example.org> wrote:"


def reply(body: str, **changes: str) -> ReadMail:
    return Reader().read(plain(In_Reply_To="<ours@example.org>", **changes)(body, 1))


def test_a_reply_is_read_without_what_it_quotes_and_the_whole_is_kept() -> None:
    read = reply(f"The left knee.\n\n{ASKED}\n> Which knee?\n> Since when?")
    assert read.words == "The left knee."
    assert "> Which knee?" in read.text


def test_outlook_quotes_under_a_head_of_lines() -> None:
    read = reply("The left knee.\n\nFrom: Advice\nSent: Monday\nTo: GP\nSubject: Knee\n\nWhich?")
    assert read.words == "The left knee."


def test_who_answers_between_or_below_the_lines_loses_nothing() -> None:
    inside = f"{ASKED}\n> Which knee?\nThe left.\n> Since when?\nMay."
    assert reply(inside).words.replace("\r", "") == inside
    assert "Below." in reply(f"Top.\n{ASKED}\n> Which knee?\n\nBelow.").words


@pytest.mark.parametrize("said", ["See below.", "My answers are in red.", "Answered inline"])
def test_who_answers_in_a_quote_without_marks_and_says_so_loses_nothing(said: str) -> None:
    outlook = f"{said}\n\nFrom: Advice\nSent: Monday\nTo: GP\nSubject: Knee\n\nWhich knee? LEFT"
    assert "LEFT" in reply(outlook).words


@pytest.mark.parametrize(
    "words",
    [
        "Yes, please.\n> 50 % stenosis on the left",
        "Which of these?\n> CT\n> MRI\n> or wait",
        "On Friday the registrar wrote:\nno fracture, but see the report",
        "He has pain.\nFrom: March\nTo: June\nworse at night",
        "See below.\nDate: 3 May 2026\nSubject: left knee\nFindings: a tear",
        "From: me, a word of thanks.\nTo: all of you.",
    ],
)
def test_words_that_look_like_a_quote_are_nobody_elses(words: str) -> None:
    assert reply(words).words.replace("\r", "") == words


def test_a_line_between_an_answer_and_what_it_quotes_is_no_word() -> None:
    read = reply("Left.\n\n-----Original Message-----\nFrom: A\nSent: B\nTo: C\nSubject: D\n\nOld.")
    assert read.words == "Left."


def test_a_reply_that_is_a_quote_alone_is_left_whole() -> None:
    assert "Which knee?" in reply(f"{ASKED}\n> Which knee?").words


def test_the_first_mail_of_a_talk_is_never_trimmed() -> None:
    words = f"Please see what was said:\n{ASKED}\n> No fracture."
    assert "No fracture." in Reader().read(plain()(words, 1)).words


def test_a_forward_is_never_trimmed() -> None:
    words = "FYI\n\nFrom: Dr Two\nSent: Monday\nTo: Dr One\nSubject: Knee\n\nMRI?"
    assert "MRI?" in reply(words, Subject="FW: Knee").words
    marked = "FYI\n\n---------- Forwarded message ---------\nFrom: Dr Two\nDate: x\n\nMRI?"
    assert "MRI?" in reply(marked).words


def test_flowed_lines_come_together_and_quotes_stay_apart() -> None:
    kind = "text/plain; charset=utf-8; format=flowed"
    read = Reader().read(plain(Content_Type=kind)("One long \r\nline.\r\n From here \r\non.", 1))
    assert read.text == "One long line.\nFrom here on."


def test_of_html_the_words_are_read_and_nothing_is_loaded() -> None:
    html = (
        "Content-Type: text/html; charset=utf-8\r\n\r\n<html><style>p {}</style><p>Left <b>knee</b>"
        '<img src="https://tracker.example.com/1.gif"><a href="https://x.example.com">here</a></p>'
        "<ul><li>one<li>two</ul><blockquote>Which?</blockquote><script>alert(1)</script>"
    )
    read = Reader().read(parted("multipart/mixed", html)("", 1))
    assert read.text == "Left knee here\n\n- one\n- two\n\n> Which?".replace(
        "knee here", "kneehere"
    )
    assert read.html is not None
    assert not any(each in read.html for each in ("img", "href", "script", "style", "example.com"))


def test_the_same_said_twice_is_read_once() -> None:
    html = "Content-Type: text/html\r\n\r\n<p>{words}</p>"
    read = Reader().read(parted("multipart/alternative", TEXT, html)("The knee.", 1))
    assert (read.text, read.html) == ("The knee.", "<p>The knee.</p>")


def test_a_file_is_what_its_bytes_are_whatever_it_is_called() -> None:
    dicom = bytes(128) + b"DICM" + bytes(60)
    read = Reader().read(
        parted(
            "multipart/mixed",
            TEXT,
            file("image/jpeg", "scan.jpg", dicom),
            file("application/pdf", "letter.pdf", b"MZ" + bytes(60)),
            file("application/ms-tnef", "winmail.dat", b"\x78\x9f\x3e\x22" + bytes(60)),
            file("image/png", "..\\..\\a\u202egnp.exe", b"%PDF-1.7\n"),
        )("Two scans.", 1)
    )
    assert [(each.name, each.media_type) for each in read.files] == [
        ("scan.jpg", "application/dicom"),
        ("letter.pdf", "application/x-msdownload"),
        ("winmail.dat", "application/ms-tnef"),
        ("agnp.exe", "application/pdf"),
    ]


def test_a_photograph_is_turned_upright_and_loses_what_the_camera_noted() -> None:
    given = pictures.photograph()
    assert pictures.NOTE in given
    taken = _file("knee.jpg", given)
    assert (taken.media_type, pictures.size(taken.content)) == ("image/jpeg", (40, 60))
    assert pictures.NOTE not in taken.content
    assert b"Exif" not in taken.content


def test_a_screenshot_loses_the_text_inside() -> None:
    taken = _file("screen.png", pictures.screenshot())
    assert (taken.media_type, pictures.size(taken.content)) == ("image/png", (30, 20))
    assert b"Zoe" not in taken.content


def test_a_picture_that_is_broken_is_none() -> None:
    cut = pictures.photograph()[:400]
    read = Reader().read(parted("multipart/mixed", TEXT, file("image/jpeg", "a.jpg", cut))("", 1))
    assert [each.media_type for each in read.files] == [files.UNKNOWN]


def test_a_bounce_says_which_mail_to_whom_came_back() -> None:
    read = Reader().read(bounce("Sorry.", 1))
    assert read.automatic is not None
    assert read.automatic.kind is AutomaticKind.REPORT
    assert read.report is not None
    assert read.report.failed
    assert read.report.message_ids == ("<ours-1@example.org>",)
    assert [(one.address, one.action, one.status) for one in read.report.recipients] == [
        (GP, "failed", "5.1.1")
    ]
    assert "Ours." not in read.text


def test_a_bounce_of_an_older_server_is_one_too() -> None:
    words = f"Could not be delivered: {GP}\n\n  Message-ID: <ours-1@example.org>\n"
    raw = plain(X_Failed_Recipients=GP, Return_Path="<>", From="mailer-daemon@mx.example.org")
    read = Reader().read(raw(words, 1))
    assert read.report is not None
    assert (read.report.failed, read.report.message_ids) == (True, ("<ours-1@example.org>",))


def test_a_delay_is_no_failure() -> None:
    report = Reader().read(bounce("", 1).replace(b"Action: failed", b"Action: delayed")).report
    assert isinstance(report, DeliveryReport)
    assert not report.failed


def test_a_receipt_of_having_been_read_is_automatic_and_no_report() -> None:
    kind = "multipart/report; report-type=disposition-notification"
    read = Reader().read(parted(kind, TEXT)("Your message was displayed.", 1))
    assert read.automatic is not None
    assert (read.automatic.kind, read.report) == (AutomaticKind.NOTICE, None)


def test_what_is_marked_important_is_told_and_nothing_else_makes_it_so() -> None:
    assert Reader().read(plain(Importance="High")("", 1)).urgent
    assert Reader().read(plain(X_Priority="1 (Highest)")("", 1)).urgent
    assert not Reader().read(plain(Importance="normal", X_Priority="1")("URGENT", 1)).urgent


def _file(name: str, content: bytes) -> MailFile:
    read = Reader().read(parted("multipart/mixed", TEXT, file("image/png", name, content))("", 1))
    (taken,) = read.files
    return taken
