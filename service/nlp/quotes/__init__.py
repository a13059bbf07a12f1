"""Attributions in the sense of PARC and PolNeAR: who said what, with cue and content.

Finders (`quoted` by the marks, `attributions` by the parse) give candidates; `merging` makes quotes of them that do not
overlap; `speakers` resolves who said them; `component` writes `doc._.quotes`.
"""

from service.nlp.quotes.component import Quotes

__all__ = ["Quotes"]
