"""A lineage as text that others draw: Mermaid, and the language of Graphviz.

Laying out a graph is a trade of its own; what is drawn on a page or in a browser
is left to those who have learnt it.
"""

from __future__ import annotations

from typing import Final

from .graph import Arrow, Lineage, Node, NodeKind

_SHAPES: Final[dict[NodeKind, tuple[str, str, str]]] = {
    NodeKind.CREDIT: ("([", "])", "box, style=rounded"),
    NodeKind.INVOICE: ("[", "]", "box"),
    NodeKind.PAYMENT: ("[/", "/]", "parallelogram"),
    NodeKind.RETURN: ("[[", "]]", "box3d"),
    NodeKind.RETURNED_LINE: ("[[", "]]", "box3d"),
    NodeKind.PERSON: ("((", "))", "ellipse"),
    NodeKind.OTHER_SYSTEM: ("[(", ")]", "cylinder"),
}


_MARKS: Final = frozenset('#&"<>`\\')


def mermaid(lineage: Lineage) -> str:
    """The graph in the language of Mermaid; what was taken back is dotted."""
    names = {node: f"n{number}" for number, node in enumerate(lineage.nodes)}
    lines = ["flowchart LR"]
    for node, name in names.items():
        left, right, _ = _SHAPES[node.kind]
        label = "<br/>".join(map(_in_mermaid, _label(node)))
        lines.append(f'    {name}{left}"{label}"{right}')
    for arrow in lineage.arrows:
        line = "-->" if arrow.is_live else "-.->"
        text = _in_mermaid(_said(arrow))
        source, target = names[arrow.source], names[arrow.target]
        lines.append(f'    {source} {line}|"{text}"| {target}')
    return "\n".join(lines) + "\n"


def graphviz(lineage: Lineage) -> str:
    """The graph in the language of Graphviz; what was taken back is dashed."""
    names = {node: f"n{number}" for number, node in enumerate(lineage.nodes)}
    lines = ["digraph lineage {", "    rankdir=LR;"]
    for node, name in names.items():
        shape = _SHAPES[node.kind][2]
        label = "\\n".join(map(_in_graphviz, _label(node)))
        lines.append(f'    {name} [label="{label}", shape={shape}];')
    for arrow in lineage.arrows:
        style = "solid" if arrow.is_live else "dashed"
        source, target = names[arrow.source], names[arrow.target]
        label = _in_graphviz(_said(arrow))
        lines.append(f'    {source} -> {target} [label="{label}", style={style}];')
    return "\n".join([*lines, "}"]) + "\n"


def _label(node: Node) -> tuple[str, ...]:
    """The lines that stand in a node: its name, and what is known of it."""
    return (node.id,) if node.text in {"", node.id} else (node.id, node.text)


def _said(arrow: Arrow) -> str:
    gone = "" if arrow.is_live else " (taken back)"
    return f"{arrow.amount} {arrow.text}{gone}"


def _in_mermaid(text: str) -> str:
    """*text* without any mark of the language."""
    return "".join(f"#{ord(one)};" if one in _MARKS else one for one in text)


def _in_graphviz(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
