"""The album: a page with cards, drawn as their hosts show them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import urllib3
from urllib3.util import Retry

from sandbox.process import free_port
from tests.support.stage import ROOT, Json

PATIENCE = Retry(total=60, backoff_factor=0.01, backoff_max=0.5)


@contextmanager
def album(cards: Mapping[str, Json], file: Path, *options: str) -> Iterator[str]:
    """The address of the page.

    Args:
        cards: by their names.
        file: where they are written.
        options: of the album's.
    """
    port = free_port()
    file.write_text(json.dumps(cards), encoding="utf-8")
    command = [sys.executable, "-m", "workbench.drawing.album", str(file), "--port", str(port)]
    # NiceGUI must not think that it is tested.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    with subprocess.Popen(  # noqa: S603  # our own command, no shell
        [*command, *options], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}/"
            urllib3.request("HEAD", url, retries=PATIENCE)
            yield url
        finally:
            process.terminate()
