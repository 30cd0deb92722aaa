"""Numbers by which other systems know the same patient's booking and images.

The Unique Booking Reference Number of the NHS e-Referral Service has twelve digits, shown in threes
of four; an accession number is whatever the site's own systems make of it.
"""

import re

UBRN_DIGITS = 12
LONGEST_ACCESSION = 64
_SEPARATORS = re.compile(r"[\s\-–—.]+")
_ACCESSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_^-]*")


def read_booking(text: str) -> str:
    """Twelve digits, typed in any grouping. Raises ValueError with what to do about it."""
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise ValueError(
            "A booking reference (UBRN) has only digits, such as 1234 5678 9012. Take out the rest."
        )
    if len(digits) != UBRN_DIGITS:
        raise ValueError(
            f"A booking reference (UBRN) has {UBRN_DIGITS} digits; this one has {len(digits)}. "
            "Look again, or leave it out."
        )
    return digits


def grouped(booking: str) -> str:
    """ "1234 5678 9012", as it is read out."""
    return " ".join(booking[at : at + 4] for at in range(0, len(booking), 4))


def read_accession(text: str) -> str:
    """Raises ValueError with what to do about it."""
    if len(text) > LONGEST_ACCESSION or not _ACCESSION.fullmatch(text):
        raise ValueError(
            "An accession number has letters, digits, full stops, slashes and hyphens, and no "
            f"blanks, at most {LONGEST_ACCESSION} of them. Copy it from the images, or leave it "
            "out."
        )
    return text
