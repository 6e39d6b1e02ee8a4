#!/usr/bin/env python3
"""Draw coloured terminal output as an SVG picture.

    CLICOLOR_FORCE=1 pulih show article --db facts.db NAME | python3 tools/show_svg.py > docs/show.svg

Reads text with ANSI colours on standard input, wraps it at 100 columns, and writes the picture to standard output.
"""
import html
import re
import sys
import unicodedata

COLUMNS, LINES, WIDTH, HEIGHT = 100, 44, 8.0, 18
COLOURS = {"31": "#f7768e", "32": "#9ece6a", "33": "#e0af68", "34": "#7aa2f7", "35": "#bb9af7", "36": "#7dcfff"}


def styled(text):
    """(character, colour, bold, italic, underline) for each character."""
    state = dict(colour="#c0caf5", bold=False, italic=False, under=False)
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        if part.startswith("\x1b["):
            for code in part[2:-1].split(";") or ["0"]:
                if code in ("", "0"):
                    state = dict(colour="#c0caf5", bold=False, italic=False, under=False)
                elif code == "1":
                    state["bold"] = True
                elif code == "3":
                    state["italic"] = True
                elif code == "4":
                    state["under"] = True
                elif code in COLOURS:
                    state["colour"] = COLOURS[code]
        else:
            for c in part:
                yield c, tuple(state.values())


def columns(c):
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def lines(cells):
    """Cells wrapped at spaces."""
    line, width = [], 0
    for c, style in cells:
        if c == "\n":
            yield line
            line, width = [], 0
            continue
        line.append((c, style))
        width += columns(c)
        if width > COLUMNS:
            at = max((i for i, (x, _) in enumerate(line) if x == " "), default=len(line) - 1)
            yield line[:at]
            line = line[at + 1:]
            width = sum(columns(x) for x, _ in line)
    yield line


def main():
    rows = list(lines(styled(sys.stdin.read())))[:LINES]
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="monospace" font-size="13">'
           % (COLUMNS * WIDTH + 40, len(rows) * HEIGHT + 40), '<rect width="100%" height="100%" rx="8" fill="#1a1b26"/>']
    for number, row in enumerate(rows):
        spans, at = [], 0
        while at < len(row):
            end = at
            while end < len(row) and row[end][1] == row[at][1]:
                end += 1
            colour, bold, italic, under = row[at][1]
            look = ' font-weight="bold"' * bold + ' font-style="italic"' * italic + ' text-decoration="underline"' * under
            spans.append('<tspan fill="%s"%s>%s</tspan>' % (colour, look, html.escape("".join(c for c, _ in row[at:end]))))
            at = end
        out.append('<text x="20" y="%d" xml:space="preserve">%s</text>' % (30 + number * HEIGHT, "".join(spans)))
    print("\n".join(out + ["</svg>"]))


if __name__ == "__main__":
    main()
