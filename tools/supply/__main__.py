"""Pins the requirements anew and says what changes: `python -m tools.supply [--keep] [--check]`.

`--keep` leaves the versions that are pinned, and pins what is asked for besides. `--check` writes
nothing, asks no registry, and says where the pins do not fit what is asked for.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.supply.changes import changes
from tools.supply.pins import DEPLOYED, ROOT, SOURCES, WHOLE, read_pins
from tools.supply.problems import problems

UV = Path(sys.executable).with_name("uv")
OLDEST = "3.11"
"""The Python that Cloud Run functions are deployed with, and the oldest that the project takes."""
COMMAND = (
    *("pip", "compile", "--quiet", "--no-header", "--generate-hashes"),
    f"--python={sys.executable}",
    # For every Python, processor and system at once, with one version of each package.
    *("--universal", f"--python-version={OLDEST}", "--fork-strategy=fewest"),
    # Of Windows alone, where there is no make.
    "--no-emit-package=colorama",
)
WHEELS = "\n# Nothing of others runs while the function is built.\n--only-binary :all:\n"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Pin anew, or with `--check` look; the exit status.

    Args:
        arguments: of the command line.
        root: the project's folder.
    """
    if "--check" in arguments:
        found = problems(root)
        for problem in found:
            sys.stderr.write(f"{problem}: run `make requirements`\n")
        return 1 if found else 0
    before = {file: (root / file).read_text(encoding="utf-8") for file in SOURCES}
    try:
        after = pinned(root, before[WHOLE] if "--keep" in arguments else "")
    except subprocess.CalledProcessError as error:
        # It has said itself what does not go together.
        return int(error.returncode)
    for file, text in after.items():
        (root / file).write_text(text, encoding="utf-8")
    for line in changes(
        *({file: read_pins(text) for file, text in files.items()} for files in (before, after))
    ):
        sys.stdout.write(f"{line}\n")
    return 0


def pinned(root: Path, kept: str) -> dict[str, str]:
    """Each made file, with versions that its source allows and that go together.

    Args:
        root: the project's folder.
        kept: a made file; its versions stay where they may. All others are the newest.

    Raises:
        subprocess.CalledProcessError: there are none that go together, or no registry was reached.
    """
    made = dict[str, str]()
    with tempfile.TemporaryDirectory() as directory:
        for file, source in SOURCES.items():
            output = Path(directory, file)
            output.write_text(kept, encoding="utf-8")
            subprocess.run(  # noqa: S603  # fixed arguments
                [UV, *COMMAND, f"--output-file={output}", source],
                cwd=root,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            made[file] = head(file) + output.read_text(encoding="utf-8")
            # The first file has everything: the others are parts of it.
            kept = made[WHOLE]
    return made


def head(file: str) -> str:
    """The first lines of a made file."""
    said = f"# Made by `make requirements` from {SOURCES[file]}, where the reasons stand.\n"
    return said + (WHEELS if file == DEPLOYED else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
