"""`deployment.json`, made from the add-on's tables."""

from __future__ import annotations

import json
from typing import Any

from addon.google.records import FILES
from addon.host import Registered
from addon.permissions.scopes import SCOPES
from addon.routes import ROUTES
from cards.languages import text_for
from cards.scheduled import EVENT_PAGES

PLACEHOLDER = "${ADDON_URL}"
LOGO = "https://www.gstatic.com/images/icons/material/system/2x/video_call_black_48dp.png"
PRIMARY_COLOR = "#0b57d0"
SECONDARY_COLOR = "#00639b"


def manifest() -> dict[str, Any]:
    """The deployment resource (hosts.md 6.1), with a placeholder for the function's URL."""
    words = text_for("en")
    return {
        "oauthScopes": [scope.url for scope in SCOPES],
        "addOns": {
            "common": {
                "name": words.app_name(),
                "logoUrl": LOGO,
                "layoutProperties": {
                    "primaryColor": PRIMARY_COLOR,
                    "secondaryColor": SECONDARY_COLOR,
                },
                "useLocaleFromApp": True,
                "homepageTrigger": _trigger(Registered.HOMEPAGE),
                "universalActions": [
                    {"label": words.home_subtitle(), **_trigger(Registered.DEFAULTS)},
                    {"label": words.setup_title(), **_trigger(Registered.SETUP)},
                    {"label": words.help_subtitle(), **_trigger(Registered.HELP)},
                ],
                "openLinkUrlPrefixes": ["https://meet.google.com/", *FILES, *EVENT_PAGES],
                "addOnWidgetSet": {"usedWidgets": ["PERSISTENT_FORMS", "FIXED_FOOTER"]},
            },
            "calendar": {
                "homepageTrigger": _trigger(Registered.HOMEPAGE),
                "eventOpenTrigger": _trigger(Registered.EVENT_OPEN),
                "eventUpdateTrigger": _trigger(Registered.EVENT_UPDATE),
                "currentEventAccess": "READ",
            },
            "httpOptions": {
                "authorizationHeader": "SYSTEM_ID_TOKEN",
                "granularOauthPermissionSupport": "OPT_IN",
            },
        },
    }


def manifest_text() -> str:
    """The file as it stands in the repository."""
    return json.dumps(manifest(), indent=2) + "\n"


def _trigger(registered: Registered) -> dict[str, str]:
    route = next(route for route in ROUTES if route.registered is registered)
    return {"runFunction": f"{PLACEHOLDER}{route.path}"}
