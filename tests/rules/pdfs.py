"""PDFs as people have them: with who wrote them, locked, signed, saved a second time, broken."""

from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

AUTHOR, TITLE, WORDS = "Dr Olu Larkspur", "Referral of Larkspur.docx", "Weakness: same day."
_XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:creator><rdf:Seq><rdf:li>{AUTHOR}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def written(*, author: str = AUTHOR) -> bytes:
    """Two pages with an author in /Info and in XMP."""
    made = FPDF()
    made.set_compression(False)
    made.set_font("Helvetica")
    for words in (WORDS, "Second page."):
        made.add_page()
        made.cell(text=words)
    made.set_author(author)
    made.set_title(TITLE)
    made.set_xmp_metadata(_XMP)
    return bytes(made.output())


def with_more() -> bytes:
    """Metadata of one page, what a program keeps for itself, and an earlier state of the file."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(written())))
    page = writer.pages[0]
    of_page = StreamObject()
    of_page.set_data(b"<x:xmpmeta>Larkspur of the page</x:xmpmeta>")
    of_page[NameObject("/Type")] = NameObject("/Metadata")
    page[NameObject("/Metadata")] = writer._add_object(of_page)
    own = DictionaryObject({NameObject("/Private"): TextStringObject("Larkspur, privately")})
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Program"): own})
    first = BytesIO()
    writer.write(first)
    again = PdfWriter(BytesIO(first.getvalue()), incremental=True)
    again.add_metadata({"/Author": "Somebody else"})
    second = BytesIO()
    again.write(second)
    return second.getvalue()


def locked(*, to_open: str = "", author: str = AUTHOR) -> bytes:
    """So that nobody changes it; `to_open` is the password without which nobody reads it either."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(written(author=author))))
    writer.encrypt(to_open, "owner", algorithm="AES-256")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def signed() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(written())))
    name, value = NameObject("/FT"), NameObject("/V")
    signature = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
    field = DictionaryObject({name: NameObject("/Sig"), value: signature})
    at = writer._add_object(field)
    form = DictionaryObject({NameObject("/Fields"): writer._add_object(ArrayObject([at]))})
    writer.root_object[NameObject("/AcroForm")] = form
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def broken() -> bytes:
    """Begins and ends as one, and has no page."""
    return b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def words(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
