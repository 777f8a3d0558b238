"""node-quickbooks from npm, as it is, on a real server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qbo_simulator.control import Running
from qbo_simulator.oauth import PLAYGROUND

from ..around.asking import REALM

FOLDER = Path(__file__).parents[1] / "node"
INSTALL = ("npm", "install", "--no-package-lock", "--no-audit", "--no-fund")


@pytest.fixture(scope="session")
def node() -> str:
    """Node with the client installed, or a sentence that says what is missing."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed; with `node` and `npm` on the path it runs.")
    if not (FOLDER / "node_modules" / "node-quickbooks").is_dir():
        _install()
    return found


def _install() -> None:
    how = f"`{' '.join(INSTALL)}` in {FOLDER.relative_to(Path(__file__).parents[3])}"
    if shutil.which("npm") is None:
        pytest.skip(f"npm is not installed; {how} would install the client.")
    done = subprocess.run(
        INSTALL, cwd=FOLDER, capture_output=True, text=True, timeout=240, check=False
    )
    if done.returncode:
        pytest.skip(f"{how} does not work here: {done.stderr[-300:]}")


@pytest.fixture
def told(node: str, running: Running) -> Any:
    """What the story of the client came to."""
    tokens = running.service.grants.mint_for(REALM)
    arguments = (
        *(running.url, REALM, PLAYGROUND.client_id, PLAYGROUND.client_secret),
        *(tokens.access_token, tokens.refresh_token),
    )
    done = subprocess.run(
        [node, "story.js", *arguments],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_credit_is_used_and_given_back_by_node_quickbooks(told: Any) -> None:
    """A bill of 300, a credit of 100 on it, 50 in cash twice with one request id."""
    assert told == {
        "item": "Credit",
        "used": [200, 0],
        "repeated": [True, 50],
        "found": [True],
        "counted": 2,
        "every": 1,
        "voided": [300, "Voided"],
        "stale": "5010",
        "changed": ["late", 100, True],
        "twice": "6240",
        "batch": [["1", "Customer"], ["2", "Fault"], ["3", "QueryResponse"]],
        "gone": "610",
        "changes": [["Deleted"], ["there", "Deleted"]],
        "refreshed": 3600,
        "company": "Acme",
        "revoked": "3200",
    }
