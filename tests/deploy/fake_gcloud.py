"""A `gcloud` that remembers what it made: its text becomes an executable on the PATH.

Its memory is `state.json` beside it, its calls are lines of `calls.jsonl`. It always prints a
token, which nobody must see.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NUMBER = "123456789012"
ADD_ON_ACCOUNT = f"service-{NUMBER}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT_ID = f"{NUMBER}-abc.apps.googleusercontent.com"
TOKEN = "ya29.never-to-be-shown"  # made up

EMPTY: dict[str, Any] = {
    "accounts": {},
    "databases": {},
    "ttls": {},
    "deployments": {},
    "installed": {},
    "settings": {},
    "urls": [],
    "fails": "",
}
"""What a new project holds. `urls` are those of the service, when they are to be others;
a command that begins with `fails` does."""

State = dict[str, Any]
Act = Callable[[State, str, dict[str, str]], Any]


def create(state: State, kind: str, key: str, /, **value: object) -> None:
    """Make something; as at Google, it must not be there yet."""
    if key in state[kind]:
        sys.exit(f"ERROR: ALREADY_EXISTS: {key}")
    state[kind][key] = value


def create_account(state: State, name: str, flags: dict[str, str]) -> None:
    """`gcloud iam service-accounts create`."""
    email = f"{name}@{flags['project']}.iam.gserviceaccount.com"
    create(state, "accounts", email, email=email)


def create_database(state: State, _: str, flags: dict[str, str]) -> None:
    """`gcloud firestore databases create`."""
    name = f"projects/{flags['project']}/databases/{flags['database']}"
    create(state, "databases", name, name=name, type="FIRESTORE_NATIVE")


def update_ttl(state: State, field: str, flags: dict[str, str]) -> None:
    """`gcloud firestore fields ttls update`."""
    group = f"{flags['database']}/collectionGroups/{flags['collection-group']}"
    name = f"projects/{flags['project']}/databases/{group}/fields/{field}"
    state["ttls"][name] = {"name": name, "ttlConfig": {"state": "CREATING"}}


def describe_service(state: State, name: str, flags: dict[str, str]) -> State:
    """`gcloud run services describe`."""
    predicted = f"https://{name}-{NUMBER}.{flags['region']}.run.app"
    urls = state["urls"] or [predicted, f"https://{name}-abcdefghij-ew.a.run.app"]
    annotations = {"run.googleapis.com/urls": json.dumps(urls)}
    return {"metadata": {"annotations": annotations}, "status": {"url": urls[0]}}


def deploy_function(state: State, name: str, flags: dict[str, str]) -> None:
    """`gcloud functions deploy`: settings that it does not name stay."""
    told = flags["update-env-vars"]
    apart = ","
    if told.startswith("^"):
        _, apart, told = told.split("^", 2)
    pairs = dict(pair.split("=", 1) for pair in told.split(apart))
    state["settings"][name] = {**state["settings"].get(name, {}), **pairs}


def list_services(state: State, *_: object) -> list[State]:
    """`gcloud run services list`."""
    return [
        {
            "metadata": {"name": name},
            "spec": {
                "template": {
                    "spec": {
                        "containers": [
                            {"env": [{"name": key, "value": kept[key]} for key in sorted(kept)]}
                        ]
                    }
                }
            },
        }
        for name, kept in state["settings"].items()
    ]


def create_deployment(state: State, name: str, flags: dict[str, str]) -> None:
    """`gcloud workspace-add-ons deployments create`."""
    deployment = json.loads(Path(flags["deployment-file"]).read_text())
    full_name = f"projects/{flags['project']}/deployments/{name}"
    create(state, "deployments", name, name=full_name, **deployment)


def replace_deployment(state: State, name: str, flags: dict[str, str]) -> None:
    """`gcloud workspace-add-ons deployments replace`; as at Google, it must be there."""
    if name not in state["deployments"]:
        sys.exit(f"ERROR: NOT_FOUND: {name}")
    del state["deployments"][name]
    create_deployment(state, name, flags)


def install_status(state: State, name: str, _: dict[str, str]) -> State:
    """`gcloud workspace-add-ons deployments install-status`; Google leaves out what is false."""
    return {"installed": True} if name in state["installed"] else {}


ACTS: dict[str, Act] = {
    "projects describe": lambda *_: {"projectNumber": NUMBER},
    "iam service-accounts list": lambda state, *_: list(state["accounts"].values()),
    "iam service-accounts create": create_account,
    "firestore databases list": lambda state, *_: list(state["databases"].values()),
    "firestore databases create": create_database,
    "firestore fields ttls list": lambda state, *_: list(state["ttls"].values()),
    "firestore fields ttls update": update_ttl,
    "workspace-add-ons get-authorization": lambda *_: {
        "serviceAccountEmail": ADD_ON_ACCOUNT,
        "oauthClientId": CLIENT_ID,
    },
    "functions deploy": deploy_function,
    "run services describe": describe_service,
    "run services list": list_services,
    "workspace-add-ons deployments list": lambda state, *_: list(state["deployments"].values()),
    "workspace-add-ons deployments create": create_deployment,
    "workspace-add-ons deployments replace": replace_deployment,
    "workspace-add-ons deployments install-status": install_status,
    "workspace-add-ons deployments install": lambda state, name, _: create(
        state, "installed", name
    ),
}


def flags_of(words: list[str]) -> dict[str, str]:
    """The flags of a command that have a value."""
    pairs = (word[2:].partition("=") for word in words if word.startswith("--"))
    return {name: value for name, separator, value in pairs if separator}


def main(words: list[str]) -> None:
    """Record the call, fail if that was ordered, else do it."""
    here = Path(__file__).parent
    with (here / "calls.jsonl").open("a") as calls:
        calls.write(json.dumps(words) + "\n")
    state = json.loads((here / "state.json").read_text())
    if state["fails"] and " ".join(words).startswith(state["fails"]):
        sys.exit(f"ERROR: (gcloud) PERMISSION_DENIED: {state['fails']}")

    path = [word for word in words if not word.startswith("--")]
    command = " ".join(path)
    act = ACTS.get(command) or ACTS.get(command.rpartition(" ")[0])
    answer = act(state, path[-1], flags_of(words)) if act else None
    (here / "state.json").write_text(json.dumps(state))
    sys.stderr.write(TOKEN)
    sys.stdout.write(json.dumps(answer) if "--format=json" in words else TOKEN)


if __name__ == "__main__":
    main(sys.argv[1:])
