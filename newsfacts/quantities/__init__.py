"""Quantities in running text: how much of what unit, with which bounds.

`recognise` reads a parsed document and returns every quantity expression, asserted or not.
"""

from newsfacts.quantities.found import Found
from newsfacts.quantities.recogniser import recognise

__all__ = ["Found", "recognise"]
