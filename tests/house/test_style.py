"""The house style, as far as a syntax tree can tell.

A function's length is that of its body: signature and docstring are not counted.
A module's length is all of its lines.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from .source import Module, body_lines, functions, modules, public_parts

FUNCTION_LINES_MAX = 30
FUNCTION_LINES_USUAL = 15
MODULE_LINES_MAX = 200
BANNED_WORDS = {
    *("abstract", "base", "common", "dto", "impl"),
    *("helper", "helpers", "manager", "managers", "util", "utils"),
}

MODULES = modules()
CORE = [module for module in MODULES if module.package == "credits_core"]


def _report(offenders: Iterable[str]) -> None:
    found = list(offenders)
    if found:
        pytest.fail("\n" + "\n".join(found), pytrace=False)


def test_there_is_source_to_look_at() -> None:
    assert CORE


def test_no_function_is_longer_than_its_limit() -> None:
    _report(
        f"{module.at(function.lineno)}: {function.name} has {body_lines(function)}"
        f" lines, {FUNCTION_LINES_MAX} is the limit."
        for module in MODULES
        for function in functions(module)
        if body_lines(function) > FUNCTION_LINES_MAX
    )


def test_nearly_all_functions_are_short() -> None:
    """At most 5 % of all functions have more than 15 lines."""
    lengths = [body_lines(each) for module in MODULES for each in functions(module)]

    long = [length for length in lengths if length > FUNCTION_LINES_USUAL]

    assert len(long) <= 0.05 * len(lengths)


def test_no_module_is_longer_than_its_limit() -> None:
    _report(
        f"{module.at(1)}: {len(module.lines)} lines, {MODULE_LINES_MAX} is the limit."
        for module in MODULES
        if len(module.lines) > MODULE_LINES_MAX
    )


def test_all_that_is_public_says_in_one_sentence_what_it_is() -> None:
    _report(
        f"{module.at(line)}: {name} {_fault(docstring)}"
        for module in MODULES
        for name, line, docstring in public_parts(module)
        if _fault(docstring)
    )


def _fault(docstring: str | None) -> str:
    if not docstring:
        return "has no docstring."
    first = docstring.splitlines()[0]
    if not first.endswith("."):
        return f"does not open with a line that ends in a full stop: {first!r}"
    if re.search(r"[.!?] [A-Z]", first):
        return f"opens with more than one sentence: {first!r}"
    return ""


def test_no_module_has_a_name_that_says_nothing() -> None:
    _report(
        f"{module.at(1)}: a part of this path says nothing about credits."
        for module in MODULES
        if BANNED_WORDS & set(re.split(r"[/_.]", module.at(1).split(":")[0]))
    )


def test_nothing_is_left_to_do() -> None:
    _report(
        f"{module.at(number)}: {line.strip()}"
        for module in MODULES
        for number, line in enumerate(module.lines, start=1)
        if re.search(r"\b(TODO|FIXME|XXX)\b", line)
    )


def test_the_core_knows_its_types() -> None:
    _report(
        f"{module.at(line)}: the core uses neither Any nor cast."
        for module in CORE
        for line in _evasions(module)
    )


def _evasions(module: Module) -> Iterator[int]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module in {
            "typing",
            "typing_extensions",
        }:
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute):
            names = {ast.unparse(node).removeprefix("typing.")}
        else:
            continue
        if names & {"Any", "cast"}:
            yield node.lineno


def test_no_result_is_opened_by_force() -> None:
    _report(
        f"{module.at(node.lineno)}: unwrap() raises where a Result should be answered."
        for module in MODULES
        if module.package != "credits_testkit"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "unwrap"
    )


def test_no_result_is_matched_by_its_containers() -> None:
    _report(
        f"{module.at(node.lineno)}: match unwrap_or_failure(...) instead: the type"
        " checker sees Any here."
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.MatchClass)
        and ast.unparse(node.cls).split(".")[-1] in {"Success", "Failure"}
    )


def test_adapters_are_imported_by_their_own_names() -> None:
    _report(
        f"{module.at(node.lineno)}: src/adapters is a folder, not a package."
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        if {"adapters", "src"} & {name.split(".")[0] for name in _imported(node)}
    )


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if node.module and not node.level else []
