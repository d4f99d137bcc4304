"""The organization's policy is checked once at start (contract.md, Settings)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addon.policy import LONGEST_POLICY, PolicyError, parse_policy, read_policy
from addon.settings import SettingError, read_settings
from meeting.model import Artifact, Switches
from meeting.policy import NO_POLICY, Locks, Policy, WordRule
from tests.support.process import REQUIRED, start_badly
from tests.support.stage import Stage

EXAMPLE = {
    "defaults": {"recording": True},
    "locked": {"recording": "off", "transcription": "on"},
    "external": {"recording": "off"},
    "words": [{"contains": "interview", "locked": {"recording": "off"}}],
    "contact": "it@example.com",
}
NO_RECORDING = Locks({Artifact.RECORDING: False})
ON_OR_OFF = 'must be "on" or "off"'
NO_OBJECT = "must be a JSON object, or file:PATH"


def complaint(setting: str) -> str:
    """Why this policy is refused: one line that names the setting first."""
    with pytest.raises(SettingError) as error:
        read_settings({**REQUIRED, "ADDON_POLICY": setting})
    line = str(error.value)
    assert 1 == len(line.splitlines())
    assert line.startswith("ADDON_POLICY ")
    return line.removeprefix("ADDON_POLICY ")


def test_the_contracts_example_is_read() -> None:
    """Every member, as the contract has it."""
    expected = Policy(
        Switches(recording=True),
        Locks({Artifact.RECORDING: False, Artifact.TRANSCRIPTION: True}),
        NO_RECORDING,
        (WordRule("interview", NO_RECORDING),),
        "it@example.com",
    )
    settings = read_settings({**REQUIRED, "ADDON_POLICY": json.dumps(EXAMPLE)})
    assert expected == settings.policy


@pytest.mark.parametrize("setting", ["", "{}", " {} \n", '{"words": [], "locked": {}}'])
def test_nothing_is_decided_where_nothing_is_said(setting: str) -> None:
    """Every member is optional."""
    assert NO_POLICY == read_settings({**REQUIRED, "ADDON_POLICY": setting}).policy


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        ("x", NO_OBJECT),
        ("{", NO_OBJECT),
        ("{}{}", NO_OBJECT),
        ("'{}'", NO_OBJECT),
        ("9" * 5000, NO_OBJECT),
        ("[]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        ('"file:x"', "must be a JSON object"),
        ("NaN", "holds NaN, which is no JSON"),
        ('{"locked": {"recording": Infinity}}', "holds Infinity, which is no JSON"),
        ('{"contact": "\\ud800@example.com"}', NO_OBJECT),
        ('{"contact": "\udcff@example.com"}', NO_OBJECT),
        ("[" * 30_000, "nests too deeply"),
        ('{"locked": ' * 5000 + "1" + "}" * 5000, "nests too deeply"),
        ('{"a": 1, "a": 1}', 'has the member "a" twice'),
        (
            '{"words": [{"contains": "x", "contains": "y", "locked": {}}]}',
            'has the member "contains" twice',
        ),
        (" " * LONGEST_POLICY + "{}", f"is longer than {LONGEST_POLICY} bytes"),
    ],
    ids=range(17),
)
def test_what_is_no_json_object_is_named(policy: str, line: str) -> None:
    """One line, whatever stands there."""
    assert line == complaint(policy)


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        (
            {"lock": {}},
            '"lock" is not known: only defaults, locked, external, words, contact are',
        ),
        ({"a\nb" * 50: 1}, None),
        (
            {"locked": {"notes": "off"}},
            'locked."notes" is not known: only recording, transcription, smart_notes are',
        ),
        ({"locked": {"recording": False}}, f"locked.recording {ON_OR_OFF}"),
        ({"locked": {"recording": "OFF"}}, f"locked.recording {ON_OR_OFF}"),
        ({"locked": {"recording": ["off"]}}, f"locked.recording {ON_OR_OFF}"),
        ({"locked": {"recording": {}}}, f"locked.recording {ON_OR_OFF}"),
        ({"locked": "off"}, "locked must be a JSON object"),
        ({"locked": None}, "locked must be a JSON object"),
        ({"external": {"smart_notes": 0}}, f"external.smart_notes {ON_OR_OFF}"),
        ({"defaults": {"recording": "on"}}, "defaults.recording must be true or false"),
        ({"defaults": {"recording": 1}}, "defaults.recording must be true or false"),
        ({"defaults": []}, "defaults must be a JSON object"),
        ({"words": {}}, "words must be a list"),
        ({"words": ["interview"]}, "words[0] must be a JSON object"),
        ({"words": [{"contains": "x"}]}, "words[0].locked is required"),
        ({"words": [{"locked": {}}]}, "words[0].contains is required"),
        (
            {"words": [{"contains": "x", "locked": {}, "outside": True}]},
            'words[0]."outside" is not known: only contains, locked are',
        ),
        (
            {"words": [{"contains": " \u200b", "locked": {}}]},
            "words[0].contains must be text that is not blank",
        ),
        (
            {"words": [{"contains": 1, "locked": {}}]},
            "words[0].contains must be text that is not blank",
        ),
        (
            {"words": [EXAMPLE["words"][0], {"contains": "x", "locked": {"recording": "x"}}]},  # type: ignore[index]
            f"words[1].locked.recording {ON_OR_OFF}",
        ),
        ({"contact": "it"}, "contact must be an e-mail address"),
        ({"contact": 1}, "contact must be an e-mail address"),
        ({"contact": None}, "contact must be an e-mail address"),
        ({"contact": "<a href=x>@example.com"}, "contact must be an e-mail address"),
        ({"contact": "a@example.com\n"}, "contact must be an e-mail address"),
        ({"contact": f"{'a' * 400}@example.com"}, "contact must be an e-mail address"),
    ],
    ids=range(27),
)
def test_an_unknown_member_or_value_is_named(policy: Any, line: str | None) -> None:  # noqa: ANN401
    """By its place in the policy, and shortly."""
    found = complaint(json.dumps(policy))
    assert line in {found, None}
    assert len(found) < 150


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*EXAMPLE, "recording", "contains", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON | st.text())
def test_whatever_stands_there_is_a_policy_or_one_line(value: object) -> None:
    """Never a traceback."""
    written = value if isinstance(value, str) else json.dumps(value)
    line = "a policy"
    try:
        parse_policy(written)
    except PolicyError as error:
        line = str(error)
    assert 1 == len(line.splitlines())


# A file


def test_a_file_below_the_source_is_read(tmp_path: Path) -> None:
    """By its path from there, with or without a mark of UTF-8."""
    (tmp_path / "rules").mkdir()
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "rules" / "policy.json").write_text(json.dumps(EXAMPLE), encoding=encoding)
        expected = parse_policy(json.dumps(EXAMPLE))
        assert expected == read_policy("file:rules/policy.json", tmp_path)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../policy.json", "is not below the source"),
        ("rules/../../policy.json", "is not below the source"),
        ("", "is not below the source"),
        (".", "is not below the source"),
        ("/etc/hostname", "is not below the source"),
        ("link", "is not below the source"),
        ("linked/policy.json", "is not below the source"),
        ("missing.json", "cannot be read"),
        ("rules", "cannot be read"),
        ("loop", "cannot be read"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("latin.json", "is not UTF-8"),
    ],
    ids=range(13),
)
def test_no_other_file_is(tmp_path: Path, path: str, why: str) -> None:
    """Neither above the source, nor through a link that leads out of it, nor what is no text."""
    (tmp_path / "policy.json").write_text("{}")
    source = tmp_path / "source"
    (source / "rules").mkdir(parents=True)
    (source / "link").symlink_to(tmp_path / "policy.json")
    (source / "linked").symlink_to(tmp_path)
    (source / "loop").symlink_to(source / "loop")
    (source / "latin.json").write_bytes(b'{"contact": "\xe9@example.com"}')
    with pytest.raises(PolicyError) as error:
        read_policy(f"file:{path}", source)
    line = str(error.value)
    assert line.startswith("names ")
    assert line.endswith(f", which {why}")
    assert 1 == len(line.splitlines())


def test_a_file_is_checked_as_the_setting_is(tmp_path: Path) -> None:
    """A file names no file in turn, and a bad one is told like a bad setting."""
    (tmp_path / "again").write_text("file:again")
    (tmp_path / "bad").write_text('{"locked": {"recording": true}}')
    (tmp_path / "long").write_text(" " * LONGEST_POLICY + "{}")
    for name, line in {
        "again": NO_OBJECT,
        "bad": f"locked.recording {ON_OR_OFF}",
        "long": f"is longer than {LONGEST_POLICY} bytes",
    }.items():
        with pytest.raises(PolicyError, match="^" + line.replace("|", r"\|") + "$"):
            read_policy(f"file:{name}", tmp_path)


# The process


def test_a_bad_policy_stops_the_start() -> None:
    """The process ends at once with a failure and exactly one line."""
    policy = '{"words": [{"contains": "x", "locked": {"recording": "no"}}]}'
    ended = start_badly({**REQUIRED, "ADDON_POLICY": policy})
    line = f"ADDON_POLICY words[0].locked.recording {ON_OR_OFF}\n"
    assert (1, "", line) == (ended.status, ended.output, ended.errors)


def test_health_tells_nothing_of_it(stage: Stage) -> None:
    """Nobody learns from outside what an organization has decided."""
    before = stage.function.request("GET", "/health").data
    with stage.under(EXAMPLE):
        assert before == stage.function.request("GET", "/health").data
