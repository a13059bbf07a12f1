"""The batches of a round: every article once, as often as its corpus says, written otherwise now and then.

A round depends on the recipe's seed and its own number only, so training that was stopped goes on where it was.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Protocol

from newsfacts.encoder.wordpiece import WordPieces
from training.augment import with_other_marks
from training.batches import Window, epoch
from training.corpora import Row
from training.examples import Example, example

OTHER_MARKS = 0.35
OTHER_NAMES = 0.5

Parses = Mapping[str, dict[str, list[int]]]


class Donors(Protocol):
    """Where other names come from."""

    def rewrite(self, row: Row, dice: random.Random) -> Row:
        """RETURNS: the article with other names in it."""


class Rounds:
    """Makes batches of articles."""

    def __init__(
        self,
        corpora: Sequence[tuple[Sequence[Row], int]],
        wordpieces: WordPieces,
        *,
        parses: Sequence[Parses],
        donors: Donors | None,
        batch: int,
        seed: int,
    ) -> None:
        """
        corpora: articles, with their `fine` labels, and how often a round reads them.
        parses: of several, an article's parse is drawn from one by chance; an article that is rewritten has none.
        donors: where other names come from; without them no article is rewritten.
        batch: windows of full length in a batch.
        """
        self._corpora = corpora
        self._wordpieces = wordpieces
        self._parses = parses
        self._donors = donors
        self._batch = batch
        self._seed = seed

    def __call__(self, number: int) -> list[list[Window]]:
        """RETURNS: the batches of the round, in their order. Those with names and those with quotes are not mixed."""
        dice = random.Random(f"{self._seed} {number}")
        kinds: dict[bool, list[Example]] = {True: [], False: []}
        for rows, times in self._corpora:
            for row in rows:
                kinds["entities" in row] += [self._example(row, dice) for _ in range(times)]
        batches = [batch for examples in kinds.values() for batch in epoch(examples, self._batch, dice)]
        dice.shuffle(batches)
        return batches

    def _example(self, row: Row, dice: random.Random) -> Example:
        new = row
        if self._donors is not None:
            if "attributions" in row and dice.random() < OTHER_MARKS:
                new = with_other_marks(new, dice)
            if dice.random() < OTHER_NAMES:
                new = self._donors.rewrite(new, dice)
        parse = dice.choice(self._parses).get(row["id"]) if self._parses and new is row else None
        return example(new, self._wordpieces, new.get("fine"), parse)
