#!/usr/bin/env python3
"""Draws docs/ladder.svg from a real forecast of one claim.

    dunningctl forecast --config etc/policies/uk.yaml --claims one.csv --from 2026-11-16 --until 2027-01-31 -o jsonl \
      | docs/ladder.py 2026-11-30 > docs/ladder.svg
"""
import json
import sys
from datetime import date, timedelta
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT = 1080, 560, 56, 40
BASE = 470  # the line of days
COLOURS = {"courtesy": ("#e8f3ee", "#2f7d5b"), "reminder": ("#fdf3dc", "#a86a00"), "demand": ("#fbe6e3", "#b3372a")}
SAYS = {
    "courtesy": "a friendly word",
    "reminder": "please pay",
    "demand": "our last letter",
}


def words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def main() -> None:
    due = date.fromisoformat(sys.argv[1])
    notices = [json.loads(line) for line in sys.stdin]
    days = [date.fromisoformat(notice["at"][:10]) for notice in notices]
    steps = [notice["step"] for notice in notices]
    pay_by = [notice["pay_by"] and date.fromisoformat(notice["pay_by"]) for notice in notices]
    first = days[0] - timedelta(days=9)
    last = max([*days, *filter(None, pay_by)]) + timedelta(days=5)
    scale = (WIDTH - LEFT - RIGHT) / (last - first).days

    def x(day: date) -> float:
        return LEFT + (day - first).days * scale

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title desc" font-family="system-ui, -apple-system, \'Segoe UI\', \'DejaVu Sans\', sans-serif">',
        '<title id="title">The dunning ladder of one claim</title>',
        f'<desc id="desc">{escape("; ".join(f"{step} on {words(d)}" for step, d in zip(steps, days)))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="14" fill="#ffffff"/>',
    ]
    # Days on which nobody is written to.
    day = first
    while day <= last:
        if day.weekday() >= 5:
            out.append(f'<rect x="{x(day):.1f}" y="{BASE - 8}" width="{scale:.1f}" height="16" fill="#e3e6ea"/>')
        day += timedelta(days=1)
    out.append(f'<line x1="{LEFT}" y1="{BASE}" x2="{WIDTH - RIGHT}" y2="{BASE}" stroke="#4a5560" stroke-width="2"/>')
    day = first
    while day <= last:
        if day.weekday() == 0:
            out.append(f'<line x1="{x(day):.1f}" y1="{BASE - 5}" x2="{x(day):.1f}" y2="{BASE + 5}" stroke="#4a5560"/>')
            out.append(
                f'<text x="{x(day):.1f}" y="{BASE + 26}" font-size="12" fill="#7a858f" text-anchor="middle">'
                f"{day.day} {day:%b}</text>")
        day += timedelta(days=1)

    # The deadline.
    at = x(due + timedelta(days=1))
    out.append(f'<rect x="{LEFT}" y="64" width="{at - LEFT:.1f}" height="{BASE - 64}" fill="#f4f9f6"/>')
    out.append(f'<line x1="{at:.1f}" y1="46" x2="{at:.1f}" y2="{BASE + 8}" stroke="#1d2730" stroke-width="2" '
               'stroke-dasharray="5 4"/>')
    out.append(f'<text x="{at:.1f}" y="36" font-size="15" font-weight="600" fill="#1d2730" text-anchor="middle">'
               f"deadline: the end of {words(due)}</text>")
    out.append(f'<text x="{at - 12:.1f}" y="84" font-size="12.5" fill="#2f7d5b" text-anchor="end">'
               "paid in time</text>")
    out.append(f'<text x="{at + 12:.1f}" y="84" font-size="12.5" fill="#b3372a">late</text>')

    # The rungs, each higher than the one before.
    height, box = 62, 222
    for index, (notice, day) in enumerate(zip(notices, days)):
        top, ink = BASE - 74 - index * 92, COLOURS[notice["tone"]][1]
        out.append(f'<line x1="{x(day):.1f}" y1="{top + height}" x2="{x(day):.1f}" y2="{BASE}" stroke="{ink}" '
                   'stroke-width="1.5" stroke-dasharray="2 3"/>')
    for index, (notice, day) in enumerate(zip(notices, days)):
        top = BASE - 74 - index * 92
        fill, ink = COLOURS[notice["tone"]]
        left = min(x(day), WIDTH - RIGHT - box)
        left = at - box - 10 if day <= due else left
        if pay_by[index]:
            end = x(pay_by[index] + timedelta(days=1))
            out.append(f'<rect x="{x(day):.1f}" y="{BASE - 5}" width="{end - x(day):.1f}" height="10" rx="5" '
                       f'fill="{ink}" opacity="0.35"/>')
            out.append(f'<text x="{(x(day) + end) / 2:.1f}" y="{BASE + 46}" font-size="12" fill="{ink}" '
                       f'text-anchor="middle">time to pay, to {words(pay_by[index])}</text>')
        out.append(f'<circle cx="{x(day):.1f}" cy="{BASE}" r="6" fill="{ink}" stroke="#fff" stroke-width="2"/>')
        out.append(f'<rect x="{left:.1f}" y="{top}" width="{box}" height="{height}" rx="9" fill="{fill}" '
                   f'stroke="{ink}" stroke-width="1.5"/>')
        out.append(f'<text x="{left + 14:.1f}" y="{top + 25}" font-size="15.5" font-weight="600" fill="{ink}">'
                   f'{escape(notice["step"])}</text>')
        out.append(f'<text x="{left + 14:.1f}" y="{top + 47}" font-size="12.5" fill="#3c4650">'
                   f'<tspan font-weight="600">{words(day)}</tspan>, {SAYS[notice["tone"]]}</text>')
    out.append(f'<text x="{LEFT}" y="{HEIGHT - 18}" font-size="12" fill="#7a858f">'
               "Grey: weekends, when nobody is written to. Each step waits for its day, for its distance to the one "
               "before, and for the day to pay by.</text>")
    out.append("</svg>")
    print("\n".join(out))


main()
