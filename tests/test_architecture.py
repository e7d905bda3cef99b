"""The walls of the house: who may import whom, and how large a room may grow."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["villages", "households", "scorecard", "rembuk"]
PURE = [
    "villages/charts.py",
    "villages/codes.py",
    "villages/facilities.py",
    "villages/glyphs.py",
    "villages/nik.py",
    "villages/numbering.py",
    "villages/quarters.py",
    "villages/wording.py",
    "households/ages.py",
    "households/duplicates.py",
    "households/growth.py",
    "households/names.py",
    "households/growth_batch.py",
    "households/growth_chart.py",
    "households/nutrition.py",
    "households/packages.py",
    "households/plausible.py",
    "households/standards.py",
    "households/weight_gain.py",
    "scorecard/comparison.py",
    "scorecard/convergence.py",
    "scorecard/evaluator.py",
    "scorecard/facts.py",
    "scorecard/reasons.py",
    "scorecard/squares.py",
    *(str(path.relative_to(ROOT)) for path in ROOT.glob("scorecard/rules/*.py")),
    *(str(path.relative_to(ROOT)) for path in ROOT.glob("*/workbook/columns.py")),
]
# Inside an app, a room may import from the rooms to its left. Rooms not named here
# are subject modules: they read rows and write none.
ORDER = ["pure", "models", "subject", "actions", "surface", "urls"]
SURFACE = {
    *("forms", "resources", "tasks", "views", "admin", "management", "navigation"),
    "demo",  # presses the buttons itself
}
NO_SUBJECT = {
    "utils",
    "helpers",
    "services",
    "selectors",
    "managers",
    "mixins",
    "constants",
    "signals",
    "misc",
    "common",
}


def sources():
    """Python files of the product, as paths relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [name for name in listed if (ROOT / name).exists()]


PRODUCT = [n for n in sources() if n.split("/")[0] in APPS and "/migrations/" not in n]


def imported(name):
    """Absolute dotted names that a file imports."""
    package = name.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *((node.module or "").split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def room(name):
    """The room of a file or dotted module inside its app."""
    parts = name.removesuffix(".py").replace("/", ".").split(".")[1:]
    path = name if name.endswith(".py") else name.replace(".", "/") + ".py"
    head = parts[0] if parts else ""
    if path in PURE:
        return "pure"
    if head == "models":
        return "models"
    if head == "actions":
        return "actions"
    if head.startswith("urls"):
        return "urls"
    return "surface" if head in SURFACE else "subject"


@pytest.mark.parametrize("name", PRODUCT)
def test_no_app_imports_an_app_to_its_right(name):
    app = name.split("/")[0]
    forbidden = {*APPS[APPS.index(app) + 1 :], "kpm", "tests"}

    wrong = [module for module in imported(name) if module.split(".")[0] in forbidden]

    assert wrong == []


@pytest.mark.parametrize("name", [n for n in PRODUCT if (ROOT / n).exists()])
def test_no_room_imports_a_room_to_its_right(name):
    app = name.split("/")[0]
    here = ORDER.index(room(name))

    wrong = [
        module
        for module in imported(name)
        if module.startswith(f"{app}.") and ORDER.index(room(_file_of(module))) > here
    ]

    assert wrong == []


def _file_of(dotted):
    """The module of an imported name: the name itself may be a thing inside it."""
    path = dotted.replace(".", "/")
    if (ROOT / f"{path}.py").exists():
        return f"{path}.py"
    if (ROOT / path / "__init__.py").exists():
        return f"{path}/__init__.py"
    above = path.rpartition("/")[0]
    return f"{above}.py" if (ROOT / f"{above}.py").exists() else f"{above}/__init__.py"


@pytest.mark.parametrize("name", [n for n in PURE if (ROOT / n).exists()])
def test_pure_modules_know_nothing_of_django(name):
    wrong = [module for module in imported(name) if module.startswith("django")]

    assert wrong == []


@pytest.mark.parametrize("name", sources())
def test_no_file_grows_past_400_lines(name):
    if "/migrations/" in name:
        return

    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("name", PRODUCT)
def test_every_module_is_named_after_its_subject(name):
    assert Path(name).stem not in NO_SUBJECT


# --- queries -------------------------------------------------------------------------


def test_no_query_leaves_out_what_another_query_lists():
    """NOT IN gathers the whole country's rows; `~Exists` asks for each of a few."""
    trees = [ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in PRODUCT]
    functions = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]

    assert [call for each in functions for call in _left_out_by_query(each)] == []


def _left_out_by_query(scope):
    """The `exclude(…__in=query.values(…))` of a function, also by way of a name."""
    lists = {
        target.id
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign) and _is_query_of_values(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        ast.unparse(node)
        for node in ast.walk(scope)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "exclude"
        for keyword in node.keywords
        if (keyword.arg or "").endswith("__in")
        and (
            _is_query_of_values(keyword.value)
            or getattr(keyword.value, "id", "") in lists
        )
    ]


def _is_query_of_values(node):
    return isinstance(node, ast.Call) and (
        getattr(node.func, "attr", "") in ("values", "values_list")
    )
