"""What a story takes as given from a line on: who, when, under which policy."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.identity import UserId
from credits_core.permission import EVERYTHING, Actor, AnyActor, Role, SystemActor
from credits_core.policy import (
    Ban,
    ClosedPeriod,
    Differences,
    Duplicates,
    Limits,
    Policy,
)

from ..grammar import Form, Kind, Register, Setting, Values, either, list_of
from .choices import CHOICES
from .claims import Claim, claim
from .records import fields_of
from .values import PLAIN


def _choice(pattern: str, **chosen: object) -> Form:
    """A choice of a policy that is said with fixed words."""

    def take(value: object) -> Values | None:
        return {} if value == chosen else None

    return Form(pattern, PLAIN, lambda _, __: chosen, take)


def _filled(pattern: str, name: str) -> Form:
    """A choice of a policy with a value of its own."""

    def take(value: object) -> Values | None:
        return value if isinstance(value, dict) and set(value) == {name} else None

    return Form(pattern, PLAIN, lambda values, _: values, take)


CHOICES_OF_POLICY: Final = Register(
    "choice",
    (
        _choice("no credits for returns", returns_issue_credits=False),
        _choice(
            "no return credit on its own invoice",
            return_credit_may_pay_its_invoice=False,
        ),
        _choice("credits released first", release_credits_first=True),
        _choice("applying apart from receiving", receiving_includes_applying=False),
        _choice("ban transitive", ban=Ban.TRANSITIVE),
        _filled("closed through <closed_through:date>", "closed_through"),
        _choice("reversals dated today", in_closed_period=ClosedPeriod.REVERSE_TODAY),
        _choice("duplicates held", possible_duplicates=Duplicates.HOLD),
        _choice("remote wins", remote_differences=Differences.REMOTE_WINS),
        _filled("at most <invoices:integer> invoices", "invoices"),
        _filled("at most <tenders:integer> tenders", "tenders"),
        _filled("at most <lines:integer> lines", "lines"),
        _filled("at most <named_credits:integer> named credits", "named_credits"),
        _filled("at most <cascade_steps:integer> cascade steps", "cascade_steps"),
    ),
)
"""What a business may choose, each with fixed words."""

_LIMITS: Final = frozenset(one.name for one in attrs.fields(Limits))


def _policy(values: Values, _: Setting) -> object:
    """The policy whose *choices* differ from what is usual."""
    said: Values = {}
    choices = values.get("choices", ())
    for one in choices if isinstance(choices, tuple) else ():
        said |= one
    limits = {name: said.pop(name) for name in _LIMITS & said.keys()}
    return Policy(limits=Limits(**limits), **said)  # type: ignore[arg-type]  # told by the kinds


def _choices(value: object) -> Values | None:
    """What of a policy is not as usual, one choice a field."""
    if not isinstance(value, Policy):
        return None
    said = fields_of(value)
    said.pop("limits", None)
    chosen = [{name: one} for name, one in (said | fields_of(value.limits)).items()]
    return {"choices": tuple(chosen)}


_KINDS: Final[dict[str, Kind]] = {
    **CHOICES,
    "choices": either({"as usual": ()}, list_of(CHOICES_OF_POLICY)),
}

SETTINGS: Final = Register(
    "setting",
    (
        claim("customer", "customer is <customer_id:name>"),
        claim("currency", "currency is <currency:name>"),
        claim("today", "today is <today:date>"),
        claim(
            "user", "user is <user_id:name> [who may <permissions:permissions>]", _KINDS
        ),
        claim(
            "system",
            "user is the system [for <on_behalf_of:name>]"
            " [which may <permissions:permissions>]",
            _KINDS,
        ),
        Form("policy is <choices:choices>", _KINDS, _policy, _choices),
    ),
)
"""The lines that say what holds from there on."""


def user_of(said: Claim) -> AnyActor:
    """The actor that a line introduces; without a word on it, he may do everything."""
    permissions = said.values.get("permissions", EVERYTHING)
    assert isinstance(permissions, frozenset)
    if said.about == "system":
        for_whom = said.values.get("on_behalf_of")
        on_behalf_of = None if for_whom is None else UserId(str(for_whom))
        return SystemActor(permissions, on_behalf_of=on_behalf_of)
    role = Role("what the story says", permissions)
    return Actor(UserId(str(said.values["user_id"])), (role,))
