"""Attributions in the sense of PARC and PolNeAR: who said what, with cue and content.

The encoder's attributions (`encoded`) are fitted to the quotation marks (`marks`), corrected in closed constructions
(`mending`, `passing`, `exclusions`), and stand beside what the page's layout attributes (`turns`, `interviews`,
`signatures`, `lists`, `headlines`). `together` tells apart several who speak together, `speakers` resolves who it was,
by the rules of `resolving` and `carrying` on the `evidence`; `component` writes `doc._.newsfacts_quotes`.
"""

from newsfacts.quotes.component import Quotes

__all__ = ["Quotes"]
