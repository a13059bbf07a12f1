"""Attributions in the sense of PARC and PolNeAR: who said what, with cue and content.

Finders (`encoded` by the encoder, `quoted` by the marks, `attributions` by the parse) give candidates; `merging` and
`completing` make quotes of them that do not overlap, beside those that the page's layout gives (`turns`, `signatures`);
`speakers` resolves who said them; `component` writes `doc._.newsfacts_quotes`.
"""

from newsfacts.quotes.component import Quotes

__all__ = ["Quotes"]
