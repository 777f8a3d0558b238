"""The floor of a first load: the same rows, written by hand, without the library.

It knows whole numbers and text, and only the four things that happen in these years:
no permission is asked for, no law is looked at, and what does not fit would go
unnoticed. The rows it leaves are the importer's, to the last character of the
journal; a test sees to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from .years_of_a_business import Fact

AT: Final = "2026-01-01 00:00:00+00:00"
AT_ISO: Final = AT.replace(" ", "T")
USER: Final = "anna"
NONE: Final = '"kind":"NoCredits"'

COLUMNS: Final = {
    "ledger": "customer_id, version, entries",
    "balance": "customer_id, currency, available",
    "invoice": "customer_id, id, number, date, sequence, currency, total, cash,"
    " applied, reductions, forfeited, is_void",
    "invoice_line": "invoice_id, id, position, product, quantity, unit_price, kind,"
    " currency, amount, returned_quantity",
    "payment": "customer_id, id, date, sequence, currency, amount, allocated, opening,"
    " is_void, is_reversed, system",
    "tender": "payment_id, position, method, amount",
    "payment_invoice": "payment_id, position, invoice_id",
    "credit": "customer_id, id, origin, origin_payment_id, currency, amount, used,"
    " cancelled, deleted, opening, effective_date, sequence, number, note,"
    " generated_by, issued_by, caused_by, is_cancelled, is_deleted, revision",
    "allocation": "customer_id, number, payment_id, invoice_id, currency, amount, date",
    "application": "customer_id, number, payment_id, credit_id, invoice_id, currency,"
    " amount, date",
    "journal": "customer_id, version, at, user_id, command, body",
}
"""The columns that are given, after the tenant; all others are empty."""

Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(facts: Iterable[Fact], tenant: str) -> Rows:
    """All rows that *facts* come to."""
    rows: Rows = {name: [] for name in COLUMNS}
    for customer, told in groupby(facts, lambda fact: fact.customer):
        _Customer(rows, tenant, customer).load(told)
    return rows


def insert(file: str, rows: Rows) -> None:
    """Write *rows* into SQLite, in one transaction."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    for name, columns in COLUMNS.items():
        places = "?, " * columns.count(",") + "?"
        connection.executemany(
            f"INSERT INTO credits_{name} (tenant_id, {columns}) VALUES (?, {places})",  # noqa: S608 - our own names
            rows[name],
        )
    connection.execute("COMMIT")
    connection.close()


def copy(address: str, rows: Rows) -> None:
    """Write *rows* into PostgreSQL, in one transaction."""
    import psycopg  # noqa: PLC0415 - SQLite does without

    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        for name, columns in COLUMNS.items():
            statement = f"COPY credits_{name} (tenant_id, {columns}) FROM STDIN"
            with cursor.copy(statement.encode()) as into:
                for start in range(0, len(rows[name]), 10_000):
                    into.write(_text(rows[name][start : start + 10_000]))


def _text(rows: list[tuple[Any, ...]]) -> str:
    """Rows as COPY reads them; nothing in them needs to be escaped."""
    return "".join(
        "\t".join(["\\N" if one is None else str(one) for one in row]) + "\n"
        for row in rows
    )


def _money(minor: int) -> str:
    return f'"{minor // 100}.{minor % 100:02} USD"'


class _Customer:
    """One customer's rows on their way, with the credits that can still be spent."""

    def __init__(self, rows: Rows, tenant: str, customer: str) -> None:
        self.rows, self.tenant, self.customer = rows, tenant, customer
        self.version = self.entries = 0
        self.invoices: dict[str, tuple[str, int, int]] = {}
        self.credits: list[list[Any]] = []

    def load(self, facts: Iterable[Fact]) -> None:
        """Take all facts in their order."""
        for fact in facts:
            self.version += 1
            if fact.kind == "invoice":
                self._invoice(fact)
            elif fact.kind == "credit":
                self._credit(fact)
            else:
                self._payment(fact)
        tenant, customer = self.tenant, self.customer
        self.rows["ledger"].append((tenant, customer, self.version, self.entries))
        left = sum(one[2] - one[3] for one in self.credits)
        self.rows["balance"].append((tenant, customer, "USD", left))
        for credit in self.credits:
            self._credit_row(*credit)

    def _invoice(self, fact: Fact) -> None:
        invoice = f"I{fact.name}"
        money = _money(fact.cash)
        self.rows["invoice_line"].append(
            (self.tenant, invoice, "1", 0, "", 0, 0, "item", "USD", fact.cash, 0)
        )
        lines = f'"lines":[{{"amount":{money},"id":"1"}}]'
        self._journal(
            "RegisterInvoice",
            f'"customer_id":"{self.customer}","date":"{fact.day}","invoice_id":"{invoice}"'
            f',"kind":"RegisterInvoice",{lines}',
            f'"due":[{{"due":{money},"invoice_id":"{invoice}"}}]',
            f'{{"date":"{fact.day}","due_date":null,"invoice_id":"{invoice}","kind":'
            f'"InvoiceRegistered",{lines},"number":"{invoice}","total":{money}}}',
        )
        self.invoices[invoice] = (fact.day, self.version, fact.cash)

    def _credit(self, fact: Fact) -> None:
        name, money = f"C{fact.name}", _money(fact.cash)
        self.credits.append([name, fact.day, fact.cash, 0, self.version, None, 1])
        self._journal(
            "IssueCredit",
            f'"amount":{money},"credit_id":"{name}","customer_id":"{self.customer}"'
            f',"effective_date":"{fact.day}","kind":"IssueCredit"',
            f'"credits":[{{"amount":{money},"available":{money},"credit_id":"{name}"}}]',
            self._issued(name, money, fact.day, None),
        )

    def _issued(self, name: str, money: str, day: str, payment: str | None) -> str:
        by, caused, generated = USER, "null", "[]"
        origin = '{"kind":"Manual"}'
        if payment:
            by, caused, generated = "system", f'"{USER}"', f'["I{payment[1:]}"]'
            origin = f'{{"kind":"FromOverpayment","payment_id":"{payment}"}}'
        return (
            f'{{"amount":{money},"caused_by":{caused},"credit_id":"{name}",'
            f'"effective_date":"{day}","funded_by":[],"generated_by":{generated},'
            f'"issued_by":"{by}","kind":"CreditIssued","note":"","number":"{name}",'
            f'"opening":"0.00 USD","origin":{origin},"sequence":{self.version}}}'
        )

    def _payment(self, fact: Fact) -> None:
        invoice, payment = f"I{fact.name}", f"P{fact.name}"
        _, _, total = self.invoices[invoice]
        used = self._spend(fact.credit)
        paid = total - fact.credit
        events, effects = [self._received(fact, invoice, payment)], []
        for credit, part in used:
            self.entries += 1
            use = (self.entries, payment, credit[0], invoice, "USD", part, fact.day)
            self.rows["application"].append((self.tenant, self.customer, *use))
            events.append(
                f'{{"amount":{_money(part)},"credit_id":"{credit[0]}","date":"{fact.day}",'
                f'"invoice_id":"{invoice}","kind":"CreditApplied","number":{self.entries}'
                f',"payment_id":"{payment}"}}'
            )
        self.entries += 1
        row = (self.entries, payment, invoice, "USD", paid, fact.day)
        self.rows["allocation"].append((self.tenant, self.customer, *row))
        events.append(
            f'{{"amount":{_money(paid)},"date":"{fact.day}","invoice_id":"{invoice}",'
            f'"kind":"CashAllocated","number":{self.entries},"payment_id":"{payment}"}}'
        )
        if used:
            effects.append(self._applied(used, invoice, payment))
        if fact.cash > paid:
            effects.append(self._overpaid(fact, payment, fact.cash - paid, events))
        effects.append(f'"due":[{{"due":"0.00 USD","invoice_id":"{invoice}"}}]')
        asked = f'"amount":{_money(fact.credit)},"kind":"Exact"'
        self._journal(
            "ReceivePayment",
            f'"credits":{{{asked if fact.credit else NONE}}},"customer_id":'
            f'"{self.customer}","date":"{fact.day}","invoices":["{invoice}"],"kind":'
            f'"ReceivePayment","payment_id":"{payment}",{self._tenders(fact)}',
            ",".join(effects),
            ",".join(events),
        )
        self._paid_rows(fact, invoice, payment, paid)

    def _spend(self, minor: int) -> list[tuple[list[Any], int]]:
        """The oldest credits until *minor* is reached, and how much of each."""
        used = []
        for credit in sorted(self.credits, key=lambda one: (one[1], one[4], one[0])):
            part = min(minor, credit[2] - credit[3])
            if part:
                minor -= part
                credit[3] += part
                credit[6] += 1
                used.append((credit, part))
        return used

    def _tenders(self, fact: Fact) -> str:
        return f'"tenders":[{{"amount":{_money(fact.cash)},"method":"cash"}}]'

    def _received(self, fact: Fact, invoice: str, payment: str) -> str:
        return (
            f'{{"amount":{_money(fact.cash)},"date":"{fact.day}","invoices":'
            f'["{invoice}"],"kind":"PaymentReceived","opening":"0.00 USD",'
            f'"payment_id":"{payment}",{self._tenders(fact)}}}'
        )

    def _applied(
        self, used: list[tuple[list[Any], int]], invoice: str, payment: str
    ) -> str:
        applied = ",".join(
            f'{{"amount":{_money(part)},"credit_id":"{credit[0]}","invoice_id":'
            f'"{invoice}","payment_id":"{payment}"}}'
            for credit, part in used
        )
        credits = ",".join(
            f'{{"amount":{_money(credit[2])},"available":'
            f'{_money(credit[2] - credit[3])},"credit_id":"{credit[0]}"}}'
            for credit, _ in sorted(used, key=lambda one: one[0][0])
        )
        return f'"applied":[{applied}],"credits":[{credits}]'

    def _overpaid(self, fact: Fact, payment: str, over: int, events: list[str]) -> str:
        name, money = f"overpayment:{payment}", _money(over)
        events.append(self._issued(name, money, fact.day, payment))
        credit = [name, fact.day, over, 0, self.version, payment, 1]
        self.credits.append(credit)
        return (
            f'"credits":[{{"amount":{money},"available":{money},"credit_id":"{name}"}}]'
        )

    def _paid_rows(self, fact: Fact, invoice: str, payment: str, paid: int) -> None:
        rows, tenant, customer = self.rows, self.tenant, self.customer
        day, sequence, total = self.invoices[invoice]
        figures = (total, paid, fact.credit, 0, 0, False)
        named = (tenant, customer, invoice, invoice, day, sequence, "USD")
        rows["invoice"].append((*named, *figures))
        head = (tenant, customer, payment, fact.day, self.version, "USD", fact.cash)
        rows["payment"].append((*head, paid, 0, False, False, ""))
        rows["tender"].append((tenant, payment, 0, "cash", fact.cash))
        rows["payment_invoice"].append((tenant, payment, 0, invoice))

    def _credit_row(
        self,
        name: str,
        day: str,
        amount: int,
        used: int,
        sequence: int,
        payment: str | None,
        revision: int,
    ) -> None:
        origin, by, caused, generated = "Manual", USER, None, "[]"
        if payment:
            origin, by, caused = "FromOverpayment", "system", USER
            generated = f'["I{payment[1:]}"]'
        head = (self.tenant, self.customer, name, origin, payment, "USD", amount, used)
        middle = (0, 0, 0, day, sequence, name, "", generated, by, caused)
        self.rows["credit"].append((*head, *middle, False, False, revision))

    def _journal(self, kind: str, command: str, effects: str, events: str) -> None:
        customer = self.customer
        body = (
            f'{{"at":"{AT}","command":{{{command}}},"customer_id":"{customer}",'
            f'"effects":{{{effects}}},"events":[{events}],"on_behalf_of":null,'
            f'"today":"{AT[:10]}","user_id":"{USER}","version":{self.version}}}'
        )
        self.rows["journal"].append(
            (self.tenant, customer, self.version, AT_ISO, USER, kind, body)
        )
