"""What is sent: the project's own articles, and as many others as wanted, made of their paragraphs."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PLACES = ("service/web/page/static/samples", "tests/acceptance/articles")
SYLLABLES = "ba den gor hu ka lem mi nor os pa ra sel ti ul va wen yo zim".split()
PARAGRAPHS = 6
"""Of a made article, which are some 200 words."""
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
DIGIT = re.compile(r"(?<![\d.,])[1-9]")


def samples() -> list[dict[str, Any]]:
    """RETURNS: each article of the project as a request."""
    files = sorted(chain.from_iterable((ROOT / place).glob("*.json") for place in PLACES))
    return [_request(file) for file in files if file.name != "index.json"]


def _request(file: Path) -> dict[str, Any]:
    given = json.loads(file.read_text("utf-8"))
    text = given["text"] if "text" in given else file.with_suffix(".txt").read_text("utf-8")
    return {"text": text, "published_at": given["published_at"]}


def distinct(count: int) -> Iterator[dict[str, Any]]:
    """RETURNS: `count` articles of which no two are the same, nor their figures, with names that are new to the model.

    The same ones on every call: memory that grows with what the service has not seen before shows on them.
    """
    chance = random.Random(count)
    paragraphs = [line for article in samples() for line in article["text"].splitlines() if len(line.split()) > 8]
    for _ in range(count):
        text = "\n\n".join(chance.sample(paragraphs, PARAGRAPHS))
        text = NAME.sub(lambda _: "".join(chance.choices(SYLLABLES, k=3)).capitalize(), text)
        yield {"text": DIGIT.sub(lambda _: chance.choice("123456789"), text), "published_at": "2024-03-14"}


def words(articles: list[dict[str, Any]]) -> int:
    """RETURNS: the words of the articles' texts: what stands between white space."""
    return sum(len(article["text"].split()) for article in articles)
