"""Renew twiml_grammar.json from the typings of npm `twilio@6.2.0` (MIT, LICENSE.twilio-node.txt).

    npm pack twilio@6.2.0 && tar xzf twilio-6.2.0.tgz
    python -m integrations.sandbox.data.renew_grammar package

The typings are the only published grammar of TwiML: a class per element, a method per child, an
interface per attribute list. Kept are the elements a telephone line uses; voices are kept for
English and for the neutral names, since the full list is longer than all the rest.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

SOURCE = "npm twilio@6.2.0, lib/twiml/{VoiceResponse,MessagingResponse}.d.ts"
TARGET = Path(__file__).with_name("twiml_grammar.json")

_VOICE = {
    *("Response", "Say", "Play", "Pause", "Gather", "Dial", "Number", "Queue", "Conference"),
    *("Enqueue", "Leave", "Record", "Redirect", "Reject", "Hangup"),
    *("SsmlBreak", "SsmlEmphasis", "SsmlLang", "SsmlP", "SsmlPhoneme", "SsmlProsody"),
    *("SsmlS", "SsmlSayAs", "SsmlSub", "SsmlW"),
}
_MESSAGING = {"Response", "Message", "Body", "Media", "Redirect"}

_CLASS = re.compile(r"(?:declare|export)? *class (\w+) extends TwiML \{(.*?)\n( *)\}", re.S)
_METHOD = re.compile(
    r"/\*\*(?P<words>(?:(?!\*/).)*)\*/\s*(?P<name>\w+)\((?P<args>[^)]*)\): \w+\.(?P<child>\w+);"
    r"(?:\s*(?P=name)\((?P<more>[^)]*)\): \w+\.\w+;)?",
    re.S,
)
_TAG = re.compile(r"<(\w+)> Twi[mM][lL]")
_INTERFACE = re.compile(r"interface (\w+)Attributes \{(.*?)\n    \}", re.S)
_ATTRIBUTE = re.compile(r'^\s+"?([\w:-]+)"?\?: ([\w\[\]]+);', re.M)
_ENUM = re.compile(r"^ *type (\w+) = (.*);$", re.M)

Grammar = dict[str, dict[str, Any]]


def reduce(typings: str, root: str, kept: set[str]) -> Grammar:
    """Element → its tag, children, attributes and whether it holds text.

    `root` is the class of `<Response>`; elements outside `kept` are left out everywhere.
    """
    enums = {name: re.findall(r'"([^"]*)"', values) for name, values in _ENUM.findall(typings)}
    attributes = {
        name: {key: _kind(kind, enums) for key, kind in _ATTRIBUTE.findall(body)}
        for name, body in _INTERFACE.findall(typings)
    }
    grammar: Grammar = {}
    for name, body, _ in _CLASS.findall(typings):
        element = "Response" if name == root else name
        if element in kept:
            entry = grammar.setdefault(element, {"children": {}, "attributes": {}, "text": False})
            entry["attributes"] = attributes.get(name, {})
            entry["children"] = _children(body, kept)
    for _name, body, _ in _CLASS.findall(typings):
        for method in _METHOD.finditer(body):
            child = method["child"]
            if child in grammar and _takes_words((method["args"] or "") + (method["more"] or "")):
                grammar[child]["text"] = True
    return grammar


def _children(body: str, kept: set[str]) -> dict[str, str]:
    """Tag → element. The tag stands in the comment, SSML's tags are the method's own name."""
    children = {}
    for method in _METHOD.finditer(body):
        if method["child"] in kept:
            tag = _TAG.search(method["words"])
            name = re.sub(r"(?<=[a-z])([A-Z])", r"-\1", method["name"]).lower()
            children[tag[1] if tag else name] = method["child"]
    return children


def _takes_words(arguments: str) -> bool:
    return bool(re.search(r"\b(?!attributes\b)\w+\??: string", arguments))


def _kind(kind: str, enums: dict[str, list[str]]) -> dict[str, Any]:
    several = kind.endswith("[]")
    name = kind.removesuffix("[]")
    if name in enums:
        values = [one for one in enums[name] if name != "SayVoice" or _english(one)]
        return {"type": "words" if several else "word", "values": values}
    return {"type": "words" if several else name}


def _english(voice: str) -> bool:
    return "." not in voice or ".en-" in voice or voice.startswith("Polly.")


def grammar(twiml: Path) -> dict[str, Any]:
    """Both grammars, from the package's folder `lib/twiml`."""
    voice = (twiml / "VoiceResponse.d.ts").read_text(encoding="utf-8")
    messaging = (twiml / "MessagingResponse.d.ts").read_text(encoding="utf-8")
    return {
        "source": SOURCE,
        "licence": "MIT, see LICENSE.twilio-node.txt",
        "voice": reduce(voice, "VoiceResponse", _VOICE),
        "messaging": reduce(messaging, "MessagingResponse", _MESSAGING),
    }


def main(package: Path) -> None:
    reduced = grammar(package / "lib" / "twiml")
    TARGET.write_text(json.dumps(reduced, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
