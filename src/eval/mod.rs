//! The corpus as a judge: gold, scores, floors.
//!
//! A corpus is `<language>/<article>/{source.txt|source.html, gold.json}`. [`run`] reads every article as a user would, in the
//! language that its folder names but without telling the program, and scores facts against gold.

mod agree;
mod floors;
mod gold;
mod score;
mod tally;

pub use floors::Floors;
pub use gold::{Gold, Mark};
pub use score::ROWS;
pub use tally::{Counts, Miss, Tally};

use crate::language;
use crate::load;
use crate::model::Document;
use crate::pipeline::Pipeline;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a corpus cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct Error {
    path: String,
    reason: String,
}

impl Error {
    fn of(path: &Path, reason: &dyn ToString) -> Self {
        Self {
            path: path.display().to_string(),
            reason: reason.to_string(),
        }
    }
}

/// An article of the corpus with its gold.
#[derive(Debug)]
pub struct Article {
    /// Language of its folder.
    pub language: String,
    /// Name of its folder.
    pub name: String,
    /// The article as loaded.
    pub document: Document,
    /// What is in it.
    pub gold: Gold,
}

/// Loads a corpus, sorted by language and name; pages are rid of boilerplate by `strip`.
///
/// # Errors
/// At the first article that cannot be loaded, or whose gold marks a text that it does not hold.
pub fn load_corpus(
    root: &Path,
    strip: Option<Arc<dyn load::Strip>>,
) -> Result<Vec<Article>, Error> {
    let options = load::Options {
        strip,
        ..load::Options::default()
    };
    let mut out = Vec::new();
    for language in folders(root)? {
        for folder in folders(&language)? {
            let source = ["source.txt", "source.html"]
                .iter()
                .map(|f| folder.join(f))
                .find(|p| p.is_file())
                .ok_or_else(|| Error::of(&folder, &"has neither source.txt nor source.html"))?;
            let document = load::sources([source.clone()], options.clone())
                .next()
                .ok_or_else(|| Error::of(&source, &"holds nothing"))?
                .and_then(load::Source::document)
                .map_err(|e| Error::of(&source, &e))?;
            let path = folder.join("gold.json");
            let text = std::fs::read_to_string(&path).map_err(|e| Error::of(&path, &e))?;
            let gold: Gold = serde_json::from_str(&text).map_err(|e| Error::of(&path, &e))?;
            if let Some((list, mark)) = gold
                .marks()
                .into_iter()
                .find(|(_, m)| m.span(&document.text).is_none())
            {
                return Err(Error::of(
                    &path,
                    &format!(
                        "{list}: `{}` (occurrence {}) does not stand in the article",
                        mark.text,
                        mark.nth.unwrap_or(1)
                    ),
                ));
            }
            out.push(Article {
                language: name(&language),
                name: name(&folder),
                document,
                gold,
            });
        }
    }
    Ok(out)
}

/// Digest of every file of a corpus but the floors.
///
/// # Errors
/// If a file cannot be read.
pub fn digest(root: &Path) -> Result<String, Error> {
    let mut hash = blake3::Hasher::new();
    for language in folders(root)? {
        for folder in folders(&language)? {
            let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
                .map_err(|e| Error::of(&folder, &e))?
                .filter_map(|f| f.ok().map(|f| f.path()))
                .collect();
            files.sort();
            for file in files {
                hash.update(
                    format!("{}/{}/{}\n", name(&language), name(&folder), name(&file)).as_bytes(),
                );
                hash.update(&std::fs::read(&file).map_err(|e| Error::of(&file, &e))?);
            }
        }
    }
    Ok(hash.finalize().to_hex()[..16].to_owned())
}

/// Reads and scores articles.
pub fn run(pipeline: &Pipeline, articles: &[Article]) -> Tally {
    let mut tally = Tally::default();
    let installed = pipeline.library().languages();
    for article in articles {
        let language = language::of_document(&article.document, &installed);
        let found = pipeline.read(&article.document, language);
        score::score(
            &mut tally,
            (&article.language, &article.name),
            &article.document.text,
            &article.gold,
            &found,
        );
    }
    tally
}

fn folders(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(root)
        .map_err(|e| Error::of(root, &e))?
        .filter_map(|f| f.ok().map(|f| f.path()))
        .filter(|p| p.is_dir())
        .collect();
    out.sort();
    Ok(out)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
