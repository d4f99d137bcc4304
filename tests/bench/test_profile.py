from __future__ import annotations

from bench.clicks import SCENARIOS
from bench.profile import PACKAGES, PAGE, STANDARD, profile_click, profile_loading
from bench.sampled import ELSEWHERE, PARTS
from tools.pages import with_part

PARTS_SEEN = {*(part for part, _ in PARTS), ELSEWHERE}


def test_a_clicks_cpu_time_is_told_by_parts() -> None:
    """What was used while somebody clicked is found in parts of the function, and in no others."""
    create = next(each for each in SCENARIOS if each.name == "create and attach")
    seen = profile_click(create, runs=4)
    assert set() == seen.keys() - PARTS_SEEN
    assert {"store", "HTTP to Google (urllib3)"} <= seen.keys()
    assert 0.5 < sum(seen.values()) < 200


def test_what_a_first_card_loads_is_told_by_whose_it_is() -> None:
    """Every package that is named has modules among those that are loaded, as the page says."""
    loaded = profile_loading()
    assert {*PACKAGES, STANDARD} == loaded.keys()
    assert all(count > 0 and milliseconds > 0 for count, milliseconds in loaded.values())
    page = PAGE.read_text()
    assert page == with_part(page, "profile", page.split("--write` -->\n")[1].split("\n<!-- /")[0])
    assert all(f"| {name} |" in page for name in loaded)
