"""The lines that change what goes without saying."""

from __future__ import annotations

from datetime import date

import attrs

from credits_core.currencies import MINOR_PLACES
from credits_core.identity import CustomerId
from credits_core.policy import DEFAULT_POLICY, Policy

from ..grammar import Found, Word
from ..lines.claims import Claim
from ..lines.settings import SETTINGS, user_of
from ..story import Scene
from .mistakes import StoryMistakeError, misread
from .outline import Row


def is_setting(row: Row) -> bool:
    """Whether the line says what holds from there on."""
    return row.words[1:2] == (Word("is"),)


def scene_after(row: Row, scene: Scene) -> Scene:
    """What holds after the line; raises ``StoryMistakeError``."""
    found = SETTINGS.find(row.words, scene.setting)
    if not isinstance(found, Found):
        raise misread(row.line, found)
    try:
        return _changed(found.made(), scene)
    except ValueError as error:
        raise StoryMistakeError(row.line, str(error)) from None


def _changed(said: object, scene: Scene) -> Scene:
    if isinstance(said, Policy):
        usual = said == DEFAULT_POLICY
        return attrs.evolve(scene, policy=None if usual else said)
    assert isinstance(said, Claim)
    match said.about:
        case "customer":
            customer_id = CustomerId(str(said.values["customer_id"]))
            return attrs.evolve(scene, customer_id=customer_id)
        case "currency":
            return attrs.evolve(scene, currency=_currency(said.values["currency"]))
        case "today":
            day = said.values["today"]
            assert isinstance(day, date)
            return attrs.evolve(scene, today=day)
        case _:
            return attrs.evolve(scene, actor=user_of(said))


def _currency(said: object) -> str:
    if said not in MINOR_PLACES:
        raise ValueError(f"{said!r} is not an ISO 4217 currency.")
    return str(said)
