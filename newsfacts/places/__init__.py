"""Which place in the world a name stands for, where a gazetteer decides it without doubt.

`atlas` knows the world's places by name, `forms` and `written` read a name and what stands beside it, `resolver`
decides over the whole article. The heuristics are those that Leidner (2007), "Toponym Resolution in Text", compares:
what is written to hold the place, which of its namesakes is much the largest, what else the article is about.
"""

from newsfacts.places import component  # noqa: F401 - registers it
