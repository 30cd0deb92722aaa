"""The JSON that commands print with `--json`, by the command's words: what `schema NAME` shows."""

from pydantic import BaseModel

from advice_line.ledger import heads
from advice_line.schemas import (
    alerts,
    audit,
    cases,
    directory,
    ledger,
    query,
    retention,
    rota,
    rota_calendars,
    rota_exchange,
    rota_interruptions,
    rota_plan,
    setup,
    system_list,
    users,
    waits,
)

# A command that prints JSON adds its line here; a test holds each to what it prints.
BY_COMMAND: dict[str, type[BaseModel]] = {
    "alerts list": alerts.Alert,
    "alerts show": alerts.Alert,
    "api-keys list": system_list.ApiKey,
    "audit head": heads.Head,
    "audit verify": audit.AuditVerified,
    "cases list": cases.Case,
    "cases show": cases.Case,
    "check": setup.Check,
    "directory import": directory.ImportLine,
    "inbox list": ledger.InboxEvent,
    "outgoing list": ledger.OutgoingRow,
    "queries list": query.Query,
    "queries show": query.Query,
    "queries targets": query.Attained,
    "retention": retention.Going,
    "rota calendars": rota_calendars.Source,
    "rota export": rota_exchange.ExportedShift,
    "rota feeds": rota_calendars.Feed,
    "rota gaps": rota.Gap,
    "rota history": rota.Then,
    "rota import": rota_exchange.ImportLine,
    "rota interruptions": rota_interruptions.Interruptions,
    "rota on-duty": rota.OnDuty,
    "rota plan": rota_plan.PlanLine,
    "rota show": rota_exchange.ExportedShift,
    "rota timeline": rota.Span,
    "setup": setup.SetupLine,
    "tasks list": query.Task,
    "users list": users.User,
    "waits import": waits.ImportLine,
    "waits show": waits.Waits,
    "webhooks list": system_list.Webhook,
}
