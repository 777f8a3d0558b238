"""The check looks at everybody's books, whatever a host calls its tenants."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credits_core import (
    EVERYTHING,
    Actor,
    CreditId,
    CustomerId,
    Desk,
    IssueCredit,
    Money,
    Role,
    TenantId,
    UserId,
)
from credits_memory import WallClock
from credits_sql import Archive, archive_journal, open_store

from .running import credits_line

pytestmark = pytest.mark.extras


def test_a_fault_of_any_tenant_is_found(tmp_path: Path) -> None:
    """Shop 2 has used 3.00 of a credit that nothing was ever paid with."""
    url = f"sqlite:///{tmp_path}/books.db"
    _issue(url, "shop-1")
    _issue(url, "shop-2")
    with open_store(url, TenantId("shop-2")) as store, store.engine.begin() as begun:
        begun.exec_driver_sql(
            "UPDATE credits_credit SET used = 300 WHERE tenant_id = 'shop-2'"
        )

    everybody = credits_line("check", "--store", url)
    first = credits_line("check", "--store", url, "--tenant", "shop-1")
    second = credits_line("check", "--store", url, "--tenant", "shop-2")

    assert (everybody.returncode, first.returncode, second.returncode) == (1, 0, 1)
    assert "Tenant shop-1" in everybody.stdout
    assert "Tenant shop-2" in everybody.stdout


def test_what_was_not_looked_at_gets_no_certificate(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/books.db"
    _issue(url, "shop-1")

    run = credits_line("check", "--store", url, "--tenant", "shop-3")

    assert run.returncode == 2
    assert "holds no customer of tenant shop-3" in " ".join(run.stderr.split())


def test_a_journal_that_was_moved_is_checked_with_its_archive(tmp_path: Path) -> None:
    """Without it, and with one that was changed, nothing is certified."""
    url, file = f"sqlite:///{tmp_path}/books.db", tmp_path / "journal.archive"
    _issue(url, "shop-1")
    with open_store(url, TenantId("shop-1")) as store:
        late = datetime.now(UTC) + timedelta(days=1)
        archive_journal(store.engine, TenantId("shop-1"), Archive(file), late)

    alone = credits_line("check", "--store", url)
    whole = credits_line("check", "--store", url, "--archive", str(file))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE entry SET body = body || ' '")
    changed = credits_line("check", "--store", url, "--archive", str(file))

    assert (alone.returncode, whole.returncode, changed.returncode) == (2, 0, 2)
    assert "is in an archive" in " ".join(alone.stderr.split())
    assert "was changed" in " ".join(changed.stderr.split())


def test_a_host_database_is_no_place_for_a_replay(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/books.db"
    _issue(url, "shop-1")

    run = credits_line("replay", "--store", url)

    assert run.returncode == 2
    assert "already holds customers" in " ".join(run.stderr.split())


def _issue(url: str, tenant: str) -> None:
    boss = Actor(UserId("boss"), (Role("Boss", EVERYTHING),))
    command = IssueCredit(
        customer_id=CustomerId("ACME"),
        credit_id=CreditId("gift"),
        amount=Money.of("5.00", "USD"),
    )
    with open_store(url, TenantId(tenant)) as store:
        desk = Desk(ledgers=store.ledgers(), clock=WallClock())
        desk.submit(command, boss).unwrap()
