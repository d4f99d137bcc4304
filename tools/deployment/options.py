"""What a deployment is told: one table, read from the environment or from `NAME=VALUE` words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.deployment.policy import read_policy_file
from tools.words import Option, OptionError, checked, read_words

NAME = "meet-records"
EXAMPLE = "make deploy PROJECT=my-project REGION=europe-west1"


@dataclass(frozen=True)
class DeployOption(Option):
    """An option of a deployment.

    Attributes:
        default: empty means required.
    """

    default: str = ""


@dataclass(frozen=True)
class Options:
    """The options of a deployment, checked.

    Attributes:
        project: id of the Google Cloud project, not its number.
        region: of the function.
        service: name of the function and of its Cloud Run service.
        deployment: id of the add-on's deployment.
        firestore_location: of a new database: a region or a multi-region such as `eur3`.
        policy: what the organization has decided, as the function's setting; empty leaves it.
        dry_run: print the commands and run none.
    """

    project: str
    region: str
    service: str
    deployment: str
    firestore_location: str
    policy: str
    dry_run: bool


OPTIONS: tuple[DeployOption, ...] = (
    DeployOption("PROJECT", r"[a-z][-a-z0-9]{4,28}[a-z0-9]", "my-project"),
    DeployOption("REGION", r"[a-z]+(-[a-z]+)+\d+", "europe-west1"),
    # At most 24 characters: service accounts are named after it, in at most 30.
    DeployOption("SERVICE", r"[a-z][-a-z0-9]{0,22}[a-z0-9]", NAME, default=NAME),
    DeployOption("DEPLOYMENT", r"[A-Za-z][-_A-Za-z0-9]{0,62}", NAME, default=NAME),
    # Firestore is in nearly every region that Cloud Run is in.
    DeployOption("FIRESTORE_LOCATION", r"[a-z][-a-z0-9]+", "eur3", default="that of REGION"),
    DeployOption("POLICY", r"[^\0]+", "policy.json", default="as it is"),
    DeployOption("DRY_RUN", r".*", "1", default="0"),
)


def read_options(arguments: Sequence[str], environ: Mapping[str, str]) -> Options:
    """Read and check the options; an argument `NAME=VALUE` comes before the environment.

    Raises:
        OptionError: one is missing, malformed or unknown, or names a policy that is.
    """
    given = {**environ, **read_words(arguments, OPTIONS)}
    absent = [
        option.name for option in OPTIONS if not option.default and not given.get(option.name)
    ]
    if absent:
        verb = "is" if len(absent) == 1 else "are"
        raise OptionError(f"{' and '.join(absent)} {verb} missing: {EXAMPLE}")
    values = {option.name: checked(option, given) for option in OPTIONS}
    return Options(
        project=values["PROJECT"],
        region=values["REGION"],
        service=values["SERVICE"] or NAME,
        deployment=values["DEPLOYMENT"] or NAME,
        firestore_location=values["FIRESTORE_LOCATION"] or values["REGION"],
        policy=read_policy_file(values["POLICY"]) if values["POLICY"] else "",
        # Anything but a clear no: a run by mistake is worse than a print by mistake.
        dry_run=values["DRY_RUN"] not in {"", "0"},
    )
