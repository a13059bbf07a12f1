"""Quantities in running text: how much of what unit, with which bounds.

`recognise` reads a parsed document and returns every quantity expression, asserted or not.
"""

from service.nlp.quantities.found import Found
from service.nlp.quantities.recogniser import recognise

__all__ = ["Found", "recognise"]
