//! A text in, a sketch of constant size out: how many bins of two sketches agree says how much two texts share.
//!
//! One permutation hashing with rotation (Shrivastava and Li, 2014) over shingles of five words; in scripts without spaces
//! a character counts as a word. A sketch has 64 bins of 16 bits, so the share is known to some six hundredths. Own code,
//! because the crates that do this keep their sketches in memory, or promise nothing of what they give from one version to
//! the next, which a database needs.

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Shingles from which a sketch says something.
const FEWEST: usize = 20;
/// Bins of a sketch.
const BINS: usize = 64;
/// Bins in a key: two texts that share the part s of their shingles share a key with probability s³.
const ROWS: usize = 3;
/// Keys of a sketch: of texts that share seven tenths, 97 in 100 have one in common.
const KEYS: usize = 8;

/// What near copies share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sketch([u16; BINS]);

impl Sketch {
    /// The part of the shingles that two texts share, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 / BINS as f64
    }

    /// Numbers of which texts that share much have one in common.
    pub(super) fn keys(&self) -> [i64; KEYS] {
        std::array::from_fn(|key| {
            let bins = &self.0[key * ROWS..][..ROWS];
            let packed = bins
                .iter()
                .fold(key as u64, |h, bin| h << 16 | u64::from(*bin));
            mix(packed).cast_signed()
        })
    }

    /// As it is stored.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|bin| bin.to_le_bytes()).collect()
    }

    /// As it was stored.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != 2 * BINS {
            return None;
        }
        Some(Self(std::array::from_fn(|i| {
            u16::from_le_bytes([bytes[2 * i], bytes[2 * i + 1]])
        })))
    }
}

/// Digest of the words of a text, and its sketch if it is long enough.
pub(super) fn read(text: &str) -> (i64, Option<Sketch>) {
    let mut words = blake3::Hasher::new();
    let mut shingles = Shingles::default();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.update(word.as_bytes());
            words.update(b" ");
            shingles.word(word.as_bytes());
            word.clear();
        }
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if !c.is_alphanumeric() {
            // Marks that a copy may lack stand inside of words too.
            if !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}') {
                end(&mut word);
            }
        } else if is_unspaced(c) {
            end(&mut word);
            word.push(c);
            end(&mut word);
        } else {
            word.extend(c.to_lowercase());
        }
    }
    end(&mut word);
    let digest = *words.finalize().as_bytes();
    let digest = i64::from_le_bytes(std::array::from_fn(|i| digest[i]));
    (digest, shingles.sketch())
}

/// Scripts that put no spaces between words: Thai to Myanmar, Khmer, kana, Han.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hashes of the last words, and the least shingle of each bin.
struct Shingles {
    last: [u64; SHINGLE],
    words: usize,
    least: [Option<u64>; BINS],
}

impl Default for Shingles {
    fn default() -> Self {
        Self {
            last: [0; SHINGLE],
            words: 0,
            least: [None; BINS],
        }
    }
}

impl Shingles {
    fn word(&mut self, word: &[u8]) {
        let hash = word.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
        });
        self.last[self.words % SHINGLE] = hash;
        self.words += 1;
        if self.words < SHINGLE {
            return;
        }
        let oldest = self.words % SHINGLE;
        let shingle = (0..SHINGLE).fold(0, |h: u64, i| mix(h ^ self.last[(oldest + i) % SHINGLE]));
        let (bin, value) = ((shingle >> 58) as usize, shingle << 6);
        let least = &mut self.least[bin];
        *least = Some(least.map_or(value, |l| l.min(value)));
    }

    fn sketch(&self) -> Option<Sketch> {
        if self.words + 1 < FEWEST + SHINGLE {
            return None;
        }
        // An empty bin takes the value of the next one that is not, marked with how far that is.
        Some(Sketch(std::array::from_fn(|bin| {
            let found = (0..BINS).find_map(|far| {
                let value = self.least[(bin + far) % BINS]?;
                Some((mix(value ^ far as u64) >> 48) as u16)
            });
            found.unwrap_or_default()
        })))
    }
}

/// The finaliser of splitmix64: every bit of the result depends on every bit that goes in.
fn mix(mut h: u64) -> u64 {
    h = (h ^ h >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ h >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ h >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, count: usize) -> String {
        let words: Vec<_> = (from..from + count)
            .map(|i| format!("kata{}", i * 7919 % 10_007))
            .collect();
        words.join(" ")
    }

    fn likeness(a: &str, b: &str) -> f64 {
        let sketch = |t| read(t).1.expect("a long text");
        sketch(a).likeness(&sketch(b))
    }

    #[test]
    fn words_alone_make_the_digest() {
        let plain = read("Layanan mati. Dua jam!").0;
        assert_eq!(plain, read("LAYANAN\u{a0}mati – dua  jam").0);
        assert_ne!(plain, read("Layanan mati. Tiga jam!").0);
        assert_eq!(read("サービス障害。").0, read("サービス 障害").0);
    }

    #[test]
    fn the_share_is_told_to_a_tenth() {
        let text = words(0, 600);
        assert!((likeness(&text, &text.to_uppercase()) - 1.0).abs() < 1e-9);
        // 450 of 750 shingles in common.
        let half = likeness(&text, &words(150, 600));
        assert!((half - 0.6).abs() < 0.13, "{half}");
        assert!(likeness(&text, &words(2000, 600)) < 0.05);
        assert!(read("Layanan mati selama dua jam.").1.is_none());
    }

    #[test]
    fn sketches_are_stored_and_never_change() {
        let sketch = read(&words(0, 300)).1.expect("a long text");
        assert_eq!(Sketch::from_bytes(&sketch.bytes()), Some(sketch.clone()));
        // A new value here makes every sketch in every database worthless: it needs a migration.
        assert_eq!(sketch.keys()[0], KEY, "{}", sketch.keys()[0]);
    }

    const KEY: i64 = -9_163_382_421_588_501_636;
}
