"""Time expressions of news, resolved to half-open intervals of days, and to values in ISO 8601.

`find` reads a stretch of a document, `resolve` one expression; `values` and `resolve_value` do so for mentions of dates
and times. `forms.tsv` holds the forms, `words.tsv` their words, `readings` what each form means, `calendar` the
arithmetic, `iso` how it is written.
"""

from service.nlp.times.calendar import Interval
from service.nlp.times.finder import find
from service.nlp.times.mentions import Spot, resolve_value, values
from service.nlp.times.readings import resolve

__all__ = ["Interval", "Spot", "find", "resolve", "resolve_value", "values"]
