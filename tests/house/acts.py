"""Every act that the code writes into the trail, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.house.documents import ROOT

_WRITERS = {"record", "record_named", "note"}
_ACT = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@cache
def written() -> frozenset[str]:
    """`kind.what`, and `kind.` where the code puts the rest together as it runs."""
    files = [each for top in ("advice_line", "integrations") for each in (ROOT / top).rglob("*.py")]
    trees = [(file.stem, ast.parse(file.read_text("utf-8"))) for file in files]
    elsewhere = {
        f"{stem}.{name}": value for stem, tree in trees for name, value in _constants(tree)
    }
    return frozenset(act for _, tree in trees for act in _of(tree, elsewhere))


def _of(tree: ast.Module, elsewhere: dict[str, str]) -> Iterator[str]:
    named = elsewhere | dict(_constants(tree))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _writes(call.func):
            for given in call.args[:2]:
                yield from _acts(given, named)


def _writes(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr in _WRITERS


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for each in tree.body:
        if not isinstance(each, ast.Assign):
            continue
        names, values = ([each.targets[0]], [each.value])
        if isinstance(names[0], ast.Tuple) and isinstance(values[0], ast.Tuple):
            names, values = names[0].elts, values[0].elts
        for name, value in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                yield name.id, str(value.value)


def _acts(given: ast.expr, named: dict[str, str]) -> Iterator[str]:
    if isinstance(given, ast.IfExp):
        yield from (*_acts(given.body, named), *_acts(given.orelse, named))
        return
    text = ""
    if isinstance(given, ast.Constant):
        text = str(given.value)
    elif isinstance(given, (ast.Name, ast.Attribute)):
        text = named.get(ast.unparse(given), "")
    elif isinstance(given, ast.JoinedStr) and isinstance(given.values[0], ast.Constant):
        text = str(given.values[0].value)
        text = text if re.fullmatch(r"[a-z_]+\.", text) else ""
    if _ACT.fullmatch(text) or text.endswith("."):
        yield text
