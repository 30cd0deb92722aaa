"""Gentle checks on a record before it is sent: a reply helps if it does not only list tests, asks
for nothing the requester cannot order, and comes in time. They suggest and never block."""

import re
from datetime import datetime

from advice_line.rules.record import Record

FEW_WORDS = 12

_PRACTICE = re.compile(
    r"\b(?:GPs?|practice|surgery|requester|referrer|nurse|caller|primary care)\b", re.IGNORECASE
)
_NOT_FROM_A_PRACTICE = re.compile(
    r"\b(?:PET(?:[\s-]CT)?|SPECT|FDG|DOTATATE|bone scan|nuclear medicine|angiogra\w+|arthrogra\w+|"
    r"fluoroscop\w+|barium|biops\w+|FNA|drainage|aspiration|MRCP|enterograph\w+|"
    r"(?:cardiac|coronary) (?:CT|MRI?)|CT coronary|CTPA|CT pulmonary)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\b(?:recommend\w*|suggest\w*|advis\w+|request\w*|arrange\w*|order\w*|needs?|please get)\b"
    r"(?:(?!\b(?:no|not|without|rather than|instead of)\b)[^.;\n]){0,40}?"
    r"\b(?:CT|MRI?|ultrasound|USS|X-?rays?|radiographs?|mammogra\w+|DEXA|scan|imaging)\b",
    re.IGNORECASE,
)


def hints(
    record: Record, *, wanted_by: datetime | None = None, now: datetime | None = None
) -> tuple[str, ...]:
    """What the author may want to look at again; empty when nothing stands out.

    With `wanted_by` and `now` also whether the answer comes in time.
    """
    found = (
        _only_a_test(record),
        _out_of_their_reach(record),
        _late(wanted_by, now),
        _test_not_said(record),
        _test_in_the_text(record),
        _scope_not_said(record),
    )
    return tuple(each for each in found if each is not None)


def _only_a_test(record: Record) -> str | None:
    if not record.body.action.test_advised:
        return None
    if len(record.body.opinion.advice.split()) >= FEW_WORDS:
        return None
    return "This names a test and little else. Say what it should show, and what to do then."


def _out_of_their_reach(record: Record) -> str | None:
    action = record.body.action
    if not action.test_advised or not _PRACTICE.search(action.action_owner or ""):
        return None
    named = _NOT_FROM_A_PRACTICE.search(action.test_name or record.body.opinion.advice)
    if named is None:
        return None
    return f"Many practices cannot order {named.group()} themselves. Can this one? If not, who can?"


def _late(wanted_by: datetime | None, now: datetime | None) -> str | None:
    if wanted_by is None or now is None or now <= wanted_by:
        return None
    return "This comes later than it was wanted. Ring the practice as well if it cannot wait."


def _test_not_said(record: Record) -> str | None:
    if record.body.action.test_advised is not None:
        return None
    return "You did not say whether a test is advised. If one is, say which, who and by when."


def _test_in_the_text(record: Record) -> str | None:
    said = record.body.action.test_advised
    if said is not False or not _RECOMMENDS.search(record.body.opinion.advice):
        return None
    return "The advice seems to recommend a test. If it does, mark it and say who and by when."


def _scope_not_said(record: Record) -> str | None:
    opinion = record.body.opinion
    if not opinion.author_scope or opinion.within_scope is not None:
        return None
    return f"Your scope is {', '.join(opinion.author_scope)}. Mark it if this lies outside."
