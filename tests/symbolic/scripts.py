"""Fixed scripts of commands whose amounts are left open.

Each is about one hard case. A command that is refused for some amounts changes
nothing, and the script goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import attrs

from credits_core.commands import CancelMode, Command, Mode, VoidMode
from credits_core.policy import DEFAULT_POLICY, Ban, Policy
from credits_testkit.orders import (
    FILL,
    bounce,
    cancel,
    exact,
    grant,
    pay,
    reopen,
    repay,
    revoke,
    unapply,
    void,
)

from .paper import alter, bill, of_credits, receive, recount, regrant, send_back
from .remote_paper import memo, memo_is, payment_is, remote_payment


@attrs.frozen(kw_only=True)
class Script:
    """Commands in their order, made of amounts; with *like* none is refused."""

    name: str
    commands: Callable[..., Iterable[Command]]
    like: tuple[int, ...]
    policy: Policy = DEFAULT_POLICY


REVERT: Final = CancelMode.REVERT
RELEASE: Final = Policy(release_credits_first=True)

SCRIPTS: Final = (
    Script(
        name="an invoice is paid once and again",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P", b, "A"),
            receive("Q", c, "A"),
        ),
        like=(100, 70, 70),
    ),
    Script(
        name="a paid invoice is lowered twice and raised again (HC-01, HC-02)",
        commands=lambda a, b, c, d, e: (
            bill("A", a),
            receive("P", b, "A"),
            alter("E1", "A", -c),
            alter("E2", "A", -d),
            alter("E3", "A", e),
        ),
        like=(100, 100, 20, 10, 20),
    ),
    Script(
        name="its credits paid another before it is raised (HC-03)",
        commands=lambda a, b, c, d, e, f: (
            bill("A", a),
            receive("P", b, "A"),
            alter("E1", "A", -c),
            bill("B", d),
            pay("Q", 0, "B", credits=exact(e)),
            alter("E2", "A", f),
        ),
        like=(100, 100, 30, 50, 25, 30),
    ),
    Script(
        name="a credit pays an invoice that is lowered (HC-06)",
        commands=lambda a, b, c, d: (
            grant("K", a),
            bill("A", b),
            pay("P", 0, "A", credits=exact(c)),
            alter("E", "A", -d),
        ),
        like=(40, 100, 40, 70),
    ),
    Script(
        name="the credit comes home when its invoice is lowered (HC-06)",
        commands=lambda a, b, c, d: (
            grant("K", a),
            bill("A", b),
            pay("P", 0, "A", credits=exact(c)),
            alter("E", "A", -d),
        ),
        like=(40, 100, 40, 70),
        policy=RELEASE,
    ),
    Script(
        name="two lines change against each other in one save (HC-08)",
        commands=lambda a, b, c, d, e: (
            bill("A", a, b),
            receive("P", c, "A"),
            alter("E", "A", -d, e),
        ),
        like=(60, 40, 100, 25, 5),
    ),
    Script(
        name="what was given up of a credit stays given up (HC-10, HC-33)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            receive("P", a, "A"),
            alter("E1", "A", -b),
            cancel("reduction:E1"),
            alter("E2", "A", -c),
            alter("E3", "A", d),
        ),
        like=(100, 20, 10, 40),
    ),
    Script(
        name="exact credits go before the cash (HC-11, HC-12)",
        commands=lambda a, b, c, d: (
            grant("K", a),
            bill("A", b),
            attrs.evolve(receive("P", c, "A"), credits=exact(d)),
        ),
        like=(30, 100, 90, 30),
    ),
    Script(
        name="credits fill what the cash leaves of two invoices (HC-13)",
        commands=lambda a, b, c, d: (
            grant("K", a),
            bill("A", b),
            bill("B", c),
            attrs.evolve(receive("P", d, "A", "B"), credits=FILL),
        ),
        like=(150, 60, 40, 70),
    ),
    Script(
        name="own money comes first when an invoice is raised (HC-16)",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P", b, "A"),
            alter("E", "A", c),
        ),
        like=(100, 120, 15),
    ),
    Script(
        name="a freed allocation serves the other invoice (HC-17, HC-18)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            bill("B", b),
            receive("P", c, "A", "B"),
            alter("E", "A", d),
            void("B"),
        ),
        like=(1, 1, 2, 1),
    ),
    Script(
        name="a payment is edited below what its credit paid (HC-20, HC-21)",
        commands=lambda a, b, c, d, e: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=exact(d)),
            repay("P", e),
        ),
        like=(100, 120, 15, 15, 90),
    ),
    Script(
        name="strictly, a payment is edited only within what is free (HC-20)",
        commands=lambda a, b, c, d, e: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=exact(d)),
            repay("P", e, Mode.STRICT),
        ),
        like=(100, 120, 15, 15, 116),
    ),
    Script(
        name="a payment is edited up and down (HC-22)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            receive("P", b, "A"),
            repay("P", c),
            repay("P", d),
        ),
        like=(100, 120, 150, 70),
    ),
    Script(
        name="a payment is voided whose credit is spent (HC-23)",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=FILL),
            revoke("P"),
        ),
        like=(100, 120, 15),
    ),
    Script(
        name="a payment bounces after its invoice was lowered",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P", b, "A"),
            alter("E", "A", -c),
            bounce("P"),
        ),
        like=(100, 100, 30),
    ),
    Script(
        name="two payments overlap and the older is voided (HC-24)",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P1", b, "A"),
            receive("P2", c, "A"),
            revoke("P1"),
        ),
        like=(100, 70, 70),
    ),
    Script(
        name="a circle of credits between two invoices (HC-28)",
        commands=lambda a, b, c, d, e: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=FILL),
            alter("E1", "B", -d),
            alter("E2", "A", e),
            pay("R", 0, "A", credits=FILL),
        ),
        like=(100, 120, 20, 20, 30),
    ),
    Script(
        name="no circle of credits is allowed (HC-28)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=FILL),
            alter("E1", "B", -d),
        ),
        like=(100, 120, 20, 20),
        policy=Policy(ban=Ban.TRANSITIVE),
    ),
    Script(
        name="a credit is taken out from under a lowered invoice (HC-29)",
        commands=lambda a, b, c, d, e: (
            grant("K", a),
            bill("B", b),
            attrs.evolve(receive("P", c, "B"), credits=FILL),
            alter("E", "B", -d),
            bill("D", e),
            pay("Q", 0, "D", credits=FILL),
            cancel("K", REVERT),
        ),
        like=(40, 100, 60, 20, 15),
    ),
    Script(
        name="a use of a cancelled credit is voided (HC-30)",
        commands=lambda a, b, c: (
            grant("K", a),
            bill("A", b),
            pay("P", 0, "A", credits=exact(c)),
            cancel("K"),
            unapply("P", "K", "A"),
        ),
        like=(50, 40, 30),
    ),
    Script(
        name="a use is voided after the invoice behind it was raised (HC-28)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            receive("P", b, "A"),
            bill("B", c),
            pay("Q", 0, "B", credits=FILL),
            alter("E", "A", d),
            unapply("Q", "overpayment:P", "B"),
        ),
        like=(100, 101, 1, 1),
    ),
    Script(
        name="a manual credit is edited while it is used (HC-35)",
        commands=lambda a, b, c: (
            grant("K", a),
            bill("A", b),
            pay("P", 0, "A", credits=FILL),
            regrant("K", c),
        ),
        like=(50, 30, 40),
    ),
    Script(
        name="three credits pay one invoice, the oldest first (R11)",
        commands=lambda a, b, c, d: (
            grant("K1", a),
            grant("K2", b),
            grant("K3", c),
            bill("A", d),
            pay("P", 0, "A", credits=FILL),
        ),
        like=(10, 20, 30, 45),
    ),
    Script(
        name="two named credits pay two invoices (R11)",
        commands=lambda a, b, c, d, e, f: (
            grant("K1", a),
            grant("K2", b),
            bill("A", c),
            bill("B", d),
            pay("P", 0, "A", "B", credits=of_credits(("K2", e), ("K1", f))),
        ),
        like=(10, 20, 15, 15, 20, 10),
    ),
    Script(
        name="goods come back piece by piece (HC-54)",
        commands=lambda a, b: (
            bill("A", a),
            receive("P", b, "A"),
            send_back("R1", 1, "A"),
            send_back("R2", 1, "A"),
            send_back("R3", 1, "A"),
        ),
        like=(100, 100),
    ),
    Script(
        name="a return is corrected and reopened while its credit is used (HC-58)",
        commands=lambda a, b: (
            bill("A", a),
            receive("P", a, "A"),
            send_back("R", 2, "A"),
            bill("B", b),
            pay("Q", 0, "B", credits=FILL),
            attrs.evolve(recount("R", 1), mode=Mode.CASCADE),
            reopen("R"),
        ),
        like=(90, 50),
    ),
    Script(
        name="an invoice is voided while its credit is used (HC-63)",
        commands=lambda a, b, c: (
            bill("A", a),
            receive("P", a, "A"),
            alter("E", "A", -b),
            bill("B", c),
            pay("Q", 0, "B", credits=FILL),
            void("A", VoidMode.KEEP),
        ),
        like=(100, 40, 30),
    ),
    Script(
        name="a memo of another system shrinks below its uses (HC-74)",
        commands=lambda a, b, c, d: (
            memo(a),
            bill("A", b),
            pay("P", 0, "A", credits=FILL),
            memo_is(c),
            memo_is(d),
        ),
        like=(50, 30, 40, 20),
    ),
    Script(
        name="a payment of another system shrinks and grows (HC-75)",
        commands=lambda a, b, c, d: (
            bill("A", a),
            remote_payment(b, A=min(b, c)),
            payment_is(d),
        ),
        like=(100, 120, 90, 95),
    ),
)
