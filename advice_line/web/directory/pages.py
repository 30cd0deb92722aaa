"""Every page of the directory; the first that fits answers: `new` is no code."""

from advice_line.web.directory import (
    appointing,
    form,
    found,
    held_roles,
    importing,
    merge,
    one,
    people,
)

ALL = (found, importing, form, merge, one, appointing, held_roles, people)
