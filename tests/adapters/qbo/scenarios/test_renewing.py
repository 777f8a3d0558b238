"""S70: a process dies between the renewal of a token and its being stored."""

from __future__ import annotations

import attrs
import pytest
from typing_extensions import override

from credits_qbo.gateway import (
    Connector,
    Disconnected,
    Gateway,
    HandTimer,
    MemoryTokens,
    Pace,
    Secret,
    Tokens,
)

from ..bench import DiedError
from ..scripted import ScriptedServer, answer, replay

pytestmark = pytest.mark.extras

_EXPIRED = "vcr_error_401_0.json"


class _Dying(MemoryTokens):
    """A store whose process dies before it has kept new tokens."""

    dies = False

    @override
    def replace(self, realm_id: str, tokens: Tokens, *, version: int) -> bool:
        if self.dies:
            raise DiedError
        return super().replace(realm_id, tokens, version=version)


def test_s70_new_tokens_that_nobody_kept_ask_for_a_new_connection(
    server: ScriptedServer, connector: Connector, timer: HandTimer
) -> None:
    """The next process finds the old one, which is dead, and guesses nothing."""
    store = _Dying()
    first = Tokens(access=Secret("access-1"), refresh=Secret("refresh-1"))
    store.replace("123", first, version=0)
    gateway = Gateway("123", attrs.evolve(connector, store=store), Pace(timer))
    renewed = answer(
        access_token="access-2",
        refresh_token="refresh-2",
        token_type="bearer",
        expires_in=3600,
    )
    server.play(replay(_EXPIRED), renewed)
    store.dies = True
    with pytest.raises(DiedError):
        gateway.read("CreditMemo", "7")
    store.dies = False
    timer.wait(3_600)
    server.play(replay(_EXPIRED), answer(400, error="invalid_grant"))

    outcome = gateway.read("CreditMemo", "7")

    assert isinstance(outcome, Disconnected)
    assert outcome.code == "invalid_grant"
    kept = store.load("123")
    assert kept is not None
    assert kept.refresh == Secret("refresh-1")
