"""The steps of a deployment, in their order. Each leaves alone what is already as it should be.

What exists is found by listing: an empty list is an answer, while the error of a `describe`
would have to be told apart from a refusal by its words.
"""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addon.routes import audiences
from addon.store.firestore import COLLECTION_GROUP, EXPIRE_FIELD
from tools.deployment.gcloud import ROOT, DeployFailed, Gcloud
from tools.deployment.options import Options
from tools.deployment.policy import changes
from tools.manifest import PLACEHOLDER

APIS = (
    "artifactregistry.googleapis.com",
    "calendar-json.googleapis.com",
    "chat.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "firestore.googleapis.com",
    "gsuiteaddons.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "meet.googleapis.com",
    "people.googleapis.com",
    "run.googleapis.com",
)
DATABASE = "(default)"
RUNTIME_ROLE = "roles/datastore.user"
# Projects made since 2024 give Cloud Build's default account too little to build a function.
BUILD_ROLE = "roles/cloudbuild.builds.builder"
INVOKER_ROLE = "roles/run.invoker"
URLS_ANNOTATION = "run.googleapis.com/urls"

CONCURRENCY = 64
"""Requests that an instance takes, and its threads: they mostly wait for Google."""
SHAPE = (
    "--runtime=python311",
    "--entry-point=handle_event",
    "--source=.",
    "--trigger-http",
    "--no-allow-unauthenticated",
    # Cloud Run takes more than one request at a time only with a whole CPU.
    "--cpu=1",
    # Idle it is at most 120 MiB; the rest is for 64 answers of Google's at once.
    "--memory=512Mi",
    # The hosts give up after 30 s (hosts.md 7) and the add-on answers in 25; a cold start is extra.
    "--timeout=60s",
    f"--concurrency={CONCURRENCY}",
)


class Deploying:
    """One deployment."""

    def __init__(self, options: Options, gcloud: Gcloud) -> None:
        self._options = options
        self._gcloud = gcloud
        self._in_region = (options.service, f"--region={options.region}")
        self._runtime_account = self._account("run")
        self._build_account = self._account("build")

    def deploy(self) -> str:
        """Do everything, and return the add-on's URL.

        Raises:
            DeployFailed: a step failed.
        """
        self._enable_apis()
        self._compare_policy()
        predicted = self._predicted_url()
        # A role can be granted some seconds after its account was made: so the database is
        # made in between.
        self._make_accounts()
        self._make_database()
        self._expire_records()
        self._grant_roles()
        service_account, client_id = self._read_authorization()
        self._deploy_function(predicted, service_account, client_id)
        url = self._served_url(predicted)
        self._set_url(url, predicted)
        self._accept_audiences(url)
        self._let_invoke(service_account)
        self._deploy_add_on(url)
        self._install()
        return url

    def _enable_apis(self) -> None:
        self._gcloud.step("Enabling Google's APIs")
        self._gcloud.run("services", "enable", *APIS)

    def _compare_policy(self) -> None:
        """Show what becomes of the organization's policy, if it is told."""
        policy = self._options.policy
        if not policy:
            return
        self._gcloud.step("Comparing the organization's policy with that of the function")
        services = self._gcloud.read(
            "run", "services", "list", f"--region={self._options.region}", unread=[]
        )
        found = changes(_setting(services, self._options.service, "ADDON_POLICY"), policy)
        for line in found or ["nothing changes"]:
            self._gcloud.say(line)

    def _predicted_url(self) -> str:
        """The URL that Cloud Run will give the service, known before it is there.

        So one deployment is enough. Google documents it as the deterministic URL of a service;
        `_served_url` sees whether it came true.
        """
        self._gcloud.step("Reading the project's number, for the function's URL")
        project = self._gcloud.read(
            "projects",
            "describe",
            self._options.project,
            unread={"projectNumber": "$PROJECT_NUMBER"},
        )
        number = _field(project, "projectNumber")
        return f"https://{self._options.service}-{number}.{self._options.region}.run.app"

    def _make_accounts(self) -> None:
        """The function's account is of the Chat app's project: so it is the app (hosts.md 12.6)."""
        self._gcloud.step("Creating service accounts to run and to build the function, if absent")
        there = self._gcloud.read("iam", "service-accounts", "list", unread=[])
        emails = {account.get("email") for account in there}
        for account, does in ((self._runtime_account, "Runs"), (self._build_account, "Builds")):
            if self._gcloud.may(account not in emails):
                self._gcloud.run(
                    "iam",
                    "service-accounts",
                    "create",
                    account.partition("@")[0],
                    f"--display-name={does} the Meet add-on",
                )

    def _make_database(self) -> None:
        self._gcloud.step("Creating the Firestore database, if absent")
        there = self._gcloud.read("firestore", "databases", "list", unread=[])
        database = next((one for one in there if _last(one) == DATABASE), None)
        if database and database.get("type") != "FIRESTORE_NATIVE":
            raise DeployFailed("The project's database is not in Firestore's native mode.")
        if self._gcloud.may(database is None):
            self._gcloud.run(
                "firestore",
                "databases",
                "create",
                f"--database={DATABASE}",
                f"--location={self._options.firestore_location}",
                "--type=firestore-native",
            )

    def _expire_records(self) -> None:
        self._gcloud.step("Having Firestore delete expired records, if it does not yet")
        group = (f"--database={DATABASE}", f"--collection-group={COLLECTION_GROUP}")
        fields = self._gcloud.read("firestore", "fields", "ttls", "list", *group, unread=[])
        states = {_last(field): field.get("ttlConfig", {}).get("state") for field in fields}
        if self._gcloud.may(states.get(EXPIRE_FIELD) not in {"ACTIVE", "CREATING"}):
            update = ("firestore", "fields", "ttls", "update", EXPIRE_FIELD, *group)
            # It takes minutes even when there is nothing to delete, and nothing waits for it.
            self._gcloud.run(*update, "--enable-ttl", "--async")

    def _grant_roles(self) -> None:
        self._gcloud.step("Granting the service accounts their one role each")
        for account, role in (
            (self._runtime_account, RUNTIME_ROLE),
            (self._build_account, BUILD_ROLE),
        ):
            policy = ("projects", "add-iam-policy-binding", self._options.project)
            self._gcloud.run(*policy, *_binding(account, role))

    def _read_authorization(self) -> tuple[str, str]:
        """The add-on's service account and OAuth client id."""
        self._gcloud.step("Making sure of the add-on's identity and reading it")
        self._gcloud.run(
            "beta", "services", "identity", "create", "--service=gsuiteaddons.googleapis.com"
        )
        authorization = self._gcloud.read(
            "workspace-add-ons",
            "get-authorization",
            unread={"serviceAccountEmail": "$SERVICE_ACCOUNT", "oauthClientId": "$CLIENT_ID"},
        )
        return (
            _field(authorization, "serviceAccountEmail"),
            _field(authorization, "oauthClientId"),
        )

    def _deploy_function(self, url: str, service_account: str, client_id: str) -> None:
        self._gcloud.step("Deploying the function (takes some minutes)")
        settings = {
            "ADDON_URL": url,
            "ADDON_SERVICE_ACCOUNT": service_account,
            "ADDON_OAUTH_CLIENT_ID": client_id,
            "ADDON_STORE": "firestore",
            "GOOGLE_CLOUD_PROJECT": self._options.project,
            "THREADS": str(CONCURRENCY),
        }
        if self._options.policy:
            settings["ADDON_POLICY"] = self._options.policy
        build_account = f"projects/{self._options.project}/serviceAccounts/{self._build_account}"
        self._gcloud.run(
            "functions",
            "deploy",
            *self._in_region,
            "--gen2",
            *SHAPE,
            f"--run-service-account={self._runtime_account}",
            f"--build-service-account={build_account}",
            # What somebody else has set, such as ADDON_CHAT_PROJECT_NUMBER, stays.
            f"--update-env-vars={_listed(settings)}",
        )

    def _served_url(self, predicted: str) -> str:
        """The predicted URL if the service answers there, else where it does."""
        self._gcloud.step("Reading where the service answers")
        service = self._gcloud.read(
            "run",
            "services",
            "describe",
            *self._in_region,
            unread={"status": {"url": predicted}},
        )
        listed = service.get("metadata", {}).get("annotations", {}).get(URLS_ANNOTATION)
        urls = json.loads(listed) if listed else [_field(service.get("status", {}), "url")]
        return predicted if predicted in urls else str(urls[0])

    def _set_url(self, url: str, predicted: str) -> None:
        if self._gcloud.may(url != predicted):
            self._gcloud.step("Setting ADDON_URL to where the service answers, if not as predicted")
            update = ("run", "services", "update", *self._in_region)
            self._gcloud.run(*update, f"--update-env-vars=ADDON_URL={url}")

    def _accept_audiences(self, url: str) -> None:
        """Have Cloud Run let in tokens that are meant for any URL of the add-on (hosts.md 5.4).

        This comes after every deployment of the function, which may undo it.
        """
        self._gcloud.step("Having Cloud Run accept tokens for each of the add-on's URLs")
        update = ("run", "services", "update", *self._in_region)
        self._gcloud.run(
            *update,
            f"--set-custom-audiences={','.join(audiences(url))}",
            # What outlasts an answer in Chat goes on after it (addon/chat/patience.py).
            "--no-cpu-throttling",
            # A cold start is nearly all CPU: it gets a second one until the function listens.
            "--cpu-boost",
        )

    def _let_invoke(self, service_account: str) -> None:
        self._gcloud.step("Letting the add-on's service account call the function")
        policy = ("run", "services", "add-iam-policy-binding", *self._in_region)
        self._gcloud.run(*policy, *_binding(service_account, INVOKER_ROLE))

    def _deploy_add_on(self, url: str) -> None:
        self._gcloud.step("Creating the add-on's deployment, or replacing it if it is there")
        name = self._options.deployment
        deployments = ("workspace-add-ons", "deployments")
        there = name in {_last(one) for one in self._gcloud.read(*deployments, "list", unread=[])}
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory, "deployment.json")
            file.write_text((ROOT / file.name).read_text().replace(PLACEHOLDER, url))
            shown = "$DEPLOYMENT_FILE" if self._options.dry_run else str(file)
            if self._gcloud.may(not there):
                self._gcloud.run(*deployments, "create", name, f"--deployment-file={shown}")
            if self._gcloud.may(there):
                self._gcloud.run(*deployments, "replace", name, f"--deployment-file={shown}")

    def _install(self) -> None:
        self._gcloud.step("Installing the add-on for the account that gcloud uses, if it is not")
        deployments = ("workspace-add-ons", "deployments")
        name = self._options.deployment
        status = self._gcloud.read(*deployments, "install-status", name, unread={})
        if self._gcloud.may(not status.get("installed")):
            self._gcloud.run(*deployments, "install", name)

    def _account(self, purpose: str) -> str:
        name = f"{self._options.service}-{purpose}"
        return f"{name}@{self._options.project}.iam.gserviceaccount.com"


def _binding(account: str, role: str) -> tuple[str, ...]:
    # Without the condition named, gcloud asks when the policy holds conditional bindings.
    return f"--member=serviceAccount:{account}", f"--role={role}", "--condition=None"


def _listed(settings: Mapping[str, str]) -> str:
    """Settings as gcloud takes them: apart by commas, or by what none of them holds.

    See `gcloud topic escaping`.
    """
    pairs = [f"{name}={value}" for name, value in settings.items()]
    if "," not in "".join(pairs):
        return ",".join(pairs)
    bars = ("|" * count for count in itertools.count(1))
    apart = next(each for each in bars if each not in "".join(pairs))
    return f"^{apart}^{apart.join(pairs)}"


def _setting(services: list[dict[str, Any]], service: str, name: str) -> str:
    """An environment variable of a Cloud Run service, as far as it is there; else nothing."""
    for each in services:
        if each.get("metadata", {}).get("name") == service:
            spec = each.get("spec", {}).get("template", {}).get("spec", {})
            found = [one for box in spec.get("containers", []) for one in box.get("env", [])]
            return next((str(one.get("value", "")) for one in found if one.get("name") == name), "")
    return ""


def _last(resource: dict[str, Any]) -> str:
    """The last part of a resource's name."""
    return str(resource.get("name", "")).rpartition("/")[2]


def _field(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not value:
        raise DeployFailed(f"Google's answer lacks {name}.")
    return str(value)
