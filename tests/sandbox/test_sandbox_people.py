"""The stand-in's People API, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from tests.support.google_client import Stage, authorized

JsonObject = dict[str, Any]

DIRECTORY = "directory.readonly"
FIELDS = "emailAddresses,names"


def metadata(sub: str) -> JsonObject:
    """What each name and address says about itself."""
    return {
        "primary": True,
        "verified": True,
        "source": {"type": "DOMAIN_PROFILE", "id": sub},
    }


def person(name: str, sub: str, email: str) -> JsonObject:
    """A colleague with a name of one word."""
    return {
        "resourceName": f"people/{sub}",
        "etag": f"%{sub[-8:]}",
        "names": [{"metadata": metadata(sub), "displayName": name, "givenName": name}],
        "emailAddresses": [{"metadata": metadata(sub), "value": email}],
    }


@contextmanager
def googles_client(stage: Stage, scope: str) -> Iterator[Any]:
    """Google's own client with Ana's token; it is the one that repeats `resourceNames`."""
    token = stage.world.people.issue_token("ana@example.com", [scope])
    with build(
        "people",
        "v1",
        credentials=authorized(token),
        client_options={"api_endpoint": stage.google.url},
        static_discovery=True,
    ) as people:
        yield people.people()


def test_batch_answers_each_name_by_itself(stage: Stage) -> None:
    """Colleagues come with name and address, strangers and unknown ids as NOT_FOUND."""
    stranger = stage.world.add_user("eve@example.net")
    names = [f"people/{sub}" for sub in (stage.bo.sub, stranger.sub, "123")]
    with googles_client(stage, DIRECTORY) as people:
        answer = people.getBatchGet(resourceNames=names, personFields=FIELDS).execute()
    missing = {"code": 5, "message": "Requested entity was not found."}
    assert [
        {
            "httpStatusCode": 200,
            "person": person("Bo", stage.bo.sub, "bo@example.com"),
            "requestedResourceName": names[0],
            "status": {},
        },
        *(
            {"httpStatusCode": 404, "requestedResourceName": name, "status": missing}
            for name in names[1:]
        ),
    ] == answer["responses"]


def test_strangers_may_be_told(stage: Stage) -> None:
    """A knob lets the directory tell people of other domains."""
    stage.world.knobs.strangers_in_people = True
    stranger = stage.world.add_user("eve@example.net")
    client = stage.client("ana@example.com", DIRECTORY)
    reply = client("GET", f"/v1/people/{stranger.sub}", personFields="emailAddresses")
    assert "eve@example.net" == reply.body["emailAddresses"][0]["value"]
    assert "names" not in reply.body


def test_without_the_directory_one_finds_oneself(stage: Stage) -> None:
    """Other scopes tell the person themselves and nobody else."""
    client = stage.client("ana@example.com", "userinfo.email")
    own = client("GET", "/v1/people/me", personFields=FIELDS)
    assert person("Ana", stage.ana.sub, "ana@example.com") == own.body
    assert 404 == client("GET", f"/v1/people/{stage.bo.sub}", personFields=FIELDS).status


def test_family_names_follow_given_names(stage: Stage) -> None:
    """A name of two words has a given and a family name."""
    cy = stage.world.add_user("cy@example.com", display_name="Cy Young")
    client = stage.client("ana@example.com", DIRECTORY)
    name = client("GET", f"/v1/people/{cy.sub}", personFields="names").body["names"][0]
    assert ("Cy Young", "Cy", "Young") == (
        name["displayName"],
        name["givenName"],
        name["familyName"],
    )


def test_pictures_and_sources_are_told_where_asked(stage: Stage) -> None:
    """Photos and metadata come only with their masks."""
    client = stage.client("ana@example.com", DIRECTORY)
    body = client("GET", "/v1/people/me", personFields="photos,metadata").body
    [photo] = body["photos"]
    assert (f"https://lh3.googleusercontent.com/a/{stage.ana.sub}", True) == (
        photo["url"],
        photo["default"],
    )
    assert ("PERSON", {"type": "PROFILE", "id": stage.ana.sub}) == (
        body["metadata"]["objectType"],
        body["metadata"]["sources"][0],
    )


@pytest.mark.parametrize(
    ("names", "fields", "scope", "message"),
    [
        (
            ["people/1"],
            None,
            DIRECTORY,
            "personFields mask is required. Please specify one or more valid paths.",
        ),
        (["people/1"], "shoeSizes", DIRECTORY, 'Invalid personFields mask path: "shoeSizes".'),
        ([], FIELDS, DIRECTORY, "Request must have resource names."),
        (["people/1"] * 201, FIELDS, DIRECTORY, "At most 200 resource names are allowed."),
        (["people/1"], FIELDS, "calendar", "Request had insufficient authentication scopes."),
    ],
)
def test_batches_have_rules(
    stage: Stage, names: list[str], fields: str | None, scope: str, message: str
) -> None:
    """A batch needs a scope, a known mask and 1 to 200 names."""
    with (
        googles_client(stage, scope) as people,
        pytest.raises(HttpError) as refused,
    ):
        people.getBatchGet(resourceNames=names, personFields=fields).execute()
    assert message == json.loads(refused.value.content)["error"]["message"]
