"""After how many days a line asks what came of its advice."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt

from advice_line.directory.setup.fields import refuse


def _ascending(days: tuple[int, ...]) -> tuple[int, ...]:
    if any(after <= before for before, after in pairwise(days)):
        raise refuse("is not in order: write each number of days once, the smallest first")
    return days


TracerDays = Annotated[
    tuple[Annotated[StrictInt, Field(ge=7, le=365)], ...],
    Field(max_length=4),
    AfterValidator(_ascending),
]
