"""What servers may answer to a fetch, as imaplib hands it on (RFC 3501 §7.4.2)."""

import imaplib
from typing import Any

import pytest
from imap_tools import BaseMailBox

from integrations.email.mailbox.fetching import sizes, text


class Answering(BaseMailBox):
    """A mailbox that answers every command with the same lines."""

    def __init__(self, *lines: Any, kind: str = "OK") -> None:
        self.answer = (kind, list(lines))
        super().__init__()

    def _get_mailbox_client(self) -> Any:
        return self

    def uid(self, *_command: str) -> tuple[str, list[Any]]:
        return self.answer


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ((b"1 (UID 7 BODY[]<0> {5}", b"a\r\n\r\nb"), b"a\r\n\r\nb"),
        (b'1 (UID 7 BODY[]<0> "")', b""),
        (b'1 (UID 7 BODY[HEADER]<0> "a \\"b\\" \\\\c")', b'a "b" \\c'),
        (b"1 (FLAGS (\\Recent))", None),
        (None, None),
    ],
)
def test_a_text_comes_as_it_is_however_it_is_written(line: Any, raw: bytes | None) -> None:
    assert text(Answering(line), 7, "BODY.PEEK[]<0.100>") == raw


def test_one_that_is_there_and_not_handed_out_is_no_mail_that_is_gone() -> None:
    for answer in (Answering(b"1 (UID 7 BODY[]<0> NIL)"), Answering(b"fault", kind="NO")):
        with pytest.raises(imaplib.IMAP4.error):
            text(answer, 7, "BODY.PEEK[]<0.100>")


def test_sizes_are_read_in_either_order_and_beside_other_news() -> None:
    box = Answering(
        b"1 (UID 7 RFC822.SIZE 309)", b"3 (FLAGS (\\Seen))", b"2 (RFC822.SIZE 12 UID 9)", None
    )
    assert sizes(box, [7, 8, 9]) == [(7, 309), (9, 12)]
