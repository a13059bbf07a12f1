"""Clock times: the groups of a form in the table `times` in, ISO 8601 out."""

from __future__ import annotations

from collections.abc import Mapping

from newsfacts.times.grammar import Match, value


def clock(match: Match) -> str | None:
    """RETURNS: "T14:30", with "Z" or "+03:00" where the text gives a zone that is one offset, "T06:00/T09:00" of two.
    None where morning and evening are not told apart.
    """
    start = _time(match.groups)
    if match.other is None:
        return start
    end = _time(match.other.groups)
    return f"{start}/{end}" if start and end and start != end else None


def _time(groups: Mapping[str, str]) -> str | None:
    hour = _hour(groups)
    if hour is None:
        return None
    second = f":{groups['second']}" if "second" in groups else ""
    return f"T{hour:02}:{groups.get('minute', '00')}{second}{_offset(groups)}"


def _hour(groups: Mapping[str, str]) -> int | None:
    if "hour_name" in groups:
        return int(value("hour_name", groups["hour_name"]))
    written = value("count", groups["n"]) if "n" in groups else groups["hour"]
    if not written.isdecimal() or int(written) > 23:
        return None
    hour = int(written)
    half = _half_of_day(groups, hour)
    if half is None or hour > 12:
        return hour if hour > 12 or (len(written) == 2 and written[0] == "0") or _of_24(groups) else None
    if hour == 0:
        return 0 if half == "am" else None
    return hour % 12 + 12 * (half == "pm")


def _half_of_day(groups: Mapping[str, str], hour: int) -> str | None:
    if "meridiem" in groups:
        return f"{groups['meridiem'][0].lower()}m"
    if "daypart" in groups:
        part = value("daypart", groups["daypart"])
        return part if part != "night" else ("pm" if 6 <= hour < 12 else "am")
    return None


def _of_24(groups: Mapping[str, str]) -> bool:
    """RETURNS: whether the hour is written as one of 24: "0930 hours", "6:30 GMT"."""
    return "full" in groups or "offset" in groups or value("zone", groups.get("zone", "")) == "Z"


def _offset(groups: Mapping[str, str]) -> str:
    zone = groups.get("zone", "")
    meaning = value("zone", zone) if zone.isupper() else "?"
    if "offset" not in groups:
        return "" if meaning == "?" else meaning
    if meaning != "Z":
        return ""
    digits = groups["offset"][1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes) > 59:
        return ""
    return f"{'+' if groups['offset'][0] == '+' else '-'}{int(hours):02}:{minutes}"
