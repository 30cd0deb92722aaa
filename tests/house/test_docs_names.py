"""The documents name every setting, command, option, field and number there is, and none that is
not."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import typer
from pydantic import BaseModel
from starlette.testclient import TestClient
from typer.main import get_command

from advice_line import call_kinds, directory_kinds, kinds, outgoing_kinds, written_kinds
from advice_line.cli.app import application
from advice_line.demo.story import switches
from advice_line.directory.setup.file import SetupFile
from advice_line.rules.life import diagram
from advice_line.schemas import query as shapes
from advice_line.settings import SECRETS_DIR, Settings
from advice_line.worker import run_once
from tests.house.documents import Document, document, every, rows
from tests.stories.world import PUBLIC_URL, world

SETTINGS = document("docs/settings.md")
COMMANDS = document("docs/commands.md")
SETUP_FILE = document("docs/setup-file.md")
INTERFACES = document("docs/interfaces.md")
# Groups of settings of which the documents speak together.
OF_ONE_KIND = {"TWILIO_", "SLACK_"}


@dataclass(frozen=True)
class Command:
    """As the command line knows it: its words, its options, how it reads what is typed."""

    words: str
    options: frozenset[str]
    reader: Any


def commands(node: Any = None, before: tuple[str, ...] = ()) -> Iterator[Command]:
    node = node or get_command(application())
    inside = getattr(node, "commands", {})
    if before and (not inside or node.invoke_without_command):
        named = [each.opts for each in node.params if each.param_type_name == "option"]
        options = frozenset(max(opts, key=len) for opts in named)
        yield Command(" ".join(("advice-line", *before)), options, node)
    for name, each in inside.items():
        yield from commands(each, (*before, name))


THERE = {each.words: each for each in commands()}


def test_every_setting_is_explained_and_no_other() -> None:
    explained = [words.strip("`") for words in SETTINGS.headings(3)]
    assert sorted(explained) == sorted(name.upper() for name in Settings.model_fields)
    for name in explained:
        assert re.findall(r"^- (\w+):", SETTINGS.section(f"`{name}`"), re.MULTILINE) == [
            "Default",
            "Example",
            "Missing",
        ]


@pytest.mark.parametrize("shown", every(), ids=lambda each: each.name)
def test_no_document_speaks_of_a_setting_that_is_none(shown: Document) -> None:
    prefixes = {name.upper().partition("_")[0] for name in Settings.model_fields}
    named = re.findall(rf"\b(?:{'|'.join(sorted(prefixes))})_[A-Z][A-Z_]*\b", shown.text)
    known = {name.upper() for name in Settings.model_fields} | {SECRETS_DIR} | OF_ONE_KIND
    assert set(named) - known == set()


def test_every_command_is_explained_and_no_other() -> None:
    assert sorted(words.strip("`") for words in COMMANDS.headings(3)) == sorted(THERE)


@pytest.mark.parametrize("words", THERE)
def test_every_option_of_a_command_is_explained_and_no_other(words: str) -> None:
    explained = {
        option
        for row in rows(COMMANDS.section(f"`{words}`"))
        for option in re.findall(r"`(--[\w-]+)`", row[0])
    }
    assert explained == THERE[words].options
    assert "Exits 0" in COMMANDS.section(f"`{words}`")


def test_every_bad_day_of_the_demonstration_is_named_and_no_other() -> None:
    table = rows(COMMANDS.section("`advice-line demo`"))
    named = {row[0].strip("`"): row[1] for row in table if not row[0].startswith("`--")}
    assert named == switches()


def typed_in(shown: Document) -> Iterator[str]:
    """Command lines a reader may copy: in blocks of code, and whole ones between backticks."""
    for block in shown.blocks(""):
        for line in block.replace("\\\n", "").splitlines():
            bare = line.strip().removeprefix(".venv/bin/")
            if bare.startswith("advice-line "):
                yield bare
    yield from re.findall(r"`(advice-line [^`\n]+)`", shown.prose)


@pytest.mark.parametrize("shown", every(), ids=lambda each: each.name)
def test_every_command_line_shown_is_one_that_can_be_typed(shown: Document) -> None:
    for line in typed_in(shown):
        words = shlex.split(line, comments=True)
        found = _named(words)
        if found is None:
            assert _is_group(words) or words[1:] in (["COMMAND", "--help"], ["--version"]), line
        elif len(words) > len(found.words.split()):
            with found.reader.make_context("shown", words[len(found.words.split()) :]):
                pass


def _named(words: list[str]) -> Command | None:
    """The longest command with which a line begins."""
    for length in (4, 3, 2):
        if (found := THERE.get(" ".join(words[:length]))) is not None:
            return found
    return None


def _is_group(words: list[str]) -> bool:
    return any(each.startswith(f"{' '.join(words)} ") for each in THERE)


def test_a_line_that_cannot_be_typed_is_found_out() -> None:
    reader = THERE["advice-line rota gaps"].reader
    with pytest.raises(Exception, match="No such option"):
        reader.make_context("shown", ["--nonsense"])
    assert _named(["advice-line", "rota", "nonsense"]) is None
    assert not _is_group(["advice-line", "rota", "nonsense"])
    assert isinstance(application(), typer.Typer)


def tables_of(heading: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """A table of the setup file under the heading that explains it, then those inside it."""
    yield heading, model
    for name, each in model.model_fields.items():
        for inner in _models(each.annotation):
            yield from tables_of(f"`{name}`", inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


TABLES = [
    (f"`[[{name}]]`", *table)
    for name, annotation in get_type_hints(SetupFile).items()
    for model in _models(annotation)
    for table in tables_of(f"`[[{name}]]`", model)
]


@pytest.mark.parametrize(("whole", "heading", "model"), TABLES, ids=[each[1] for each in TABLES])
def test_every_field_of_the_setup_file_is_explained_and_no_other(
    whole: str, heading: str, model: type[BaseModel]
) -> None:
    """Two tables may have an inner one of the same name: each stands under its own."""
    within = Document(SETUP_FILE.path, f"## {whole}\n{SETUP_FILE.section(whole)}")
    section = re.split(r"^###? ", within.section(heading), flags=re.MULTILINE)[0]
    explained = [row[0].strip("`") for row in rows(section)]
    assert explained == [each.alias or name for name, each in model.model_fields.items()]


def test_the_setup_file_has_no_table_that_is_not_explained() -> None:
    assert {words for words in SETUP_FILE.headings() if words.startswith("`")} == {
        heading for _, heading, _ in TABLES
    }


def test_every_metric_is_explained_and_no_other(sqlite_template: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(sqlite_template, tmp_path / "numbers.sqlite3")
    with world(f"sqlite:///{path}") as site:
        run_once(site.service, "a worker")
        answer = TestClient(site.service.app, base_url=PUBLIC_URL).get("/metrics")
    there = set(re.findall(r"^# TYPE (\w+) (?:gauge|histogram)$", answer.text, re.MULTILINE))
    explained = {row[0].strip("`"): row[1] for row in rows(INTERFACES.section("Metrics"))}
    # Absent without a mailbox, before a fact or a report was made; one kind of work without the
    # chat.
    ages = ("mailbox_read", "audit_facts", "audit_report")
    absent = {f"advice_line_{each}_age_seconds" for each in ages}
    assert set(explained) - absent == there - absent
    for name in ("advice_line_work_due_by", "advice_line_alarms", "advice_line_webhook_seconds"):
        kinds = set(re.findall(rf'^{name}\w*{{kind="(\w+)"', answer.text, re.MULTILINE))
        assert set(re.findall(r"`(\w+)`", explained[name])) - {"kind", "chat_envelopes"} == kinds


def test_a_query_shows_every_key_of_its_shape() -> None:
    (shown,) = [block for block in INTERFACES.blocks("json") if '"query/1"' in block]
    named = set(re.findall(r'"(\w+)":', shown))
    there = set(_keys(shapes.Query))
    assert named == there


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, each in model.model_fields.items():
        yield each.alias or name
        for inner in _models(each.annotation):
            yield from _keys(inner)


VALUES: dict[str, type[StrEnum]] = {
    "requester.identified_by": directory_kinds.IdentifiedBy,
    "urgency.asked": kinds.Urgency,
    "urgency.set": kinds.AlertWord,
    "contacts.reason": call_kinds.CallReason,
    "contacts.ended": kinds.ContactEnded,
    "offers.state": kinds.OfferState,
    "tasks.kind": kinds.TaskKind,
    "outgoing.state": outgoing_kinds.OutgoingState,
    "attachments.refused": written_kinds.Refused,
    "passed_on.reason": written_kinds.PassReason,
    "passed_on.state": written_kinds.PassOnState,
    "delays.reason": written_kinds.DelayReason,
    "delays.state": written_kinds.DelayState,
    "case.state": kinds.CaseState,
}


def test_every_value_of_a_closed_list_is_named_and_no_other() -> None:
    named = {row[0].strip("`"): row[1] for row in rows(INTERFACES.section("A query"))}
    for key, values in VALUES.items():
        assert re.findall(r"`(\w+)`", named[key]) == [str(value) for value in values], key


def test_the_life_of_a_query_is_drawn_from_its_table() -> None:
    """To draw it again: `python -c "from advice_line.rules.life import diagram; print(diagram())"`
    into the block of docs/architecture.md."""
    assert document("docs/architecture.md").blocks("mermaid") == [diagram()]
