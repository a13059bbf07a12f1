"""`python -m bench`: measures, and writes what it finds into docs/performance.md."""

from __future__ import annotations

from pathlib import Path

import click

from bench.measuring import measure
from bench.report import render, splice

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


@click.command()
@click.option("--workers", default=2, show_default=True, help="Processes of the service that analyse.")
@click.option("--rounds", default=5, show_default=True, help="Of raw spaCy and service in turn.")
@click.option("--articles", default=2_000, show_default=True, help="Distinct ones; a tenth of them for other figures.")
@click.option("--page", default=PAGE, type=click.Path(path_type=Path, exists=True), help="Where to write.")
def main(workers: int, rounds: int, articles: int, page: Path) -> None:
    """Measure the service on the project's own articles and write the figures between the page's markers."""
    figures = measure(workers=workers, rounds=rounds, articles=articles, say=lambda text: click.echo(text, err=True))
    page.write_text(splice(page.read_text("utf-8"), render(figures)), "utf-8")


if __name__ == "__main__":
    main()
