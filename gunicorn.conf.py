"""How gunicorn runs the service: `gunicorn` in this folder, or `make serve`. Settings come from the environment."""

import gc
import os
import shutil
import tempfile

# Before anything imports numpy: its matrix products are many times slower on several threads than on one.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

# Each worker counts into files of its own, which /metrics adds up. Set before prometheus_client is imported.
_metrics = None
if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    _metrics = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="newsfacts-metrics-", dir=_memory)

from prometheus_client import multiprocess  # noqa: E402

from service.settings import from_environment  # noqa: E402

_settings = from_environment()

wsgi_app = "service:create_app()"
bind = f"{_settings.host}:{_settings.port}"
workers = _settings.workers
worker_class = "service.web.worker.Worker"
threads = _settings.threads
worker_connections = _settings.threads * 4
backlog = 512
preload_app = True  # the model is loaded once, and shared by the workers
timeout = 60  # of a worker's main loop that stands still, not of a request
graceful_timeout = _settings.stop_seconds + int(_settings.drain_seconds)
keepalive = 15
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
worker_tmp_dir = _memory
control_socket_disable = True  # it would be written into the home directory
loglevel = _settings.log_level
accesslog = None  # the service logs each request itself
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.web.telemetry.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": _settings.log_level.upper(), "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "ERROR", "handlers": [], "propagate": False},
    },
}


def when_ready(server):
    """The model is loaded: what is alive now stays so, and shall not be copied for the collector's book-keeping."""
    gc.collect()
    gc.freeze()


def child_exit(server, worker):
    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    if _metrics:
        shutil.rmtree(_metrics, ignore_errors=True)
