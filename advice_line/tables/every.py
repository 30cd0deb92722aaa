"""Every table of the service and of its rota, so that one metadata knows them all."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from advice_line.tables import (
    advice,
    alerts,
    api_keys,
    attachments,
    cases,
    chat,
    clocks,
    consents,
    directory,
    filings,
    guidance,
    identity,
    ledger,
    mails,
    messages,
    outage,
    passing,
    queries,
    quiet,
    receipts,
    ring_backs,
    rooms,
    rota_exchange,
    sounds,
    swaps,
    tasks,
    tracers,
    trust,
    waits,
    watch,
    webhooks,
)
from rota import tables as rota

MODULES = (
    advice,
    alerts,
    api_keys,
    attachments,
    cases,
    chat,
    clocks,
    consents,
    directory,
    filings,
    guidance,
    identity,
    ledger,
    mails,
    messages,
    outage,
    passing,
    queries,
    quiet,
    receipts,
    ring_backs,
    rooms,
    rota,
    rota_exchange,
    sounds,
    swaps,
    tasks,
    tracers,
    trust,
    waits,
    watch,
    webhooks,
)


def metadata() -> MetaData:
    return SQLModel.metadata
