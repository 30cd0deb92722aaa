"""TwiML documents, read as strictly as we can: a mistake is an error, never a guess."""

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped] # it has no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped] # the same

from integrations.sandbox.grammar import breaches

_TYPES = ("application/xml", "text/xml")
# The whisper to a dialled phone may hold only these (vendor's documentation of Number's url).
WHISPER = frozenset({"Play", "Say", "Gather", "Hangup"})
# While a caller waits in a queue (vendor's documentation of Enqueue's waitUrl).
WAITING = frozenset({"Play", "Say", "Pause", "Gather", "Redirect", "Leave", "Hangup"})
# While somebody is alone in a conference or held there (waitUrl, HoldUrl).
IN_CONFERENCE = frozenset({"Play", "Say", "Pause", "Redirect"})
_MOST_SPEECH = 4096
_MOST_BYTES = 64_000
_NOT_PLAYED_HERE = {
    "Dial": {"record", "recordingTrack", "referUrl", "sequential", "events", "passports"},
    "Conference": {
        *("coach", "record", "eventCallbackUrl", "jitterBufferSize", "maxParticipants", "muted"),
        *("participantLabel", "recordingConfigurationId", "region", "trim"),
        *("statusCallback", "statusCallbackEvent"),
    },
    "Gather": {"partialResultCallback", "speechModel", "enhanced", "hints", "bargeIn", "debug"},
    "Record": {"transcribe", "transcribeCallback", "recordingConfigurationId"},
    "Number": {"machineDetection", "amdStatusCallback", "byoc"},
    "Enqueue": {"workflowSid"},
}


class TwimlError(Exception):
    """A document the carrier will not perform; `code` is the vendor's error code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


@dataclass(frozen=True)
class Document:
    """A checked document and the address it came from, against which its addresses are read."""

    root: Element
    url: str

    def verbs(self) -> list[Element]:
        return list(self.root)

    def address(self, value: str) -> str:
        """An address inside the document; an empty one is the document's own."""
        return urljoin(self.url, value) if value else self.url


def read(body: bytes, content_type: str, url: str, only: frozenset[str] | None = None) -> Document:
    """A voice document; `only` narrows the verbs where the vendor does. Raises TwimlError."""
    if content_type.split(";")[0].strip().lower() not in _TYPES:
        raise TwimlError(12300, f"Content type {content_type!r} is not XML.")
    if len(body) > _MOST_BYTES:
        raise TwimlError(11750, f"The document is longer than {_MOST_BYTES} bytes.")
    root = _parse(body)
    if found := breaches(root, "voice"):
        raise TwimlError(12200, "; ".join(map(str, found)))
    if only is not None and (other := [verb.tag for verb in root if verb.tag not in only]):
        raise TwimlError(13000, f"{other[0]} may not stand here, only {', '.join(sorted(only))}.")
    _check_rules(root)
    return Document(root, url)


def read_messaging(body: bytes, content_type: str) -> Element | None:
    """A reply to an SMS, None where there is nothing to say. Raises TwimlError."""
    if not body.strip():
        return None
    if content_type.split(";")[0].strip().lower() not in _TYPES:
        raise TwimlError(12300, f"Content type {content_type!r} is not XML.")
    root = _parse(body)
    if found := breaches(root, "messaging"):
        raise TwimlError(12200, "; ".join(map(str, found)))
    return root


def spoken(say: Element) -> str:
    return " ".join("".join(say.itertext()).split())


def number(verb: Element, name: str, default: int) -> int:
    return int(verb.get(name, default))


def flag(verb: Element, name: str, default: bool) -> bool:
    return verb.get(name, "true" if default else "false") == "true"


def _parse(body: bytes) -> Element:
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, expat.ExpatError, ValueError) as error:
        raise TwimlError(12100, f"Document parse failure: {error}") from error
    return root


def _check_rules(root: Element) -> None:
    """What the grammar cannot say: lengths, methods, needed words, verbs this carrier lacks."""
    for verb in root.iter():
        _check_verb(verb)


def _check_verb(verb: Element) -> None:
    for name, value in verb.attrib.items():
        if name.lower().endswith("method") and value != "POST":
            raise TwimlError(12200, f"{verb.tag} {name}={value!r}: this carrier posts, always.")
        if name in _NOT_PLAYED_HERE.get(verb.tag, ()) and value not in ("false", "do-not-record"):
            raise TwimlError(12200, f"{verb.tag} {name} is not played by this carrier.")
    if verb.tag == "Say" and not 0 < len(spoken(verb)) <= _MOST_SPEECH:
        raise TwimlError(13520, f"Say needs 1 to {_MOST_SPEECH} characters.")
    if verb.tag in ("Redirect", "Number", "Queue", "Conference") and not (verb.text or "").strip():
        raise TwimlError(12200, f"{verb.tag} is empty.")
    if verb.tag == "Gather" and verb.get("input", "dtmf") != "dtmf":
        raise TwimlError(12200, "Gather input other than dtmf is not played by this carrier.")
    if verb.tag == "Dial" and verb.find("Conference") is not None and len(verb) > 1:
        raise TwimlError(12200, "A Dial holds one Conference and nothing else.")
