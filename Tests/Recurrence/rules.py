"""Writes rules.txt: random recurrence rules and their days as python-dateutil works them out.

The Swift tests read the file; this script is only needed to make it anew, and does nothing where python-dateutil is
missing. Rules that python-dateutil reads otherwise than RFC 5545 (BYDAY with and without numbers mixed) are left out.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

try:
    from dateutil.rrule import rrulestr
except ImportError:
    sys.exit("skipped: python-dateutil is not installed")

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
chance = random.Random(20211105)


def some(choices, most):
    return sorted(chance.sample(choices, chance.randint(1, most)), key=choices.index)


def numbered(words):
    return ",".join(map(str, words))


def rule():
    frequency = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
    parts = ["FREQ=" + frequency]
    if chance.random() < 0.5:
        parts.append(f"INTERVAL={chance.randint(1, 5)}")
    is_long = frequency in ("MONTHLY", "YEARLY")
    by_month = chance.random() < 0.3
    if by_month:
        parts.append("BYMONTH=" + numbered(some(list(range(1, 13)), 4)))
    selects = by_month
    if frequency != "WEEKLY" and chance.random() < 0.4:
        days = [*range(1, 32), *range(-31, 0)]
        parts.append("BYMONTHDAY=" + numbered(some(days, 4)))
        selects = True
    if chance.random() < 0.6:
        words = some(DAYS, 3)
        if is_long and chance.random() < 0.6:
            most = 5 if frequency == "MONTHLY" or by_month else 53
            words = [f"{chance.choice([1, -1]) * chance.randint(1, most)}{day}" for day in words]
        parts.append("BYDAY=" + ",".join(words))
        selects = True
    if is_long and selects and chance.random() < 0.3:
        parts.append("BYSETPOS=" + numbered(some([1, 2, 3, -1, -2], 2)))
    if frequency == "WEEKLY" and chance.random() < 0.3:
        parts.append("WKST=" + chance.choice(DAYS))
    end = chance.random()
    if end < 0.3:
        parts.append(f"COUNT={chance.randint(1, 12)}")
    elif end < 0.5:
        parts.append(f"UNTIL={chance.randint(2021, 2026)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}")
    return ";".join(parts)


lines = []
while len(lines) < 600:
    start = datetime(chance.randint(2019, 2024), chance.randint(1, 12), chance.randint(1, 28))
    text = rule()
    # Up to the end of 2032, and of these the first thirty.
    days = []
    for day in rrulestr(text, dtstart=start):
        if day.year > 2032 or len(days) == 30:
            break
        days.append(f"{day:%Y-%m-%d}")
    lines.append(f"{start:%Y-%m-%d}\t{text}\t{' '.join(days)}")
Path(__file__).with_name("rules.txt").write_text("\n".join(lines) + "\n")
