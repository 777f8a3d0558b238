"""The code on every page runs, and prints what the page says."""

from __future__ import annotations

import re

import pytest

from .pages import ROOT, Block, Page, pages, run

PAGES = pages()


BLOCKS = [
    pytest.param(
        page,
        block,
        id=f"{page.name}:{block.line}",
        marks=[pytest.mark.extras] if block.needs_extras else [],
    )
    for page in PAGES
    for block in page.blocks
    if block.language == "python"
]


@pytest.mark.parametrize(("page", "block"), BLOCKS)
def test_the_code_runs_and_prints_what_stands_below_it(
    page: Page, block: Block
) -> None:
    runs = run(page, with_extras=block.needs_extras)
    ran = next(one for one in runs if one.block.line == block.line)

    if ran.error is not None:
        pytest.fail(f"{page.name}:{block.line} raised {ran.error!r}", pytrace=False)
    if ran.expected is not None:
        assert ran.printed == ran.expected
    else:
        assert ran.printed == "", "What is printed has to be shown."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Page) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", "\n".join(page.lines))

    missing = [link for link in links if not (page.path.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_named_in_the_prose_exists(page: Page) -> None:
    named = re.findall(r"`((?:src|tests|docs|examples)/[\w./-]+)", page.text)

    missing = [name for name in named if not (ROOT / name.rstrip("/.")).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_line_of_prose_holds_one_sentence(page: Page) -> None:
    crowded = [
        line
        for line in page.lines
        if not line.startswith(("|", "#")) and re.search(r"[.!?] [A-Z][a-z]", line)
    ]

    assert crowded == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_say_what_they_are(page: Page) -> None:
    languages = {block.language for block in page.blocks}

    assert languages <= {"python", "text", "sh", "toml", "story"}
