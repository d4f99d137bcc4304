"""The requirements are pinned anew by one command that says what changes, and held to sources."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.supply.__main__ import main
from tools.supply.pins import DEPLOYED, SOURCES, WHOLE, read_pins, read_source
from tools.supply.problems import problems

FUNCTION = "# Deployed.\nplate  # holds the food\nFork_Lift<3  # carries\n"
SANDBOX = "-r function.in\nspoon  # stirs\n"
DEV = "-r sandbox.in\nknife  # cuts\n"


class Registry:
    """A package index in a folder, and a project that asks it for packages."""

    def __init__(self, folder: Path) -> None:
        self.index = folder / "index"
        self.project = folder / "project"
        (self.project / "requirements").mkdir(parents=True)
        for source, text in zip(SOURCES.values(), (DEV, SANDBOX, FUNCTION), strict=True):
            (self.project / source).write_text(text)
        for file in SOURCES:
            (self.project / file).write_text("")

    def publish(self, name: str, version: str, *needs: str, tag: str = "py3-none-any") -> str:
        """Offer a wheel; its hash."""
        home = self.index / name
        home.mkdir(parents=True, exist_ok=True)
        wheel = home / f"{name.replace('-', '_')}-{version}-{tag}.whl"
        information = f"{name.replace('-', '_')}-{version}.dist-info"
        said = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        files = {
            f"{information}/METADATA": said + "".join(f"Requires-Dist: {one}\n" for one in needs),
            f"{information}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        }
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
            archive.writestr(
                f"{information}/RECORD",
                "".join(f"{path},{_recorded(text)},{len(text)}\n" for path, text in files.items()),
            )
        links = (
            f'<a href="{file.name}#sha256={_hash(file)}">{file.name}</a>'
            for file in home.glob("*.whl")
        )
        (home / "index.html").write_text("<!DOCTYPE html>" + "".join(links))
        return f"sha256:{_hash(wheel)}"

    def renew(self, *arguments: str) -> int:
        """`make requirements`, and what it returns."""
        return main(list(arguments), self.project)

    def read(self, file: str) -> str:
        """What a file of the project says."""
        return (self.project / file).read_text()

    def write(self, file: str, text: str) -> None:
        """Change a file of the project."""
        (self.project / file).write_text(text)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _recorded(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A registry with the packages of a small project, all pinned once."""
    made = Registry(tmp_path)
    for name, needs in {"plate": ["dish>=1"], "dish": [], "spoon": [], "knife": []}.items():
        made.publish(name, "1.0", *needs)
    made.publish("fork-lift", "2.0")
    monkeypatch.setenv("UV_DEFAULT_INDEX", made.index.as_uri())
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    assert 0 == made.renew()
    return made


def test_the_pins_fit_what_is_asked_for() -> None:
    """Here, everything that is asked for has a reason and a pin, alike in all files."""
    assert [] == problems()


def test_sources_pin_nothing() -> None:
    """The sources ask for packages; their versions are found by the command."""
    asked = read_source(SOURCES[WHOLE])
    assert {"flask", "nicegui", "pytest"} <= {one.name for one in asked}
    assert [] == [one.name for one in asked if "==" in str(one.requirement)]


def test_each_file_is_complete(registry: Registry, tmp_path: Path) -> None:
    """Each file names all that it needs, with why, and pip installs it by its hashes."""
    made = {file: set(read_pins(registry.read(file))) for file in SOURCES}
    deployed = {"plate", "fork-lift", "dish"}
    assert [deployed | {"spoon", "knife"}, deployed | {"spoon"}, deployed] == list(made.values())
    pins = read_pins(registry.read(DEPLOYED))
    assert (("plate",), ("-r requirements/function.in",)) == (
        pins["dish"].because,
        pins["plate"].because,
    )
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--isolated", "--require-hashes"]
    where = ["--no-index", f"--index-url={registry.index.as_uri()}", f"--target={tmp_path / 'x'}"]
    where += [f"--find-links={home}" for home in registry.index.iterdir()]
    for file in SOURCES:
        subprocess.run([*pip, *where, "-r", registry.project / file], check=True)  # noqa: S603
    assert (tmp_path / "x" / "dish-1.0.dist-info").is_dir()


def test_what_changes_is_said(registry: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    """A newer version, one more and one fewer package and other files of a version are lines."""
    registry.publish("plate", "1.1", "bowl")
    registry.publish("bowl", "0.5")
    registry.publish("fork-lift", "3.0")
    registry.publish("knife", "2.0")
    more = registry.publish("spoon", "1.0", tag="cp311-cp311-manylinux_2_17_aarch64")
    shutil.rmtree(registry.index.parent / "cache")
    capsys.readouterr()
    assert 0 == registry.renew()
    assert (
        "bowl   none -> 0.5                    deployed\n"
        "dish   1.0 -> none                    deployed\n"
        "knife  1.0 -> 2.0\n"
        "plate  1.0 -> 1.1                     deployed\n"
        "spoon  1.0, 1 files more and 0 fewer\n"
    ) == capsys.readouterr().out
    assert more in read_pins(registry.read(WHOLE))["spoon"].hashes
    assert [] == problems(registry.project)
    assert 0 == registry.renew()
    assert "Nothing changes.\n" == capsys.readouterr().out


def test_versions_stay_if_told(registry: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--keep` what is asked for besides is pinned, and nothing else changes."""
    registry.publish("knife", "2.0")
    registry.publish("cup", "1.0")
    registry.write("requirements/sandbox.in", SANDBOX + "cup  # for tea\n")
    capsys.readouterr()
    assert 0 == registry.renew("--keep")
    assert "cup  none -> 1.0\n" == capsys.readouterr().out


def test_nothing_is_written_when_nothing_goes_together(registry: Registry) -> None:
    """Where no versions go together the command fails, and the files stay as they are."""
    before = [registry.read(file) for file in SOURCES]
    registry.write("requirements/sandbox.in", SANDBOX + "plate>7  # holds more\n")
    assert 0 != registry.renew()
    assert before == [registry.read(file) for file in SOURCES]


@pytest.mark.parametrize(
    ("file", "change", "problem"),
    [
        (
            "requirements/function.in",
            ("# holds the food", ""),
            "requirements.txt: requirements/function.in does not say what plate is for",
        ),
        (
            "requirements/function.in",
            ("plate", "cup  # for tea\nplate"),
            "requirements.txt: cup of requirements/function.in is not pinned",
        ),
        (
            "requirements/function.in",
            ("Fork_Lift<3", "fork-lift<2"),
            "requirements.txt: fork-lift 2.0 is not what requirements/function.in asks for",
        ),
        (
            "requirements/function.in",
            ("Fork_Lift<3  # carries", ""),
            "requirements.txt: fork-lift is pinned, but nothing needs it",
        ),
        (
            "requirements.txt",
            ("dish==1.0", "dish==1.1"),
            "requirements.txt: dish 1.1 is not what requirements-dev.txt pins",
        ),
        (
            "requirements.txt",
            ("--hash=sha256:", "--hash=sha256:0"),
            "requirements.txt: dish==1.0 is no exact version with hashes",
        ),
        (
            "requirements.txt",
            ("dish==1.0", "dish>=1.0"),
            "requirements.txt: dish>=1.0 is no exact version with hashes",
        ),
        (
            "requirements.txt",
            ("--only-binary", "--extra-index-url x\n--only-binary"),
            "requirements.txt: says where packages come from, which is each machine's own",
        ),
    ],
    ids=lambda value: value if ": " in value else "",
)
def test_what_does_not_fit_is_named(
    registry: Registry,
    capsys: pytest.CaptureFixture[str],
    file: str,
    change: tuple[str, str],
    problem: str,
) -> None:
    """`make check` names each way in which pins and sources do not fit, without a registry."""
    shutil.rmtree(registry.index)
    assert 0 == registry.renew("--check")
    text = registry.read(file)
    assert change[0] in text
    registry.write(file, text.replace(*change, 1))
    assert 1 == registry.renew("--check")
    assert f"{problem}: run `make requirements`\n" in capsys.readouterr().err
