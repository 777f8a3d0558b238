"""Drawing any command that can be built, with names that are hard to write down."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUse,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    Fill,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    RemoteAllocation,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from credits_core.exact import QUANTITY_MAX_MICROS, Quantity
from credits_core.invoice import InvoiceLine, LineKind
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_testkit.orders import ACME
from credits_testkit.stories.vocabulary import VOCABULARY

CURRENCIES: Final = ("USD", "EUR", "JPY", "KWD")

names = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6),
    st.sampled_from(sorted(VOCABULARY)),
    st.sampled_from(
        ["two words", ' "', "\\", "#1", "~~", "1,000", "-5.00", "USD", ","]
    ),
)
"""Ids as a host may give them, words of the notation among them."""

notes = st.one_of(
    names,
    st.just(""),
    st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=9),
)
"""Texts that are no ids: they may hold anything, line ends too."""

quantities = st.builds(Quantity, st.integers(-QUANTITY_MAX_MICROS, QUANTITY_MAX_MICROS))
days = st.dates()
revisions = st.none() | st.integers(-9, 10**6)

Amounts = st.SearchStrategy[Money]
_Commands = st.SearchStrategy[Command]


def _parts(
    named_by: str, of: type[object], **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[tuple[object, ...]]:
    """One to three parts of a command, each with a name of its own."""

    def each(ids: list[str]) -> st.SearchStrategy[tuple[object, ...]]:
        named = ({**fields, named_by: st.just(one)} for one in ids)
        return st.tuples(*(st.builds(of, **one) for one in named))

    return st.lists(names, min_size=1, max_size=3, unique=True).flatmap(each)


def _some_names() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(names, max_size=3, unique=True).map(tuple)


def _of(kind: type[Command], **fields: st.SearchStrategy[object]) -> _Commands:
    """Commands of one kind and of the one customer."""
    return st.builds(kind, customer_id=st.just(ACME), **fields)


_FREE_IDS = names.filter(lambda name: ":" not in name)


def _of_credits(amounts: Amounts) -> _Commands:
    by_name = {"credit_id": names}
    return st.one_of(
        _of(
            IssueCredit,
            credit_id=_FREE_IDS,
            amount=amounts,
            effective_date=st.none() | days,
            number=notes,
            note=notes,
        ),
        _of(EditCredit, **by_name, amount=amounts, revision=revisions),
        _of(EditCredit, **by_name, note=notes),
        _of(CancelCredit, **by_name, mode=st.sampled_from(CancelMode)),
        _of(DeleteCredit, **by_name),
        _of(ReleaseHold, **by_name),
    )


def _of_invoices(amounts: Amounts) -> _Commands:
    told = {
        "amount": amounts,
        "product": notes,
        "quantity": quantities,
        "unit_price": quantities,
        "kind": st.sampled_from(LineKind),
    }
    return st.one_of(
        _of(
            RegisterInvoice,
            invoice_id=names,
            lines=_parts("id", InvoiceLine, **told),
            number=notes,
            date=st.none() | days,
            due_date=st.none() | days,
        ),
        _of(
            EditInvoice,
            invoice_id=names,
            edit_id=names,
            changes=st.just(()) | _parts("line_id", LineChange, **told),
        ),
        _of(VoidInvoice, invoice_id=names, mode=st.sampled_from(VoidMode)),
    )


def _tenders(amounts: Amounts) -> st.SearchStrategy[tuple[Tender, ...]]:
    one = st.builds(Tender, st.sampled_from(Method), amounts)
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def _credit_uses(amounts: Amounts) -> st.SearchStrategy[CreditUse]:
    named = _parts("credit_id", NamedCredit, amount=amounts)
    return st.one_of(
        st.just(NoCredits()),
        st.just(Fill()),
        st.builds(Exact, amounts),
        st.builds(Named, named),
    )


def _of_receipts(amounts: Amounts) -> _Commands:
    by_name = {"payment_id": names}
    modes = {"mode": st.sampled_from(Mode)}
    return st.one_of(
        _of(
            ReceivePayment,
            **by_name,
            invoices=_some_names(),
            tenders=st.just(()) | _tenders(amounts),
            credits=_credit_uses(amounts),
            date=st.none() | days,
            replaces=st.none() | names,
        ),
        _of(EditPayment, **by_name, amount=amounts, **modes),
        _of(VoidPayment, **by_name, including_credits=st.booleans(), **modes),
        _of(RecordPaymentReversed, **by_name, reason=notes),
        _of(
            VoidApplication,
            **by_name,
            credit_id=names,
            invoice_id=names,
            reopen=st.booleans(),
        ),
    )


def _of_returns(amounts: Amounts) -> _Commands:
    told = {
        "product": notes,
        "quantity": quantities,
        "unit_price": quantities,
        "package": notes,
        "batch": notes,
    }
    sold = _parts(
        "id", ReturnLine, **told, invoice_line=names, value=st.none() | amounts
    )
    unsold = _parts("id", ReturnLine, **told, value=amounts)
    by_name = {"return_id": names}
    modes = {"mode": st.sampled_from(Mode)}
    return st.one_of(
        _of(CompleteReturn, **by_name, lines=sold, invoice_id=names),
        _of(CompleteReturn, **by_name, lines=unsold),
        _of(CorrectReturn, **by_name, lines=sold | unsold, **modes),
        _of(ReopenReturn, **by_name, **modes),
    )


def _of_other_systems(amounts: Amounts) -> _Commands:
    positive = amounts.map(lambda one: max(one, -one))
    uses = {"payment_id": names, "credit_id": names, "invoice_id": names}
    changes = st.one_of(
        st.builds(CreditAmount, names, positive),
        st.builds(PaymentAmount, names, positive),
        st.builds(CreditUsed, **uses, amount=amounts),
        st.builds(CreditUnused, **uses),
    )
    return st.one_of(
        positive.flatmap(_imported_credits),
        positive.flatmap(_imported_payments),
        _of(ImportChange, change=changes),
    )


def _imported_credits(amount: Money) -> _Commands:
    return _of(
        ImportCredit,
        credit_id=_FREE_IDS,
        system=_FREE_IDS,
        remote_id=names,
        amount=st.just(amount),
        opening=st.sampled_from([None, amount.zero, amount]),
        effective_date=st.none() | days,
        number=notes,
        note=notes,
    )


def _imported_payments(amount: Money) -> _Commands:
    """All of it was spent before, or nothing; an allocation of nothing is written."""
    tenders = st.builds(Tender, st.sampled_from(Method), st.just(amount))
    allocated = _parts("invoice_id", RemoteAllocation, amount=st.just(amount.zero))
    return _of(
        ImportPayment,
        payment_id=names,
        system=_FREE_IDS,
        tenders=st.tuples(tenders),
        allocations=st.just(()) | allocated,
        invoices=_some_names(),
        opening=st.sampled_from([None, amount.zero, amount]),
        date=st.none() | days,
    )


def _in(currency: str) -> _Commands:
    amounts = st.builds(Money, st.integers(-(10**12), 10**12), st.just(currency))
    return st.one_of(
        _of_credits(amounts),
        _of_invoices(amounts),
        _of_receipts(amounts),
        _of_returns(amounts),
        _of_other_systems(amounts),
    )


commands = st.sampled_from(CURRENCIES).flatmap(_in)
"""Any command there is, each in one currency."""
