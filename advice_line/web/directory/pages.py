"""Every page of the directory; the first that fits answers: `new` is no code."""

from advice_line.web.directory import form, found, importing, merge, one, people

ALL = (found, importing, form, merge, one, people)
