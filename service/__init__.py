"""newsfacts: the service. `create_app` is its application factory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from service.settings import Settings
    from service.web.analyst import Extracts

__version__ = "0.1.0"


def create_app(settings: Settings | None = None, extractor: Extracts | None = None) -> Flask:
    """Puts the web side and the language side together. The one place that knows both.

    Each is imported here and not above, so that either can be used without the other.

    settings: read from the environment when None.
    extractor: the shipped pipeline when None, which takes a second to load.
    RETURNS: the WSGI application.
    RAISES: service.settings.SettingsError, an environment variable holds what it must not.
    """
    import time

    from service.settings import from_environment
    from service.web.app import make

    settings = from_environment() if settings is None else settings
    start = time.perf_counter()
    if extractor is None:
        from service.nlp.extractor import default

        extractor = default(encoder=settings.encoder == "on")
    return make(settings, extractor, load_seconds=time.perf_counter() - start)
