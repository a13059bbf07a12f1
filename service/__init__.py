"""The application: HTTP, command line and bulk. `create_app` and `create_service` of `service.app` can be had here."""

from __future__ import annotations

from typing import Any

_FACTORIES = ("create_app", "create_service")


def __getattr__(name: str) -> Any:
    """Imports a factory when it is asked for: the command line needs none of what the web side imports."""
    if name not in _FACTORIES:
        raise AttributeError(name)
    from service import app

    return getattr(app, name)
