#!/usr/bin/env python3
"""Paste the figures that the README prints: run the tests, and put what they want into its blocks.

    python3 tools/readme.py
"""
import json
import os
import re
import subprocess

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def pulih(*arguments):
    run = ["cargo", "run", "--quiet", "--"] + list(arguments)
    return subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def languages():
    out = ["| code | language | patterns | examples | words | articles with gold |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for line in pulih("patterns", "list", "--json").splitlines():
        row = json.loads(line)
        folder = os.path.join(ROOT, "corpus", row["language"])
        gold = len([f for f in os.listdir(folder) if os.path.isdir(os.path.join(folder, f))]) if os.path.isdir(folder) else 0
        out.append("| `%s` | %s | %d | %d | %d | %d |" % (row["language"], row["name"], row["patterns"], row["examples"], row["words"], gold))
    return "\n".join(out)


def main():
    path = os.path.join(ROOT, "README.md")
    text = open(path, encoding="utf-8").read()
    for name, block in (("scores", pulih("eval", "corpus", "--markdown")), ("languages", languages())):
        pattern = r"(<!-- %s -->\n).*?(<!-- /%s -->)" % (name, name)
        text = re.sub(pattern, lambda m: m[1] + block.strip() + "\n" + m[2], text, flags=re.S)
    open(path, "w", encoding="utf-8").write(text)


if __name__ == "__main__":
    main()
