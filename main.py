"""The entry point of the Cloud Run function."""

from __future__ import annotations

import gc
import os
import sys

import flask
from werkzeug.exceptions import HTTPException

# Whatever is loaded stays: looking for garbage in it takes a tenth of the loading.
gc.disable()
# No time is told in the machine's own zone. Babel looks for that one when it is loaded, and with
# pytz beside it opens the files of 600 zones to find one that is not named "UTC".
os.environ.setdefault("TZ", "UTC")

from addon.app import Addon  # noqa: E402 - see above
from addon.log import start_logging  # noqa: E402
from addon.memory import share_memory, spare_what_stays  # noqa: E402
from addon.settings import SettingError, read_settings  # noqa: E402
from addon.wire.http import Rejected, reject  # noqa: E402


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
spare_what_stays()


def handle_event(request: flask.Request) -> flask.Response:
    """Answer one request of a host: see `addon.app`."""
    return ADDON.answer(request)
