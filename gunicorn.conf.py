"""How gunicorn runs the service: `gunicorn` in this folder, or `make serve`. Settings come from the environment."""

import gc
import os
from typing import Any

from service.start import prepare

prepare()
gc.disable()  # until all is loaded: it would find next to nothing

from service.settings import from_environment  # noqa: E402
from service.web.server import check  # noqa: E402
from service.work.memory import share  # noqa: E402

_settings = from_environment()

wsgi_app = "service.app:create_service()"
bind = f"{_settings.host}:{_settings.port}"
workers = 1  # which holds all connections; _settings.workers processes analyse
worker_class = "service.web.server.WebProcess"
preload_app = True  # what is wrong with the settings shows at once
timeout = 60  # of a worker's main loop that stands still, not of a request
graceful_timeout = _settings.stop_seconds + int(_settings.drain_seconds)
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True  # it would be written into the home directory
loglevel = _settings.log_level
accesslog = None  # the service logs each request itself
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": _settings.log_level.upper(), "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "ERROR", "handlers": [], "propagate": False},
    },
}


def when_ready(server: Any) -> None:
    """The port is open."""
    host = "localhost" if _settings.host in ("127.0.0.1", "0.0.0.0", "[::]", "[::1]") else _settings.host
    server.log.info("Open http://%s:%d/ in a browser", host, _settings.port)


def on_starting(server: Any) -> None:
    """Stops where options of the command line would break the service's promises."""
    check(server.cfg)


def pre_fork(server: object, worker: object) -> None:
    """What is loaded by now, the other processes share."""
    share()
    gc.enable()
