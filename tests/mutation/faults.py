"""The small faults that a module can be given: one changed place each."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
RECKONED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
}
# Words of a rule table that are easily taken for each other, in rings.
RINGS = (
    ("Always", "WithActiveMonth", "WithRiskMonth"),
    ("EveryActiveMonth", "EveryRiskMonth"),
    ("PREGNANT", "DELIVERED"),
    ("MOTHER", "CHILD"),
    ("RECEIVED", "MISSED", "NOT_DUE"),
    ("ROUND_HALF_UP", "ROUND_HALF_EVEN"),
    ("ANC", "IRON", "NIFAS", "MOTHER_CLASS", "MOTHER_VISIT"),
    ("MOTHER_WATER", "MOTHER_LATRINE", "MOTHER_INSURANCE"),
    ("IMMUNISATION", "WEIGHING", "MEASURING", "CHILD_COUNSELLING", "CHILD_VISIT"),
    ("CHILD_WATER", "CHILD_LATRINE", "CERTIFICATE", "CHILD_INSURANCE", "PARENTING"),
    ("WATER", "LATRINE", "INSURANCE"),
)
NEXT = {
    word: ring[(place + 1) % len(ring)]
    for ring in RINGS
    for place, word in enumerate(ring)
}


@dataclass(frozen=True)
class Fault:
    """One changed place: where, what stood there, what stands there now."""

    where: str  # the line of the module
    before: str
    after: str
    source: str

    @property
    def words(self) -> str:
        """The change, as the report prints it."""
        return f"{_short(self.before)} → {_short(self.after)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


def faults_of(source: str) -> Iterator[Fault]:
    """Yield every fault of a module's source."""
    tree, lines = ast.parse(source), source.splitlines()
    _forget_words(tree)
    for place, node in enumerate(ast.walk(tree)):
        if getattr(node, "is_skipped", False):
            continue
        for changed in _changes(node):
            broken = copy.deepcopy(tree)
            target = next(n for p, n in enumerate(ast.walk(broken)) if p == place)
            before = ast.unparse(node)
            target.__class__ = changed.__class__
            target.__dict__ = {**target.__dict__, **changed.__dict__}
            yield Fault(
                lines[node.lineno - 1].strip(),
                before,
                ast.unparse(target) or "(nothing)",
                ast.unparse(ast.fix_missing_locations(broken)),
            )


def _forget_words(tree: ast.AST) -> None:
    """Leave alone what no result rests on: docstrings, types, decorators, imports."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns", "decorator_list"):
            _skip(getattr(node, name, None))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            _skip(node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            _skip(node)


def _skip(part: object) -> None:
    for node in part if isinstance(part, list) else [part]:
        if isinstance(node, ast.AST):
            for inner in ast.walk(node):
                inner.is_skipped = True


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Every other thing that could stand at a node's place."""
    match node:
        case ast.Constant(value=value):
            yield from map(ast.Constant, _other_values(value))
        case ast.Compare(left=left, ops=ops, comparators=right):
            for turned in _turned(ops):
                yield ast.Compare(left=left, ops=turned, comparators=right)
        case ast.Name(id=word, ctx=ast.Load()) if word in NEXT:
            yield ast.Name(id=NEXT[word], ctx=ast.Load())
        case ast.Attribute(value=value, attr=word) if word in NEXT:
            yield ast.Attribute(value=value, attr=NEXT[word], ctx=ast.Load())
        case ast.Tuple(elts=elts, ctx=ast.Load()) | ast.Set(elts=elts):
            for fewer in _one_less(elts):
                yield type(node)(elts=fewer, ctx=ast.Load())
        case _:
            yield from _otherwise(node)


def _other_values(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    return [f"{value}~"] if isinstance(value, str) else []


def _turned(ops: list[ast.cmpop]) -> Iterator[list[ast.cmpop]]:
    for place, op in enumerate(ops):
        yield [*ops[:place], COMPARED[type(op)](), *ops[place + 1 :]]


def _one_less(elements: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for place in range(len(elements)):
        yield elements[:place] + elements[place + 1 :] or [ast.Constant(value="")]


def _otherwise(node: ast.AST) -> Iterator[ast.AST]:
    """A sum taken for a difference, a branch for the other, a result left out."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in RECKONED:
            yield ast.BinOp(left=left, op=RECKONED[type(op)](), right=right)
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in RECKONED:
            yield ast.AugAssign(target=target, op=RECKONED[type(op)](), value=value)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test=test, body=orelse, orelse=body)
        case ast.If(test=test, body=body, orelse=orelse):
            never = ast.UnaryOp(op=ast.Not(), operand=test)
            yield ast.If(test=never, body=body, orelse=orelse)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(value=ast.Constant(value=None))
