"""docs/safety/data-flows.md: what goes where, drawn from the channels that the code has.

    python -m tests.house.data_flows

writes the picture and its table anew. A channel without a row here turns a test red.
"""

from dataclasses import dataclass
from pathlib import Path

from advice_line.kinds import Channel
from advice_line.outgoing_kinds import OutChannel
from tests.house.documents import DOCS

FILE = DOCS / "safety" / "data-flows.md"
BEGINS, ENDS = "<!-- drawn: begin -->", "<!-- drawn: end -->"
WORDS, IDS = "words of a patient", "ids alone"
ALLOWED = "words of a patient where the address may carry them"
APPROVED = "ids alone; words of a patient where the trust has approved the workspace"


@dataclass(frozen=True)
class Flow:
    """`other` is at the far end, `by` who carries it, `carries` the most that may be in it."""

    other: str
    by: str
    carries: str
    kept: str


IN: dict[Channel, Flow] = {
    Channel.CALL: Flow(
        "GP or hospital clinician", "telephone carrier", WORDS, "a sound, sealed; deleted there"
    ),
    Channel.CALL_BACK: Flow("GP or hospital clinician", "telephone carrier", WORDS, "as a call"),
    Channel.EMAIL: Flow(
        "GP or hospital clinician", "the site's mail server", WORDS, "the mail as it came, sealed"
    ),
    Channel.SMS: Flow(
        "GP or hospital clinician", "telephone carrier", WORDS, "sealed; deleted there"
    ),
    Channel.FORM: Flow("GP or hospital clinician", "https", WORDS, "sealed"),
    Channel.CHAT: Flow(
        "hospital clinician", "Slack", APPROVED, "sealed; who writes a patient there is told so"
    ),
    Channel.API: Flow("a practice's own system", "https, with its key", WORDS, "sealed"),
    Channel.PAGE: Flow("responder or radiology office", "https", WORDS, "sealed"),
}
OUT: dict[OutChannel, Flow] = {
    OutChannel.SMS: Flow(
        "responder, GP", "telephone carrier", IDS, "not kept: made from ids as it leaves"
    ),
    OutChannel.CALL: Flow(
        "responder, GP", "telephone carrier", IDS, "spoken: who rings, never about whom"
    ),
    OutChannel.LIVE_CALL: Flow(
        "a call that goes on", "telephone carrier", IDS, "what to do with the call"
    ),
    OutChannel.EMAIL: Flow(
        "practice, responder", "the site's mail server", ALLOWED, "the letter, sealed"
    ),
    OutChannel.CHAT: Flow("who is on duty", "Slack", IDS, "reference, urgency, how long it waits"),
    OutChannel.WEBHOOK: Flow("a practice's own system", "https, signed", IDS, "that it may ask"),
    OutChannel.FOLDER: Flow(
        "the hospital's record", "a folder or mailbox of the hospital", WORDS, "the letter, sealed"
    ),
}


def picture() -> str:
    lines = ["flowchart LR", '    line["Advice Line: sealed in the database"]']
    for each, flow in IN.items():
        lines += [
            f'    in_{each.value}["{flow.other}"]',
            f'    in_{each.value} -->|"{_name(each)} by {flow.by}: {flow.carries}"| line',
        ]
    for out, flow in OUT.items():
        lines += [
            f'    out_{out.value}["{flow.other}"]',
            f'    line -->|"{_name(out)} by {flow.by}: {flow.carries}"| out_{out.value}',
        ]
    return "\n".join(lines)


def table() -> str:
    rows = [
        "| | channel | far end | carried by | holds at most | here |",
        "|---|---|---|---|---|---|",
    ]
    rows += [_row("in", _name(each), flow) for each, flow in IN.items()]
    rows += [_row("out", _name(each), flow) for each, flow in OUT.items()]
    return "\n".join(rows)


def drawn() -> str:
    return f"{BEGINS}\n\n```mermaid\n{picture()}\n```\n\n{table()}\n\n{ENDS}"


def anew(text: str) -> str:
    before, _, rest = text.partition(BEGINS)
    return before + drawn() + rest.partition(ENDS)[2]


def _name(each: Channel | OutChannel) -> str:
    return each.value.replace("_", " ")


def _row(way: str, name: str, flow: Flow) -> str:
    return f"| {way} | {name} | {flow.other} | {flow.by} | {flow.carries} | {flow.kept} |"


def write(file: Path = FILE) -> None:
    file.write_text(anew(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
