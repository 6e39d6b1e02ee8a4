//! The grammar of dates: words and numbers of a folded text, and the date that begins at one of them.

use super::{Found, MONTHS, Order, WEEKDAYS, number, ymd};
use chrono::{Datelike, NaiveDate, Weekday};
use unicode_normalization::char::is_combining_mark;

/// The words and numbers of a text.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) all: Vec<(usize, usize)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut all: Vec<(usize, usize)> = Vec::new();
        let mut last = 0;
        for (at, c) in text.char_indices() {
            let kind = match c {
                '0'..='9' => 1,
                c if c.is_alphabetic() || is_combining_mark(c) => 2,
                _ => 0,
            };
            if kind != 0 {
                let end = at + c.len_utf8();
                match all.last_mut() {
                    Some(word) if last == kind && word.1 == at => word.1 = end,
                    _ => all.push((at, end)),
                }
            }
            last = kind;
        }
        Self { text, all }
    }

    fn get(&self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |w| &self.text[w.0..w.1])
    }

    /// A number of at most four digits.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        let word = self.get(at);
        (word.len() <= 4).then(|| number(word)).flatten()
    }

    /// What stands between a word and the next, without white space.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        match (self.all.get(at), self.all.get(at + 1)) {
            (Some(a), Some(b)) => self.text[a.1..b.0].trim(),
            _ => "",
        }
    }

    /// Whether two words stand side by side as the parts of a date in words do.
    fn close(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() <= 4 && gap.chars().all(|c| ".,،-/–'’ʼºª|·".contains(c))
    }

    /// The month that is named at a word, and the word behind it.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        const LONGEST: usize = 40;
        let &(start, _) = self.all.get(at)?;
        // "ม.ค." and "كانون الثاني" are two words, "tháng mười hai" is three.
        let named = (at..at + 3).rev().find_map(|last| {
            let &(_, end) = self.all.get(last).filter(|word| word.1 - start < LONGEST)?;
            let month = MONTHS.get(&self.text[start..end])?;
            Some((*month, last + 1))
        });
        named.or_else(|| self.counted_month(at))
    }

    /// The month whose number stands beside a word for months: "tháng 4", "4 сарын", "4-р сарын".
    fn counted_month(&self, at: usize) -> Option<(u32, usize)> {
        if matches!(self.get(at), "tháng" | "thg") {
            return Some((self.number(at + 1)?, at + 2));
        }
        let month = self.number(at)?;
        let word = at + 1 + usize::from(matches!(self.get(at + 1), "р" | "дугаар" | "дүгээр"));
        matches!(self.get(word), "сар" | "сарын").then_some((month, word + 1))
    }

    /// Passes over the words that mark a number as a year: "2023 m.", "2023. gada", "2023(e)ko".
    fn pass_year(&self, at: usize) -> usize {
        const YEARS: [&str; 11] = [
            "m",
            "gada",
            "e",
            "ko",
            "eko",
            "жылғы",
            "жылы",
            "оны",
            "йил",
            "yil",
            "года",
        ];
        let marks = |at: &usize| YEARS.contains(&self.get(*at));
        at + (at..at + 2).take_while(marks).count()
    }

    /// Passes over the small words inside dates: "25th of", "3 de abril de", "ខែ" before a month.
    fn pass(&self, mut at: usize) -> usize {
        const SMALL: [&str; 20] = [
            "st",
            "nd",
            "rd",
            "th",
            "er",
            "e",
            "º",
            "ª",
            "o",
            "de",
            "del",
            "of",
            "di",
            "d",
            "den",
            "ta",
            "năm",
            "ng",
            "ខែ",
            "ឆ្នាំ",
        ];
        for _ in 0..2 {
            if SMALL.contains(&self.get(at)) {
                at += 1;
            } else if self.get(at) == "พ" && self.get(at + 1) == "ศ" {
                // "พ.ศ. 2566"
                at += 2;
            }
        }
        at
    }

    /// A year of four digits, Buddhist ones too; of two where that is plain.
    fn year(&self, at: usize) -> Option<u32> {
        let word = self.get(at);
        let year = number(word)?;
        match word.len() {
            4 if (2500..2643).contains(&year) => Some(year - 543),
            4 => Some(year),
            2 if at > 0 => {
                let gap = self.gap(at - 1);
                let marked = gap.ends_with(['\'', '’', '-']);
                let thai = self.get(at - 1).starts_with(|c| ('ก'..='๎').contains(&c));
                match self.goes_on(at) {
                    // "12 พ.ค. 59" is of 2559.
                    false if thai => Some(1957 + year),
                    false if marked => century(year),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether digits and stops go on behind, or letters and stops before, as in addresses and versions.
    fn goes_on(&self, at: usize) -> bool {
        let rest = &self.text[self.all[at].1..];
        rest.starts_with(['.', '/', '-', ':'])
            && rest[1..].starts_with(|c: char| c.is_ascii_digit())
    }

    fn goes_back(&self, at: usize) -> bool {
        self.text[..self.all[at].0]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | ':'))
    }

    fn found(
        &self,
        first: usize,
        last: usize,
        day: Option<NaiveDate>,
        ambiguous: bool,
    ) -> Option<(Found, usize)> {
        let found = Found {
            start: self.all[first].0,
            end: self.all[last].1,
            day: day?,
            ambiguous,
        };
        Some((found, last + 1))
    }

    /// The date that begins at a word, and the word behind it.
    pub(super) fn date(&self, at: usize, order: Order) -> Option<(Found, usize)> {
        let word = self.get(at);
        match (number(word), word.len()) {
            (Some(year), 4) => self.year_first(at, year),
            (Some(a), 1 | 2) => self.numbers(at, a, order).or_else(|| self.day_first(at, a)),
            (Some(_), 8) if word.starts_with("20") || word.starts_with("19") => {
                let day = ymd(
                    number(&word[..4])?,
                    number(&word[4..6])?,
                    number(&word[6..])?,
                );
                self.found(at, at, day, false)
            }
            (None, _) => self.month_first(at).or_else(|| self.era(at)),
            _ => None,
        }
    }

    /// "2023-04-03", "2023. 4. 3.", "2023年4月3日", "2023. október 25.", "2023. gada 3. aprīlis"
    fn year_first(&self, at: usize, year: u32) -> Option<(Found, usize)> {
        let gap = self.gap(at);
        if let Some(month) = self.number(at + 1)
            && matches!(gap, "-" | "/" | ".")
            && self.gap(at + 1) == gap
        {
            let day = self.number(at + 2)?;
            return self.found(at, at + 2, ymd(year, month, day), false);
        }
        if starts(self.get(at + 1), &['年', '년']) {
            return self.sino(at + 2, at, year);
        }
        let begin = self.pass_year(at + 1);
        if begin > at + 1
            && let Some(day) = self.number(begin)
            && let Some((month, next)) = self.month(begin + 1)
        {
            return self.found(at, next - 1, ymd(year, month, day), false);
        }
        let (month, next) = self.month(begin).filter(|_| self.close(begin - 1))?;
        let next = next + usize::from(matches!(self.get(next), "mėn" | "mėnesio"));
        let day = self.number(next).filter(|_| self.get(next).len() <= 2)?;
        self.found(at, next, ymd(year, month, day), false)
    }

    /// "4月3日" behind a year.
    fn sino(&self, at: usize, first: usize, year: u32) -> Option<(Found, usize)> {
        let (month, day) = (self.number(at)?, self.number(at + 2)?);
        let plain = starts(self.get(at + 1), &['月', '월'])
            && starts(self.get(at + 3), &['日', '일', '号', '號']);
        self.found(
            first,
            at + 2,
            ymd(year, month, day).filter(|_| plain),
            false,
        )
    }

    /// "令和5年4月3日", "民國112年4月3日"
    fn era(&self, at: usize) -> Option<(Found, usize)> {
        const ERAS: [(&str, u32); 4] = [
            ("令和", 2018),
            ("平成", 1988),
            ("民國", 1911),
            ("民国", 1911),
        ];
        let (_, before) = ERAS.iter().find(|(name, _)| self.get(at).ends_with(name))?;
        let year = self.number(at + 1)? + before;
        if !starts(self.get(at + 2), &['年']) {
            return None;
        }
        self.sino(at + 3, at, year)
    }

    /// "3/4/2023", "03.04.23"
    fn numbers(&self, at: usize, a: u32, order: Order) -> Option<(Found, usize)> {
        let (gap, b) = (self.gap(at), self.number(at + 1)?);
        if !matches!(gap, "-" | "/" | ".") || self.gap(at + 1) != gap || self.get(at + 1).len() > 2
        {
            return None;
        }
        let last = self.get(at + 2);
        let year = match last.len() {
            4 => number(last)?,
            // A year of two digits needs no neighbours that make it a version or an address.
            2 if !self.goes_on(at + 2) && !self.goes_back(at) => century(number(last)?)?,
            _ => return None,
        };
        let (day, month) = match (a > 12, b > 12, order, gap) {
            (true, false, ..) => (a, b),
            // With stops, the day is first in every country.
            (false, true, ..) | (_, _, Order::MonthFirst, "/" | "-") => (b, a),
            _ => (a, b),
        };
        let ambiguous = a <= 12 && b <= 12 && a != b && gap != ".";
        if ambiguous && let Some(weekday) = self.weekday_before(at) {
            let told = |day: Option<NaiveDate>| day.filter(|d| d.weekday() == weekday);
            match (told(ymd(year, month, day)), told(ymd(year, day, month))) {
                (Some(only), None) | (None, Some(only)) => {
                    return self.found(at, at + 2, Some(only), false);
                }
                _ => {}
            }
        }
        self.found(at, at + 2, ymd(year, month, day), ambiguous)
    }

    /// The weekday that stands before a date: "Mon, 10/03/2011".
    fn weekday_before(&self, at: usize) -> Option<Weekday> {
        let before = at.checked_sub(1).filter(|b| self.close(*b))?;
        WEEKDAYS.get(self.get(before)).copied()
    }

    /// "25 October 2022", "3 de abril de 2023", "3 tháng 4 năm 2023"
    fn day_first(&self, at: usize, day: u32) -> Option<(Found, usize)> {
        let (month, next) = self.month(self.pass(at + 1)).filter(|_| self.close(at))?;
        let year = self.pass(self.again(next, month));
        let near = (at..year).all(|i| self.close(i));
        self.found(
            at,
            year,
            ymd(self.year(year)?, month, day).filter(|_| near),
            false,
        )
    }

    /// Passes over the other name of the same month: "آب/أغسطس".
    fn again(&self, at: usize, month: u32) -> usize {
        match self.month(at) {
            Some((same, next)) if same == month && self.gap(at - 1) == "/" => next,
            _ => at,
        }
    }

    /// "October 25th, 2022", "Oct 25 09:41:00 2022"
    fn month_first(&self, at: usize) -> Option<(Found, usize)> {
        let (month, next) = self.month(at)?;
        let day = self
            .number(next)
            .filter(|_| self.get(next).len() <= 2 && self.close(next - 1))?;
        let mut year = self.pass(next + 1);
        if self.get(year).len() <= 2 && self.gap(year) == ":" {
            // A clock stands in between, and perhaps a zone.
            year += 2 + usize::from(self.gap(year + 1) == ":");
            year += usize::from(number(self.get(year)).is_none());
        } else if !self.close(next) {
            return None;
        }
        self.found(at, year, ymd(self.year(year)?, month, day), false)
    }
}

fn starts(word: &str, with: &[char]) -> bool {
    word.starts_with(with)
}

/// A year of two digits.
fn century(year: u32) -> Option<u32> {
    match year {
        0..=40 => Some(2000 + year),
        90..=99 => Some(1900 + year),
        _ => None,
    }
}
