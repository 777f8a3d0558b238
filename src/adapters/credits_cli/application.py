"""The commands by name; each is imported only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError

from .failures import CannotRunError, Exit, RefusedError, UnreachableError

app = App(
    name="credits",
    help="Customer credits for accounts receivable.",
    version=lambda: version("credits-core"),
    result_action="return_value",
)
app.command(
    "credits_cli.demonstrating:demo",
    name="demo",
    help="Play the story of a few credits on a small database, and check it.",
)
app.command(
    "credits_cli.replaying:replay",
    name="replay",
    help="Replay a command stream and compare everything it demands.",
)
app.command(
    "credits_cli.checking:check",
    name="check",
    help="Check a stored database against the ten laws.",
)
app.command(
    "credits_cli.permitting:permissions",
    name="permissions",
    help="Show which command and which question needs which permission.",
)

for _name, _place, _help in (
    ("table", "asking:table", "Show the table of all credits, page by page."),
    ("customer", "asking:customer", "Show how a customer stands."),
    ("invoice", "asking:invoice", "Show an invoice and all that was put on it."),
    (
        "credit",
        "asking:credit",
        "Show a credit and what became of it.",
    ),
    (
        "explain",
        "explaining:explain",
        "Explain an invoice or a credit.",
    ),
    (
        "next",
        "explaining:upcoming",
        "Show which credits would be used next.",
    ),
    ("ageing", "reports:ageing", "Show what was left of credits at a day, by age."),
    ("roll-forward", "reports:roll_forward", "Show what moved in credits in a period."),
    ("lineage", "drawing:lineage", "Draw where credits came from and where they went."),
    ("issue", "crediting:issue", "Grant a credit."),
    ("cancel", "crediting:cancel", "Cancel a credit."),
    ("delete", "crediting:delete", "Delete a granted credit of which nothing is used."),
    ("bill", "invoicing:bill", "Register an invoice of one line."),
    ("pay", "receiving:pay", "Receive a payment: money, credits, or both."),
    (
        "edit",
        "correcting:edit",
        "Change an amount.",
    ),
    ("void", "correcting:void", "Void an invoice, a payment, or one use of a credit."),
    ("return", "invoicing:bring_back", "Take goods back, of an invoice or of none."),
):
    app.command(f"credits_cli.office.{_place}", name=_name, help=_help)

sync = App(name="sync", help="Exchange credits with QuickBooks Online, both ways.")
app.command(sync)
for _name, _place, _help in (
    ("connect", "connecting:connect", "Connect a company with its owner's consent."),
    ("disconnect", "connecting:disconnect", "Part from the company."),
    ("item", "connecting:item", "Choose what lines of credit memos sell."),
    ("bind", "naming:bind", "Say which customers and invoices are which."),
    ("plan", "planning:plan", "Show what a first connection would do."),
    ("enable", "planning:enable_plan", "Carry out a plan that was shown."),
    ("run", "working:work", "Exchange until the process is asked to end."),
    ("step", "working:step", "Exchange what is due now, once."),
    ("status", "telling:status", "Show how the exchange is doing."),
    ("conflicts", "deciding:show_conflicts", "Show what a person has to decide."),
    ("resolve", "deciding:settle", "Decide a conflict."),
    ("parity", "telling:compare", "Compare both sides, to the cent."),
    ("demo", "demonstrating:demo", "Show both sides side by side, offline."),
):
    sync.command(f"credits_cli.sync.{_place}", name=_name, help=_help)


def run(arguments: Sequence[str]) -> None:
    """Run one command and end the process with its exit status."""
    try:
        status = app(arguments, exit_on_error=False, print_error=True)
    except CycloptsError:
        sys.exit(Exit.USAGE)
    except CannotRunError as error:
        print(error, file=sys.stderr)
        sys.exit(Exit.USAGE)
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        sys.exit(Exit.REFUSED)
    except UnreachableError as error:
        print(error, file=sys.stderr)
        sys.exit(Exit.UNREACHABLE)
    except ImportError as error:
        if "pip install" not in str(error):
            raise
        print(error, file=sys.stderr)
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    sys.exit(status if isinstance(status, int) else Exit.FINE)
