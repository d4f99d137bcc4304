"""Deploys the add-on: `python -m tools.deploy PROJECT=… REGION=… [POLICY=…] [DRY_RUN=1]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from tools.deployment.gcloud import DeployFailed, Gcloud, LiveGcloud, PrintedGcloud
from tools.deployment.options import read_options
from tools.deployment.steps import Deploying
from tools.words import OptionError


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Deploy, or print what that would run; 2 says that it was called wrongly."""
    try:
        options = read_options(arguments, environ)
    except OptionError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    project = options.project
    gcloud: Gcloud = PrintedGcloud(project) if options.dry_run else LiveGcloud(project)
    try:
        url = Deploying(options, gcloud).deploy()
    except DeployFailed as error:
        sys.stderr.write(f"Failed: {gcloud.now}\n{error}\nRepeating the deployment is safe.\n")
        return 1
    if not options.dry_run:
        sys.stdout.write(f"Done: the add-on is at {url}. Open Google Calendar to see it.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
