"""Google's APIs as the domain's ports: the only place that knows their requests and answers.

google-api-python-client loads httplib2, and with it a grammar for HTTP authentication of which
the function needs nothing, in a tenth of a cold start. It is loaded when it is first looked into,
as the standard library can do for any module (`importlib`, "Implementing lazy imports").
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

UNUSED = "httplib2.auth"


class _Later(MetaPathFinder):
    """Finds what is to be loaded later."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """See the base."""
        if fullname != UNUSED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


sys.meta_path.insert(0, _Later())
