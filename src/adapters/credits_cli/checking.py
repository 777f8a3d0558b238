"""The command ``check``."""

from __future__ import annotations

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from credits_core.laws import LAWS
from credits_core.money import Money

from .certificate import JOURNAL, Certificate, Fault, examine
from .failures import Exit
from .options import Archive, Store, Tenant
from .screen import a_console, a_table
from .stores import opened_tenants
from .stream import Figures


def check(*, store: Store, tenant: Tenant = None, archive: Archive = None) -> int:
    """Check a stored database against the ten laws and its own journal.

    All tenants are looked at unless one is named. Entries that were moved to an
    *archive* are read from there, and compared with their digests. The exit status
    is 0 only if every law holds for every customer and every step, and if the
    journal leads to the state that is stored.
    """
    console = a_console()
    is_clean = True
    with opened_tenants(store, tenant, archive) as tenants:
        for name, ledgers in tenants.items():
            console.print(f"Tenant {name}", style="bold", markup=False)
            certificate = examine(ledgers)
            show(console, certificate)
            is_clean = is_clean and certificate.is_clean
    return Exit.FINE if is_clean else Exit.DIFFERENT


def show(console: Console, certificate: Certificate) -> None:
    """Print the certificate, or what is wrong."""
    counted = a_table("Looked at", ("What", "Count>"))
    for name, count in certificate.counts.items():
        counted.add_row(name, f"{count:,}")
    console.print(counted, "", _laws(certificate), "")
    for currency, figures in sorted(certificate.totals.items()):
        console.print(_identity(figures, currency), "")
    fault = certificate.smallest
    if fault is None and certificate.is_clean:
        console.print("Every law holds, for every customer and at every step.")
    elif fault is None:
        console.print("The totals do not balance.", style="bold red")
    else:
        _show_fault(console, certificate, fault)


def _laws(certificate: Certificate) -> Table:
    table = a_table("The ten laws", ("Law", "What it says", "Holds"))
    for law in LAWS:
        table.add_row(law.name, law.text, _verdict(certificate, law.name))
    text = "Replayed from nothing, the journal leads to what is stored."
    table.add_row("Journal", text, _verdict(certificate, JOURNAL))
    return table


def _verdict(certificate: Certificate, law: str) -> str:
    broken = sum(fault.law == law for fault in certificate.faults)
    return f"NO ({broken:,})" if broken else "yes"


def _identity(figures: Figures, currency: str) -> Table:
    """Where the money came from and where it is: both sides are equal (L6)."""
    table = a_table(f"Every cent, in {currency}", ("Came in", ">", "Is now", ">"))
    came = figures.cash + figures.granted
    now = figures.settled + figures.available + figures.written_off
    rows = (
        ("money received", figures.cash, "settled on invoices", figures.settled),
        (
            "granted and returned",
            figures.granted,
            "available as credit",
            figures.available,
        ),
        ("", None, "written off", figures.written_off),
        ("together", came, "together", now),
    )
    for left, came_in, right, is_now in rows:
        table.add_row(left, _sum(came_in, currency), right, _sum(is_now, currency))
    return table


def _sum(minor: int | None, currency: str) -> str:
    if minor is None:
        return ""
    return f"{Decimal(Money(minor, currency).figures):,}"


def _show_fault(console: Console, certificate: Certificate, fault: Fault) -> None:
    count = len(certificate.faults)
    console.print(f"{count:,} faults. The smallest one:", style="bold red")
    console.print(
        f"  Customer {fault.customer_id}, journal entry {fault.version},"
        f" {fault.law}, {fault.subject}: {fault.sentence}",
        markup=False,
    )
