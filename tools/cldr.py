#!/usr/bin/env python3
"""Writes patterns/cldr-<language>.toml: months, weekdays, zone names, countries, areas and large cities from CLDR.

    npm install cldr-core@48 cldr-dates-full@48 cldr-localenames-full@48
    python3 tools/cldr.py --data node_modules [--out patterns] [id en ...]

What enters: the three packages of CLDR JSON (Unicode License V3) and tools/cldr-extra.toml, which holds what the press
prints and CLDR does not ("AS", "U.S.", "hora peninsular") and what must not be found because it is an ordinary word.
What leaves: one pattern file a language, to be extended by that language's own file.  Nothing here is needed to build or
run the program; run it again when CLDR or the extra names change, and read the difference.

Not from CLDR and not here: zone abbreviations (patterns/base.toml), provinces and further cities (patterns/regions.toml).
"""

import argparse
import collections
import datetime
import json
import pathlib
import re
import sys
import tomllib
import unicodedata
import zoneinfo

from inflect import inflected

HERE = pathlib.Path(__file__).resolve().parent

# Our language -> CLDR locales whose names are taken together, the first one's first.
LOCALES = {
    "id": ["id"], "ms": ["ms"], "en": ["en", "en-GB"], "es": ["es", "es-419", "es-MX"], "pt": ["pt", "pt-PT"],
    "fr": ["fr", "fr-CA"], "de": ["de", "de-AT", "de-CH"], "it": ["it"], "nl": ["nl"], "tr": ["tr"], "ru": ["ru"],
    "uk": ["uk"], "pl": ["pl"], "ja": ["ja"], "zh": ["zh", "zh-Hant", "zh-Hant-HK"], "ko": ["ko"], "hi": ["hi"],
    "ar": ["ar", "ar-EG", "ar-LB", "ar-MA", "ar-DZ", "ar-SA"], "vi": ["vi"], "th": ["th"], "tl": ["fil", "en"],
    "sv": ["sv"], "ro": ["ro"], "el": ["el"],
}

NAMES = {
    "id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "en": "English", "es": "Español", "pt": "Português", "fr": "Français",
    "de": "Deutsch", "it": "Italiano", "nl": "Nederlands", "tr": "Türkçe", "ru": "Русский", "uk": "Українська",
    "pl": "Polski", "ja": "日本語", "zh": "中文", "ko": "한국어", "hi": "हिन्दी", "ar": "العربية", "vi": "Tiếng Việt",
    "th": "ไทย", "tl": "Tagalog", "sv": "Svenska", "ro": "Română",
    "el": "Ελληνικά",
}

# United Nations areas that news name; the world itself is a scope and no region.
AREAS = {
    "002": "africa", "003": "north-america", "005": "south-america", "009": "oceania", "011": "west-africa",
    "013": "central-america", "014": "east-africa", "015": "north-africa", "017": "central-africa",
    "018": "southern-africa", "019": "americas", "029": "caribbean", "030": "east-asia", "034": "south-asia",
    "035": "southeast-asia", "039": "southern-europe", "142": "asia", "143": "central-asia", "145": "west-asia",
    "150": "europe", "151": "eastern-europe", "154": "northern-europe", "155": "western-europe",
    "202": "sub-saharan-africa", "419": "latin-america", "EU": "european-union", "EZ": "eurozone",
}

# Zones whose names news print, by CLDR metazone: far stations and zones of a few people are left out.
METAZONES = """Africa_Central Africa_Eastern Africa_Southern Africa_Western Alaska Amazon America_Central America_Eastern
America_Mountain America_Pacific Arabian Argentina Armenia Atlantic Australia_Central Australia_Eastern Australia_Western
Azerbaijan Bangladesh Bolivia Brasilia Chile China Colombia Cuba Ecuador Europe_Central Europe_Eastern Europe_Western
Georgia GMT Greenland Gulf Hawaii Hong_Kong India Indochina Indonesia_Central Indonesia_Eastern
Indonesia_Western Iran Israel Japan Kazakhstan Korea Malaysia Moscow Myanmar Nepal New_Zealand Newfoundland Pakistan
Paraguay Peru Philippines Samara Singapore Taipei Turkey Uruguay Uzbekistan Vladivostok Yekaterinburg Novosibirsk
Krasnoyarsk Irkutsk Omsk Venezuela Vietnam Mexico_Pacific Macau""".split()

# The zone that stands for a metazone where CLDR names a city that is not the one meant in news.
GOLDEN = {"Alaska": "America/Anchorage", "Malaysia": "Asia/Kuala_Lumpur", "Europe_Central": "Europe/Berlin", "Europe_Eastern": "Europe/Bucharest", "Europe_Western": "Europe/Lisbon",
          "GMT": "Etc/GMT", "Africa_Central": "Africa/Maputo", "Arabian": "Asia/Riyadh"}

# Cities of CLDR's zones that are large or often in the news.
CITIES = """Africa/Abidjan Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Bamako Africa/Cairo Africa/Casablanca
Africa/Conakry Africa/Dakar Africa/Dar_es_Salaam Africa/Douala Africa/Freetown Africa/Gaborone Africa/Harare
Africa/Johannesburg Africa/Juba Africa/Kampala Africa/Khartoum Africa/Kigali Africa/Kinshasa Africa/Lagos
Africa/Libreville Africa/Luanda Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Mogadishu Africa/Monrovia
Africa/Nairobi Africa/Ndjamena Africa/Niamey Africa/Nouakchott Africa/Ouagadougou Africa/Tripoli Africa/Tunis
Africa/Windhoek America/Anchorage America/Argentina/Cordoba America/Argentina/Buenos_Aires America/Asuncion
America/Bahia America/Belem America/Bogota America/Boise America/Cancun America/Caracas America/Chicago
America/Ciudad_Juarez America/Cuiaba America/Denver America/Detroit America/Edmonton America/Fortaleza
America/Guayaquil America/Halifax America/Havana America/Hermosillo America/Indianapolis America/La_Paz America/Lima
America/Los_Angeles America/Louisville America/Managua America/Manaus America/Mazatlan America/Merida
America/Mexico_City America/Monterrey America/Montevideo America/New_York America/Phoenix America/Port-au-Prince
America/Recife America/Santiago America/Santo_Domingo America/Sao_Paulo America/Tegucigalpa America/Tijuana
America/Toronto America/Vancouver America/Winnipeg Asia/Aden Asia/Almaty Asia/Amman Asia/Ashgabat Asia/Baghdad
Asia/Baku Asia/Bangkok Asia/Beirut Asia/Bishkek Asia/Colombo Asia/Damascus Asia/Dhaka Asia/Dubai Asia/Dushanbe Asia/Gaza
Asia/Hebron Asia/Ho_Chi_Minh Asia/Hovd Asia/Irkutsk Asia/Jakarta Asia/Jayapura Asia/Jerusalem Asia/Kabul Asia/Kamchatka
Asia/Karachi Asia/Katmandu Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Makassar Asia/Manila Asia/Muscat
Asia/Novosibirsk Asia/Omsk Asia/Phnom_Penh Asia/Pontianak Asia/Pyongyang Asia/Calcutta Asia/Rangoon Asia/Riyadh
Asia/Sakhalin Asia/Samarkand Asia/Seoul Asia/Shanghai Asia/Taipei Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Thimphu
Asia/Tokyo Asia/Tomsk Asia/Ulaanbaatar Asia/Urumqi Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg
Asia/Yerevan Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Hobart Australia/Melbourne
Australia/Perth Australia/Sydney Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Bratislava
Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Chisinau Europe/Copenhagen Europe/Dublin Europe/Helsinki
Europe/Istanbul Europe/Kaliningrad Europe/Kiev Europe/Lisbon Europe/Ljubljana Europe/London Europe/Madrid Europe/Minsk
Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Riga Europe/Rome Europe/Samara Europe/Sarajevo
Europe/Saratov Europe/Simferopol Europe/Skopje Europe/Sofia Europe/Stockholm Europe/Tallinn Europe/Tirane
Europe/Vienna Europe/Vilnius Europe/Volgograd Europe/Warsaw Europe/Zagreb Europe/Zurich Pacific/Auckland
Pacific/Honolulu Pacific/Port_Moresby""".split()

# Cities that the time is told by ("New York time").
CLOCKS = """America/New_York America/Los_Angeles America/Chicago America/Mexico_City America/Bogota America/Caracas America/Sao_Paulo
America/Argentina/Buenos_Aires America/Toronto Africa/Cairo Africa/Johannesburg Africa/Lagos Africa/Nairobi Asia/Baghdad Asia/Bangkok
Asia/Calcutta Asia/Damascus Asia/Dubai Asia/Ho_Chi_Minh Asia/Jakarta Asia/Jerusalem Asia/Kuala_Lumpur Asia/Manila Asia/Riyadh
Asia/Seoul Asia/Shanghai Asia/Taipei Asia/Tehran Asia/Tokyo Australia/Melbourne Australia/Sydney Europe/Berlin Europe/Brussels
Europe/Istanbul Europe/Kiev Europe/Lisbon Europe/London Europe/Madrid Europe/Moscow Europe/Paris Europe/Rome Europe/Vienna""".split()

# Codes of cities: ISO 3166-2 where the city is a subdivision, else `city/<name>`, by the name that is used today.
CODES = {
    "Africa/Cairo": "EG-C", "America/Argentina/Buenos_Aires": "AR-C", "America/Bahia": "BR-BA", "America/Bogota": "CO-DC",
    "America/Mexico_City": "MX-CMX", "America/Santiago": "CL-RM", "America/Sao_Paulo": "BR-SP", "Asia/Bangkok": "TH-10",
    "Asia/Calcutta": "city/kolkata", "Asia/Dubai": "AE-DU", "Asia/Ho_Chi_Minh": "VN-SG", "Asia/Jakarta": "ID-JK",
    "Asia/Katmandu": "city/kathmandu", "Asia/Kuala_Lumpur": "MY-14", "Asia/Rangoon": "city/yangon", "Asia/Seoul": "KR-11",
    "Asia/Shanghai": "CN-SH", "Asia/Taipei": "TW-TPE", "Asia/Tokyo": "JP-13", "Europe/Berlin": "DE-BE",
    "Europe/Brussels": "BE-BRU", "Europe/Bucharest": "RO-B", "Europe/Istanbul": "TR-34", "Europe/Kiev": "UA-30",
    "Europe/Madrid": "ES-MD", "Europe/Moscow": "RU-MOW", "Europe/Tirane": "city/tirana", "Europe/Vienna": "AT-9",
}

# Zone ids that the tz database has renamed.
RENAMED = {"Asia/Calcutta": "Asia/Kolkata", "Asia/Rangoon": "Asia/Yangon", "Asia/Katmandu": "Asia/Kathmandu",
           "Europe/Kiev": "Europe/Kyiv", "Asia/Saigon": "Asia/Ho_Chi_Minh",
           "America/Buenos_Aires": "America/Argentina/Buenos_Aires", "America/Indianapolis": "America/Indiana/Indianapolis"}

# Countries of one zone that news name the zone by ("waktu Jepang").
ZONED = """AE AF AM AR AT BD BE BG BO BR BY CH CL CN CO CU CZ DE DK EG ES FI FR GB GE GH GR HK HU IE IL IN IQ IR IT JO JP KE KR KW
LB LK MA MM MX MY NG NL NO NP NZ PE PH PK PL PT QA RO RS SA SE SG TH TN TR TW UA UY VE VN ZA""".split()

# How "the time of X" is said where CLDR's own form is for menus ("heure : Japon") or needs a case; none: not at all.
FORMS = {"pt": "horário de {0}", "fr": "heure de {0}", "it": "ora di {0}", "tr": "{0} saati[yle|ne göre]", "ar": "بتوقيت {0}", "el": "ώρα {0}", "de": "",
         "ru": "", "uk": "", "pl": "", "sv": ""}

# What CLDR adds to the names of American zones and the press leaves out.
QUALIFIERS = {"fr": " nord-américain", "it": " USA", "de": "Nordamerikanische ", "zh": "北美", "hi": "उत्तरी अमेरिकी ", "tr": "Kuzey Amerika ",
              "uk": "північноамериканським ", "ja": "米国", "ko": "미 ", "el": " Βόρειας Αμερικής"}

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

# Languages in which abbreviated weekdays are printed and are no other words.
SHORT_WEEKDAYS = {"en", "tl"}


class Cldr:
    """The packages on disk."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        if not (self.root / "cldr-core").is_dir():
            sys.exit(f"`{root}` holds no CLDR packages; see the head of this file")
        meta = self.read("cldr-core/supplemental/metaZones.json")["supplemental"]["metaZones"]
        self.golden = {}
        for row in meta["metazones"]:
            zone = row["mapZone"]
            if zone["_territory"] == "001":
                self.golden[zone["_other"]] = zone["_type"]
        self.primary = self.read("cldr-core/supplemental/primaryZones.json")["supplemental"]["primaryZones"]

    def read(self, path):
        with open(self.root / path, encoding="utf-8") as file:
            return json.load(file)

    def main(self, package, locale, name):
        path = f"{package}/main/{locale}/{name}.json"
        return self.read(path)["main"][locale] if (self.root / path).exists() else None

    def territories(self, locale):
        found = self.main("cldr-localenames-full", locale, "territories")
        return found["localeDisplayNames"]["territories"] if found else {}

    def countries(self):
        """ISO 3166-1 codes, from the regions that CLDR knows, without groups, exceptional and private codes."""
        names = self.territories("en")
        reserved = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
        return sorted(c for c in names if re.fullmatch("[A-Z]{2}", c) and c not in reserved)


def slug(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def letters(name):
    return sum(c.isalpha() or unicodedata.combining(c) > 0 or unicodedata.category(c) == "Mc" for c in name)


def unique(names):
    return list(dict.fromkeys(n for n in names if n))


def escaped(name):
    """A name as a template."""
    return re.sub(r"([\\()\[\]{}|])", r"\\\1", name)


def months(cldr, lang):
    out = collections.defaultdict(list)
    for locale in LOCALES[lang]:
        data = cldr.main("cldr-dates-full", locale, "ca-gregorian")
        if not data:
            continue
        forms = data["dates"]["calendars"]["gregorian"]["months"]
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in forms[use][width].items():
                    name = name.strip()
                    if any(c.isdigit() for c in name) and lang != "vi":
                        continue  # "3月" is a number and a unit
                    if width == "abbreviated" and not printed_short(name):
                        continue
                    if letters(name) > 2 or lang in ("zh", "th", "ja", "ko", "hi"):
                        out[int(number)].append(name)
    return {n: unique(v) for n, v in sorted(out.items())}


def printed_short(name):
    """Whether an abbreviation can be told from a word: it ends in a stop, or has a capital and three letters."""
    return (name.endswith(".") and letters(name) > 2) or name.count(".") > 1 or (name[:1].isupper() and letters(name) > 2)


def weekdays(cldr, lang):
    out = collections.defaultdict(list)
    for locale in LOCALES[lang]:
        data = cldr.main("cldr-dates-full", locale, "ca-gregorian")
        if not data:
            continue
        forms = data["dates"]["calendars"]["gregorian"]["days"]
        for use in ("format", "stand-alone"):
            for number, day in enumerate(WEEKDAYS, 1):
                out[number].append(forms[use]["wide"][day])
                if lang in SHORT_WEEKDAYS and number < 6:
                    out[number].append(forms[use]["abbreviated"][day])
                elif forms[use]["abbreviated"][day].endswith(".") and letters(forms[use]["abbreviated"][day]) > 2:
                    out[number].append(forms[use]["abbreviated"][day])
    return {n: unique(v) for n, v in sorted(out.items())}


def offset(zone, month):
    at = datetime.datetime(2026, month, 15, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset()
    minutes = int(at.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def zones(cldr, lang, extra):
    """Names by IANA id; `@offset` behind it where a name insists on one."""
    out = collections.defaultdict(list)
    for zone, names in extra.get("zone", {}).items():
        out[zone] += names
    for locale in LOCALES[lang]:
        data = cldr.main("cldr-dates-full", locale, "timeZoneNames")
        if not data or (lang == "tl" and locale == "en"):
            continue
        names = data["dates"]["timeZoneNames"]
        common = {w for key, form in names.items() if key.startswith("regionFormat") for w in form.split()}
        for meta in METAZONES:
            long = names["metazone"].get(meta, {}).get("long")
            zone = GOLDEN.get(meta) or cldr.golden.get(meta)
            if not long or not zone:
                continue
            zone = RENAMED.get(zone, zone)
            winter, summer = sorted((offset(zone, 1), offset(zone, 7)), key=lambda o: float(o.replace(":", "")))
            for kind, name in long.items():
                if re.search("[(),:]", name) or (kind == "daylight" and winter == summer):
                    continue
                insists = winter != summer and "generic" in long and kind != "generic"
                key = f"{zone}@{winter if kind == 'standard' else summer}" if insists else zone
                out[key].append(printed_zone(lang, lowered(name, common)))
        form = FORMS.get(lang, names["regionFormat"])
        if form:
            form = " ".join(w if "{0}" in w else w.lower() for w in form.split())
            territories = cldr.territories(locale)
            for code in ZONED:
                for key in (code, f"{code}-alt-short"):
                    name = territories.get(key)
                    if name and not re.search("[(]", name) and not (len(name) <= 3 and name.isupper()):
                        out[single_zone(cldr, code)].append(form.replace("{0}", declined(lang, name)))
            for zone, name in city_names(cldr, lang, locale).items():
                if zone not in CLOCKS:
                    continue
                out[RENAMED.get(zone, zone)].append(form.replace("{0}", declined(lang, name)))
    owner = {}
    for zone, names in out.items():
        out[zone] = [n for n in unique(names) if owner.setdefault(n, zone) == zone]
    return {z: v for z, v in sorted(out.items()) if v}


def declined(lang, name):
    """A place within the name of a zone, where the language declines it there."""
    return inflected(lang, name) if lang == "el" else name


def printed_zone(lang, name):
    """A zone's name as a template, in the case that follows "at 9:30"."""
    if lang == "el":
        name = name[0].lower() + name[1:]
    if lang == "ru":
        name = name[0].lower() + name[1:]
        name = re.sub(r"(ое|ее)\b", lambda m: "(ое|ого|ому)" if m[1] == "ое" else "(ее|его|ему)", name)
        return re.sub(r"\bвремя\b", "врем(я|ени)", name) if "время" in name else ""
    if lang == "pl":
        return re.sub(r"y\b", "(y|ego)", re.sub(r"ki\b", "ki[ego]", name.replace("czas", "czas[u]", 1)))
    if lang == "ar":
        return re.sub("^توقيت ", "[ب]توقيت ", name)
    qualifier = QUALIFIERS.get(lang)
    if qualifier and qualifier in name:
        return name.replace(qualifier, f"[{qualifier}]") if lang in ("zh", "ja") else optional(name, qualifier)
    return name


def optional(name, words):
    """`words` made optional, with their space outside of the brackets."""
    bare = words.strip()
    left, right = words.startswith(" "), words.endswith(" ")
    return name.replace(words, f"{' ' if left else ''}[{bare}]{' ' if right else ''}")


def single_zone(cldr, code):
    zone = cldr.primary.get(code) or CAPITALS.get(code)
    if not zone:
        sys.exit(f"no zone is known for {code}")
    return RENAMED.get(zone, zone)


# Zones of the countries of ZONED: CLDR tells only those of countries with several.
CAPITALS = {
    "AE": "Asia/Dubai", "AF": "Asia/Kabul", "AM": "Asia/Yerevan", "AR": "America/Argentina/Buenos_Aires", "AT": "Europe/Vienna",
    "BD": "Asia/Dhaka", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "BO": "America/La_Paz", "BR": "America/Sao_Paulo",
    "BY": "Europe/Minsk", "CH": "Europe/Zurich", "CL": "America/Santiago", "CO": "America/Bogota", "CU": "America/Havana",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EG": "Africa/Cairo", "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki", "FR": "Europe/Paris", "GB": "Europe/London", "GE": "Asia/Tbilisi", "GH": "Africa/Accra",
    "GR": "Europe/Athens", "HK": "Asia/Hong_Kong", "HU": "Europe/Budapest", "IE": "Europe/Dublin", "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata", "IQ": "Asia/Baghdad", "IR": "Asia/Tehran", "IT": "Europe/Rome", "JO": "Asia/Amman", "JP": "Asia/Tokyo",
    "KE": "Africa/Nairobi", "KR": "Asia/Seoul", "KW": "Asia/Kuwait", "LB": "Asia/Beirut", "LK": "Asia/Colombo",
    "MA": "Africa/Casablanca", "MM": "Asia/Yangon", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NG": "Africa/Lagos", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "NP": "Asia/Kathmandu", "NZ": "Pacific/Auckland",
    "PE": "America/Lima", "PH": "Asia/Manila", "PK": "Asia/Karachi", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon",
    "QA": "Asia/Qatar", "RO": "Europe/Bucharest", "RS": "Europe/Belgrade", "SA": "Asia/Riyadh", "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TN": "Africa/Tunis", "TR": "Europe/Istanbul", "TW": "Asia/Taipei",
    "UA": "Europe/Kyiv", "UY": "America/Montevideo", "VE": "America/Caracas", "VN": "Asia/Ho_Chi_Minh",
    "ZA": "Africa/Johannesburg", "CN": "Asia/Shanghai",
}


def lowered(name, common):
    return " ".join(w.lower() if w in common else w for w in name.split())


def cities(cldr, locale):
    """Names of the cities of all zones by zone id."""
    data = cldr.main("cldr-dates-full", locale, "timeZoneNames")
    out = {}

    def walk(prefix, node):
        for key, value in node.items():
            if isinstance(value, dict) and value.get("_type") == "zone":
                if "exemplarCity" in value:
                    out[prefix + key] = value["exemplarCity"]
            elif isinstance(value, dict):
                walk(prefix + key + "/", value)

    if data:
        walk("", data["dates"]["timeZoneNames"]["zone"])
    return out


def city_names(cldr, lang, locale):
    """Names of the cities of CITIES; one that CLDR does not translate is written as its zone, in Latin letters only."""
    known = cities(cldr, locale)
    latin = lang not in ("ja", "zh", "ko", "hi", "ar", "th", "ru", "uk", "el")
    out = {}
    for zone in CITIES:
        if zone in known:
            out[zone] = known[zone]
        elif latin and locale == LOCALES[lang][0]:
            out[zone] = zone.rsplit("/", 1)[1].replace("_", " ")
    return out


def pieces(code, name):
    """The names in a CLDR name: "Myanmar (Burma)" is two; elsewhere what stands in brackets only tells it from another."""
    match = re.fullmatch(r"(.+?)[ ]?[（(](.+)[)）]", name)
    if not match:
        return [name]
    return [match[1], match[2]] if code in ("MM", "FK") else [match[1]]


def regions(cldr, lang, extra):
    out = collections.defaultdict(list)
    codes = cldr.countries()
    for code, names in extra.get("region", {}).items():
        out[code] += names
    plain = collections.defaultdict(list)
    for locale in LOCALES[lang]:
        names = cldr.territories(locale)
        for code in codes:
            for key in (f"{code}-alt-short", code, f"{code}-alt-variant"):
                for name in pieces(code, names.get(key, "")):
                    plain[code].append(name)
        for code, area in AREAS.items():
            for key in (f"{code}-alt-short", code):
                plain[f"area/{area}"].append(names.get(key, ""))
        for zone, name in city_names(cldr, lang, locale).items():
            plain[CODES.get(zone) or f"city/{slug(zone.rsplit('/', 1)[1])}"].append(name)
    drop = set(extra.get("drop", []))
    seen = {name: code for code, names in extra.get("region", {}).items() for name in names}
    for code in list(plain):
        for name in unique(plain[code]):
            if name in drop or letters(name) < 2 or (len(name) < 3 and name.isascii()):
                continue
            if name in seen and seen[name] != code:
                continue  # "Singapore" is a country before it is a city
            seen[name] = code
            out[code].append(joined(inflected(lang, escaped(name)), extra))
    return {c: unique(v) for c, v in sorted(out.items()) if v}


def joined(name, extra):
    """`&` and the language's word for it."""
    word = extra.get("and")
    return name.replace(" & ", f" (&|{word}) ") if word else name


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def listed(names):
    return "[" + ", ".join(quoted(n) for n in names) + "]"


def render(cldr, lang, extra):
    version = cldr.read("cldr-core/package.json")["version"]
    lines = [
        f"# Calendar, zones and places in {NAMES[lang]}, written by tools/cldr.py: change that or tools/cldr-extra.toml, not this.",
        "# Source: Unicode CLDR, © Unicode, Inc., under the Unicode License V3; see docs/data.md.",
        "[file]", "format = 1", f'name = "cldr-{lang}"', f'version = "{version}"', "", "[calendar.month]",
    ]
    lines += [f"{n} = {listed(map(escaped, unique(v + extra.get('month', {}).get(str(n), []))))}" for n, v in months(cldr, lang).items()]
    lines += ["", "[calendar.weekday]"]
    lines += [f"{n} = {listed(map(escaped, unique(v + extra.get('weekday', {}).get(str(n), []))))}" for n, v in weekdays(cldr, lang).items()]
    lines += ["", "[zones]"]
    lines += [f"{quoted(z)} = {listed(v)}" for z, v in zones(cldr, lang, extra).items()]
    lines += ["", "[lexicon.region]"]
    lines += [f"{c if re.fullmatch('[A-Z-]+', c) else quoted(c)} = {listed(v)}" for c, v in regions(cldr, lang, extra).items()]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description="Write patterns/cldr-<language>.toml from CLDR.")
    parser.add_argument("--data", default="node_modules", help="where the CLDR packages are")
    parser.add_argument("--out", default=HERE.parent / "patterns", help="where the files go")
    parser.add_argument("languages", nargs="*", default=list(LOCALES))
    options = parser.parse_args()
    cldr = Cldr(options.data)
    with open(HERE / "cldr-extra.toml", "rb") as file:
        extra = tomllib.load(file)
    for lang in options.languages:
        path = pathlib.Path(options.out) / f"cldr-{lang}.toml"
        path.write_text(render(cldr, lang, extra.get(lang, {})), encoding="utf-8")


if __name__ == "__main__":
    main()
