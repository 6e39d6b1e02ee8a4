#!/usr/bin/env python3
"""Write src/load/html/months.txt and weekdays.txt: names of months and weekdays that pages print, a line each.

They come from patterns/cldr-*.toml, and from the languages below, for which there is no such file. A name that means two
months (Croatian and Polish "listopad") keeps the one that is read more.
"""

import pathlib
import re
import tomllib
import unicodedata

MORE = """
cs leden ledna únor února březen března duben dubna květen května červen června červenec července srpen srpna září září říjen října listopad listopadu prosinec prosince
sk január januára február februára marec marca apríl apríla máj mája jún júna júl júla august augusta september septembra október októbra november novembra december decembra
da januar februar marts april maj juni juli august september oktober november december
nb januar februar mars april mai juni juli august september oktober november desember
fi tammikuu tammikuuta helmikuu helmikuuta maaliskuu maaliskuuta huhtikuu huhtikuuta toukokuu toukokuuta kesäkuu kesäkuuta heinäkuu heinäkuuta elokuu elokuuta syyskuu syyskuuta lokakuu lokakuuta marraskuu marraskuuta joulukuu joulukuuta
hu január február március április május június július augusztus szeptember október november december
hr siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja srpanj srpnja kolovoz kolovoza rujan rujna - - studeni studenoga prosinac prosinca
el ιανουάριος ιανουαρίου φεβρουάριος φεβρουαρίου μάρτιος μαρτίου απρίλιος απριλίου μάιος μαΐου ιούνιος ιουνίου ιούλιος ιουλίου αύγουστος αυγούστου σεπτέμβριος σεπτεμβρίου οκτώβριος οκτωβρίου νοέμβριος νοεμβρίου δεκέμβριος δεκεμβρίου
bg януари февруари март април май юни юли август септември октомври ноември декември
ca gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
levant كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول تشرين-الثاني كانون-الأول
maghreb جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
bn জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ মার্চ এপ্রিল এপ্রিল মে মে জুন জুন জুলাই জুলাই আগস্ট আগষ্ট সেপ্টেম্বর সেপ্টেম্বর অক্টোবর অক্টোবর নভেম্বর নভেম্বর ডিসেম্বর ডিসেম্বর
ur جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
fa ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
solar فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
he ינואר בינואר פברואר בפברואר מרץ במרץ אפריל באפריל מאי במאי יוני ביוני יולי ביולי אוגוסט באוגוסט ספטמבר בספטמבר אוקטובר באוקטובר נובמבר בנובמבר דצמבר בדצמבר
ta ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
austria jänner feber märz april mai juni juli august september oktober november dezember
"""

SHORT = """
jan feb|febr|peb mar|mrz|mär|mrt|mär apr|avr|abr may|mai|mei|mag|maj jun|jui|giu jul|lug aug|aou|août|ago|agu|agt|ags sep|sept|set|szept oct|okt|out|ott|ott nov|nop dec|dez|déc|dic|des|dis
ene fév|fev mars avr mai juin juil août - - - -
gen - - - - - - - - - - -
sty lut - kwi - cze lip sie wrz paź lis gru
oca şub - nis may haz tem ağu eyl eki kas ara
"""


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    months = [set() for _ in range(12)]
    owner = {}

    def add(month, word):
        word = unicodedata.normalize("NFC", word.lower()).strip().rstrip(".").strip()
        if len(word) < 2 or any(c.isdigit() for c in word) or "{" in word:
            return
        if owner.setdefault(word, month) == month:
            # NFC takes this Bengali letter apart; pages write it both ways.
            months[month].update([word, word.replace("\u09af\u09bc", "\u09df")])

    for line in SHORT.strip().splitlines():
        for month, words in enumerate(line.split()):
            for word in words.split("|"):
                if word != "-":
                    add(month, word)
    for path in sorted((root / "patterns").glob("cldr-*.toml")):
        names = tomllib.loads(path.read_text())["calendar"].get("month", {})
        for number, words in names.items():
            for word in [words] if isinstance(words, str) else words:
                for plain in unfold(word):
                    add(int(number) - 1, plain)
    for line in MORE.strip().splitlines():
        words = line.split()[1:]
        forms = len(words) // 12
        assert len(words) % 12 == 0, line
        for i, word in enumerate(words):
            if word != "-":
                add(i // forms, word.replace("-", " "))
    out = root / "src/load/html/months.txt"
    out.write_text("".join("|".join(sorted(names)) + "\n" for names in months))
    write_weekdays(root)


def write_weekdays(root):
    """From Monday; a name that means two days in two languages tells nothing and is left out."""
    days = {"sat": {6}, "sun": {7}}  # not in the pattern files, where they are words
    for path in sorted((root / "patterns").glob("cldr-*.toml")):
        names = tomllib.loads(path.read_text())["calendar"].get("weekday", {})
        for number, words in names.items():
            for word in [words] if isinstance(words, str) else words:
                for plain in unfold(word):
                    plain = plain.lower().strip().rstrip(".").strip()
                    if len(plain) > 1 and not re.search(r"[\d{} -]", plain):
                        days.setdefault(plain, set()).add(int(number))
    lines = [sorted(w for w, of in days.items() if of == {day}) for day in range(1, 8)]
    out = root / "src/load/html/weekdays.txt"
    out.write_text("".join("|".join(names) + "\n" for names in lines))


def unfold(template):
    """All words that a template such as `январ(я|е)` stands for."""
    found = re.search(r"\(([^()]*)\)|\[([^\[\]]*)\]", template)
    if not found:
        return [template]
    choices = found[1].split("|") if found[1] is not None else ["", *found[2].split("|")]
    rest = template[found.end():]
    return [w for c in choices for w in unfold(template[:found.start()] + c + rest)]


if __name__ == "__main__":
    main()
