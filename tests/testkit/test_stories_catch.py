"""The stories on the pages are enough to catch the wrong rules of the gallery.

Each wrong rule stands under the heading whose stories find it out.
"""

from __future__ import annotations

from typing import Final

import pytest

from credits_core.desk import Desk
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.gallery.bug import WrongRule
from credits_testkit.gallery.replacing import replaced
from credits_testkit.gallery.rules import WRONG_RULES
from credits_testkit.occasions import BEGIN
from credits_testkit.stories import Story, StoryFailedError, play, stories_in
from tests.docs.pages import ROOT

CAUGHT_UNDER: Final[dict[str, list[str]]] = {
    "HC-40": [
        "credits are taken newest first",
        "the smaller credit goes first",
        "credits of one day have no order but their names",
        "fill uses up the whole credit",
        "the running balance goes below nothing",
        "cash goes beyond what is due",
        "a payment of what is paid already is dropped",
        "what is left over is as young as today",
        "what arises by itself is granted by the clerk",
        "a use counts at its source alone",
        "a use counts at its target alone",
    ],
    "HC-53": [
        "less than one whole unit is no credit",
    ],
    "HC-42": [
        "a credit is spent before its day",
    ],
    "HC-15": [
        "what is held is spent",
        "a possible duplicate may be spent at once",
        "a rule writes without an event",
    ],
    "HC-49": [
        "one currency is as good as another",
    ],
    "HC-28": [
        "a credit pays the invoice that generated it",
        "a named credit is not asked where it came from",
        "money goes round in a circle",
        "an exact amount is trimmed to what is due",
        "an exact amount is trimmed to what is available",
        "a receipt undoes what was applied before",
        "each edit issues the whole surplus",
        "a raised invoice claws nothing back",
        "a total ignores its lines",
        "a lowered invoice pays out what was never paid",
        "a save counts its lowered lines only",
        "a reduction is released on both sides",
        "a forfeit stays without the money behind it",
        "a credit does not follow its payment",
        "a loss never reaches those who were paid with it",
        "own money is left out",
        "a raised payment only grows its credit",
        "only the invoice at hand is settled anew",
        "a voided use concerns its target only",
        "a voided use is not on record any more",
        "a voided use forgets how much it was",
        "a part of a ledger is taken for the whole",
        "the preview hides what becomes due again",
    ],
    "R11": [
        "another credit is used than the one that was named",
    ],
    "HC-45": [
        "fill takes the credits before the cash",
        "undoing one use undoes all on the invoice",
        "undoing one use undoes all of the credit",
    ],
    "HC-25": [
        "what is left over is reckoned against the total",
    ],
    "R10": [
        "the smallest invoice is paid first",
    ],
    "Order 4": [
        "what is left over is credited once for each invoice",
        "the oldest reduction shrinks first",
        "a smaller payment takes the oldest use back first",
        "a smaller payment takes more back than is missing",
        "a corrected receipt keeps its old tenders",
        "the older payment serves the invoice first",
        "a smaller payment leaves its first invoice first",
        "what is left of a use is written over it",
        "a part that leaves takes the whole along",
    ],
    "Order 12": [
        "a payment of less than nothing is received",
        "a reopened credit has what was given up again",
        "a reopened return keeps its credit",
        "a return can be reopened twice",
        "goods of a void invoice are credited",
    ],
    "HC-47": [
        "a second receipt is written over the first",
    ],
    "HC-44": [
        "what is to be given back is never less",
    ],
    "HC-09": [
        "a returned line is taken off the invoice as well",
        "more pieces come back than were sold",
    ],
    "HC-10": [
        "a forfeit is issued again",
    ],
    "HC-33": [
        "a reduction that was given up is not recorded as a forfeit",
    ],
    "HC-23": [
        "the credit of a bounced payment stays",
        "a void payment leaves its money where it was",
        "a payment is void, and nothing follows",
        "strict cascades all the same",
    ],
    "Order 2": [
        "a void invoice gives no cash back",
        "a void invoice takes its payments along",
    ],
    "Order 8": [
        "a void invoice gives no credits back",
    ],
    "Order 9": [
        "an invoice is voided over goods that came back",
    ],
    "HC-31": [
        "a closed period is changed",
        "a reversal is dated as what it reverses",
    ],
    "HC-46": [
        "a use can be voided twice",
    ],
    "HC-30": [
        "what comes home to a cancelled credit is not written off",
        "cancelling the rest reverts the uses",
    ],
    "HC-29": [
        "cancel and revert forgets to revert",
    ],
    "HC-50": [
        "a credit is edited below what is used of it",
        "a credit of less than nothing is granted",
    ],
    "HC-37": [
        "a used credit is deleted",
    ],
    "HC-32": [
        "an overpayment is cancelled like a gift",
        "an overpayment is edited beside its payment",
        "what a reduction gave back is deleted",
    ],
    "HC-56": [
        "a row of no goods refunds the full price",
        "goods are worth whatever is said",
    ],
    "HC-27": [
        "goods come back at today's list price",
    ],
    "HC-54": [
        "each return is rounded by itself",
    ],
    "HC-60": [
        "a corrected return is credited anew",
    ],
    "R27": [
        "what was used of a memo before is forgotten",
        "what is read in goes beyond what is due",
    ],
    "R29": [
        "a lowered memo takes back what was paid with it",
    ],
    "HC-80": [
        "what comes back goes to the oldest credit with room",
    ],
    "HC-52": [
        "less than one whole unit is not due",
    ],
}

STORIES: Final = stories_in(ROOT / "docs" / "stories")
HEADINGS: Final = {name: one for one, names in CAUGHT_UNDER.items() for name in names}
BUGS: Final = [bug for bug in WRONG_RULES if bug.name in HEADINGS]


def _holds(story: Story) -> bool:
    """Whether it holds; a wrong rule may raise anything."""
    try:
        play(story, Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN)))
    except StoryFailedError:
        return False
    except Exception:  # noqa: BLE001 - the core itself stumbles over some of them
        return False
    return True


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: str(bug.name))
def test_a_wrong_rule_is_found_out_by_the_stories_under_its_heading(
    bug: WrongRule,
) -> None:
    heading = f"{HEADINGS[bug.name]}: "
    stories = [one for one in STORIES if one.title.startswith(heading)]

    with replaced(bug.replaces):
        held = [_holds(story) for story in stories]

    assert not all(held)


def test_nearly_every_wrong_rule_of_the_gallery_is_tried() -> None:
    assert len(BUGS) >= 90
