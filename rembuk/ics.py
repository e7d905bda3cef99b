"""A calendar file (RFC 5545) of whole days, to be read by any phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FOLD_OCTETS = 75  # a line is folded before it grows longer
ALARM_DAYS = 7


@dataclass(frozen=True, slots=True)
class Event:
    """One day and what is due on it. `key` is the same whenever it is written."""

    key: str
    day: date
    title: str
    text: str = ""


def calendar(name: str, events: Iterable[Event], *, written_on: date) -> str:
    """Return the file: CRLF lines, each event with a reminder a week ahead."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//KPM//Konvergensi Desa//ID",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, written_on)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event, written_on: date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.key}@kpm",
        f"DTSTAMP:{written_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.title)}",
        *([f"DESCRIPTION:{escaped(event.text)}"] if event.text else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(event.title)}",
        f"TRIGGER:-P{ALARM_DAYS}D",
        "END:VALARM",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Return text as a value may hold it (RFC 5545, 3.3.11)."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > FOLD_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece])
