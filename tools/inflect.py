"""Case endings for place names, as templates: "Украина" becomes "Украин(а|ы|е|у|ой)".

What enters: a name in the nominative, already a template.  What leaves: a template that also spells the forms that follow
prepositions.  Deliberately coarse: a form that no grammar has costs nothing, since nobody writes it.
"""

import re

# Greek endings of the nominative and what they become, the longest first; accents move, and the language folds them.
GREEK = {"ός": "ός ού ό", "ος": "ος ου ο", "ής": "ής ή", "ης": "ης η", "άς": "άς ά", "ας": "ας α", "ές": "ές ών", "ες": "ες ων",
         "οί": "οί ών ούς", "οι": "οι ων ους", "ή": "ή ής", "η": "η ης", "ά": "ά άς ών", "α": "α ας ων", "ό": "ό ού", "ο": "ο ου", "ι": "ι ιού"}

VOWELS = "аеёиоуыэюяіїєaeiouyąęóäöüåáéí"


def inflected(lang, name):
    rule = {"ru": russian, "uk": ukrainian, "pl": polish, "ro": romanian, "el": greek}.get(lang)
    if rule is None or re.search(r"[\\()\[\]&.]", name):
        return genitive(lang, name)
    words = name.split(" ")
    return " ".join(inflect(rule, w, len(words) > 1 and i < len(words) - 1) for i, w in enumerate(words))


def genitive(lang, name):
    """German and Swedish put an s behind a name that ends in none."""
    if lang in ("de", "sv") and re.search(r"[^\W\d_]$", name) and not re.search(r"[szxßA-Z]$", name):
        return name + "[s]"
    return name


def inflect(rule, word, first):
    head, hyphen, last = word.rpartition("-")
    if len(last) < 3 or not last[0].isalpha() or last[0].islower():
        return word
    return head + hyphen + rule(last, first)


def forms(stem, *endings):
    return f"{stem}({'|'.join(e for e in endings if e)})" if "" not in endings else f"{stem}[{'|'.join(e for e in endings if e)}]"


def russian(w, first):
    adjective = {"ый": "ый ого ому ым ом", "ий": "ий его ому ого им ем ом", "ая": "ая ой ую", "яя": "яя ей юю", "ое": "ое ого ому ым ом",
                 "ые": "ые ых ым ыми", "ие": "ие их им ими"}.get(w[-2:])
    if adjective:
        return forms(w[:-2], *adjective.split())
    if w.endswith("ия"):
        return forms(w[:-1], "я", "и", "ю", "ей")
    if w.endswith("я"):
        return forms(w[:-1], "я", "и", "е", "ю", "ей")
    if w.endswith("а"):
        return forms(w[:-1], "а", "ы", "и", "е", "у", "ой", "ей")
    if w.endswith("ы"):
        return forms(w[:-1], "ы", "ов", "ам", "ами", "ах", "")
    if w.endswith("ь"):
        return forms(w[:-1], "ь", "я", "ю", "ем", "е", "и", "ью")
    if w.endswith("й"):
        return forms(w[:-1], "й", "я", "ю", "ем", "е")
    if w[-1] not in VOWELS:
        return forms(w, "", "а", "у", "ом", "ем", "е")
    return w


def ukrainian(w, first):
    if w.endswith("ий"):
        return forms(w[:-2], "ий", "ого", "ому", "им")
    if w.endswith("а") and first:
        return forms(w[:-1], "а", "ої", "ій", "у", "ою")
    if w.endswith("ія"):
        return forms(w[:-1], "я", "ї", "ю", "єю")
    if w.endswith("я"):
        return forms(w[:-1], "я", "і", "ю", "ею", "ї")
    if w.endswith("а"):
        soft = {"к": "ці", "г": "зі", "х": "сі"}.get(w[-2])
        plain = forms(w[:-1], "а", "и", "і", "у", "ою")
        return f"{w[:-2]}({w[-2]}а|{w[-2]}и|{w[-2]}у|{w[-2]}ою|{soft})" if soft else plain
    if w.endswith("и") or w.endswith("і"):
        return forms(w[:-1], w[-1], "ів", "ам", "ами", "ах", "")
    if w.endswith("ь"):
        return forms(w[:-1], "ь", "ю", "я", "ем", "і", "лю")
    if w.endswith("й"):
        return forms(w[:-1], "й", "ю", "єм", "ї", "я")
    if w.endswith("їв"):
        return f"{w[:-2]}(їв|єва|єву|євом|єві)"
    if w.endswith("ів"):
        return f"{w[:-2]}(ів|ова|ову|овом|ові|єва|єву|єві)"
    if w[-1] not in VOWELS:
        return forms(w, "", "у", "а", "ом", "ові", "і")
    return w


def polish(w, first):
    if w.endswith(("ia", "ja")):
        return forms(w[:-1], "a", "i", "ę", "ą")
    if w.endswith("a") and first:
        return forms(w[:-1], "a", "ej", "ą", "y", "i")
    soft = {"ka": "ce", "ga": "dze", "ra": "rze", "da": "dzie", "ta": "cie", "ła": "le", "cha": "sze"}
    if w.endswith("a"):
        end = soft.get(w[-2:])
        if end:
            return f"{w[:-2]}({w[-2]}a|{w[-2]}i|{w[-2]}y|{w[-2]}ę|{w[-2]}ą|{end})"
        return forms(w[:-1], "a", "y", "i", "ie", "ę", "ą")
    if w.endswith("y"):
        return forms(w[:-1], "y", "", "ów", "om", "ami", "ach")
    if w.endswith("ów"):
        return f"{w[:-2]}(ów|owa|owie|owem|owi)"
    if w.endswith("ń"):
        return f"{w[:-1]}(ń|nia|niu|niem|niowi)"
    if w.endswith(("ź", "ć", "ś", "l")):
        return forms(w, "", "a", "u", "em", "owi")
    if w[-1] not in VOWELS:
        return forms(w, "", "u", "a", "em", "iem", "ie", "owi")
    return w


def romanian(w, first):
    if w.endswith("ia"):
        return forms(w[:-1], "a", "ei")
    if w.endswith("a"):
        return forms(w[:-1], "a", "ei")
    if w.endswith(("ești", "eşti", "i", "e", "o")):
        return w
    if w[-1].lower() in "bcdfghjklmnpqrstvxz":
        return forms(w, "", "ul", "ului")
    return w


def greek(w, first):
    end = next((e for e in GREEK if w.endswith(e)), None)
    return forms(w[:-len(end)], *GREEK[end].split()) if end else w
