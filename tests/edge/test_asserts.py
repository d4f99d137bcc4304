"""Asserts read `expected == actual`, as far as the sides of an equation tell which is which."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.support.stage import ROOT

EXPECTED = ("expected", "wanted")
"""What the parameters of tests are called that hold what is to come out."""


def is_said(node: ast.expr) -> bool:
    """Whether an expression holds nothing but what is written down: it can only be expected."""
    match node:
        case ast.Constant() | ast.JoinedStr():
            return True
        case ast.Name(id=name):
            return name.isupper() or name in EXPECTED
        case ast.Attribute(value=ast.Name(id=name)) if name[0].isupper():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name.isupper():
            return True
    parts = made_of(node)
    return parts is not None and all(is_said(part) for part in parts)


def made_of(node: ast.expr) -> list[ast.expr] | None:
    """What an expression is made of, if it may be written down at all."""
    match node:
        case ast.Attribute() | ast.Subscript() | ast.Starred():
            return [node.value]
        case ast.UnaryOp():
            return [node.operand]
        case ast.BinOp():
            return [node.left, node.right]
        case ast.List() | ast.Tuple() | ast.Set():
            return node.elts
        case ast.Dict():
            return node.values
        case ast.Call(func=ast.Name(id=name)) if name[0].isupper():
            return [*node.args, *(keyword.value for keyword in node.keywords)]
    return None


def turned_around(source: str) -> Iterator[str]:
    """The asserts that have on the right what can only be expected, and only there."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assert(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right])):
                if is_said(right) and not is_said(left):
                    yield ast.unparse(node)


@pytest.mark.parametrize(
    "expected",
    [
        *("1", "'On'", "f'{space}'", "-1", "[]", "{'a': ON}", "(ON, 'x')", "[ON] * 2", "expected"),
        *("SAYS.update()", "LABEL[kind]", "Feature.NOTES", "Three(recording=True)"),
    ],
)
def test_what_is_written_down_is_told_from_what_came_out(expected: str) -> None:
    """A literal, a constant and what is made of them stand on the left."""
    found = f"assert footer(card) == {expected}"
    assert [found] == [*turned_around(found)]
    assert [] == [*turned_around(f"assert {expected} == footer(card)")]
    assert [] == [*turned_around("assert link(event) == space.uri")]


def test_what_is_expected_stands_on_the_left() -> None:
    """No assert of any test or helper has what is expected on its right side."""
    modules = sorted((ROOT / "tests").rglob("*.py"))
    found = {
        str(path.relative_to(ROOT)): [*turned_around(path.read_text(encoding="utf-8"))]
        for path in modules
    }
    assert {} == {name: asserts for name, asserts in found.items() if asserts}
