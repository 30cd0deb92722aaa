"""A PDF loses what it says of its making and nothing that is seen; where that cannot be done safely
it is told why, and what it says (H07)."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from advice_line.rules import pdf_properties
from advice_line.rules.pdf_properties import Kept, Why
from tests.rules import pdfs

pytestmark = pytest.mark.hazard("H07")


def drawn(of: PdfReader) -> list[bytes]:
    found = [page.get_contents() for page in of.pages]
    return [each.get_data() if each else b"" for each in found]


@pytest.mark.parametrize("before", [pdfs.written(), pdfs.with_more()])
def test_who_wrote_it_is_gone_and_what_is_seen_is_the_same_to_the_byte(before: bytes) -> None:
    assert b"Larkspur" in before
    after = pdf_properties.without(before, "which scan")
    old, new = PdfReader(BytesIO(before)), PdfReader(BytesIO(after))
    assert (new.metadata, new.xmp_metadata) == ({"/Title": "which scan"}, None)
    for trace in (b"Larkspur", b"Somebody else", b"fpdf", b"pypdf", b"/PieceInfo", b"/Metadata"):
        assert trace not in after
    assert drawn(new) == drawn(old)
    assert pdfs.words(after) == [pdfs.WORDS, "Second page."]
    assert pdf_properties.without(after, "which scan") == after


@pytest.mark.parametrize(
    ("content", "why", "says"),
    [
        (pdfs.locked(), Why.LOCKED, True),
        (pdfs.locked(to_open="secret"), Why.LOCKED, False),
        (pdfs.signed(), Why.SIGNED, True),
        (pdfs.broken(), Why.UNREADABLE, False),
        (pdfs.written()[:-600] + b"%%EOF", Why.UNREADABLE, False),
        (b"%PDF-1.4\n" + b"[" * 20_000 + b"%%EOF", Why.UNREADABLE, False),
    ],
)
def test_what_cannot_be_taken_out_is_told(content: bytes, why: Why, says: bool) -> None:
    with pytest.raises(Kept) as kept:
        pdf_properties.without(content, "which scan")
    assert kept.value.why is why
    assert (f"author: {pdfs.AUTHOR}" in kept.value.says) is says
