from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench import gum

if TYPE_CHECKING:
    from pathlib import Path

    from newsfacts.extractor import Extractor

CONLLU = """\
# newdoc id = GUM_news_made_up
# newpar_block = head (1 s)
# sent_id = GUM_news_made_up-1
1\tBridge\t_\t_\t_\t_\t2\t_\t_\t_
2\tcloses\t_\t_\t_\t_\t0\t_\t_\t_

# newpar
# sent_id = GUM_news_made_up-2
1\t“\t_\t_\t_\t_\t2\t_\t_\tSpaceAfter=No
2-3\tWe’ll\t_\t_\t_\t_\t_\t_\t_\t_
2\tWe\t_\t_\t_\t_\t0\t_\t_\t_
3\t’ll\t_\t_\t_\t_\t2\t_\t_\t_
3.1\tall\t_\t_\t_\t_\t_\t_\t_\t_
4\trebuild\t_\t_\t_\t_\t2\t_\t_\t_
5\tit\t_\t_\t_\t_\t2\t_\t_\tSpaceAfter=No
6\t,\t_\t_\t_\t_\t2\t_\t_\tSpaceAfter=No
7\t”\t_\t_\t_\t_\t2\t_\t_\t_
8\tsaid\t_\t_\t_\t_\t2\t_\t_\t_
9\tAmina\t_\t_\t_\t_\t2\t_\t_\t_
10\tOkoye\t_\t_\t_\t_\t2\t_\t_\tSpaceAfter=No
11\t.\t_\t_\t_\t_\t2\t_\t_\t_
"""
TEXT = "Bridge closes\n\n“We’ll rebuild it,” said Amina Okoye."
QUOTE = {"source": [[33, 43]], "content": [[13, 27]], "names": [[33, 43]]}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep/GUM_news_made_up.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def test_the_text_of_a_document(checkout: Path) -> None:
    text = gum.article(checkout, "GUM_news_made_up")
    assert text is not None
    assert text.replace(" \n", "\n") == TEXT
    assert gum.article(checkout, "GUM_news_other") is None


@pytest.mark.parametrize(
    ("quotes", "right", "named"),
    [
        ([QUOTE], (1, 1, 1), (1, 1, 1)),
        ([QUOTE | {"optional": True}], (0, 0, 0), (0, 0, 0)),
        ([QUOTE | {"source": [], "names": [[0, 6]]}], (0, 1, 1), (0, 1, 1)),
        ([QUOTE | {"content": [[0, 6]]}], (0, 1, 1), (0, 0, 0)),
    ],
    ids=["right", "optional", "another speaker", "another content"],
)
def test_scores(
    extractor: Extractor, quotes: list[gum.Row], right: tuple[int, int, int], named: tuple[int, int, int]
) -> None:
    scores = gum.Scores()
    gum.score(extractor, TEXT, quotes, scores)
    assert (scores.right, scores.names) == (right, named)


def test_documents_of_another_version_are_left_out(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"document": "GUM_news_made_up", "checksum": gum.checksum(TEXT), "quotes": [QUOTE]},
        {"document": "GUM_news_made_up", "checksum": 0, "quotes": []},
        {"document": "GUM_news_other", "checksum": 0, "quotes": []},
    ]
    annotations = checkout / "gum.jsonl"
    annotations.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(gum, "ANNOTATIONS", annotations)
    printed = CliRunner().invoke(gum.main, [str(checkout)]).output
    assert "GUM_news_made_up: another version, left out" in printed
    assert "GUM_news_other: not there, left out" in printed
    assert "names of speakers      100.0 % of 1" in printed


def test_the_annotations_hold_no_text() -> None:
    for line in gum.ANNOTATIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"document", "checksum", "quotes"}
        for quote in row["quotes"]:
            spans = [span for key in ("source", "content", "names") for span in quote[key]]
            assert all(isinstance(start, int) and isinstance(end, int) and start < end for start, end in spans)
