"""How fast a press in Slack is acknowledged: `python -m benchmarks.slack`.

`serve` as a process over SQLite, and a Slack in miniature in this one: signed requests one way, its
Web API the other. Four hundred written questions wait; somebody presses at random instants, twenty
times a second: three in four claim a question, the others want to close one, for which a form is
opened. What is timed is what Slack waits for: that the press is checked, kept and acknowledged.
What follows goes on beside it. The rows are counted afterwards: exit code 1 where a press was not
acknowledged, or a question that was claimed has no owner. No test holds a time.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlmodel import col, func, select

from advice_line.assembly import Service, build
from advice_line.desk.questions import arriving, askers
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.ports.chat import QueryAct
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM
from benchmarks import running, site
from benchmarks.figures import centile
from integrations.sandbox.slack import payloads
from integrations.sandbox.slack.delivering import Delivered
from integrations.sandbox.slack.miniature import SIGNING_SECRET, Miniature
from integrations.sandbox.slack.posting import loopback_post
from integrations.slack import marks
from integrations.slack.marks import About
from tests.servers.processes import Deployment, free_port

PRESSES, A_SECOND, CLAIMS = 600, 20.0, 0.75
CHANNEL, ACCOUNT = "C0HOTDOC", "U0AMARA"


@dataclass(frozen=True)
class Asking:
    """A question that waits, as its card names it."""

    reference: str
    version: int


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slack")
    parser.add_argument("--presses", type=int, default=PRESSES)
    parser.add_argument("--a-second", type=float, default=A_SECOND)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name:
        try:
            print("\n".join(_measured(Path(name), given.presses, given.a_second)))
        except ValueError as failed:
            print(failed, file=sys.stderr)
            return 1
    return 0


def _measured(folder: Path, presses: int, a_second: float) -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}{marks.EVENTS}"
    with Miniature(address, loopback_post()) as slack:
        slack.workspace.user(ACCOUNT, "Dr Amara Example")
        slack.workspace.channel(CHANNEL, "hot-doc", ACCOUNT)
        environment = site.settings(f"sqlite:///{folder / 'site.sqlite3'}") | {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
        }
        service = _service(environment)
        try:
            waiting = _asked(service, presses)
            with Deployment(folder, environment) as deployment:
                web = deployment.start("web", "serve", "--port", str(port)).wait_for_health(port)
                before = running.cpu_seconds(web)
                done = _pressed(slack, waiting, presses, a_second)
                cpu = running.cpu_seconds(web) - before
                yield from _told(done, cpu, _claimed(service, done))
        finally:
            service.close()


def _service(environment: dict[str, str]) -> Service:
    secret = ("DATA_KEYS", "SECRET_KEY")
    named: dict[str, Any] = {
        name.lower(): SecretStr(environment[name]) if name in secret else environment[name]
        for name in ("DATABASE_URL", "PUBLIC_URL", *secret)
    }
    service = build(Settings(_env_file=None, **named))
    service.ledger.db.upgrade()
    setting_up.set_up(service.ledger, _setup_file(), by=SYSTEM, reason=None)
    return service


def _setup_file() -> str:
    line = f'switchboard = "+441632960999"\nslack_channel = "{CHANNEL}"'
    person = f'email = "amara@example.org"\nslack_user = "{ACCOUNT}"'
    text = site.setup_file().replace('switchboard = "+441632960999"', line, 1)
    return text.replace('email = "amara@example.org"', person, 1)


def _asked(service: Service, count: int) -> list[Asking]:
    with service.ledger.work("benchmark") as work:
        line = lookups.lines(work.session)[0]
        found = []
        for number in range(count):
            asked = Asked(
                channel=Channel.EMAIL,
                key=f"mail {number}",
                asker=askers.of_address(work, f"practice{number % site.PRACTICES + 1}@example.org"),
                words="A mass on the chest film. What next?",
                reply_by=Channel.EMAIL,
                urgency=Urgency.TWO_DAYS,
            )
            query, _ = arriving.opened(work, line, asked)
            found.append(Asking(query.reference, query.version))
        return found


@dataclass(frozen=True)
class Press:
    claim: bool
    delivered: Delivered


def _pressed(slack: Miniature, waiting: list[Asking], presses: int, a_second: float) -> list[Press]:
    """An open loop: who presses does not wait for who pressed before."""
    chance = random.Random(1)  # noqa: S311 # instants, no secrets
    begun, due = time.monotonic(), 0.0
    with ThreadPoolExecutor(32) as people:
        going = []
        for asking in waiting[:presses]:
            due += chance.expovariate(a_second)
            time.sleep(max(0.0, begun + due - time.monotonic()))
            act = QueryAct.CLAIM if chance.random() < CLAIMS else QueryAct.CLOSE
            going.append(people.submit(_press, slack, asking, act))
        return [each.result() for each in going]


def _press(slack: Miniature, asking: Asking, act: QueryAct) -> Press:
    workspace = slack.workspace
    element = {
        "type": "button",
        "text": {"type": "plain_text", "text": act.value},
        "action_id": marks.act_id(act, asking.reference),
        "value": About(asking.reference, asking.version).to_value(),
    }
    channel = {"id": CHANNEL, "name": "hot-doc"}
    payload = payloads.action(workspace, workspace.users[ACCOUNT], element, "b")
    payload |= {"container": {"type": "message", "channel_id": CHANNEL}, "channel": channel}
    return Press(act is QueryAct.CLAIM, slack.delivering.interaction(payload))


def _claimed(service: Service, done: list[Press]) -> int:
    """How many questions have an owner, once what goes on beside is done: half a minute at most."""
    wanted = sum(each.claim for each in done)
    for _ in range(300):
        with service.ledger.look("benchmark") as work:
            owned = select(func.count()).select_from(Query).where(col(Query.owner_id).is_not(None))
            found = work.session.exec(owned).one()
        if found == wanted:
            break
        time.sleep(0.1)
    return found


def _told(done: list[Press], cpu: float, claimed: int) -> Iterator[str]:
    """Raises ValueError where a press came to nothing."""
    refused = [each.delivered.status for each in done if each.delivered.status != 200]
    wanted = sum(each.claim for each in done)
    if refused or claimed != wanted:
        raise ValueError(f"{len(refused)} presses failed; {claimed} of {wanted} have an owner.")
    taken = sorted(each.delivered.seconds for each in done)
    figures = [centile(taken, 50), centile(taken, 99), taken[-1], cpu / len(done)]
    yield f"{'presses':>9}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}{'cpu ms':>9}"
    yield f"{len(done):>9}" + "".join(f"{each * 1000:>9.1f}" for each in figures)
    yield f"{claimed} questions have the owner who claimed them"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
