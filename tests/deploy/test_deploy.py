"""Deploying, against a `gcloud` that remembers what it made."""
# asserts read `expected == actual`

from __future__ import annotations

import io
import json
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from addon.policy import parse_policy
from addon.routes import ROUTES
from addon.settings import Settings, read_settings
from tests.deploy import fake_gcloud
from tests.deploy.fake_gcloud import ADD_ON_ACCOUNT, CLIENT_ID, EMPTY, NUMBER, TOKEN
from tools.deploy import main
from tools.deployment.gcloud import ROOT
from tools.deployment.options import Options, read_options

TOLD = ["PROJECT=my-project", "REGION=europe-west1"]
URL = f"https://meet-records-{NUMBER}.europe-west1.run.app"
ELSEWHERE = "https://meet-records-abcdefghij-ew.a.run.app"
ALL_AUDIENCES = ",".join(["{url}", *("{url}" + route.path for route in ROUTES)])

ENABLE = (
    "services enable artifactregistry.googleapis.com calendar-json.googleapis.com"
    " chat.googleapis.com cloudbuild.googleapis.com cloudfunctions.googleapis.com"
    " cloudresourcemanager.googleapis.com firestore.googleapis.com gsuiteaddons.googleapis.com"
    " iam.googleapis.com logging.googleapis.com meet.googleapis.com people.googleapis.com"
    " run.googleapis.com"
)
RUN_ACCOUNT = "meet-records-run@my-project.iam.gserviceaccount.com"
BUILD_ACCOUNT = "meet-records-build@my-project.iam.gserviceaccount.com"
NUMBER_READ = "projects describe my-project --format=json"
ACCOUNTS_READ = "iam service-accounts list --format=json"
ACCOUNTS_MADE = [
    "iam service-accounts create meet-records-run '--display-name=Runs the Meet add-on'",
    "iam service-accounts create meet-records-build '--display-name=Builds the Meet add-on'",
]
DATABASE_READ = "firestore databases list --format=json"
DATABASE_MADE = (
    "firestore databases create '--database=(default)' --location=europe-west1"
    " --type=firestore-native"
)
TTL_READ = (
    "firestore fields ttls list '--database=(default)' --collection-group=records --format=json"
)
TTL_SET = (
    "firestore fields ttls update expireAt '--database=(default)' --collection-group=records"
    " --enable-ttl --async"
)
GRANT = "projects add-iam-policy-binding my-project --member=serviceAccount:"
ROLES_AND_IDENTITY = [
    f"{GRANT}{RUN_ACCOUNT} --role=roles/datastore.user --condition=None",
    f"{GRANT}{BUILD_ACCOUNT} --role=roles/cloudbuild.builds.builder --condition=None",
    "beta services identity create --service=gsuiteaddons.googleapis.com",
    "workspace-add-ons get-authorization --format=json",
]
FUNCTION = (
    "functions deploy meet-records --region=europe-west1 --gen2 --runtime=python311"
    " --entry-point=handle_event --source=. --trigger-http --no-allow-unauthenticated"
    " --cpu=1 --memory=512Mi --timeout=60s --concurrency=64"
    f" --run-service-account={RUN_ACCOUNT}"
    f" --build-service-account=projects/my-project/serviceAccounts/{BUILD_ACCOUNT}"
    f" --update-env-vars=ADDON_URL={URL},ADDON_SERVICE_ACCOUNT={ADD_ON_ACCOUNT}"
    f",ADDON_OAUTH_CLIENT_ID={CLIENT_ID},ADDON_STORE=firestore"
    ",GOOGLE_CLOUD_PROJECT=my-project,THREADS=64"
)
SERVICE_READ = "run services describe meet-records --region=europe-west1 --format=json"
URL_SET = "run services update meet-records --region=europe-west1 --update-env-vars=ADDON_URL={url}"
AUDIENCES = (
    "run services update meet-records --region=europe-west1"
    f" --set-custom-audiences={ALL_AUDIENCES} --no-cpu-throttling --cpu-boost"
)
INVOKER = (
    "run services add-iam-policy-binding meet-records --region=europe-west1"
    f" --member=serviceAccount:{ADD_ON_ACCOUNT} --role=roles/run.invoker --condition=None"
)
DEPLOYMENTS_READ = "workspace-add-ons deployments list --format=json"
CREATE = "workspace-add-ons deployments create meet-records --deployment-file=$DEPLOYMENT_FILE"
REPLACE = "workspace-add-ons deployments replace meet-records --deployment-file=$DEPLOYMENT_FILE"
STATUS_READ = "workspace-add-ons deployments install-status meet-records --format=json"
INSTALL = "workspace-add-ons deployments install meet-records"

FIRST = [
    ENABLE,
    NUMBER_READ,
    ACCOUNTS_READ,
    *ACCOUNTS_MADE,
    DATABASE_READ,
    DATABASE_MADE,
    TTL_READ,
    TTL_SET,
    *ROLES_AND_IDENTITY,
    FUNCTION,
    SERVICE_READ,
    AUDIENCES.format(url=URL),
    INVOKER,
    DEPLOYMENTS_READ,
    CREATE,
    STATUS_READ,
    INSTALL,
]
AGAIN = [
    ENABLE,
    NUMBER_READ,
    ACCOUNTS_READ,
    DATABASE_READ,
    TTL_READ,
    *ROLES_AND_IDENTITY,
    FUNCTION,
    SERVICE_READ,
    AUDIENCES.format(url=URL),
    INVOKER,
    DEPLOYMENTS_READ,
    REPLACE,
    STATUS_READ,
]
EVERYTHING = [
    *FIRST[: FIRST.index(AUDIENCES.format(url=URL))],
    URL_SET.format(url=URL),
    *FIRST[FIRST.index(AUDIENCES.format(url=URL)) : FIRST.index(STATUS_READ)],
    REPLACE,
    STATUS_READ,
    INSTALL,
]
"""What a dry run prints: each side of each choice."""
PLACEHOLDERS = {
    ADD_ON_ACCOUNT: "$SERVICE_ACCOUNT",
    CLIENT_ID: "$CLIENT_ID",
    NUMBER: "$PROJECT_NUMBER",
}


@dataclass(frozen=True)
class FakeGcloud:
    """The `gcloud` in a directory."""

    directory: Path

    def install(self) -> None:
        """Make it an executable with the memory of a new project."""
        program = self.directory / "gcloud"
        source = Path(fake_gcloud.__file__).read_text()
        program.write_text(f"#!{sys.executable} -ISB\n{source}")
        program.chmod(0o755)
        (self.directory / "state.json").write_text(json.dumps(EMPTY))

    def calls(self) -> list[list[str]]:
        """What was run since the last look; the file that is gone by now has one name."""
        file = self.directory / "calls.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        file.write_text("")
        return [[_without_path(word) for word in json.loads(line)] for line in lines]

    def state(self) -> dict[str, Any]:
        """What it made."""
        state: dict[str, Any] = json.loads((self.directory / "state.json").read_text())
        return state

    def change(self, **state: object) -> None:
        """Give it another memory."""
        (self.directory / "state.json").write_text(json.dumps({**self.state(), **state}))


def _without_path(word: str) -> str:
    flag = "--deployment-file="
    return f"{flag}$DEPLOYMENT_FILE" if word.startswith(flag) else word


def complete(commands: list[str]) -> list[list[str]]:
    """Commands as they are run."""
    return [[*shlex.split(line), "--project=my-project", "--quiet"] for line in commands]


@pytest.fixture
def gcloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGcloud:
    """Put the fake alone on the PATH."""
    fake = FakeGcloud(tmp_path)
    fake.install()
    monkeypatch.setenv("PATH", str(tmp_path))
    return fake


@dataclass(frozen=True)
class Deployed:
    """What became of a deployment."""

    code: int
    calls: list[list[str]]
    state: dict[str, Any]
    out: str
    err: str


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    """The first deployment into a new project."""
    fake = FakeGcloud(tmp_path_factory.mktemp("first"))
    fake.install()
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("PATH", str(fake.directory))
        code = main(TOLD, {})
    return Deployed(code, fake.calls(), fake.state(), out.getvalue(), err.getvalue())


def test_first_deployment_makes_everything(first: Deployed) -> None:
    """In a new project everything is made, in an order that works."""
    assert complete(FIRST) == first.calls
    assert 0 == first.code


def test_second_deployment_makes_nothing_twice(first: Deployed, gcloud: FakeGcloud) -> None:
    """A repeated deployment deploys the function, replaces the add-on and makes nothing."""
    gcloud.change(**first.state)
    assert 0 == main(TOLD, {})
    assert complete(AGAIN) == gcloud.calls()
    assert first.state == gcloud.state()


def test_deployment_names_the_function(first: Deployed) -> None:
    """Google gets deployment.json with the function's URL in place of the placeholder."""
    text = (ROOT / "deployment.json").read_text()
    expected = json.loads(text.replace("${ADDON_URL}", URL))
    expected["name"] = "projects/my-project/deployments/meet-records"
    assert {"meet-records": expected} == first.state["deployments"]


def test_function_starts_with_its_settings(first: Deployed) -> None:
    """The function accepts the settings that it is deployed with."""
    deployment = next(call for call in first.calls if call[:2] == ["functions", "deploy"])
    given = fake_gcloud.flags_of(deployment)["update-env-vars"]
    environ = dict(pair.split("=", 1) for pair in given.split(","))
    expected = Settings(
        addon_url=URL,
        service_account=ADD_ON_ACCOUNT,
        oauth_client_id=CLIENT_ID,
        store="firestore",
        metadata_host="metadata.google.internal",
        project="my-project",
    )
    assert expected == read_settings({**environ, "K_SERVICE": "meet-records"})


def test_the_function_can_post_in_chat_as_the_app(first: Deployed) -> None:
    """Chat's API is enabled, the function's account is of the app's project, and it goes on."""
    [enabled] = [call for call in first.calls if call[:2] == ["services", "enable"]]
    deployed = next(call for call in first.calls if call[:2] == ["functions", "deploy"])
    account = fake_gcloud.flags_of(deployed)["run-service-account"]
    assert "chat.googleapis.com" in enabled
    assert account.endswith("@my-project.iam.gserviceaccount.com")
    assert account in first.state["accounts"]
    assert any("--no-cpu-throttling" in call for call in first.calls)


def test_progress_is_one_line_a_step(first: Deployed) -> None:
    """Each step says in a line what it does; nothing that gcloud prints, a token say, is shown."""
    assert [
        "Enabling Google's APIs ...",
        "Reading the project's number, for the function's URL ...",
        "Creating service accounts to run and to build the function, if absent ...",
        "Creating the Firestore database, if absent ...",
        "Having Firestore delete expired records, if it does not yet ...",
        "Granting the service accounts their one role each ...",
        "Making sure of the add-on's identity and reading it ...",
        "Deploying the function (takes some minutes) ...",
        "Reading where the service answers ...",
        "Having Cloud Run accept tokens for each of the add-on's URLs ...",
        "Letting the add-on's service account call the function ...",
        "Creating the add-on's deployment, or replacing it if it is there ...",
        "Installing the add-on for the account that gcloud uses, if it is not ...",
        f"Done: the add-on is at {URL}. Open Google Calendar to see it.",
    ] == first.out.splitlines()
    assert "" == first.err
    assert TOKEN not in first.out


def test_service_that_answers_elsewhere(gcloud: FakeGcloud) -> None:
    """Where the service lacks the predicted URL, everything names the one that it has."""
    gcloud.change(urls=[ELSEWHERE])
    assert 0 == main(TOLD, {})
    expected = [
        SERVICE_READ,
        URL_SET.format(url=ELSEWHERE),
        AUDIENCES.format(url=ELSEWHERE),
        INVOKER,
    ]
    calls = gcloud.calls()
    start = calls.index(complete([SERVICE_READ])[0])
    assert complete(expected) == calls[start : start + 4]
    home = gcloud.state()["deployments"]["meet-records"]["addOns"]["common"]["homepageTrigger"]
    assert {"runFunction": f"{ELSEWHERE}/calendar/home"} == home


@pytest.mark.parametrize("command", [ENABLE, TTL_READ, FUNCTION, CREATE, INSTALL])
def test_failing_step_is_reported(
    gcloud: FakeGcloud, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where gcloud fails, its own words are shown, nothing follows, and a repeat finishes."""
    fails = " ".join(word for word in shlex.split(command) if not word.startswith("--"))
    gcloud.change(fails=fails)
    assert 1 == main(TOLD, {})
    assert complete(FIRST[: FIRST.index(command) + 1]) == gcloud.calls()
    said = capsys.readouterr()
    assert [
        f"Failed: {said.out.splitlines()[-1].removesuffix(' ...')}",
        f"ERROR: (gcloud) PERMISSION_DENIED: {fails}",
        "Repeating the deployment is safe.",
    ] == said.err.splitlines()

    gcloud.change(fails="")
    assert 0 == main(TOLD, {})
    assert {"meet-records": {}} == gcloud.state()["installed"]


def test_database_of_another_mode(gcloud: FakeGcloud, capsys: pytest.CaptureFixture[str]) -> None:
    """A default database in Datastore mode is left alone: the deployment says so and ends."""
    name = "projects/my-project/databases/(default)"
    gcloud.change(databases={name: {"name": name, "type": "DATASTORE_MODE"}})
    assert 1 == main(TOLD, {})
    assert complete([DATABASE_READ])[0] == gcloud.calls()[-1]
    assert [
        "Failed: Creating the Firestore database, if absent",
        "The project's database is not in Firestore's native mode.",
        "Repeating the deployment is safe.",
    ] == capsys.readouterr().err.splitlines()


def test_expiry_that_needs_repair(first: Deployed, gcloud: FakeGcloud) -> None:
    """A TTL policy that Firestore could not finish is enabled again."""
    (name,) = first.state["ttls"]
    broken = {name: {"name": name, "ttlConfig": {"state": "NEEDS_REPAIR"}}}
    gcloud.change(**{**first.state, "ttls": broken})
    assert 0 == main(TOLD, {})
    assert complete([TTL_SET])[0] in gcloud.calls()


def test_dry_run_prints_every_command(
    gcloud: FakeGcloud, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run prints each command that may be run, in order, and runs none."""
    assert 0 == main([*TOLD, "DRY_RUN=1"], {})
    assert [] == gcloud.calls()
    expected = [["gcloud", *_with_placeholders(call)] for call in complete(EVERYTHING)]
    printed = [shlex.split(line) for line in capsys.readouterr().out.splitlines()]
    assert expected == printed


def _with_placeholders(call: list[str]) -> list[str]:
    for value, placeholder in PLACEHOLDERS.items():
        call = [word.replace(value, placeholder) for word in call]
    return call


@pytest.mark.usefixtures("gcloud")
def test_dry_run_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    """A shell puts values for the placeholders; what each step is for is a comment."""
    main(TOLD, {"DRY_RUN": "yes"})
    said = capsys.readouterr()
    assert ' "--member=serviceAccount:$SERVICE_ACCOUNT" ' in said.out
    assert " '--database=(default)' " in said.out
    assert {"#"} == {line[0] for line in said.err.splitlines()}


def test_dry_run_names_what_was_chosen(
    gcloud: FakeGcloud, capsys: pytest.CaptureFixture[str]
) -> None:
    """Service, deployment and location that were chosen stand in the commands."""
    chosen = {"SERVICE": "notes", "DEPLOYMENT": "Notes_2", "FIRESTORE_LOCATION": "nam5"}
    assert 0 == main([*TOLD, "DRY_RUN=1"], chosen)
    assert [] == gcloud.calls()
    printed = [shlex.split(line)[1:] for line in capsys.readouterr().out.splitlines()]
    database = DATABASE_MADE.replace("europe-west1", "nam5")
    service = SERVICE_READ.replace("meet-records", "notes")
    deployment = INSTALL.replace("meet-records", "Notes_2")
    assert complete([database, service, deployment]) == [
        printed[EVERYTHING.index(place)] for place in (DATABASE_MADE, SERVICE_READ, INSTALL)
    ]


def test_options_have_defaults() -> None:
    """Only project and region must be said; the database goes where the function is."""
    expected = Options(
        project="my-project",
        region="europe-west1",
        service="meet-records",
        deployment="meet-records",
        firestore_location="europe-west1",
        policy="",
        dry_run=False,
    )
    assert expected == read_options(TOLD, {})


def test_arguments_come_before_the_environment() -> None:
    """An argument wins over a variable of the same name."""
    environ = {"PROJECT": "other-project", "REGION": "us-central1"}
    options = read_options(["PROJECT=my-project"], environ)
    assert ("my-project", "us-central1") == (options.project, options.region)


@pytest.mark.parametrize(
    ("value", "dry"), [("", False), ("0", False), ("1", True), ("yes", True), ("no", True)]
)
def test_dry_run_is_off_only_when_said_clearly(value: str, dry: bool) -> None:
    """Only an empty DRY_RUN or 0 deploys: printing by mistake does no harm."""
    assert dry is read_options(TOLD, {"DRY_RUN": value}).dry_run


LIKE = "make deploy PROJECT=my-project REGION=europe-west1"
UNKNOWN = (
    "--help is unknown: NAME=VALUE with one of PROJECT, REGION, SERVICE, DEPLOYMENT,"
    " FIRESTORE_LOCATION, POLICY, DRY_RUN"
)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], f"PROJECT and REGION are missing: {LIKE}"),
        (["PROJECT=my-project", "REGION="], f"REGION is missing: {LIKE}"),
        ([*TOLD, "PROJECT=My Project"], "PROJECT is malformed; it looks like my-project"),
        ([*TOLD, "REGION=europe"], "REGION is malformed; it looks like europe-west1"),
        ([*TOLD, "SERVICE=" + 25 * "s"], "SERVICE is malformed; it looks like meet-records"),
        ([*TOLD, "DEPLOYMENT=a/b"], "DEPLOYMENT is malformed; it looks like meet-records"),
        ([*TOLD, "FIRESTORE_LOCATION=EU"], "FIRESTORE_LOCATION is malformed; it looks like eur3"),
        ([*TOLD, "--help"], UNKNOWN),
    ],
)
def test_wrong_options_are_named(
    gcloud: FakeGcloud, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing, malformed or unknown is said in one line, and nothing is run."""
    assert 2 == main(arguments, {})
    assert ("", f"{says}\n") == tuple(capsys.readouterr())
    assert [] == gcloud.calls()


def test_without_gcloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where gcloud is missing, the deployment says where to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert 1 == main(TOLD, {})
    expected = "gcloud is not on the PATH: https://cloud.google.com/sdk/docs/install"
    assert expected == capsys.readouterr().err.splitlines()[1]


ODD = "gcloud projects describe my-project did not answer as expected."


@pytest.mark.parametrize(
    ("answer", "says"),
    [("Listed 0 items.", ODD), ("[]", ODD), ("{}", "Google's answer lacks projectNumber.")],
)
def test_unexpected_answer(
    gcloud: FakeGcloud, answer: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer of another shape ends the deployment with a line that says which."""
    (gcloud.directory / "gcloud").write_text(f"#!/bin/sh\necho '{answer}'\n")
    assert 1 == main(TOLD, {})
    assert says == capsys.readouterr().err.splitlines()[1]


# The organization's policy

POLICY: dict[str, Any] = {
    "defaults": {"recording": True},
    "locked": {"smart_notes": "off"},
    "external": {"recording": "off", "transcription": "off"},
    "words": [
        {"contains": 'a, "b"=c|$HOME`d`\\', "locked": {"recording": "off"}},
        {"contains": "面接", "locked": {"recording": "on"}},
    ],
    "contact": "it@example.com",
}
SAID = [
    "defaults: recording on",
    "locked: smart_notes off",
    "with guests outside: recording off",
    "with guests outside: transcription off",
    'where the title holds "a, \\"b\\"=c|$HOME`d`\\\\": recording off',
    'where the title holds "面接": recording on',
    "contact: it@example.com",
]
COMPARING = "Comparing the organization's policy with that of the function"
SERVICES_READ = "run services list --region=europe-west1 --format=json"


def told(folder: Path, policy: object) -> str:
    """The option that names a file with a policy."""
    file = folder / "policy.json"
    file.write_text(policy if isinstance(policy, str) else json.dumps(policy, ensure_ascii=False))
    return f"POLICY={file}"


def compared(said: str) -> list[str]:
    """What a deployment says of a policy."""
    lines = said.splitlines()
    begins = next(at for at, line in enumerate(lines) if COMPARING in line)
    ends = next(at for at, line in enumerate(lines) if at > begins and line.endswith(" ..."))
    return [line.strip() for line in lines[begins + 1 : ends]]


def test_a_policy_is_shown_and_set(
    gcloud: FakeGcloud, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it the first time; then what changes, and what somebody else has set stays."""
    assert 0 == main([*TOLD, told(tmp_path, POLICY)], {})
    assert [f"+ {line}" for line in SAID] == compared(capsys.readouterr().out)
    settings = gcloud.state()["settings"]["meet-records"]
    assert parse_policy(json.dumps(POLICY)) == parse_policy(settings["ADDON_POLICY"])
    read = read_settings({**settings, "K_SERVICE": "meet-records"})
    assert (URL, parse_policy(json.dumps(POLICY))) == (read.addon_url, read.policy)

    assert 0 == main([*TOLD, told(tmp_path, POLICY)], {})
    assert ["nothing changes"] == compared(capsys.readouterr().out)

    assert 0 == main(TOLD, {})
    assert COMPARING not in capsys.readouterr().out
    assert settings == gcloud.state()["settings"]["meet-records"]

    another = {**POLICY, "locked": {"smart_notes": "on"}, "contact": "help@example.com"}
    assert 0 == main(TOLD, {"POLICY": told(tmp_path, another).partition("=")[2]})
    assert [
        "- locked: smart_notes off",
        "- contact: it@example.com",
        "+ locked: smart_notes on",
        "+ contact: help@example.com",
    ] == compared(capsys.readouterr().out)

    assert 0 == main([*TOLD, told(tmp_path, {})], {})
    assert {"-"} == {line[0] for line in compared(capsys.readouterr().out)}
    assert "{}" == gcloud.state()["settings"]["meet-records"]["ADDON_POLICY"]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("file:policy.json", "- what file:policy.json below its source says"),
        ("{", "- a policy that cannot be read"),
    ],
)
def test_what_was_set_by_hand_is_named(
    gcloud: FakeGcloud,
    tmp_path: Path,
    before: str,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file of the source, or what this version does not understand."""
    gcloud.change(settings={"meet-records": {"ADDON_POLICY": before}, "another": {}})
    assert 0 == main([*TOLD, told(tmp_path, {"contact": "it@example.com"})], {})
    assert [says, "+ contact: it@example.com"] == compared(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("{", "must be a JSON object, or file:PATH"),
        ('{"locked": {"recording": true}}', 'locked.recording must be "on" or "off"'),
        ('{"lock": 1}', '"lock" is not known: only defaults, locked, external, words, contact are'),
        (
            {"words": [{"contains": "面" * 3000, "locked": {}}] * 2},
            "is longer than 32768 bytes",
        ),
        (None, "cannot be read"),
        (b"\xff", "is not UTF-8"),
    ],
    ids=range(6),
)
def test_a_bad_policy_is_refused_before_anything_is_done(
    gcloud: FakeGcloud,
    tmp_path: Path,
    policy: object,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the words in which the function would refuse to start."""
    option = told(tmp_path, policy if isinstance(policy, str) else json.dumps(str(policy)))
    file = Path(option.partition("=")[2])
    if policy is None:
        file.unlink()
    elif isinstance(policy, bytes):
        file.write_bytes(policy)
    elif isinstance(policy, dict):
        told(tmp_path, policy)
    assert 2 == main([*TOLD, option], {})
    assert ("", f'POLICY "{file}" {says}\n') == tuple(capsys.readouterr())
    assert [] == gcloud.calls()


def test_a_dry_run_shows_the_policy(
    gcloud: FakeGcloud, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is there is not asked: all that is to be is a comment, and a shell reads it as it is."""
    assert 0 == main([*TOLD, told(tmp_path, POLICY), "DRY_RUN=1"], {})
    assert [] == gcloud.calls()
    said = capsys.readouterr()
    assert [f"#   + {line}" for line in SAID] == [
        line for line in said.err.splitlines() if line.startswith("#   ")
    ]
    assert f"gcloud {SERVICES_READ} --project=my-project --quiet" == said.out.splitlines()[1]
    [deployed] = [line for line in said.out.splitlines() if "functions deploy" in line]
    read = subprocess.run(  # noqa: S603  # what a shell makes of it
        ["/bin/sh", "-c", deployed.replace("gcloud ", "printf '%s\\n' ", 1)],
        capture_output=True,
        text=True,
        check=True,
        env={"SERVICE_ACCOUNT": "a@example.com", "CLIENT_ID": "b", "PROJECT_NUMBER": "1"},
    )
    [flag] = [line for line in read.stdout.splitlines() if line.startswith("--update-env-vars=")]
    _, apart, pairs = flag.partition("=")[2].split("^", 2)
    settings = dict(pair.split("=", 1) for pair in pairs.split(apart))
    assert "a@example.com" == settings["ADDON_SERVICE_ACCOUNT"]
    assert parse_policy(json.dumps(POLICY)) == parse_policy(settings["ADDON_POLICY"])
