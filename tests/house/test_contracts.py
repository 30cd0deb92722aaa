"""Each import contract of pyproject.toml holds, and each goes red when one import breaks it."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

ROOT = Path(__file__).parents[2]
OPTIONS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "tool"
]["importlinter"]
KINDS: dict[str, type[Contract]] = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
}
CONTRACTS = {contract["id"]: contract for contract in OPTIONS["contracts"]}

# For each contract one import that it must not bear.
PLANTED = {
    "house": ("advice_line.trust.roles", "advice_line.desk.calls"),
    "desk": ("advice_line.desk.owed.tasks", "advice_line.desk.calls"),
    "staff": ("advice_line.desk.staff.history", "advice_line.desk.staff.office"),
    "sending": ("advice_line.desk.sending.answer_texts", "advice_line.desk.sending.couriers"),
    "interruptions": (
        "advice_line.desk.interruptions.interrupting",
        "advice_line.desk.interruptions.quiet_windows",
    ),
    "asking": ("advice_line.desk.asking.confirming", "advice_line.desk.asking.form"),
    "practice": ("advice_line.desk.practice.own", "advice_line.desk.practice.people"),
    "published": ("advice_line.desk.published.facts", "advice_line.desk.published.watching"),
    "education": ("advice_line.education.cases.known", "advice_line.education.packs.month"),
    "owners": ("advice_line.desk.owners.climbing", "advice_line.desk.owners.taking"),
    "record": ("advice_line.desk.record.casework", "advice_line.desk.record.identity"),
    "letter": ("advice_line.desk.letter.letter_pdf", "advice_line.desk.letter.letters"),
    "owed": ("advice_line.desk.owed.tasks", "advice_line.desk.owed.tracing"),
    "query": ("advice_line.desk.query.moving", "advice_line.desk.query.query_json"),
    "phone": ("advice_line.desk.phone.stages", "advice_line.desk.phone.intake"),
    "countersigning": (
        "advice_line.desk.countersigning.owing",
        "advice_line.desk.countersigning.door",
    ),
    "in-call": ("advice_line.desk.in_call.rooms", "advice_line.desk.in_call.door"),
    "ring-back": ("advice_line.desk.ring_back.placed", "advice_line.desk.ring_back.speaking"),
    "mailbox": ("advice_line.desk.mailbox.senders", "advice_line.desk.mailbox.sorting"),
    "outage": ("advice_line.desk.outage.unheard", "advice_line.desk.outage.list_reading"),
    "guards": ("advice_line.desk.guards.alarms", "advice_line.desk.guards.alarm_texts"),
    "messages": ("advice_line.desk.messages.spoken", "advice_line.desk.messages.voicemail"),
    "alerting": ("advice_line.desk.alerting.rows", "advice_line.desk.alerting.door"),
    "factors": ("advice_line.desk.factors.words", "advice_line.desk.factors.proof"),
    "filing": ("advice_line.desk.filing.putting", "advice_line.desk.filing.taken_up"),
    "receipts": ("advice_line.desk.receipts.reaching", "advice_line.desk.receipts.posting"),
    "tracers": ("advice_line.desk.tracers.reach", "advice_line.desk.tracers.asking"),
    "questions": ("advice_line.desk.questions.files", "advice_line.desk.questions.joining"),
    "chat": ("advice_line.desk.chat.cards", "advice_line.desk.chat.door"),
    "systems": ("advice_line.desk.systems.own", "advice_line.desk.systems.door"),
    "waits": ("advice_line.directory.waits.standing", "advice_line.directory.waits.keeping"),
    "staffing": ("advice_line.staffing.changes.amending", "advice_line.staffing.swaps.swapping"),
    "ledger": ("advice_line.ledger.vault", "advice_line.ledger.sender"),
    "audit": ("advice_line.audit.periods", "advice_line.audit.disclosure.track"),
    "rota": ("rota.values", "rota.duty"),
    "rota-beside": ("rota.plans.planning", "rota.exchange.importing"),
    "rota-plans": ("rota.plans.fairness", "rota.plans.planning_solver"),
    "rota-exchange": ("rota.exchange.sheets", "rota.exchange.importing"),
    "vendors-see-ports": ("integrations.twilio.forms", "advice_line.tables.queries"),
    "sandbox-knows-nobody": ("integrations.sandbox.carrier", "advice_line.kinds"),
    "service-without-sandbox": ("advice_line.assembly", "integrations.sandbox.carrier"),
    "vendors-apart": ("integrations.twilio.telephone", "integrations.email.smtp"),
    "pure-rooms": ("advice_line.rules.routing", "sqlalchemy"),
    "pure-rota": ("rota.duty", "sqlmodel"),
    "vendor-kits": ("advice_line.desk.calls", "twilio"),
    "one-scheduler": ("advice_line.desk.sweeps", "apscheduler"),
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        *OPTIONS["root_packages"], include_external_packages=True, cache_dir=None
    )


@pytest.fixture(params=CONTRACTS)
def contract(request: pytest.FixtureRequest) -> Contract:
    configuration.configure()
    # The fields of a contract are read as the text that an ini file would hold.
    told = {
        key: str(value) if isinstance(value, bool) else value
        for key, value in CONTRACTS[request.param].items()
    }
    session = {key: value for key, value in OPTIONS.items() if key != "contracts"}
    return KINDS[told["type"]](name=told["name"], session_options=session, contract_options=told)


def test_the_house_as_it_stands_keeps_it(contract: Contract, graph: grimp.ImportGraph) -> None:
    assert contract.check(deepcopy(graph), verbose=False).kept


def test_one_planted_import_breaks_it(contract: Contract, graph: grimp.ImportGraph) -> None:
    importer, imported = PLANTED[contract.contract_options["id"]]
    planted = deepcopy(graph)
    assert importer in planted.modules
    planted.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert not contract.check(planted, verbose=False).kept


def test_every_contract_has_an_import_that_would_break_it() -> None:
    assert set(PLANTED) == set(CONTRACTS)


def test_no_init_file_imports_anything() -> None:
    filled = [
        path
        for package in OPTIONS["root_packages"]
        for path in (ROOT / package).rglob("__init__.py")
        if path.read_text(encoding="utf-8").strip()
    ]
    assert filled == []
