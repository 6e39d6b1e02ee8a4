//! Words that must stand in an article or statement.
//!
//! Enters: what a person typed: words, and phrases in double quotes. Leaves: one condition a word. Words of scripts with
//! spaces are looked up in the index by word; those of Chinese, Japanese, Thai and the like in the index by three
//! characters; shorter ones there, and all where no index can be made (a database that may only be read), are searched for.

use super::error::Error;
use super::filter::Question;
use super::table::Table;
use crate::store::{Index, Store};

/// The id of a row `t` of the table `statement`, as the view `statements` has it.
const STATEMENT_ID: &str = "(SELECT a.id FROM article a WHERE a.n = t.article) || ':statement:' || t.start_byte || '-' || t.end_byte \
                            || iif(t.nth > 1, '.' || t.nth, '')";

/// Adds a condition for each word of `words`.
pub(crate) fn conditions(
    store: &mut Store,
    table: Table,
    words: &str,
    q: &mut Question,
) -> Result<(), Error> {
    let terms = terms(words);
    if terms.is_empty() {
        return Err(Error::Value(
            "there is no word to search for; write like `--text 'server down'` or `--text '\"server down\"'`".into(),
        ));
    }
    for term in terms {
        let statements = table == Table::Statements;
        let index = match (unspaced(&term), statements) {
            (false, false) => Some(Index::ArticleWords),
            (false, true) => Some(Index::StatementWords),
            (true, _) if term.chars().count() < 3 => None,
            (true, false) => Some(Index::ArticleTrigrams),
            (true, true) => Some(Index::StatementTrigrams),
        };
        // A row that is in no index yet must not be missed, so an index that cannot be brought up to date is not used.
        let index = index.filter(|i| store.index(*i).is_ok());
        let (content, key, id, columns) = if statements {
            ("statement", "id", STATEMENT_ID, ["text", "speaker"])
        } else {
            ("article", table.article(), "t.id", ["title", "text"])
        };
        match index {
            Some(index) => {
                let name = index.table();
                q.and(
                    &format!(
                        "v.{key} IN (SELECT {id} FROM {content} t WHERE t.n IN
                         (SELECT rowid FROM {name} WHERE {name} MATCH ?))"
                    ),
                    &[&phrase(&term)],
                );
            }
            None => q.and(
                &format!(
                    "v.{key} IN (SELECT {id} FROM {content} t WHERE has_words(t.{}, ?) OR has_words(t.{}, ?))",
                    columns[0], columns[1]
                ),
                &[&term, &term],
            ),
        }
    }
    Ok(())
}

/// A term in the notation of FTS5: quoted, so that nothing in it is an operator; `*` at its end is kept.
fn phrase(term: &str) -> String {
    let (term, star) = match term.strip_suffix('*') {
        Some(front) => (front, "*"),
        None => (term, ""),
    };
    format!("\"{}\"{star}", term.replace('"', "\"\""))
}

/// Cuts at white space, but not within double quotes.
fn terms(words: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for (i, piece) in words.split('"').enumerate() {
        if i % 2 == 1 {
            terms.push(piece.trim().to_owned());
        } else {
            terms.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    terms.retain(|t| t.chars().any(char::is_alphanumeric));
    terms
}

/// Whether a word holds letters of a script that is written without spaces.
fn unspaced(word: &str) -> bool {
    word.chars().any(|c| {
        matches!(c as u32,
            0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF |
            0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_told_apart() {
        assert_eq!(
            terms(" down \"two hours\" pulih* ' -"),
            ["down", "two hours", "pulih*"]
        );
        assert_eq!(phrase("a\"b*"), "\"a\"\"b\"*");
        assert!(unspaced("障害") && unspaced("ระบบ") && !unspaced("сбой") && !unspaced("장애"));
    }
}
