"""Attributions in the sense of PARC and PolNeAR: who said what, with cue and content.

The encoder's attributions (`encoded`) are fitted to the quotation marks (`marks`) and stand beside what the page's
layout attributes (`turns`, `signatures`); `speakers` resolves who it was; `component` writes `doc._.newsfacts_quotes`.
"""

from newsfacts.quotes.component import Quotes

__all__ = ["Quotes"]
