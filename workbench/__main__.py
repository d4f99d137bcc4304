"""Opens the workbench: `python -m workbench --port 8000`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime

from sandbox.function import NotReadyError, free_port, is_taken

PORT = 8000


def main(arguments: Sequence[str]) -> int:
    """Print the URL, then serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="workbench", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="any free one when 0")
    parser.add_argument("--seed", type=int, default=0, help="makes other ids and meeting codes")
    parser.add_argument(
        "--moment",
        type=datetime.fromisoformat,
        help="where the stand-in’s time stands still, such as 2027-01-11T09:00+00:00",
    )
    options = parser.parse_args(arguments)
    port = options.port or free_port()
    if is_taken(port):
        sys.stderr.write(f"port {port} is taken: choose another with PORT=…\n")
        return 1
    print(f"http://127.0.0.1:{port}", flush=True)
    return _serve(port, options.seed, options.moment)


def _serve(port: int, seed: int, moment: datetime | None) -> int:
    with tempfile.TemporaryDirectory(prefix="workbench-page-") as folder:
        os.environ["NICEGUI_STORAGE_PATH"] = folder  # read when NiceGUI is imported
        from workbench.server import serve  # noqa: PLC0415  # takes a second: the URL comes first
        from workbench.stage import Stage  # noqa: PLC0415

        try:
            with Stage(seed_number=seed, moment=moment) as stage:
                serve(stage, port)
        except NotReadyError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
