"""The Google Cloud SDK, as far as it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def gcloud() -> Path:
    """The installed gcloud; without it the test is skipped, or fails where CI should have it."""
    program = shutil.which("gcloud")
    if program is None:
        missing = "The Google Cloud SDK is not installed: the commands are not checked"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return Path(program)


def files_for_upload(folder: Path, configuration: Path) -> set[str]:
    """The files that gcloud uploads from a folder, as paths below it.

    Args:
        folder: the source.
        configuration: an empty folder, instead of this machine's configuration of gcloud.
    """
    listed = subprocess.run(  # noqa: S603  # fixed arguments
        [gcloud(), "meta", "list-files-for-upload", str(folder)],
        env={**os.environ, "CLOUDSDK_CONFIG": str(configuration)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.splitlines())
