"""The lines of a sale: items, groups, descriptions, a subtotal and discounts."""

from __future__ import annotations

from decimal import Decimal

import attrs

from ..amounts import Cents, Document, cents
from ..refusals import refusal
from .references import named
from .work import Work

_DETAILS = (
    *("SalesItemLineDetail", "GroupLineDetail", "DescriptionOnly"),
    *("DescriptionLineDetail", "DiscountLineDetail", "SubTotalLineDetail"),
)


@attrs.frozen
class Sums:
    """What the lines of a sale come to, in cents."""

    lines: list[Document]
    subtotal: int
    taxable: int
    discount: int

    @property
    def net(self) -> int:
        """The sum of all lines, less the discount."""
        return self.subtotal - self.discount


def summed(work: Work, given: list[Document], old: list[Document]) -> Sums:
    """The lines as they are written, with the subtotal that closes them."""
    if not given:
        raise refusal("2250", element="Line")
    kinds = [(_kind(line), line) for line in given]
    ids = _Ids(old)
    lines = [
        _line(work, kind, line, ids)
        for kind, line in kinds
        if kind not in {"SubTotalLineDetail", "DiscountLineDetail"}
    ]
    subtotal = sum(line.get("Amount", 0) for line in lines)
    closing = {
        "Amount": Cents(subtotal),
        "DetailType": "SubTotalLineDetail",
        "SubTotalLineDetail": {},
    }
    discounts = [
        _discount(line, subtotal, ids)
        for kind, line in kinds
        if kind == "DiscountLineDetail"
    ]
    for number, line in enumerate(lines, start=1):
        line["LineNum"] = number
    return Sums(
        [_in_order(line) for line in (*lines, closing, *discounts)],
        subtotal,
        sum(_taxable(line) for line in lines),
        sum(line["Amount"] for line in discounts),
    )


class _Ids:
    """Ids for lines: known ones are kept, all others are new."""

    def __init__(self, old: list[Document]) -> None:
        self.known = {line["Id"] for line in old if "Id" in line}
        self.last = max(
            (int(each) for each in self.known if each.isdecimal()), default=0
        )

    def of(self, line: Document) -> str:
        """The id that *line* has or gets."""
        if line.get("Id") in self.known:
            self.known.discard(line["Id"])
            return str(line["Id"])
        self.last += 1
        return str(self.last)


def _kind(line: Document) -> str:
    told = line.get("DetailType") or next(
        (key for key in line if key in _DETAILS), "SalesItemLineDetail"
    )
    if told not in _DETAILS:
        raise refusal("2170", element="DetailType")
    return str(told)


def _line(work: Work, kind: str, line: Document, ids: _Ids) -> Document:
    if kind == "SalesItemLineDetail":
        return _item_line(work, line, ids)
    written = {**line, "Id": ids.of(line), "DetailType": kind}
    if kind == "GroupLineDetail":
        inner = line.get(kind, {}).get("Line", ())
        nested = [_item_line(work, each, _Ids([])) for each in inner]
        written[kind] = {**line.get(kind, {}), "Line": nested}
        written["Amount"] = Cents(sum(each["Amount"] for each in nested))
    else:
        written.pop("Amount", None)
    return written


def _item_line(work: Work, line: Document, ids: _Ids) -> Document:
    if "Amount" not in line:
        raise refusal("2020", "Amount", element="Amount")
    detail = dict(line.get("SalesItemLineDetail", {}))
    _check_product(line["Amount"], detail)
    item = detail.pop("ItemRef", None) or {"value": "1"}
    written: Document = {}
    if "ServiceDate" in detail:
        written["ServiceDate"] = detail.pop("ServiceDate")
    written["ItemRef"] = named(work, "Item", "Items", item)
    code = detail.pop("TaxCodeRef", None) or {"value": _usual_code(work)}
    _check_code(work, str(code.get("value")))
    written |= {key: held for key, held in detail.items() if held}
    written["TaxCodeRef"] = {"value": code.get("value")}
    return {
        **line,
        "Id": ids.of(line),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": written,
    }


def _check_product(amount: Cents, detail: Document) -> None:
    """Quantity times price, where both are told, has to be the amount."""
    quantity, price = detail.get("Qty"), detail.get("UnitPrice")
    if quantity and price and cents(quantity * price) != amount:
        raise refusal("6070", str(Decimal(amount) / 100))


def _usual_code(work: Work) -> str:
    return "TAX" if work.settings.automated_tax else "NON"


def _check_code(work: Work, code: str) -> None:
    if work.settings.country == "US":
        if code not in {"TAX", "NON"}:
            raise refusal("6100", code)
    elif work.draft.find("TaxCode", code) is None:
        raise refusal("2500", f"TaxCodes element id {code} not found")


def _taxable(line: Document) -> int:
    if line["DetailType"] == "GroupLineDetail":
        return sum(_taxable(each) for each in line["GroupLineDetail"]["Line"])
    code = line.get("SalesItemLineDetail", {}).get("TaxCodeRef", {}).get("value")
    return 0 if code in {None, "NON"} else int(line["Amount"])


def _discount(line: Document, subtotal: int, ids: _Ids) -> Document:
    detail = line.get("DiscountLineDetail", {})
    percent = detail.get("DiscountPercent")
    if detail.get("PercentBased") is True and percent is not None:
        amount = cents(Decimal(subtotal) * percent / 10000)
    elif "Amount" in line:
        amount = line["Amount"]
    else:
        raise refusal("6090")
    return {
        **line,
        "Id": ids.of(line),
        "Amount": amount,
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": detail,
    }


_ORDER = ("Id", "LineNum", "Description", "Amount", "LinkedTxn", "DetailType")


def _in_order(line: Document) -> Document:
    return {key: line[key] for key in _ORDER if key in line} | line
