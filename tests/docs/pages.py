"""The pages of the documentation, and what their code prints when it is run.

A Python block runs after those before it on its page, in one namespace. A block
of text right behind it is what it has to print. A block marked ``extras`` needs
more than what the core alone requires.
"""

from __future__ import annotations

import contextlib
import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]

_HEADING = re.compile(r"^#+ (?P<title>.+)$")
_FENCE = re.compile(r"^```(?P<language>\w*)(?P<marks>.*)$")


@attrs.frozen
class Block:
    """One fenced block of a page, with the *heading* that it stands under."""

    heading: str
    line: int
    language: str
    marks: str
    text: str

    @property
    def needs_extras(self) -> bool:
        """Whether it can only run where the extras are installed."""
        return "extras" in self.marks.split()


@attrs.frozen
class Page:
    """One Markdown file of the project."""

    path: Path

    @property
    def name(self) -> str:
        """The path as a reader of the project knows it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text(encoding="utf-8")

    @property
    def lines(self) -> list[str]:
        """Its lines without those of fenced blocks."""
        return re.sub(r"(?ms)^```.*?^```$", "", self.text).splitlines()

    @property
    def headings(self) -> list[str]:
        """The titles of all headings, in their order."""
        found = map(_HEADING.match, self.lines)
        return [heading["title"] for heading in found if heading]

    @property
    def blocks(self) -> list[Block]:
        """Every fenced block, in their order."""
        return list(_blocks(self.text))


@attrs.frozen
class Run:
    """What became of one Python block: what it printed, and what it ought to."""

    block: Block
    printed: str
    expected: str | None
    error: Exception | None


def _blocks(text: str) -> Iterator[Block]:
    heading, opening, inside = "", None, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        fence, title = _FENCE.match(line), _HEADING.match(line)
        if opening is not None and line == "```":
            start, language, marks = opening
            yield Block(heading, start, language, marks, "\n".join(inside))
            opening, inside = None, []
        elif opening is not None:
            inside.append(line)
        elif fence:
            opening = (number, fence["language"], fence["marks"])
        elif title:
            heading = title["title"]


def pages() -> list[Page]:
    """The pages whose code has to run: the README, ``docs`` and ``examples``."""
    folders = [
        path for name in ("docs", "examples") for path in (ROOT / name).rglob("*.md")
    ]
    return [Page(path) for path in (ROOT / "README.md", *sorted(folders))]


@functools.cache
def run(page: Page, *, with_extras: bool) -> tuple[Run, ...]:
    """Run the Python blocks of *page*, those that need extras only if asked."""
    blocks = page.blocks
    namespace: dict[str, object] = {"__name__": page.name}
    runs: list[Run] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language != "python" or (block.needs_extras and not with_extras):
            continue
        expected = _output_of(block, following)
        runs.append(_run(page, block, expected, namespace))
    return tuple(runs)


def _output_of(block: Block, following: Block | None) -> str | None:
    """The text that stands right behind *block*, but for one blank line."""
    if following is None or following.language != "text":
        return None
    distance = following.line - block.line - len(block.text.splitlines())
    return following.text if distance == 3 else None


def _run(
    page: Page, block: Block, expected: str | None, namespace: dict[str, object]
) -> Run:
    source = "\n" * block.line + block.text
    printed, error = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        try:
            code = compile(source, page.name, "exec", dont_inherit=True)
            exec(code, namespace)
        except Exception as raised:  # noqa: BLE001 - the test reports it
            error = raised
    return Run(block, printed.getvalue().rstrip("\n"), expected, error)
