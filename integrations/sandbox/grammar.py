"""TwiML against the vendor's own grammar: element → children → attributes, nothing else allowed."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

# ElementTree spells the one prefixed attribute of SSML with its namespace.
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True)
class Breach:
    """Where a document breaks the grammar, in words for whoever wrote it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@cache
def _grammar(kind: str) -> dict[str, dict[str, Any]]:
    text = files("integrations.sandbox.data").joinpath("twiml_grammar.json").read_text("utf-8")
    grammar: dict[str, dict[str, Any]] = json.loads(text)[kind]
    return grammar


def breaches(root: Element, kind: str) -> list[Breach]:
    """All breaches of the document under `root`; `kind` is "voice" or "messaging"."""
    if root.tag != "Response":
        return [Breach(root.tag, "the outermost element must be Response")]
    return _element(root, "Response", "Response", _grammar(kind))


def _element(
    node: Element, name: str, where: str, grammar: dict[str, dict[str, Any]]
) -> list[Breach]:
    rule = grammar[name]
    found = [*_attributes(node, rule["attributes"], where), *_words(node, rule["text"], where)]
    for child in node:
        below = f"{where}/{child.tag}"
        if child.tag not in rule["children"]:
            found.append(Breach(below, f"{name} cannot hold this element"))
        else:
            found += _element(child, rule["children"][child.tag], below, grammar)
    return found


def _words(node: Element, allowed: bool, where: str) -> list[Breach]:
    loose = [node.text, *(child.tail for child in node)]
    if not allowed and any(part and part.strip() for part in loose):
        return [Breach(where, "holds words where only elements may stand")]
    return []


def _attributes(node: Element, rules: dict[str, Any], where: str) -> list[Breach]:
    found = []
    for key, value in node.attrib.items():
        name = key.replace(_XML, "xml:")
        if name not in rules:
            found.append(Breach(where, f"attribute {name} is unknown"))
        elif (wrong := _wrong(value, rules[name])) is not None:
            found.append(Breach(where, f"{name}={value!r} {wrong}"))
    return found


def _wrong(value: str, rule: dict[str, Any]) -> str | None:
    kind, values = rule["type"], rule.get("values")
    if kind == "boolean":
        return None if value in ("true", "false") else "is neither true nor false"
    if kind == "number":
        return None if value.isascii() and value.isdecimal() else "is no whole number"
    if kind == "word" and values is not None:
        return None if value in values else f"is none of {', '.join(values[:8])}"
    if kind == "words" and values is not None:
        strange = [word for word in value.split(" ") if word not in values]
        return f"holds {strange[0]!r}, which is none of {', '.join(values)}" if strange else None
    return None
