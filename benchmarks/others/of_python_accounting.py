"""python-accounting on SQLite: a client's receipt and two credit notes on one invoice.

Which credit notes are the oldest is known beforehand, so that none has to be looked
for. It is run as a script with the path of a file that is not there yet.
"""

# mypy: ignore-errors

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from python_accounting.database.session import get_session
from python_accounting.models import (
    Account,
    Assignment,
    Base,
    Currency,
    Entity,
    LineItem,
)
from python_accounting.transactions import ClientInvoice, ClientReceipt, CreditNote
from sqlalchemy import create_engine, event
from telling import serve

CLIENTS = 5
NOTES = 120
WHOLE, HALF = 100, 50
YESTERDAY = datetime.now() - timedelta(days=1)

engine = create_engine(f"sqlite:///{sys.argv[1]}")


@event.listens_for(engine, "connect")
def _set_up(connection, _) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")


def posted(session, kind, account, against, amount):
    """A document of that *kind* with one line, posted."""
    document = kind(
        narration="n",
        transaction_date=YESTERDAY,
        account_id=account,
        entity_id=session.entity.id,
    )
    session.add(document)
    session.flush()
    line = LineItem(
        narration="n",
        account_id=against,
        amount=amount,
        entity_id=session.entity.id,
    )
    session.add(line)
    session.flush()
    document.line_items.add(line)
    session.add(document)
    document.post(session)
    return document.id


Base.metadata.create_all(engine)
session = get_session(engine)
entity = Entity(name="Shop")
session.add(entity)
session.commit()
currency = Currency(name="US Dollars", code="USD", entity_id=entity.id)
session.add(currency)
session.commit()


def account(name, kind):
    """A new account."""
    return Account(
        name=name, account_type=kind, currency_id=currency.id, entity_id=entity.id
    )


bank = account("bank", Account.AccountType.BANK)
revenue = account("revenue", Account.AccountType.OPERATING_REVENUE)
clients = [
    account(f"client {number}", Account.AccountType.RECEIVABLE)
    for number in range(CLIENTS)
]
session.add_all([bank, revenue, *clients])
session.commit()
invoices, notes = [], []
for client in clients:
    invoices.append(posted(session, ClientInvoice, client.id, revenue.id, 10**8))
    notes.append(
        [
            posted(session, CreditNote, client.id, revenue.id, WHOLE)
            for _ in range(NOTES)
        ]
    )
session.commit()
entity_id, bank_id = entity.id, bank.id
client_ids = [client.id for client in clients]
session.close()
turn = [0]
left_of_first = [WHOLE] * CLIENTS


def pay() -> None:
    """A receipt of 50, and 150 of the two oldest credit notes."""
    place = turn[0] % CLIENTS
    turn[0] += 1
    session = get_session(engine)
    session.entity = session.get(Entity, entity_id)
    receipt = posted(session, ClientReceipt, client_ids[place], bank_id, HALF)
    first = left_of_first[place]
    second = WHOLE + HALF - first
    parts = [(receipt, HALF), (notes[place][0], first), (notes[place][1], second)]
    used = 1 if second < WHOLE else 2
    del notes[place][:used]
    left_of_first[place] = HALF if used == 1 else WHOLE
    for source, amount in parts:
        session.add(
            Assignment(
                assignment_date=datetime.now(),
                transaction_id=source,
                assigned_id=invoices[place],
                assigned_type="ClientInvoice",
                entity_id=entity_id,
                amount=amount,
            )
        )
        session.flush()
    session.commit()
    session.close()


serve(pay)
