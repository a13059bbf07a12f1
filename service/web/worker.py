"""gunicorn's threaded worker, with what it lacks to stand in the open without a proxy."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker."""
