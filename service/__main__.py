"""The command `newsfacts`, which is `python -m service`."""

from service.start import prepare

prepare()

from service.cli import main  # noqa: E402

main()
