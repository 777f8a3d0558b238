"""Taking secrets out of what others wrote, before anybody reads it.

QuickBooks Online puts the access token into the text of its own faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .secret import Secret

_HIDDEN: Final = "[hidden]"
_TEXT_MAX: Final = 500
_AFTER_A_NAME: Final = re.compile(
    r"(?i)((?:token(?: expired)?|bearer|basic|code|secret|authorization)"
    r"""["']?\s*[:=]?\s*["']?)(?=[\w.~+/-]*\d)[\w.~+/-]{16,}=*"""
)
_LOOKS_LIKE_ONE: Final = re.compile(r"[A-Za-z0-9_.~+/-]{40,}=*")


def redacted(text: str, secrets: Iterable[Secret] = ()) -> str:
    """*text* in at most 500 characters, without *secrets* and what looks like one."""
    for secret in secrets:
        if secret.reveal():
            text = text.replace(secret.reveal(), _HIDDEN)
    text = _AFTER_A_NAME.sub(rf"\1{_HIDDEN}", text)
    return _LOOKS_LIKE_ONE.sub(_HIDDEN, text)[:_TEXT_MAX]
