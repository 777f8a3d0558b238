"""The verdicts of the last run of mutmut, as text: ``python verdicts.py``.

It is run where mutmut was run. First come the numbers of each module, then a line
for each mutant that no test killed: its name, its verdict, and what it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

KINDS = ("killed", "timeout", "survived", "no tests", "suspicious", "not checked")


def main() -> None:
    """Print the numbers, and then what was not killed."""
    left, total = list[str](), Counter[str]()
    print(f"{'module':<42}" + "".join(f"{kind:>12}" for kind in KINDS))
    for data in _modules():
        numbers = Counter(map(_verdict, data.exit_code_by_key.values()))
        total += numbers
        print(_row(str(data.path), numbers))
        left += _left(data)
    print(_row("all", total))
    print()
    print("\n".join(left))


def _modules() -> Iterator[SourceFileMutationData]:
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        if data.exit_code_by_key:
            yield data


def _verdict(exit_code: int | None) -> str:
    return status_by_exit_code[exit_code]


def _row(name: str, numbers: Counter[str]) -> str:
    short = name.removeprefix("src/credits_core/")
    return f"{short:<42}" + "".join(f"{numbers[kind]:>12}" for kind in KINDS)


def _left(data: SourceFileMutationData) -> Iterator[str]:
    for name, code in data.exit_code_by_key.items():
        verdict = _verdict(code)
        if verdict not in ("killed", "timeout", "not checked"):
            lines = get_diff_for_mutant(name, path=data.path).splitlines()[2:]
            changed = (line.split(maxsplit=1) for line in lines if line[0] in "+-")
            told = " ".join(" ".join(one) for one in changed)
            yield f"{name.removeprefix('credits_core.')} [{verdict}] {told}"


if __name__ == "__main__":
    main()
