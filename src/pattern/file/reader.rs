//! Strings, lists and numbers out of TOML values, each with its place.

use crate::pattern::error::{PatternError, Place, closest};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

pub(super) fn clamp(source: &str, span: Range<usize>) -> Range<usize> {
    let end = span.end.min(source.len());
    span.start.min(end)..end
}

/// Takes strings out of TOML with their places, and collects what is wrong.
pub(super) struct Reader {
    pub(super) whole: Place,
    pub(super) errors: Vec<PatternError>,
}

impl Reader {
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place {
            span: clamp(&self.whole.source, span),
            ..self.whole.clone()
        }
    }

    /// The inside of a quoted string.
    fn inside(&self, span: Range<usize>) -> Place {
        let text = &self.whole.source[clamp(&self.whole.source, span.clone())];
        let quotes = if text.len() >= 6 && (text.starts_with("\"\"\"") || text.starts_with("'''")) {
            3
        } else {
            usize::from(text.len() >= 2 && text.starts_with(['"', '\'']))
        };
        self.place(span.start + quotes..span.end - quotes)
    }

    pub(super) fn error(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        self.errors
            .push(PatternError::at(self.place(span), message, label));
    }

    pub(super) fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(String, Place)> {
        if let DeValue::String(s) = value.get_ref() {
            return Some((s.to_string(), self.inside(value.span())));
        }
        self.error(
            value.span(),
            format!("expected a string, found {}", value.get_ref().type_str()),
            "put it in quotation marks",
        );
        None
    }

    /// A string or a list of strings.
    pub(super) fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, Place)> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ => self.text(value).into_iter().collect(),
        }
    }

    pub(super) fn unknown_key(&mut self, name: &str, span: Range<usize>, known: &[&str]) {
        let mut error = PatternError::at(
            self.place(span),
            format!("unknown key `{name}`"),
            "not read",
        );
        error.help = closest(name, known.iter().copied())
            .map(|n| format!("did you mean `{n}`?"))
            .or_else(|| Some(format!("known are {}", known.join(", "))));
        self.errors.push(error);
    }
}

/// The number behind a key.
pub(super) fn number(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(i) => i.as_str().replace('_', "").parse().ok(),
        DeValue::Float(f) => f.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}
