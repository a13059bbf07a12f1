"""Time expressions of news, resolved to half-open intervals of days, and to values in ISO 8601.

`find` reads a stretch of a document, `resolve` one expression; `values` and `resolve_value` do so for mentions of dates
and times. The table `times` has the forms and their words; `readings` says what each form means,
`calendar` does the arithmetic, `iso` writes the result.
"""

from newsfacts.times.calendar import Interval
from newsfacts.times.finder import find
from newsfacts.times.mentions import Spot, resolve_value, values
from newsfacts.times.readings import resolve

__all__ = ["Interval", "Spot", "find", "resolve", "resolve_value", "values"]
