"""django-ledger on SQLite: a payment of cash on an approved invoice.

It has no credits of customers, so this is less work than a mixed payment. It is run
as a script with the path of a file that is not there yet.
"""

# mypy: ignore-errors
# ruff: noqa: E402 - Django is set up before its models are imported

from __future__ import annotations

import sys
from decimal import Decimal

import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sys.argv[1],
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode = WAL;"
                " PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536",
                "transaction_mode": "IMMEDIATE",
            },
        }
    },
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django_ledger",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    SECRET_KEY="none",  # noqa: S106 - nothing is kept secret here
)
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django_ledger.io import roles
from django_ledger.models import (
    EntityModel,
    InvoiceModel,
    ItemModel,
    ItemTransactionModel,
)
from telling import serve

call_command("migrate", verbosity=0)
user = get_user_model().objects.create_user("u", "u@example.org", "p")
entity = EntityModel.create_entity(
    name="Shop", admin=user, use_accrual_method=True, fy_start_month=1
)
chart = entity.create_chart_of_accounts(
    assign_as_default=True, commit=True, coa_name="c"
)
entity.populate_default_coa(activate_accounts=True, coa_model=chart)
address = {"address_1": "a", "city": "b", "country": "US", "zip_code": "1"}
customer = entity.create_customer(
    customer_model_kwargs={"customer_name": "C", "state": "X", **address}, commit=True
)
accounts = entity.get_coa_accounts(coa_model=chart, active=True)
service = ItemModel(
    entity=entity,
    name="S",
    uom=entity.create_uom(name="u", unit_abbr="u"),
    item_role=ItemModel.ITEM_ROLE_SERVICE,
    item_type=ItemModel.ITEM_TYPE_LABOR,
    is_active=True,
    cogs_account=accounts.filter(role__in=roles.GROUP_COGS).first(),
    earnings_account=accounts.filter(role__in=roles.GROUP_INCOME).first(),
)
service.clean()
service.save()
invoice = entity.create_invoice(
    customer_model=customer, terms=InvoiceModel.TERMS_NET_30, commit=True
)
line = ItemTransactionModel(
    invoice_model=invoice, item_model=service, quantity=1.0, unit_cost=1_000_000.0
)
line.clean()
line.save()
invoice.update_amount_due()
invoice.get_state(commit=True)
invoice.save()
invoice.mark_as_review(commit=True)
invoice.mark_as_approved(entity_slug=entity.slug, user_model=user, commit=True)


def pay() -> None:
    """Two dollars of cash."""
    with transaction.atomic():
        found = InvoiceModel.objects.select_related(
            "ledger__entity", "cash_account", "prepaid_account", "unearned_account"
        ).get(uuid=invoice.uuid)
        found.make_payment(payment_amount=Decimal("2.00"), commit=True)


serve(pay)
