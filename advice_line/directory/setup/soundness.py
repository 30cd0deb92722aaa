"""A setup file that is sound, alone or laid over what is stored; or every mistake of it at once."""

from advice_line.directory.setup import checks, clashes
from advice_line.directory.setup.checks import Known
from advice_line.directory.setup.file import SetupFile
from advice_line.directory.setup.reading import Reading, problems, read
from advice_line.errors import SetupInvalid


def hold_to(reading: Reading, known: Known) -> SetupFile:
    """Raises `errors.SetupInvalid` with every problem of the file."""
    faults = [*reading.faults, *checks.faults(reading, known)]
    at_fault = {fault.path[:2] for fault in faults}
    faults.extend(clashes.faults(reading, known.rotas, at_fault))
    if faults:
        raise SetupInvalid(problems(faults, reading.lines))
    return reading.file()


def examine_alone(text: str) -> None:
    """Where no database can be asked: raises `errors.SetupInvalid` for a file that is not sound by
    itself, so that it must define everything it names."""
    hold_to(read(text), Known())
