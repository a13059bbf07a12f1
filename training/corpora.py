"""Reads the corpora: a JSON object a line, gzipped or not."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """RETURNS: the file's objects."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def held_out(identity: str) -> bool:
    """RETURNS: whether a training article is kept aside for choosing settings (a twentieth, by its id)."""
    return zlib.crc32(identity.encode("utf-8")) % 20 == 0
