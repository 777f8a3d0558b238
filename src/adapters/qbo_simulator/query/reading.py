"""From the text of a query to what it asks for."""

from __future__ import annotations

from typing import Final

from ..entities import Kind, kind_named
from ..refusals import refusal
from .asked import Condition, Query
from .words import Word, unexpected, words_of

_OPERATORS: Final = frozenset({"=", "<", ">", "<=", ">=", "!="})
_ALWAYS: Final = frozenset({"Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime"})
_MOST: Final = 1000
_ALL: Final = "*"
"""Every property; what else is named beside it is in it."""
_USUAL: Final = 100


def read_query(text: str) -> Query:
    """What *text* asks for; raises a refusal with 4000 or 4001."""
    return _Reader(text).query()


class _Reader:
    """Goes over the words once, from the left to the right."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)
        self._place = 0

    @property
    def _word(self) -> Word:
        return self._words[self._place]

    def query(self) -> Query:
        """The whole query."""
        self._expect("SELECT")
        counts, names = self._selected()
        self._expect("FROM")
        kind = self._kind()
        conditions = self._conditions(kind) if self._took("WHERE") else ()
        order = self._order(kind)
        start = self._limit("STARTPOSITION", 1)
        most = self._limit("MAXRESULTS", _USUAL)
        start = self._limit("STARTPOSITION", start)
        if self._word.sort != "end":
            raise unexpected(self._word, "<EOF>")
        if most > _MOST:
            told = f"value {most} is too large. Max allowed value is {_MOST}"
            raise refusal("4001", told)
        for name in names:
            if name != _ALL:
                _check(kind, name, asked=False)
        names = () if _ALL in names else names
        return Query(kind, names, counts, conditions, order, start, most)

    def _took(self, keyword: str) -> bool:
        if not self._word.says(keyword):
            return False
        self._place += 1
        return True

    def _expect(self, keyword: str) -> None:
        if not self._took(keyword):
            raise unexpected(self._word, f'"{keyword.lower()}"')

    def _name(self) -> str:
        word = self._word
        if word.sort != "name":
            raise unexpected(word, "<IDENTIFIER>")
        self._place += 1
        return word.text

    def _selected(self) -> tuple[bool, tuple[str, ...]]:
        if self._took("COUNT"):
            for mark in "(*)":
                self._expect(mark)
            return True, ()
        names = [self._property()]
        while self._took(","):
            names.append(self._property())
        return False, tuple(names)

    def _property(self) -> str:
        return _ALL if self._took("*") else self._name()

    def _kind(self) -> Kind:
        name = self._name()
        # node-quickbooks asks for creditMemo, and is answered by the real service;
        # any other spelling is refused.
        kind = kind_named(name) or kind_named(name[:1].upper() + name[1:])
        if kind is None:
            raise refusal("4001", f"Metadata not found for Entity {name}")
        return kind

    def _conditions(self, kind: Kind) -> tuple[Condition, ...]:
        conditions = [self._condition(kind)]
        while self._took("AND"):
            conditions.append(self._condition(kind))
        return tuple(conditions)

    def _condition(self, kind: Kind) -> Condition:
        name = self._name()
        _check(kind, name, asked=True)
        if self._took("IN"):
            return Condition(name, "IN", self._several())
        if self._took("LIKE"):
            return Condition(name, "LIKE", (self._value(),))
        word = self._word
        if word.text not in _OPERATORS or word.sort != "mark":
            raise unexpected(word, '"="')
        self._place += 1
        return Condition(name, word.text, (self._value(),))

    def _several(self) -> tuple[str, ...]:
        self._expect("(")
        values = [self._value()]
        while self._took(","):
            values.append(self._value())
        self._expect(")")
        return tuple(values)

    def _value(self) -> str:
        word = self._word
        plain = word.sort == "name" and word.text.lower() in {"true", "false"}
        if word.sort not in {"text", "number"} and not plain:
            raise unexpected(word, "<STRING_LITERAL>")
        self._place += 1
        return word.text

    def _order(self, kind: Kind) -> tuple[tuple[str, bool], ...]:
        if self._took("ORDER"):
            self._expect("BY")
        elif not self._took("ORDERBY"):
            return ()
        order = [self._by(kind)]
        while self._took(","):
            order.append(self._by(kind))
        return tuple(order)

    def _by(self, kind: Kind) -> tuple[str, bool]:
        name = self._name()
        _check(kind, name, asked=True)
        if self._took("DESC"):
            return name, True
        self._took("ASC")
        return name, False

    def _limit(self, keyword: str, usual: int) -> int:
        if not self._took(keyword):
            return usual
        word = self._word
        if word.sort != "number" or "." in word.text or len(word.text) > 9:
            raise unexpected(word, "<INTEGER>")
        self._place += 1
        if int(word.text) < 1:
            told = f"value {word.text} is too small. Min allowed value is 1"
            raise refusal("4001", told)
        return int(word.text)


def _check(kind: Kind, name: str, *, asked: bool) -> None:
    """Refuse a property that does not exist, or can't be asked for."""
    top = name.partition(".")[0]
    if asked and (name in kind.unqueryable or top in kind.unqueryable):
        raise refusal("4001", f"property '{name}' is not queryable")
    if kind.known and top not in kind.known:
        raise refusal("4001", f"Property {name} not found for Entity {kind.name}")
    if not asked or not kind.queryable or name in kind.queryable | _ALWAYS:
        return
    raise refusal("4001", f"property '{name}' is not queryable")
