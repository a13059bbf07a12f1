"""Time expressions of news, resolved to half-open intervals of days.

`find` reads a stretch of a document, `resolve` one expression. `forms.tsv` holds the forms, `words.tsv` their words,
`readings` what each form means, `calendar` the arithmetic.
"""

from service.nlp.times.calendar import Interval
from service.nlp.times.finder import find
from service.nlp.times.readings import resolve

__all__ = ["Interval", "find", "resolve"]
