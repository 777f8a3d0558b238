"""The page of rejections: every code has its section, its example and its place."""

from __future__ import annotations

import pytest

from credits_core.rejections import REJECTIONS

from .pages import ROOT, Page, run

PAGE = Page(ROOT / "docs" / "rejections.md")
CODES = [rejection.code for rejection in REJECTIONS]


def test_every_code_has_a_section_and_every_section_a_code_in_their_order() -> None:
    preface, *sections, appendix, guide = PAGE.headings

    assert sections == CODES
    assert (preface, guide) == ("Rejections", "Adding one")
    assert appendix == "Precedence, command by command"


@pytest.mark.parametrize("code", CODES)
def test_the_example_is_refused_with_exactly_its_code(code: str) -> None:
    runs = run(PAGE, with_extras=False)

    printed = [one.printed for one in runs if one.block.heading == code]

    assert len(printed) == 1
    assert printed[0].startswith(f"{code}: ")


@pytest.mark.parametrize("code", CODES)
def test_the_section_says_what_is_so_and_what_is_allowed(code: str) -> None:
    _, _, after = PAGE.text.partition(f"\n## {code}\n")
    prose, _, _ = after.partition("```")

    sentences = [line for line in prose.splitlines() if line]

    assert len(sentences) >= 2
    assert all(sentence.endswith(".") for sentence in sentences)
