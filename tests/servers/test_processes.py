"""Children are started, watched, killed and started again, and none is left behind."""

import json
import os
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers.processes import Deployment, NotReady, free_port, healthy, set_clock

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[2]
MAIL = [sys.executable, "-m", "integrations.sandbox.mail"]
HEALTHY = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
print("starting", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    with Deployment(tmp_path, {"PYTHONPATH": str(ROOT)}) as deployment:
        yield deployment


def test_the_mail_server_runs_as_a_process_and_stops_when_asked(deployment: Deployment) -> None:
    child = deployment.start_program("mail", MAIL)
    where = json.loads(child.wait_for_line('"port"'))
    connection = smtplib.SMTP(where["host"], where["port"], "test.example.org", timeout=10)
    assert connection.noop()[0] == 250
    connection.close()
    assert child.stop() == 0
    assert child.stderr == ""


def test_a_killed_child_starts_again_and_its_output_grows(deployment: Deployment) -> None:
    port = free_port()
    child = deployment.start_program("web", [sys.executable, "-c", HEALTHY, str(port)])
    child.wait_for_health(port)
    child.kill()
    assert not child.running
    assert not healthy(port)
    child.start().wait_for_health(port)
    child.wait_for_line("starting")
    assert child.stdout == "starting\nstarting\n"
    assert deployment.output().startswith(b"starting\nstarting\n")


def test_a_line_of_an_earlier_start_is_not_taken_for_the_new_one(deployment: Deployment) -> None:
    once = (
        "import os, sys; print('ready') if not os.path.exists('seen') else None; open('seen', 'w')"
    )
    child = deployment.start_program("once", [sys.executable, "-c", once])
    child.wait_for_line("ready")
    child.process.wait(10)
    child.start()
    with pytest.raises(NotReady):
        child.wait_for_line("ready")


def test_a_child_that_ends_early_says_why(deployment: Deployment) -> None:
    child = deployment.start_program("bad", [sys.executable, "-c", "raise SystemExit('no key')"])
    with pytest.raises(NotReady, match="no key"):
        child.wait_for_line("ready")


def test_nothing_of_our_own_environment_reaches_a_child(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere.example.org/live")
    shows = "import json, os; print(json.dumps(dict(os.environ)))"
    child = deployment.start_program("shows", [sys.executable, "-c", shows])
    seen = json.loads(child.wait_for_line("{"))
    assert "DATABASE_URL" not in seen
    assert seen["HOME"] == str(deployment.folder)


def test_the_block_leaves_neither_child_nor_grandchild_behind(tmp_path: Path) -> None:
    starts = (
        "import signal, subprocess; child = subprocess.Popen(['sleep', '600'])\n"
        "print(child.pid, flush=True); signal.pause()"
    )
    with Deployment(tmp_path, {}) as deployment:
        child = deployment.start_program("starts", [sys.executable, "-c", starts])
        grandchild = psutil.Process(int(child.wait_for_line("")))
    assert not child.running
    assert psutil.wait_procs([grandchild], timeout=10)[1] == []


def test_children_of_killed_tests_die_with_them(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.servers.processes import Deployment\n"
        "waits = ['sh', '-c', 'echo up; exec sleep 600']\n"
        "child = Deployment(Path(sys.argv[1]), {}).start_program('waits', waits)\n"
        "child.wait_for_line('up')\n"
        "print(child.process.pid, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout is not None
        child = psutil.Process(int(tests.stdout.readline()))
        tests.kill()
    gone, alive = psutil.wait_procs([child], timeout=10)
    assert (gone, alive) == ([child], [])


def test_the_clock_file_is_put_at_once(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    set_clock(file, "2026-10-25T00:59:59Z")
    set_clock(file, "2026-10-25T00:59:59Z x60")
    assert file.read_text() == "2026-10-25T00:59:59Z x60\n"
    assert list(tmp_path.iterdir()) == [file]
