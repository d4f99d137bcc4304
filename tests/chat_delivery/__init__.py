"""Chat's deliveries: forged, malformed, doubled, in both dialects, with a slow Google."""
