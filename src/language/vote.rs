//! What stands around a text and speaks for a language: the markup, the top-level domain.

use crate::load::LANGUAGE_VOTED;
use crate::model::{Document, Lang};

/// Votes for the language of a text; a default value votes for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// What the page's `lang` attribute or locale says.
    pub markup: Option<Lang>,
    /// The language of the country that the address belongs to.
    pub domain: Option<Lang>,
}

impl Votes {
    /// The votes that came with a document.
    pub fn of(doc: &Document) -> Self {
        Self {
            markup: doc.language.filter(|_| is_vote(doc)),
            domain: doc.url.as_deref().and_then(of_address),
        }
    }

    /// The first vote for a language that is installed, as the tag that is installed.
    pub(super) fn choose(&self, installed: &[Lang]) -> Option<Lang> {
        [self.markup, self.domain]
            .into_iter()
            .flatten()
            .find_map(|vote| {
                let same = |l: &&Lang| l.primary() == vote.primary();
                let exact = installed.iter().find(|l| **l == vote);
                exact.or_else(|| installed.iter().find(same)).copied()
            })
    }
}

/// Whether a document's language is only a vote.
pub(super) fn is_vote(doc: &Document) -> bool {
    doc.flags.iter().any(|f| f == LANGUAGE_VOTED)
}

/// Countries whose news is in one language; those with several (be, ch, ca, in, za) say nothing.
const DOMAINS: &[(&str, &str)] = &[
    ("ar", "es"),
    ("at", "de"),
    ("au", "en"),
    ("bg", "bg"),
    ("br", "pt"),
    ("cl", "es"),
    ("cn", "zh"),
    ("co", "es"),
    ("cz", "cs"),
    ("de", "de"),
    ("dk", "da"),
    ("ee", "et"),
    ("eg", "ar"),
    ("es", "es"),
    ("fi", "fi"),
    ("fr", "fr"),
    ("gr", "el"),
    ("hk", "zh"),
    ("hr", "hr"),
    ("hu", "hu"),
    ("id", "id"),
    ("ie", "en"),
    ("il", "he"),
    ("ir", "fa"),
    ("it", "it"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("lt", "lt"),
    ("lv", "lv"),
    ("mx", "es"),
    ("my", "ms"),
    ("nl", "nl"),
    ("no", "nb"),
    ("nz", "en"),
    ("pe", "es"),
    ("pl", "pl"),
    ("pt", "pt"),
    ("ro", "ro"),
    ("rs", "sr"),
    ("ru", "ru"),
    ("sa", "ar"),
    ("se", "sv"),
    ("si", "sl"),
    ("sk", "sk"),
    ("th", "th"),
    ("tr", "tr"),
    ("tw", "zh"),
    ("ua", "uk"),
    ("uk", "en"),
    ("vn", "vi"),
];

/// The language of an address's country.
fn of_address(url: &str) -> Option<Lang> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let domain = host.rsplit('.').next()?.to_ascii_lowercase();
    let found = DOMAINS.iter().find(|(d, _)| *d == domain)?;
    found.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_vote_for_their_country() {
        let of = |url| of_address(url).map(|l| l.to_string());
        assert_eq!(
            of("https://tekno.example.co.id/a/b.html").as_deref(),
            Some("id")
        );
        assert_eq!(of("https://www.example.UK:443").as_deref(), Some("en"));
        assert_eq!(of("https://example.com/id"), None);
        assert_eq!(of("no address"), None);
        assert!(DOMAINS.is_sorted());
    }

    #[test]
    fn markup_votes_before_the_domain() {
        let votes = Votes {
            markup: "id-ID".parse().ok(),
            domain: "en".parse().ok(),
        };
        let installed: Vec<Lang> = ["en", "id"].iter().flat_map(|l| l.parse()).collect();
        assert_eq!(
            votes.choose(&installed).map(|l| l.to_string()).as_deref(),
            Some("id")
        );
        assert_eq!(
            votes
                .choose(&installed[..1])
                .map(|l| l.to_string())
                .as_deref(),
            Some("en")
        );
    }
}
