"""python -m tests.mutation: put in each fault, run the tests of the rules, report.

Exits with 1 when fewer than 90 of 100 faults are noticed, or one that is not
explained in `survivors.py` survives. WORKERS in the environment runs several at once.
"""

import os
import signal
import sys
import tempfile
from pathlib import Path

import django
import pytest

from tests.mutation.faults import Fault, faults_of
from tests.mutation.survivors import EXPLAINED

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "docs" / "mutants.md"
MODULES = ("scorecard.convergence", "scorecard.rules.hpk_2018")
TESTS = (  # the quickest first: the first test that fails ends the run
    "tests/scorecard/test_hpk_2018.py",
    "tests/scorecard/test_convergence.py",
    "tests/scorecard/test_evaluator.py",
    "tests/scorecard/test_wrong_elsewhere.py",
    "tests/scorecard/test_thresholds.py",
    "tests/scorecard/test_worked_targets.py",
)
AT_LEAST = 90  # of a hundred
WORKERS = int(os.environ.get("WORKERS", "1"))
TIMEOUT = 600  # seconds; a fault that never ends was noticed too


def source_of(module: str) -> Path:
    """Return the file of a module."""
    return ROOT / f"{module.replace('.', '/')}.py"


def child_of(module: str, file: Path) -> int:
    """Begin a run of the tests with the module read from a file; return its process.

    A fork of this process, which has Django in memory and nothing of the rules.
    """
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    signal.alarm(TIMEOUT)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.environ |= {"MUTANT_OF": module, "MUTANT": str(file)}
    options = ["-x", "-q", "-n0", "--nomigrations", "-p", "no:cacheprovider"]
    code = pytest.main(["-p", "tests.mutation.instead", *options, *TESTS])
    os._exit(int(code))


def unnoticed(module: str, faults: list[Fault]) -> list[Fault]:
    """Return the faults of a module that no test notices, in their order."""
    waiting, running, found = list(enumerate(faults)), {}, []
    with tempfile.TemporaryDirectory(prefix="kpm-mutants-") as folder:
        while waiting or running:
            while waiting and len(running) < WORKERS:
                place, fault = waiting.pop(0)
                file = Path(folder) / f"mutant_{place}.py"
                file.write_text(fault.source, encoding="utf-8")
                running[child_of(module, file)] = place
            pid, status = os.wait()
            place = running.pop(pid)
            if status == 0:
                found.append(place)
                print(f"survived: {module}: {faults[place].words}", flush=True)
    return [faults[place] for place in sorted(found)]


def key(module: str, fault: Fault) -> tuple[str, str, str]:
    """Return what a survivor is explained under."""
    return module, fault.where, fault.words


def _section(module: str, count: int, survivors: list[Fault]) -> list[str]:
    killed = count - len(survivors)
    lines = [
        f"## {module}",
        "",
        f"{killed} of {count} faults noticed ({100 * killed / count:.1f} %).",
        "",
    ]
    if survivors:
        lines += ["| where | fault | why it may survive |", "|---|---|---|"]
        for fault in survivors:
            why = EXPLAINED.get(key(module, fault), "**not explained**")
            cells = (
                f"`{cell}`".replace("|", "\\|") for cell in (fault.where, fault.words)
            )
            lines.append(f"| {' | '.join(cells)} | {why} |")
        lines.append("")
    return lines


def main() -> int:
    """Run all, write docs/mutants.md, and say how it went."""
    os.chdir(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    sys.dont_write_bytecode = True
    if loaded := [module for module in MODULES if module in sys.modules]:
        raise RuntimeError(f"{loaded} are in memory before any fault is")
    if os.waitpid(child_of(MODULES[0], source_of(MODULES[0])), 0)[1]:
        print("The tests fail without any fault; mend them first.")
        return 1
    lines, every, lost, bare = [], 0, 0, 0
    for module in MODULES:
        faults = list(faults_of(source_of(module).read_text(encoding="utf-8")))
        print(f"{module}: {len(faults)} faults", flush=True)
        survivors = unnoticed(module, faults)
        lines += _section(module, len(faults), survivors)
        every, lost = every + len(faults), lost + len(survivors)
        bare += sum(key(module, fault) not in EXPLAINED for fault in survivors)
    share = 100 * (every - lost) / every
    text = INTRODUCTION.format(noticed=every - lost, every=every, share=share)
    REPORT.write_text(text + "\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(f"{every - lost} of {every} noticed ({share:.1f} %), {bare} not explained")
    return int(share < AT_LEAST or bare > 0)


INTRODUCTION = """\
# Do the tests notice a wrong rule?

Written by `make mutants`. Every small fault that `tests/mutation/faults.py` knows is
put into the rule table and into the arithmetic of the scorecard, one at a time: a
number one more or less, a comparison turned, a service, group or term taken for its
neighbour, a row left out, a word changed, a branch the other way. Then the tests of
the rules run: the printed table and the sentences that pages print of it, the
properties of ratios, and, against the engine and the evaluator, what others got wrong,
the thresholds and the targets worked by hand. A fault is noticed when one of them
fails.

**{noticed} of {every} faults are noticed ({share:.1f} %).** At least 90 % must be,
and every survivor is explained below; otherwise the command fails.

"""

if __name__ == "__main__":
    sys.exit(main())
