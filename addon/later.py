"""Modules that are loaded when one of their functions is first called.

A cold start loads what the request that caused it needs. What is imported so is imported a second
time under `TYPE_CHECKING`: types, and the order of imports, are checked as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any


class Later:
    """Stands for a module: each of its attributes is a function that loads the module when called.

    Args:
        name: of the module.
    """

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __getattr__(self, function: str) -> Callable[..., Any]:
        @cache
        def load() -> Callable[..., Any]:
            found: Callable[..., Any] = getattr(import_module(self.__name__), function)
            return found

        def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function's
            return load()(*args, **options)

        call.__module__, call.__name__ = self.__name__, function
        return call
