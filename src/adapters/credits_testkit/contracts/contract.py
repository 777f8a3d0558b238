"""What the contracts of all ports have in common: how an adapter is put on trial."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from typing_extensions import override

from .capabilities import Capabilities
from .clauses import Clause, Run, clauses_of, made_of
from .place import Place, new_place


class Contract:
    """Clauses that an adapter is held to, collected by pytest in a subclass.

    The subclass says how the adapter is opened, and, if there is something that
    the adapter cannot do, its *capabilities*.
    """

    capabilities: ClassVar[Capabilities] = Capabilities()
    """What the adapter can do."""

    drawing: ClassVar[settings] = settings(max_examples=15)
    """How much is drawn for the clauses that are to hold for whatever is drawn."""

    @override
    def __init_subclass__(cls) -> None:
        """Leave out what the adapter cannot do, and draw anew for each adapter."""
        super().__init_subclass__()
        for known in clauses_of(cls):
            _refuse_another(cls, known)
            setattr(cls, known.name, cls._method(known))

    @classmethod
    def _method(cls, known: Clause) -> Run:
        reason = cls.capabilities.reason_to_leave_out(known.needs)
        if reason is not None:
            return _left_out(known, reason)
        return known.run if known.drawn is None else _over_all(known, cls.drawing)

    def on_trial(self, place: Place) -> Any:  # noqa: ANN401 - each port has its own
        """The adapter, opened at *place*, with all that a clause asks it for."""
        raise NotImplementedError

    @pytest.fixture
    def trial(self) -> Iterator[object]:
        """The adapter on trial, at a new place."""
        with new_place() as place:
            yield self.on_trial(place)


def _refuse_another(contract: type[Contract], known: Clause) -> None:
    """A clause is kept or left out with a reason; nobody writes an easier one."""
    if vars(contract).get(known.name, known.run) is not known.run:
        raise TypeError(
            f"{contract.__name__} may not replace the clause {known.name}; declare"
            " in its capabilities what the adapter cannot do."
        )


def _left_out(known: Clause, reason: str) -> Run:
    def leave_out(self: Contract, trial: object) -> None:
        """Never run."""

    made = made_of(known, leave_out)
    return pytest.mark.skip(reason=reason)(made)


def _over_all(known: Clause, drawing: settings) -> Run:
    """A test of its own for each adapter, as Hypothesis wants it."""
    strategy = (known.drawn or _nothing)()

    def over_all(self: Contract, trial: Any, drawn: object) -> None:  # noqa: ANN401
        with trial.anew() as another:
            known.run(self, another, drawn)

    made_of(known, over_all)
    how = settings(
        drawing,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    return made_of(known, how(given(drawn=strategy)(over_all)))


def _nothing() -> Any:  # noqa: ANN401
    raise AssertionError("A clause that is not drawn holds once.")
