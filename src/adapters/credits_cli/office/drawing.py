"""The command ``lineage``."""

from __future__ import annotations

import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from credits_core.enquiries import (
    Lineage,
    LineageOfCredit,
    LineageOfCustomer,
    OwnerOfCredit,
    graphviz,
    mermaid,
)
from credits_core.identity import CreditId, CustomerId

from ..failures import CannotRunError, Exit
from .sheets import Report, Row, Sheet
from .users import Seat, User

_PATIENCE_SECONDS: Final = 60
_PLAIN_TEXT: Final = '%%{init: {"htmlLabels": false}}%%\n'
"""Labels as text, which every viewer shows, and not as pieces of a web page."""


def lineage(
    *,
    who: User,
    credit: str | None = None,
    customer: str | None = None,
    as_mermaid: Annotated[bool, Parameter(name="--mermaid", negative="")] = False,
    dot: Annotated[bool, Parameter(negative="")] = False,
    svg: Path | None = None,
) -> int:
    """Draw where a credit, or all credits of a customer, came from and went.

    ``--mermaid`` and ``--dot`` print the graph in these languages; ``--svg FILE`` has
    it drawn, with the extra ``drawing`` or the program dot of Graphviz.
    """
    with who.at_the_desk() as seat:
        graph = _graph(seat, credit, customer)
    if svg is not None:
        _draw(graph, svg)
    elif as_mermaid:
        print(mermaid(graph), end="")
    elif dot:
        print(graphviz(graph), end="")
    else:
        who.show(Report(sheets=(_arrows(graph),)))
    return Exit.FINE


def _graph(seat: Seat, credit: str | None, customer: str | None) -> Lineage:
    if credit is not None:
        credit_id = CreditId(credit)
        owner = seat.ask(OwnerOfCredit(credit_id=credit_id))
        return seat.ask(LineageOfCredit(customer_id=owner, credit_id=credit_id))
    if customer is not None:
        return seat.ask(LineageOfCustomer(customer_id=CustomerId(customer)))
    raise CannotRunError("Name --credit or --customer.")


def _arrows(graph: Lineage) -> Sheet:
    columns = ("From", "To", "Currency", "Amount>", "How")
    rows = (
        Row(
            (
                f"{one.source.kind.value} {one.source.id}",
                f"{one.target.kind.value} {one.target.id}",
                *(one.amount.currency, one.amount.figures, one.text),
            ),
            is_void=not one.is_live,
        )
        for one in graph.arrows
    )
    return Sheet("Lineage", columns, tuple(rows))


def _draw(graph: Lineage, file: Path) -> None:
    """By Mermaid itself if the extra is there, and otherwise by Graphviz."""
    try:
        drawer: Any = import_module("mermaidx")
    except ImportError:
        _draw_by_graphviz(graphviz(graph), file)
        return
    try:
        picture: str = drawer.render(_PLAIN_TEXT + mermaid(graph)).svg()
        file.write_text(picture, encoding="utf-8")
    except (OSError, RuntimeError) as error:
        raise CannotRunError(f"Mermaid could not draw {file}: {error}") from error


def _draw_by_graphviz(text: str, file: Path) -> None:
    program = shutil.which("dot")
    if program is None:
        raise CannotRunError(
            "Drawing needs mermaidx: pip install 'credits-core[drawing]', or the"
            " program dot of Graphviz; --mermaid needs neither."
        )
    command = [program, "-Tsvg", "-o", str(file)]
    try:
        subprocess.run(  # noqa: S603 - the program of that name, without a shell
            command, input=text, text=True, check=True, timeout=_PATIENCE_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotRunError(f"Graphviz could not draw {file}: {error}") from error
