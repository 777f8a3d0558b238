"""The project's source as syntax trees, for the tests of its style."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = Function | ast.ClassDef


@attrs.frozen
class Module:
    """One Python file under ``src``."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The import package that the file belongs to."""
        parts = self.path.relative_to(ROOT / "src").parts
        return parts[1] if parts[0] == "adapters" else parts[0]

    @property
    def lines(self) -> list[str]:
        """Its lines: code, comments, docstrings and blank ones."""
        return self.text.splitlines()

    def at(self, line: int) -> str:
        """A place in the file that an editor can jump to."""
        return f"{self.path.relative_to(ROOT)}:{line}"


def modules() -> list[Module]:
    """All modules under ``src``, in the order of their paths."""
    return [_read(path) for path in sorted((ROOT / "src").rglob("*.py"))]


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, str(path)))


def functions(module: Module) -> list[Function]:
    """All functions and methods of *module*, nested ones too."""
    return [node for node in ast.walk(module.tree) if isinstance(node, Function)]


def body_lines(function: Function) -> int:
    """How long a function is; signature and docstring are not counted."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def public_parts(module: Module) -> Iterator[tuple[str, int, str | None]]:
    """The name, line and docstring of the module and all that is public in it."""
    yield module.path.stem, 1, ast.get_docstring(module.tree)
    for node in _public(module.tree):
        yield node.name, node.lineno, ast.get_docstring(node)


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    for node in parent.body:
        if not isinstance(node, Documented) or node.name.startswith("_"):
            continue
        if not _is_told_elsewhere(node):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node)


def _is_told_elsewhere(node: Documented) -> bool:
    """Whether the docstring stands at what is overridden, overloaded or read.

    A clause of a contract is told by its name, as any test is.
    """
    if node.name.startswith("test_"):
        return True
    decorators = {ast.unparse(each).split(".")[-1] for each in node.decorator_list}
    return bool(decorators & {"override", "overload", "setter", "deleter"})
