"""The entry point of the Cloud Run function."""

from __future__ import annotations

import os
import sys

import flask
from werkzeug.exceptions import HTTPException

from addon.app import Addon
from addon.log import start_logging
from addon.memory import share_memory
from addon.settings import SettingError, read_settings
from addon.wire.http import Rejected, reject


def _start() -> Addon:
    try:
        settings = read_settings(os.environ)
    except SettingError as error:
        sys.exit(str(error))
    start_logging()
    share_memory()
    return Addon(settings)


def _answer_in_json(error: HTTPException) -> flask.Response:
    return reject(Rejected(error.code or 500, error.name))


def _adopt(app: flask.Flask) -> None:
    """Have functions-framework answer what it handles itself as the contract says, too."""
    app.register_error_handler(HTTPException, _answer_in_json)
    app.url_map.merge_slashes = False


ADDON = _start()
_adopt(flask.current_app)


def handle_event(request: flask.Request) -> flask.Response:
    """Answer one request of a host: see `addon.app`."""
    return ADDON.answer(request)
