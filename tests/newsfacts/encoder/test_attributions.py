"""From tags and pointers to contents."""

from __future__ import annotations

import numpy as np
import pytest

from newsfacts.encoder.attributions import _joined
from newsfacts.encoder.labels import QUOTE_TAGS


@pytest.mark.parametrize(
    ("one_cue", "expected"),
    [(1.0, [([0, 1], False)]), (0.9, [([0, 1], False)]), (0.2, [([0], False), ([1], False)])],
)
def test_pieces_of_one_content_point_to_one_cue(one_cue: float, expected: list[tuple[list[int], bool]]) -> None:
    previous = np.array([[1, 0, 0, 0], [0.4, 0, 0.6, 0]], dtype=np.float32)  # none, elsewhere, each piece
    likely = np.zeros((4, len(QUOTE_TAGS)), dtype=np.float32)
    likely[:, [QUOTE_TAGS.index("B-CONTENT"), QUOTE_TAGS.index("R-CONTENT")]] = 0.5
    alike = np.array([[1, one_cue], [one_cue, 1]], dtype=np.float32)
    assert _joined([(0, 2), (2, 4)], previous, likely, alike) == expected
