"""Forms for values whose fields stand in the gaps by their own names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ..grammar import Form, Kind, Setting, Values
from .values import PLAIN


def fields_of(value: attrs.AttrsInstance) -> Values:
    """The fields of *value* that say something: those that are not their default."""
    held = all_fields(value)
    return {
        one.name: held[one.name]
        for one in attrs.fields(type(value))
        if held[one.name] != _default(one)
    }


def all_fields(value: attrs.AttrsInstance) -> Values:
    """Every field of *value*."""
    return {one.name: getattr(value, one.name) for one in attrs.fields(type(value))}


def _default(field: attrs.Attribute[object]) -> object:
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()


def has_customer(of: type[attrs.AttrsInstance]) -> bool:
    """Whether values of that type belong to a customer, who goes without saying."""
    return any(one.name == "customer_id" for one in attrs.fields(of))


def record(
    of: type[attrs.AttrsInstance],
    pattern: str,
    kinds: Mapping[str, Kind] = PLAIN,
    also: Callable[[attrs.AttrsInstance], Values] = lambda _: {},
    **otherwise: object,
) -> Form:
    """The form of values *of* one type.

    *also* gives what is said in any case; *otherwise* is meant by what is left out.
    """
    build: Callable[..., object] = of
    with_customer = has_customer(of)

    def make(values: Values, setting: Setting) -> object:
        customer = {"customer_id": setting.customer_id} if with_customer else {}
        return build(**{**otherwise, **customer, **values})

    def take(value: object) -> Values | None:
        if not isinstance(value, of):
            return None
        said = fields_of(value) | also(value)
        said.pop("customer_id", None)
        meant = (name for name, one in otherwise.items() if said.get(name) == one)
        return {name: said[name] for name in said.keys() - set(meant)}

    return Form(pattern, kinds, make, take)
