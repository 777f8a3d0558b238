"""Goods come back in two steps, the credit pays, and the return is corrected.

Run it from the root of the project: ``python -m examples.returned_goods``.
"""

from __future__ import annotations

from credits_core import (
    CompleteReturn,
    CorrectReturn,
    Fill,
    InvoiceId,
    LineId,
    Mode,
    Quantity,
    ReturnId,
    ReturnLine,
)

from .shop import ACME, Shop


def back(pieces: str) -> tuple[ReturnLine, ...]:
    """So many pieces of the one line of an invoice."""
    line = LineId("1")
    return (ReturnLine(id=line, quantity=Quantity.of(pieces), invoice_line=line),)


def main() -> None:
    """Tell the story."""
    shop = Shop()
    shop.bill("A", "100.00", quantity="10")
    for name, pieces in (("R1", "6"), ("R2", "4")):
        goods = CompleteReturn(
            customer_id=ACME,
            return_id=ReturnId(name),
            invoice_id=InvoiceId("A"),
            lines=back(pieces),
        )
        shop.do(goods)
    print("Six pieces came back, then four:")
    shop.show()

    shop.bill("B", "80.00")
    shop.receive("P1", "B", credits=Fill())
    print("\nB was paid from them, oldest first:")
    shop.show()

    fewer = CorrectReturn(customer_id=ACME, return_id=ReturnId("R1"), lines=back("5"))
    print(f"\nOnly five of the six did: {shop.refused(fewer).sentence}")
    shop.do(
        CorrectReturn(
            customer_id=ACME,
            return_id=ReturnId("R1"),
            lines=back("5"),
            mode=Mode.CASCADE,
        )
    )
    print("\nWith the mode CASCADE:")
    shop.show()


if __name__ == "__main__":
    main()
