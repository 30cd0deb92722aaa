"""The number by which a professional register knows whoever asks, as people write it.

General Medical Council: seven figures. Nursing and Midwifery Council: two figures, a letter, four
figures, a letter. Health and Care Professions Council: the letters of a profession, then figures.
General Pharmaceutical Council: seven figures. General Dental Council: four to six.
"""

import re

# Before the figures of an HCPC number, one for each of its professions.
HCPC_LETTERS = "AS|BS|CH|CS|DT|HAD|OR|ODP|OT|PA|PH|PYL|PO|RA|SL"
# By the register as it is written in capitals: as it is called, what its numbers are, and one.
_REGISTERS = {
    "GMC": ("GMC", r"[0-9]{7}", "7 figures, such as GMC 9990001"),
    "NMC": ("NMC", r"[0-9]{2}[A-Z][0-9]{4}[A-Z]", "the form of NMC 99A0001E"),
    "HCPC": ("HCPC", rf"(?:{HCPC_LETTERS})[0-9]{{4,6}}", "a profession's letters, as HCPC RA99902"),
    "GPHC": ("GPhC", r"[0-9]{7}", "7 figures, such as GPhC 9990001"),
    "GDC": ("GDC", r"[0-9]{4,6}", "4 to 6 figures, such as GDC 999001"),
}
# Of figures alone nobody can say whose they are.
_SAY_THEMSELVES = ("NMC", "HCPC")
_BETWEEN = r"[\s.,:;#/()\-–—]*"
_WRITTEN = re.compile(
    rf"(?:({'|'.join(_REGISTERS)}){_BETWEEN})?"
    rf"(?:(?:REGISTRATION|REG|NUMBER|NUM|NO|PIN|REF|IS)\b{_BETWEEN})*(.*)",
    re.DOTALL,
)


def read(text: str) -> str:
    """The register and its number, "GMC 9990001". Raises ValueError with what to do about it."""
    written = _WRITTEN.fullmatch(text.strip().upper())
    assert written is not None  # both parts may be blank
    register, number = written[1], re.sub(_BETWEEN, "", written[2])
    if register is not None:
        return _of(register, number)
    for each in _SAY_THEMSELVES:
        if re.fullmatch(_REGISTERS[each][1], number):
            return f"{each} {number}"
    raise ValueError(
        "Write the register before the number, such as GMC 9990001, NMC 99A0001E, HCPC RA99902, "
        "GPhC or GDC. A number of another register is left out."
    )


def _of(register: str, number: str) -> str:
    called, shape, like = _REGISTERS[register]
    if not re.fullmatch(shape, number):
        raise ValueError(f"A {called} number has {like}. Look again, or leave it out.")
    return f"{called} {number}"
