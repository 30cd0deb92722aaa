"""What a text is told, and the reading behind it."""

from advice_line.directory.setup import checks as setup_checks
from advice_line.directory.setup import clashes as setup_clashes
from advice_line.directory.setup.checks import Known
from advice_line.directory.setup.reading import problems, read


def said_of(text: str, known: Known | None = None) -> list[str]:
    reading, known = read(text), known or Known()
    every = [*reading.faults, *setup_checks.faults(reading, known)]
    at_fault = {fault.path[:2] for fault in every}
    every.extend(setup_clashes.faults(reading, known.rotas, at_fault))
    return [problem.message for problem in problems(every, reading.lines)]
