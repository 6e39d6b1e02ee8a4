//! Pages without their boilerplate: "Baca juga: ...", "ADVERTISEMENT", the wall before the rest.
//!
//! Enters: a document made of a page. Leaves: the same one without the blocks that the language's `[boilerplate]` names. It stands
//! between loading and reading, because loading knows no languages; a text that came in as text never comes here. The language that it
//! told goes on with a text that it left as it was.

use crate::annotate::{Boilerplate, boilerplate};
use crate::language;
use crate::load::{PAYWALL, Strip};
use crate::model::{Document, Lang};
use crate::pipeline::Pipeline;
use std::sync::Arc;

/// Strips pages with the patterns of their languages.
#[derive(Debug)]
pub struct Tidy {
    pipeline: Arc<Pipeline>,
    installed: Vec<Lang>,
}

impl Tidy {
    /// What strips pages in the languages of a pipeline.
    pub fn new(pipeline: Arc<Pipeline>) -> Self {
        Self {
            installed: pipeline.library().languages(),
            pipeline,
        }
    }
}

impl Strip for Tidy {
    fn strip(&self, document: &mut Document) {
        let told = language::of_document(document, &self.installed);
        document.told = Some(told);
        let Ok(pack) = self.pipeline.pack(told.0) else {
            return;
        };
        let found = boilerplate(&document.text, &pack);
        if found.is_empty() {
            return;
        }
        let mut kept = String::with_capacity(document.text.len());
        let mut at = 0;
        for (span, kind) in found {
            if kind == Boilerplate::Paywall && !document.flags.iter().any(|f| f == PAYWALL) {
                document.flags.push(PAYWALL.to_owned());
            }
            kept.push_str(&document.text[at..span.start as usize]);
            at = span.end as usize;
        }
        kept.push_str(&document.text[at..]);
        // A page that is nothing else stays as it is.
        if kept.contains(char::is_alphanumeric) {
            document.text = blocks(&kept);
            document.told = None;
        }
    }
}

/// A text without the empty lines that blocks left behind.
fn blocks(text: &str) -> String {
    let blocks = text.split("\n\n").map(|block| {
        let lines = block.split('\n').filter(|l| !l.trim().is_empty());
        lines.collect::<Vec<_>>().join("\n")
    });
    blocks
        .filter(|b| !b.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Library;

    #[test]
    fn blocks_go_and_the_rest_stays() {
        let tidy = Tidy::new(Arc::new(Pipeline::new(Library::bundled())));
        let mut document = Document {
            text: "Layanan itu terganggu selama dua jam pada hari Selasa.\n\nBaca juga:\nBank tumbang\n\nADVERTISEMENT\n\n\
                   Daftar:\nbaris satu\n\nBerlangganan untuk melanjutkan"
                .into(),
            language: "id".parse().ok(),
            ..Document::default()
        };
        tidy.strip(&mut document);
        assert_eq!(
            document.text,
            "Layanan itu terganggu selama dua jam pada hari Selasa.\n\nDaftar:\nbaris satu"
        );
        assert_eq!(document.flags, [PAYWALL]);
        assert_eq!(document.told, None, "the text is another one now");
        tidy.strip(&mut document);
        assert_eq!(document.told.map(|t| t.0), document.language);
    }
}
