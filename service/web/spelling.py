"""JSON on its way out."""

from __future__ import annotations

import json
from typing import Any


def spell(value: Any) -> bytes:
    """RETURNS: `value` as JSON in UTF-8, the same bytes for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
