"""Opens the workbench: `python -m workbench --port 8000`."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sandbox.process import NotReadyError

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
    parser.add_argument(
        "--policy", type=_written, help="a file with what the organization has decided"
    )
    options = parser.parse_args(arguments)
    try:
        listener = socket.create_server(("127.0.0.1", options.port))
    except OSError:
        sys.stderr.write(f"port {options.port} is taken: choose another with PORT=…\n")
        return 1
    # Asked to end before it serves, it leaves as on Ctrl-C: with nothing left running.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listener, contextlib.suppress(KeyboardInterrupt):
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        return _serve(listener, options.seed, options.moment, options.policy or "")
    return 0


def _written(path: str) -> str:
    """What a file holds. Whether it is a policy, the function says at its start."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read") from error


def _serve(listener: socket.socket, seed: int, moment: datetime | None, policy: str) -> int:
    with tempfile.TemporaryDirectory(prefix="workbench-page-") as folder:
        os.environ["NICEGUI_STORAGE_PATH"] = folder  # read when NiceGUI is imported
        from workbench.server import serve  # noqa: PLC0415  # takes a second: the URL comes first
        from workbench.stage import Stage  # noqa: PLC0415

        stage = Stage(seed_number=seed, moment=moment, policy=policy)
        try:
            with stage:
                serve(stage, listener)
        except NotReadyError as error:
            sys.stderr.write(f"{error}\n{stage.log_text()}")
            stage.close()
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
