"""What can be done with a whole transaction: copied, voided, deleted."""

from __future__ import annotations

from .customers import id_of
from .visit import Deed, Sort, Visit


def copy(visit: Visit, sort: Sort) -> Deed:
    """Write another transaction just like this one."""
    outcome = visit.company.person.copy(sort.entity, visit.record(sort).id)
    return Deed(outcome, visit.at(sort, id_of(outcome)) + "?done=copied")


def void(visit: Visit, sort: Sort) -> Deed:
    """Let a transaction be about nothing."""
    outcome = visit.company.person.void(sort.entity, visit.record(sort).id)
    return Deed(outcome, visit.at(sort, visit.object_id) + "?done=voided")


def delete(visit: Visit, sort: Sort) -> Deed:
    """Take a transaction out of the books."""
    outcome = visit.company.person.delete(sort.entity, visit.record(sort).id)
    return Deed(outcome, visit.at(sort) + "?done=deleted")
