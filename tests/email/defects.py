"""Everything that has been wrong with mails that people and their programs sent, one by one.

Each defect is a whole mail as bytes with a place for its own words, and what must become of it.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from advice_line.ports.inbound_mail import AutomaticKind, MailDefect, UnreadableWhy
from tests.email import pictures

GP = "gp.one@elmroad.example.org"
LINE = "advice@example.org"


@dataclass(frozen=True)
class Defect:
    """`mail` makes it of words and a number that nobody else has. `shown` says whether its words
    stand in what is read; `noticed` what the reader says is odd about it."""

    name: str
    mail: Callable[[str, int], bytes]
    noticed: tuple[MailDefect, ...] = ()
    automatic: AutomaticKind | None = None
    unreadable: UnreadableWhy | None = None
    shown: bool = True


def head(number: int, **changes: str | None) -> dict[str, str]:
    sound: dict[str, str | None] = {
        "Return-Path": f"<{GP}>",
        "From": f"Dr One <{GP}>",
        "To": LINE,
        "Subject": f"Knee {number}",
        "Date": "Fri, 27 Nov 2026 09:00:00 +0000",
        "Message-ID": f"<mail-{number}@elmroad.example.org>",
        "MIME-Version": "1.0",
    }
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in {**sound, **named}.items() if value is not None}


def written(headers: dict[str, str], body: str | bytes, *, end: str = "\r\n") -> bytes:
    lines = "".join(f"{name}: {value}{end}" for name, value in headers.items())
    raw = body.encode("utf-8") if isinstance(body, str) else body
    return lines.encode("utf-8", errors="surrogateescape") + end.encode() + raw


def plain(charset: str = "utf-8", **changes: str | None) -> Callable[[str, int], bytes]:
    """A mail of words alone, with headers changed, added or left out."""

    def mail(words: str, number: int) -> bytes:
        given = {
            name: value and value.replace("{n}", str(number)) for name, value in changes.items()
        }
        kind = {"Content_Type": f"text/plain; charset={charset}", **given}
        return written(head(number, **kind), f"{words}\r\n")

    return mail


def parted(kind: str, *parts: str, **changes: str | None) -> Callable[[str, int], bytes]:
    """A mail of parts; `{words}` in a part are its words."""

    def mail(words: str, number: int) -> bytes:
        body = "".join(f"--=_b\r\n{part.replace('{words}', words)}\r\n" for part in parts)
        given = {"Content_Type": f'{kind}; boundary="=_b"', **changes}
        return written(head(number, **given), f"{body}--=_b--\r\n")

    return mail


TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n{words}"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n"


def file(kind: str, name: str, content: bytes) -> str:
    return (
        f'Content-Type: {kind}; name="{name}"\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(content).decode()}"
    )


def bodiless(_words: str, number: int) -> bytes:
    return written(head(number), b"")


def in_other_bytes(charset: str, codec: str) -> Callable[[str, int], bytes]:
    def mail(words: str, number: int) -> bytes:
        kind = f"text/plain; charset={charset}"
        body = f"{words} Zoë".encode(codec)
        return written(head(number, Content_Type=kind, Content_Transfer_Encoding="8bit"), body)

    return mail


def nested(depth: int) -> Callable[[str, int], bytes]:
    def mail(words: str, number: int) -> bytes:
        opened = "".join(
            f'Content-Type: multipart/mixed; boundary="b{at}"\r\n\r\n--b{at}\r\n'
            for at in range(depth)
        )
        closed = "".join(f"\r\n--b{at}--" for at in reversed(range(depth)))
        first, _, rest = opened.partition("\r\n\r\n")
        kind = first.removeprefix("Content-Type: ")
        inner = rest + TEXT.replace("{words}", words) + closed
        return written(head(number, Content_Type=kind), f"{words}\r\n{inner}")

    return mail


def forwarded(words: str, number: int) -> bytes:
    inner = written(head(number, From="Dr Two <gp.two@ashgrove.example.org>"), f"{words}\r\n")
    body = (
        "--=_b\r\nContent-Type: text/plain\r\n\r\nPlease see below.\r\n"
        f"--=_b\r\nContent-Type: message/rfc822\r\n\r\n{inner.decode()}\r\n--=_b--\r\n"
    )
    kind = 'multipart/mixed; boundary="=_b"'
    return written(head(number + 100_000, Content_Type=kind, Subject="Fwd: Knee"), body)


def bounce(words: str, number: int) -> bytes:
    body = (
        f"--=_b\r\nContent-Type: text/plain\r\n\r\nUndelivered. {words}\r\n"
        "--=_b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org"
        f"\r\n\r\nFinal-Recipient: rfc822; {GP}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        "--=_b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <ours-1@example.org>\r\n"
        f"Subject: A reply is waiting\r\nFrom: {LINE}\r\n\r\nOurs.\r\n--=_b--\r\n"
    )
    kind = 'multipart/report; report-type=delivery-status; boundary="=_b"'
    daemon = "MAILER-DAEMON@mx.example.org"
    return written(head(number, Content_Type=kind, From=daemon, Return_Path="<>"), body)


def not_a_mail(_words: str, number: int) -> bytes:
    return b"\x00\xff\xfe" + bytes([number % 256, number // 256 % 256]) * 40


HUGE = "x" * 200_000
DOCTYPE = "<!DOCTYPE html><html><head><style>p{}</style></head><body>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ZIP = b"PK\x03\x04" + bytes(60)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<html><script>alert(1)</script></html>"
TNEF = b"\x78\x9f\x3e\x22" + bytes(60)
ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
MANY = [file("application/pdf", f"{at}.pdf", PDF + bytes([at])) for at in range(60)]

EVERY: tuple[Defect, ...] = (
    Defect("sound", plain()),
    Defect("id_missing", plain(Message_ID=None), (MailDefect.NO_MESSAGE_ID,)),
    Defect("id_without_brackets", plain(Message_ID="{n}@elm"), (MailDefect.ODD_MESSAGE_ID,)),
    Defect("id_without_at", plain(Message_ID="<{n}>"), (MailDefect.ODD_MESSAGE_ID,)),
    Defect("id_broken", plain(Message_ID="<[{n}@[a]>"), ()),
    Defect("id_in_words", plain(Message_ID="id of {n} <a{n}@b> (x)"), (MailDefect.ODD_MESSAGE_ID,)),
    Defect("id_empty", plain(Message_ID="<>"), (MailDefect.ODD_MESSAGE_ID,)),
    Defect("charset_unknown", plain(charset="x-gp-system"), (MailDefect.UNKNOWN_CHARSET,)),
    Defect("charset_is_no_charset", plain(charset="rot13"), (MailDefect.UNKNOWN_CHARSET,)),
    Defect(
        "charset_nul",
        plain(charset="utf\x00-8"),
        (MailDefect.UNKNOWN_CHARSET, MailDefect.CONTROL_SIGNS),
    ),
    Defect("charset_extended", plain(Content_Type="text/plain; charset*=utf-8''utf-8")),
    Defect("charset_lies", in_other_bytes("us-ascii", "utf-8")),
    Defect("charset_lies_latin", in_other_bytes("utf-8", "latin-1")),
    Defect("charset_utf_16", in_other_bytes("utf-16", "utf-16")),
    Defect("nul_in_words", lambda w, n: plain()(f"a\x00b {w}", n), (MailDefect.CONTROL_SIGNS,)),
    Defect("nul_in_subject", plain(Subject="Kn\x00ee"), (MailDefect.CONTROL_SIGNS,)),
    Defect("nul_in_from", plain(From=f"Dr\x00One <{GP}>"), (MailDefect.CONTROL_SIGNS,)),
    Defect("name_is_address", plain(From=f'"boss@nhs.net" <{GP}>'), (MailDefect.NAME_TRICK,)),
    Defect("name_bare_address", plain(From=f"boss@nhs.net <{GP}>"), (MailDefect.NAME_TRICK,)),
    Defect(
        "name_coded_address",
        plain(From=f"=?utf-8?b?Ym9zc0BuaHMubmV0?= <{GP}>"),
        (MailDefect.NAME_TRICK,),
    ),
    Defect("two_from", plain(From=f"boss@nhs.net, {GP}"), (MailDefect.TWO_FROM,)),
    Defect(
        "two_from_headers",
        lambda w, n: b"From: boss@nhs.net\r\n" + plain()(w, n),
        (MailDefect.TWO_FROM,),
    ),
    Defect("no_from", plain(From=None), (MailDefect.NO_FROM,)),
    Defect("from_is_none", plain(From="undisclosed"), (MailDefect.NO_FROM,)),
    Defect("from_group", plain(From=f"Elm Road: {GP};")),
    Defect("bodiless", bodiless, (MailDefect.NO_WORDS,), shown=False),
    Defect("eight_bit_subject", plain(Subject="Knee – Zoë"), (MailDefect.EIGHT_BIT_HEADER,)),
    Defect("eight_bit_latin", plain(Subject="Zo\udceb"), (MailDefect.EIGHT_BIT_HEADER,)),
    Defect("subject_broken_base64", plain(Subject="=?utf-8?b?abc?= =?utf-8?b?%%%?=")),
    Defect("subject_charset", plain(Subject="=?x-no?q?Knee?="), (MailDefect.UNKNOWN_CHARSET,)),
    Defect("subject_missing", plain(Subject=None)),
    Defect("huge_subject", plain(Subject=HUGE), (MailDefect.HUGE_HEADER,)),
    Defect("huge_references", plain(References="<a@b> " * 40_000), (MailDefect.HUGE_HEADER,)),
    Defect("date_nonsense", plain(Date="yesterday, 99:99"), (MailDefect.NO_DATE,)),
    Defect("date_missing", plain(Date=None), (MailDefect.NO_DATE,)),
    Defect("flowed", plain(charset="utf-8; format=flowed; delsp=yes")),
    Defect(
        "winmail", parted("multipart/mixed", TEXT, file("application/ms-tnef", "winmail.dat", TNEF))
    ),
    Defect("calendar", parted("multipart/alternative", TEXT, file("text/calendar", "i.ics", ICS))),
    Defect(
        "html_alone",
        parted("multipart/mixed", f"{HTML}{DOCTYPE}<p>{{words}}</p><script>x()</script>"),
    ),
    Defect("html_broken", parted("multipart/mixed", f"{HTML}<table><tr><td>{{words}}<div><p></b>")),
    Defect(
        "html_empty_plain",
        parted("multipart/alternative", "Content-Type: text/plain\r\n\r\n ", f"{HTML}<p>{{words}}"),
    ),
    Defect("boundary_missing", parted("multipart/mixed; x=1", TEXT), ()),
    Defect("boundary_none", plain(Content_Type="multipart/mixed"), (MailDefect.MALFORMED,)),
    Defect(
        "end_missing",
        lambda w, n: parted("multipart/mixed", TEXT)(w, n).removesuffix(b"--=_b--\r\n"),
        (MailDefect.MALFORMED,),
    ),
    Defect(
        "base64_broken",
        parted("multipart/mixed", TEXT, file("application/pdf", "a.pdf", b"")[:-2] + "%%%\x01"),
        (MailDefect.MALFORMED,),
    ),
    Defect("encoding_unknown", plain(Content_Transfer_Encoding="x-cut")),
    Defect("type_nonsense", plain(Content_Type="plain text please")),
    Defect("lines_end_in_lf", lambda w, n: plain()(w, n).replace(b"\r\n", b"\n")),
    Defect("forwarded_mail", forwarded),
    Defect("nested_20", nested(15), ()),
    Defect("nested_60", nested(60), (MailDefect.TOO_DEEP, MailDefect.NO_WORDS), shown=False),
    Defect(
        "signed",
        parted(
            "multipart/signed; protocol=x",
            TEXT,
            file("application/pkcs7-signature", "smime.p7s", b"0"),
        ),
    ),
    Defect(
        "encrypted",
        plain(Content_Type="application/pkcs7-mime; smime-type=enveloped-data"),
        unreadable=UnreadableWhy.ENCRYPTED,
    ),
    Defect(
        "encrypted_inside",
        parted("multipart/mixed", TEXT, file("application/pkcs7-mime", "smime.p7m", b"0")),
        (MailDefect.SEALED_PART,),
    ),
    Defect(
        "protected_by_outlook",
        parted("multipart/mixed", TEXT, file("application/octet-stream", "message.rpmsg", b"0")),
        (MailDefect.SEALED_PART,),
    ),
    Defect(
        "winmail_alone",
        parted("multipart/mixed", file("application/ms-tnef", "winmail.dat", TNEF)),
        (MailDefect.NO_WORDS, MailDefect.SEALED_PART),
        shown=False,
    ),
    Defect("no_mail", not_a_mail, unreadable=UnreadableWhy.NO_MAIL),
    Defect("svg", parted("multipart/mixed", TEXT, file("image/png", "scan.png", SVG))),
    Defect("zip", parted("multipart/mixed", TEXT, file("application/pdf", "letter.pdf", ZIP))),
    Defect("html_file", parted("multipart/mixed", TEXT, file("text/html", "scan.html", PAGE))),
    Defect("macros", parted("multipart/mixed", TEXT, file("application/pdf", "form.docm", ZIP))),
    Defect("two_reply_to", plain(Reply_To="thief@example.com, another@example.com")),
    Defect("sent_for_another", plain(Sender="secretary@elmroad.example.org")),
    Defect(
        "file_name_climbs",
        parted("multipart/mixed", TEXT, file("application/pdf", "../../etc/x.pdf", PDF)),
    ),
    Defect("many_files", parted("multipart/mixed", TEXT, *MANY), (MailDefect.TOO_MANY_FILES,)),
    Defect(
        "bomb",
        parted("multipart/mixed", TEXT, file("image/png", "ct.png", pictures.bomb())),
        (MailDefect.UNSAFE_PICTURE,),
    ),
    Defect("bounce", bounce, automatic=AutomaticKind.REPORT),
    Defect("out_of_office", plain(Auto_Submitted="auto-replied"), automatic=AutomaticKind.REPLY),
    Defect(
        "out_of_office_exchange",
        plain(
            Auto_Submitted="auto-generated",
            X_Auto_Response_Suppress="All",
            In_Reply_To="<ours-1@example.org>",
            Subject="Automatic reply: Knee",
        ),
        automatic=AutomaticKind.REPLY,
    ),
    Defect("machine", plain(Auto_Submitted="auto-generated"), automatic=AutomaticKind.NOTICE),
    Defect("list", plain(List_Id="<gp.example.org>"), automatic=AutomaticKind.LIST),
    Defect("bulk", plain(Precedence="bulk"), automatic=AutomaticKind.BULK),
    Defect("from_nobody", plain(Return_Path="<>"), automatic=AutomaticKind.NOTICE),
    Defect("outlook_no_answer_please", plain(X_Auto_Response_Suppress="All")),
)
