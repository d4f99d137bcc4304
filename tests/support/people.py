"""Who the scenarios are about."""

from __future__ import annotations

ANA = "ana@example.com"
BO = "bo@example.com"
CY, DEE, EVE = "cy@example.com", "dee@example.com", "eve@example.com"
TEAM = "team@group.calendar.google.com"
"""A calendar that several people have."""
