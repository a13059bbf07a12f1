"""Corpora of any size, on an existing engine: Ray Data runs the extraction, tables of Parquet come out.

The work is cut into parts, each a stretch of one input, and each becomes one file of the output. An actor reads its
part, answers it and puts the file in place under its name in one step, so what is there is whole, and the same command
run again does what is missing. Nothing but the names of parts goes through the engine.
"""

from __future__ import annotations


class BulkError(Exception):
    """Raised where a run can't begin or go on; the message is for who started it."""
