"""`python -m service.serve [OPTIONS OF GUNICORN]`: checks the settings, then runs gunicorn.

gunicorn reads `WEB_CONCURRENCY` and `PORT` too, before its configuration file, with messages of its own.
"""

from __future__ import annotations

import os
import sys

from service.settings import SettingsError, from_environment


def main() -> None:
    """Ends with exit code 2 and one line where a setting makes no sense."""
    try:
        settings = from_environment()
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    os.environ |= {"WEB_CONCURRENCY": str(settings.workers), "PORT": str(settings.port)}

    from gunicorn.app.wsgiapp import run

    sys.argv[0] = "gunicorn"
    run()


if __name__ == "__main__":
    main()
