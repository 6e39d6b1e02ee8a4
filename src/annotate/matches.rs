//! Runs the patterns.

use super::{Annotation, Workspace, lists};
use crate::pattern::nfa::{self, Capture, Input};
use crate::pattern::pack::Start;
use crate::pattern::{Glimpse, GroupSet, Pack};

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index into [`Pack::patterns`].
    pub pattern: u32,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the sentence.
    pub sentence: u32,
    /// Tags that it went through, in order.
    pub captures: Vec<Capture>,
}

/// Finds every match of every pattern whose `near`, `unless` and `without` allow it.
pub(super) fn find(pack: &Pack, a: &mut Annotation, workspace: &mut Workspace) {
    let Workspace { scratch, glimpses } = workspace;
    glimpses.update(&a.tags);
    let (by_word, by_group) = &pack.starts;
    let mut found = Vec::new();
    let mut present = Present::new(pack);
    for (number, sentence) in a.sentences.iter().enumerate() {
        present.clear();
        for at in sentence.first..sentence.last {
            let token = &a.tokens[at as usize];
            present.add_words([token.word, token.stem]);
            for (_, tag) in a.tags.starting_at(at) {
                present.add(tag.group);
            }
        }
        let before = found.len();
        let input = Input {
            tokens: &a.tokens,
            tags: &a.tags,
            glimpses: &glimpses.tokens,
            end: sentence.last,
            without: &[],
        };
        // From the end, so that what a template needs is asked of what stands behind its first word.
        for at in (sentence.first..sentence.last).rev() {
            for (_, tag) in a.tags.starting_at(at) {
                present.add_ahead(tag.group);
            }
            let token = &a.tokens[at as usize];
            let mut follow = |start: &Start, next: u32, here: Glimpse, entry: Option<Capture>| {
                if !pack.automata.may_meet(start.to, here)
                    || token.caps < start.caps
                    || !present.has(pack, start.needs)
                    || !present.allows(pack, start.finds)
                {
                    return;
                }
                let input = Input {
                    without: &pack.patterns[start.finds as usize].without,
                    ..input
                };
                if nfa::may_go(&pack.automata, start.to, next, input)
                    && let Some(end) =
                        nfa::longest(&pack.automata, start.to, next, entry, input, scratch)
                {
                    found.push(Match {
                        pattern: u32::from(start.finds),
                        start: at,
                        end,
                        sentence: number as u32,
                        captures: scratch.captures().to_vec(),
                    });
                }
            };
            let here = input.glimpse(at + 1);
            for start in lists::starts(&[token.word, token.stem], |w| by_word.of(w)) {
                follow(start, at + 1, here, None);
            }
            for (index, tag) in a.tags.starting_at(at) {
                let here = input.glimpse(tag.end);
                for start in by_group.of(u32::from(tag.group)) {
                    let entry = Capture {
                        tag: index,
                        role: start.role,
                    };
                    follow(start, tag.end, here, Some(entry));
                }
            }
        }
        found[before..].sort_by_key(|m| m.start);
    }
    a.matches = found;
}

/// Which words and groups occur in a sentence, and which patterns they allow there.
struct Present {
    /// Words of the sentence.
    words: Bits,
    /// Groups of the sentence.
    all: Bits,
    /// Groups from the present token on.
    ahead: Bits,
    /// For each pattern, the sentence that its verdict is of, and the verdict.
    verdicts: Vec<(u32, bool)>,
    /// For each list of needs, when it was asked for last, and the verdict.
    needs: Vec<(u32, bool)>,
    sentence: u32,
    /// Counts the changes of `ahead`.
    time: u32,
}

impl Present {
    fn new(pack: &Pack) -> Self {
        Self {
            words: Bits::new(pack.vocabulary.len() + 1),
            all: Bits::new(pack.groups.len()),
            ahead: Bits::new(pack.groups.len()),
            verdicts: vec![(0, false); pack.patterns.len()],
            needs: vec![(0, false); pack.needs.len()],
            sentence: 0,
            time: 0,
        }
    }

    /// Begins the next sentence.
    fn clear(&mut self) {
        self.words.clear();
        self.all.clear();
        self.ahead.clear();
        self.sentence += 1;
        self.time += 1;
    }

    fn add(&mut self, group: u16) {
        self.all.add(u32::from(group));
    }

    fn add_words(&mut self, words: [u32; 2]) {
        for word in words {
            self.words.add(word);
        }
    }

    /// Adds a group at the present token, which stands before those added so far.
    fn add_ahead(&mut self, group: u16) {
        self.time += u32::from(self.ahead.add(u32::from(group)));
    }

    /// Whether what a template needs occurs: groups from the present token on, words anywhere in the sentence.
    fn has(&mut self, pack: &Pack, needs: u16) -> bool {
        let (time, verdict) = self.needs[needs as usize];
        if time == self.time {
            return verdict;
        }
        let verdict = pack.needs[needs as usize].iter().all(|need| {
            need.groups.iter().any(|&set| self.ahead.any(set))
                || need.words.iter().any(|&word| self.words.has(word))
        });
        self.needs[needs as usize] = (self.time, verdict);
        verdict
    }

    /// Whether a pattern's `near` and `unless` allow it in this sentence; worked out once a sentence.
    fn allows(&mut self, pack: &Pack, number: u16) -> bool {
        let (sentence, verdict) = self.verdicts[number as usize];
        if sentence == self.sentence {
            return verdict;
        }
        let pattern = &pack.patterns[number as usize];
        let near = pattern.near.is_empty() || pattern.near.iter().any(|&s| self.all.any(s));
        let verdict = near && !pattern.unless.iter().any(|&s| self.all.any(s));
        self.verdicts[number as usize] = (self.sentence, verdict);
        verdict
    }
}

/// A set of words or groups.
struct Bits(Vec<u64>);

impl Bits {
    fn new(most: usize) -> Self {
        Self(vec![0; most / 64 + 1])
    }

    fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Adds one; whether it is new.
    fn add(&mut self, one: u32) -> bool {
        let new = !self.has(one);
        self.0[one as usize / 64] |= 1 << (one % 64);
        new
    }

    fn has(&self, one: u32) -> bool {
        self.0[one as usize / 64] & (1 << (one % 64)) != 0
    }

    /// Whether a group of a set occurs, a word of bits at a time.
    fn any(&self, set: GroupSet) -> bool {
        if set.is_empty() {
            return false;
        }
        let (first, last) = (set.first as usize, set.last as usize - 1);
        let (low, high) = (u64::MAX << (first % 64), u64::MAX >> (63 - last % 64));
        (first / 64..=last / 64).any(|word| {
            let mut mask = u64::MAX;
            if word == first / 64 {
                mask &= low;
            }
            if word == last / 64 {
                mask &= high;
            }
            self.0[word] & mask != 0
        })
    }
}
