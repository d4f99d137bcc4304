"""What is said of captured events is asserted in helpers, whose asserts pytest is to explain."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.captures.expecting", "tests.captures.playing")
