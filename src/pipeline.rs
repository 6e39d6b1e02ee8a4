//! The main path: document -> language -> segment -> annotate -> resolve -> fact.
//!
//! [`load`](crate::load) stands before it, [`store`](crate::store) behind it.

use crate::annotate::{self, Workspace};
use crate::fact::{self, Findings};
use crate::model::{Diagnostic, Document, Extraction, Lang, Severity, Summary};
use crate::pattern::{Library, Pack};
use crate::{resolve, speech};
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

/// Reads documents into facts. Any number of threads may share one.
#[derive(Debug)]
pub struct Pipeline {
    library: Library,
}

impl Pipeline {
    /// A pipeline that reads the languages of a library.
    pub fn new(library: Library) -> Self {
        Self { library }
    }

    /// The languages it reads.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Everything that a document yields.
    ///
    /// A document in no installed language, or in one whose pattern file is broken, yields nothing but a diagnostic.
    pub fn read(&self, document: &Document, language: (Lang, f32)) -> Extraction {
        match self.pack(language.0) {
            Ok(pack) => read_with(document, &pack, language),
            Err(diagnostic) => nothing(document, language, diagnostic),
        }
    }

    /// The compiled language, or why there is none.
    ///
    /// # Errors
    /// `language-unknown` if no pattern file is installed for it, `language-broken` if its file has errors.
    pub fn pack(&self, language: Lang) -> Result<Arc<Pack>, Diagnostic> {
        match self.library.pack(language) {
            Some(Ok(pack)) => Ok(pack),
            Some(Err(errors)) => {
                let first = errors
                    .first()
                    .map(|e| e.message.clone())
                    .unwrap_or_default();
                Err(Diagnostic::whole(
                    "language-broken",
                    Severity::Error,
                    format!(
                        "the pattern file of `{language}` cannot be used: {first}; run `pulih patterns check {language}`"
                    ),
                ))
            }
            None => Err(Diagnostic::whole(
                "language-unknown",
                Severity::Warning,
                format!("no pattern file is installed for `{language}`"),
            )),
        }
    }
}

/// Reads a document in a language that is already compiled.
pub fn read_with(document: &Document, pack: &Pack, language: (Lang, f32)) -> Extraction {
    let annotation = WORKSPACE.with_borrow_mut(|w| annotate::annotate(&document.text, pack, w));
    let (moments, mut diagnostics) =
        resolve::resolve(document, &annotation, pack, document.published);
    let (statements, more) = speech::statements(&document.text, &annotation, pack);
    diagnostics.extend(more);
    fact::assemble(
        document,
        pack,
        Findings {
            annotation,
            moments,
            statements,
            diagnostics,
        },
        language,
        document.published,
    )
}

fn nothing(
    document: &Document,
    (language, language_confidence): (Lang, f32),
    diagnostic: Diagnostic,
) -> Extraction {
    Extraction {
        language,
        language_confidence,
        published: document.published,
        is_outage: false,
        summary: Summary::default(),
        services: Vec::new(),
        providers: Vec::new(),
        regions: Vec::new(),
        facts: Vec::new(),
        statements: Vec::new(),
        diagnostics: vec![diagnostic],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn a_language_is_loaded_when_a_text_in_it_is_read() {
        let pipeline = Pipeline::new(Library::bundled());
        let installed = pipeline.library().languages();
        let loaded = || pipeline.library().loaded();
        let document = |text: &str| Document {
            text: text.into(),
            ..Document::default()
        };
        let greek = document(
            "Χωρίς ρεύμα έμειναν για δύο ώρες το πρωί της Δευτέρας εκατοντάδες νοικοκυριά στη Λαμία, λόγω βλάβης σε υποσταθμό.",
        );
        let dutch = document(
            "De storing duurde volgens het bedrijf bijna twee uur en trof vooral klanten in het noorden van het land.",
        );
        let told = [&greek, &dutch].map(|d| language::of_document(d, &installed));
        assert_eq!(told[0].0.as_str(), "el");
        assert_eq!(loaded(), [], "telling a language apart needs no patterns");
        assert!(pipeline.read(&dutch, told[1]).facts.is_empty());
        assert_eq!(loaded(), [], "no language fits");
        assert!(!pipeline.read(&greek, told[0]).facts.is_empty());
        assert_eq!(loaded(), [told[0].0], "one language is read");
    }
}
