"""`demo` where it cannot start: one line that says how to mend it, and exit code 2."""

import subprocess
import sys

from advice_line.demo import hosting
from tests.demo.conftest import Demo


def test_a_port_that_is_taken(demo: Demo) -> None:
    with hosting.reserve(0) as taken:
        taken.listen()
        port = str(hosting.port_of(taken))
        told = demo("--port", port)
    assert (told.code, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert line == (
        f"Port {port} is taken. Choose another: make demo PORT=8001, or demo --port 8001."
    )


def test_without_what_only_the_demonstration_needs() -> None:
    hidden = "import sys; sys.modules['aiosmtpd'] = None"
    start = "from advice_line.cli.app import run; sys.exit(run(['demo', '--story']))"
    command = [sys.executable, "-c", f"{hidden}; {start}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (ran.returncode, ran.stdout) == (2, "")
    (line,) = ran.stderr.splitlines()
    assert line == "The demonstration needs aiosmtpd: pip install 'advice-line[demo]'"
