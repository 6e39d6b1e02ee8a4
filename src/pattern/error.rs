//! What is wrong with a pattern file, and where.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A place in a pattern file.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// Path or name of the file.
    pub path: Arc<str>,
    /// Its whole text.
    pub source: Arc<str>,
    /// Bytes of `source` that are meant.
    pub span: Range<usize>,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.path)
    }
}

impl Place {
    /// Line and column, both from 1, columns in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source[..self.span.start.min(self.source.len())];
        let line_start = before.rfind('\n').map_or(0, |p| p + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    /// The same file at bytes `start..start + len` of the string that stands at this place; escapes are longer in the file.
    #[must_use]
    pub fn within(&self, start: usize, len: usize) -> Self {
        let mut from = self.raw(start);
        let mut to = self.raw(start + len);
        while !self.source.is_char_boundary(from) {
            from -= 1;
        }
        while !self.source.is_char_boundary(to) {
            to += 1;
        }
        Self {
            span: from..to,
            ..self.clone()
        }
    }
}

impl Place {
    /// Where byte `at` of a string stands in the file.
    fn raw(&self, at: usize) -> usize {
        let text = &self.source[self.span.clone()];
        let escapes = self.source[..self.span.start].ends_with('"') && text.contains('\\');
        if !escapes {
            return (self.span.start + at).min(self.span.end);
        }
        let (mut read, mut chars) = (0, text.char_indices());
        while let Some((i, c)) = chars.next() {
            if read >= at {
                return self.span.start + i;
            }
            read += match (c == '\\').then(|| chars.next()).flatten() {
                Some((_, u @ ('u' | 'U'))) => {
                    let digits = if u == 'u' { 4 } else { 8 };
                    let code: String = chars.by_ref().take(digits).map(|(_, d)| d).collect();
                    let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                    code.map_or(1, char::len_utf8)
                }
                Some(_) => 1,
                None => c.len_utf8(),
            };
        }
        self.span.end
    }
}

/// How bad a finding in a pattern file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// The file works; something looks wrong.
    Warning,
    /// The file is not used.
    Error,
}

/// A finding in a pattern file, with its place, a label and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// How bad it is.
    pub gravity: Gravity,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// Where, if it has a place in a file.
    pub place: Option<Box<Place>>,
    /// Said under the excerpt.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl PatternError {
    /// An error at a place.
    pub fn at(place: Place, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Error,
            message: message.into(),
            place: Some(Box::new(place)),
            label: label.into(),
            help: None,
        }
    }

    /// An error without a place in a file.
    pub fn plain(message: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Error,
            message: message.into(),
            place: None,
            label: String::new(),
            help: None,
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.gravity = Gravity::Warning;
        self
    }

    /// Whether the file cannot be used as it is.
    pub fn is_error(&self) -> bool {
        self.gravity == Gravity::Error
    }

    /// The finding with file, line, column and excerpt, for people.
    pub fn render(&self, colour: bool) -> String {
        let level = match self.gravity {
            Gravity::Error => Level::ERROR,
            Gravity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(self.message.as_str()));
        if let Some(place) = &self.place {
            let annotation = AnnotationKind::Primary
                .span(place.span.clone())
                .label(self.label.as_str());
            group = group.element(
                Snippet::source(&*place.source)
                    .path(&*place.path)
                    .annotation(annotation),
            );
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[group])
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for PatternError {}

/// The closest of `names` to `name`, if one is close enough to suggest.
pub fn closest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|n| (strsim::damerau_levenshtein(name, n), n))
        .filter(|&(d, n)| d <= 1 + n.len().min(name.len()) / 4)
        .min()
        .map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_show_file_line_column_excerpt_and_advice() {
        let source: Arc<str> = "a = 1\nmatch = [\"{outagge} [itu] berlangsung\"]\n".into();
        let at = source.find("outagge").expect("the text holds it");
        let place = Place {
            path: "patterns/id.toml".into(),
            source,
            span: at..at + 7,
        };
        let error = PatternError::at(
            place,
            "pattern `lasted` uses an unknown list",
            "no list or slot called `outagge`",
        )
        .help("did you mean `{outage}`?");
        let text = error.to_string();
        for part in [
            "error: pattern `lasted` uses an unknown list",
            "patterns/id.toml:2:12",
            "^^^^^^^ no list or slot called `outagge`",
            "help: did you mean `{outage}`?",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn places_within_strings_count_escapes_as_they_stand() {
        let source: Arc<str> = "a = [\"\\\"x\\\" caf\\u00e9 {lisst}\"]".into();
        let start = source.find("[\"").expect("the list") + 2;
        let place = Place {
            path: "x.toml".into(),
            span: start..source.len() - 2,
            source,
        };
        let text = "\"x\" café {lisst}";
        let at = text.find("lisst").expect("the name");
        let found = place.within(at, 5);
        assert_eq!(&found.source[found.span.clone()], "lisst");
    }

    #[test]
    fn the_closest_name_is_suggested() {
        assert_eq!(closest("outagge", ["outage", "unit"]), Some("outage"));
        assert_eq!(closest("zzz", ["outage", "unit"]), None);
    }
}
