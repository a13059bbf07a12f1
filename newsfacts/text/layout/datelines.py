"""Finds the dateline that opens a story: "LOKOJA, March 5 (Delta Wire) - …".

Its form is that of the news agencies' style guides: a place in capitals, perhaps its region, perhaps a date, perhaps
the agency in brackets, and a dash. A place that is not in capitals counts where the date or the agency follows it.
"""

from __future__ import annotations

import re

_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ -][^\W\d_a-z][^\W\d_a-z.'’]*){0,3}"
_TITLED = r"[^\W\d_a-z][\w.'’-]{0,20}(?:[ -][^\W\d_a-z][\w.'’]{0,20}){0,3}"
_DATE = r",? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?"
_AGENCY = r" ?\([^()\n]{2,40}\)"
_REGION = rf"(?:, {_TITLED}){{0,2}}?"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}(?:{_DATE})?(?:{_AGENCY})?|{_TITLED}{_REGION}(?:{_DATE}{_AGENCY}|{_DATE}|{_AGENCY}))"
    r"(?: ?[—–]| --?)[ \u00a0]+(?=\S)"
)
_LONGEST = 120


def dateline_end(text: str, start: int, end: int) -> int | None:
    """RETURNS: where the text after the dateline of the paragraph `start` to `end` begins; None if it has none."""
    found = _DATELINE.match(text, start, min(end, start + _LONGEST))
    return found.end() if found else None
