//! Counting hits and misses.

use serde::Serialize;
use std::collections::BTreeMap;

/// Hits, false finds and misses of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Right finds.
    pub hits: u32,
    /// Finds that gold does not have.
    pub extra: u32,
    /// Gold that was not found.
    pub missed: u32,
}

impl Counts {
    /// Share of the finds that are right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.hits, self.hits + self.extra)
    }

    /// Share of gold that was found; 1 where there is none.
    pub fn recall(self) -> f64 {
        share(self.hits, self.hits + self.missed)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.extra + self.missed)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// One wrong answer.
#[derive(Clone, Debug, Serialize)]
pub struct Miss {
    /// Row it counts in.
    pub row: &'static str,
    /// Article.
    pub article: String,
    /// `missed` or `extra`.
    pub what: &'static str,
    /// The words.
    pub text: String,
    /// What gold wanted, or what was found instead.
    pub value: String,
}

/// Counts by language and row, and the wrong answers.
#[derive(Debug, Default, Serialize)]
pub struct Tally {
    /// Articles by language.
    pub articles: BTreeMap<String, u32>,
    /// Counts by language, then row.
    pub rows: BTreeMap<String, BTreeMap<&'static str, Counts>>,
    /// Wrong answers in the order of articles.
    pub misses: Vec<Miss>,
}

/// A gold item or a find as the rows see it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub text: String,
    pub value: String,
    pub optional: bool,
}

impl Tally {
    /// Pairs gold and finds one to one, required gold first, and counts.
    pub(super) fn pair(
        &mut self,
        row: &'static str,
        (language, article): (&str, &str),
        gold: &[Item],
        found: &[Item],
        agrees: impl Fn(usize, usize) -> bool,
    ) {
        let pairs = matching(gold, found.len(), &agrees);
        let mut counts = Counts::default();
        for (g, item) in gold.iter().enumerate().filter(|(_, i)| !i.optional) {
            if pairs.iter().any(|p| p.0 == g) {
                counts.hits += 1;
            } else {
                counts.missed += 1;
                self.miss(row, article, "missed", item);
            }
        }
        for (f, item) in found
            .iter()
            .enumerate()
            .filter(|(f, _)| !pairs.iter().any(|p| p.1 == *f))
        {
            debug_assert!(f < found.len());
            counts.extra += 1;
            self.miss(row, article, "extra", item);
        }
        let entry = self
            .rows
            .entry(language.to_owned())
            .or_default()
            .entry(row)
            .or_default();
        entry.hits += counts.hits;
        entry.extra += counts.extra;
        entry.missed += counts.missed;
    }

    fn miss(&mut self, row: &'static str, article: &str, what: &'static str, item: &Item) {
        self.misses.push(Miss {
            row,
            article: article.to_owned(),
            what,
            text: item.text.clone(),
            value: item.value.clone(),
        });
    }
}

/// A largest one-to-one matching, by augmenting paths; required gold is served first.
fn matching(
    gold: &[Item],
    finds: usize,
    agrees: &impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut owner: Vec<Option<usize>> = vec![None; finds];
    for optional in [false, true] {
        for g in (0..gold.len()).filter(|&g| gold[g].optional == optional) {
            // Optional gold takes only what is left.
            let free: Vec<bool> = owner
                .iter()
                .map(|o| !optional || o.is_none_or(|o| gold[o].optional))
                .collect();
            augment(g, &mut owner, &mut vec![false; finds], &free, agrees);
        }
    }
    owner
        .iter()
        .enumerate()
        .filter_map(|(f, o)| o.map(|g| (g, f)))
        .collect()
}

fn augment(
    g: usize,
    owner: &mut [Option<usize>],
    seen: &mut [bool],
    free: &[bool],
    agrees: &impl Fn(usize, usize) -> bool,
) -> bool {
    for f in 0..owner.len() {
        if seen[f] || !free[f] || !agrees(g, f) {
            continue;
        }
        seen[f] = true;
        if owner[f].is_none_or(|o| augment(o, owner, seen, free, agrees)) {
            owner[f] = Some(g);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(optional: &[bool]) -> Vec<Item> {
        optional
            .iter()
            .map(|&optional| Item {
                text: String::new(),
                value: String::new(),
                optional,
            })
            .collect()
    }

    #[test]
    fn optional_gold_costs_nothing_and_takes_only_what_is_left() {
        let mut tally = Tally::default();
        // Both golds agree with find 0; the required one gets it, find 1 is extra.
        tally.pair(
            "x",
            ("id", "a"),
            &items(&[true, false]),
            &items(&[false, false]),
            |_, f| f == 0,
        );
        assert_eq!(
            tally.rows["id"]["x"],
            Counts {
                hits: 1,
                extra: 1,
                missed: 0
            }
        );
        tally.pair(
            "y",
            ("id", "a"),
            &items(&[true]),
            &items(&[false]),
            |_, _| true,
        );
        assert_eq!(tally.rows["id"]["y"], Counts::default());
        assert_eq!(tally.misses.len(), 1);
    }

    #[test]
    fn shares_are_harmonic() {
        let counts = Counts {
            hits: 3,
            extra: 1,
            missed: 2,
        };
        assert!(
            (counts.precision() - 0.75).abs() < 1e-9
                && (counts.recall() - 0.6).abs() < 1e-9
                && (counts.f1() - 2.0 / 3.0).abs() < 1e-9
        );
    }
}
