//! The notation inside pattern strings.
//!
//! ```text
//! template = seq ; seq = run { SPACE run }
//! run      = part { part }              no space between parts: one word
//! part     = text | "(" alts ")" | "[" alts "]" | ref
//! alts     = seq { "|" seq }            [..] is optional
//! ref      = "{" name [ ":" role ] "}"
//!          | ".." digit                 up to N words, within the sentence
//! text     = any characters but ()[]{}| and space, or "\" and a character; ".." before a digit is always a gap
//! ```
//!
//! [`parse`] turns a string into a tree; nothing is looked up here. Next stage: [`compile`](super::compile).

use std::fmt;

/// A node of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Literal characters within a word.
    Text(String),
    /// Nodes that follow each other without a space.
    Run(Vec<Node>),
    /// Nodes that follow each other with spaces.
    Seq(Vec<Node>),
    /// One of several.
    Alt(Vec<Node>),
    /// One or nothing.
    Opt(Box<Node>),
    /// A list, slot or built-in.
    Ref {
        /// Its name.
        name: String,
        /// What it is bound as.
        role: Option<String>,
        /// Byte offset of the name in the template.
        at: usize,
    },
    /// Up to so many words.
    Gap(u8),
}

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// One sentence: lower case, no final stop.
    pub message: String,
    /// Byte offset in the template.
    pub at: usize,
    /// Bytes to underline.
    pub len: usize,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Deepest nesting of brackets.
pub const DEEPEST: usize = 12;

/// Longest template, in bytes.
pub const LONGEST: usize = 2048;

/// Parses a template.
///
/// # Errors
/// At the first place that is not of the grammar.
pub fn parse(template: &str) -> Result<Node, SyntaxError> {
    if template.len() > LONGEST {
        return Err(SyntaxError {
            message: format!(
                "the template holds {} bytes, more than {LONGEST}; split it",
                template.len()
            ),
            at: LONGEST,
            len: template.len() - LONGEST,
        });
    }
    if let Some(node) = words(template) {
        return Ok(node);
    }
    let mut parser = Parser {
        text: template,
        at: 0,
        depth: 0,
    };
    let node = parser.alts(None)?;
    if parser.at < template.len() {
        let c = parser.peek().unwrap_or(' ');
        return Err(parser.error(format!("`{c}` closes nothing"), parser.at, c.len_utf8()));
    }
    match node {
        Node::Seq(parts) if parts.is_empty() => {
            Err(parser.error("the template is empty".to_owned(), 0, template.len().max(1)))
        }
        node => Ok(node),
    }
}

/// Words with single spaces between them and nothing that means more, as most names are; `None` for another template.
fn words(template: &str) -> Option<Node> {
    let bytes = template.as_bytes();
    let spaced = bytes.first() == Some(&b' ')
        || bytes.last() == Some(&b' ')
        || bytes.windows(2).any(|two| two == b"  ");
    if bytes.is_empty() || spaced || !bytes.iter().all(|&b| b == b' ' || is_plain(b)) {
        return None;
    }
    if !bytes.contains(&b' ') {
        return Some(Node::Text(template.to_owned()));
    }
    let words = template.split(' ').map(|w| Node::Text(w.to_owned()));
    Some(Node::Seq(words.collect()))
}

/// Whether a byte of a word is never more than itself.
fn is_plain(b: u8) -> bool {
    !matches!(
        b,
        b' ' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'.' | b'\\'
    )
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    #[expect(clippy::unused_self, reason = "reads as a verb of the parser")]
    fn error(&self, message: String, at: usize, len: usize) -> SyntaxError {
        SyntaxError { message, at, len }
    }

    /// Alternatives up to `close`, or to the end of the text at the outermost level, where `|` is not allowed.
    fn alts(&mut self, close: Option<char>) -> Result<Node, SyntaxError> {
        let open = self.at.saturating_sub(1);
        let mut alts = vec![self.seq()?];
        loop {
            match self.peek() {
                Some('|') if close.is_some() => {
                    self.at += 1;
                    alts.push(self.seq()?);
                }
                Some('|') => {
                    return Err(self.error(
                        "`|` stands outside of brackets".to_owned(),
                        self.at,
                        1,
                    ));
                }
                Some(c) if Some(c) == close => {
                    self.at += 1;
                    break;
                }
                None if close.is_some() => {
                    let bracket = &self.text[open..=open];
                    return Err(self.error(format!("`{bracket}` is never closed"), open, 1));
                }
                _ => break,
            }
        }
        Ok(if alts.len() == 1 {
            alts.remove(0)
        } else {
            Node::Alt(alts)
        })
    }

    fn seq(&mut self) -> Result<Node, SyntaxError> {
        let mut runs = Vec::new();
        loop {
            while self.peek() == Some(' ') {
                self.at += 1;
            }
            match self.peek() {
                None | Some('|' | ')' | ']') => break,
                _ => runs.push(self.run()?),
            }
        }
        Ok(if runs.len() == 1 {
            runs.remove(0)
        } else {
            Node::Seq(runs)
        })
    }

    fn run(&mut self) -> Result<Node, SyntaxError> {
        let mut parts = Vec::new();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            let start = self.at;
            if matches!(c, ' ' | '|' | ')' | ']') {
                break;
            }
            let special = matches!(c, '(' | '[' | '{') || (c == '.' && self.gap().is_some());
            if special && !text.is_empty() {
                parts.push(Node::Text(std::mem::take(&mut text)));
            }
            match c {
                '(' | '[' => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.error(
                            format!("brackets are nested deeper than {DEEPEST}"),
                            start,
                            1,
                        ));
                    }
                    self.at += 1;
                    let inner = self.alts(Some(if c == '(' { ')' } else { ']' }))?;
                    self.depth -= 1;
                    parts.push(if c == '(' {
                        inner
                    } else {
                        Node::Opt(Box::new(inner))
                    });
                }
                '{' => parts.push(self.reference()?),
                '}' => return Err(self.error("`}` closes nothing".to_owned(), start, 1)),
                '.' if special => {
                    let words = self.gap().unwrap_or(0);
                    self.at += 3;
                    parts.push(Node::Gap(words));
                }
                '\\' => {
                    self.at += 1;
                    let Some(escaped) = self.peek() else {
                        return Err(self.error(
                            "`\\` stands at the end and escapes nothing".to_owned(),
                            start,
                            1,
                        ));
                    };
                    self.at += escaped.len_utf8();
                    text.push(escaped);
                }
                c => {
                    // All at once up to the next character that may mean something.
                    let rest = &self.text[self.at + c.len_utf8()..];
                    let more = rest.bytes().take_while(|&b| is_plain(b)).count();
                    self.at += c.len_utf8() + more;
                    text.push_str(&self.text[start..self.at]);
                }
            }
        }
        if !text.is_empty() {
            parts.push(Node::Text(text));
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::Run(parts)
        })
    }

    /// The number of words if a gap stands here: `..3`.
    fn gap(&self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        match rest {
            [b'.', b'.', d, ..] if d.is_ascii_digit() => Some(d - b'0'),
            _ => None,
        }
    }

    fn reference(&mut self) -> Result<Node, SyntaxError> {
        let open = self.at;
        let Some(length) = self.text[open..].find('}') else {
            return Err(self.error("`{` is never closed".to_owned(), open, 1));
        };
        let inner = &self.text[open + 1..open + length];
        self.at = open + length + 1;
        let (name, role) = match inner.split_once(':') {
            Some((name, role)) => (name, Some(role)),
            None => (inner, None),
        };
        let fits = |s: &str| {
            !s.is_empty()
                && s.chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
        };
        if !fits(name) || role.is_some_and(|r| !fits(r)) {
            return Err(self.error(
                format!("`{{{inner}}}` is no reference; write `{{name}}` or `{{name:role}}`"),
                open,
                length + 1,
            ));
        }
        Ok(Node::Ref {
            name: name.to_owned(),
            role: role.map(str::to_owned),
            at: open + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Node {
        Node::Text(s.to_owned())
    }

    #[test]
    fn the_grammar_is_read() {
        assert_eq!(
            parse("saat[ler](den|dan) ..2 {duration:of}"),
            Ok(Node::Seq(vec![
                Node::Run(vec![
                    text("saat"),
                    Node::Opt(Box::new(text("ler"))),
                    Node::Alt(vec![text("den"), text("dan")])
                ]),
                Node::Gap(2),
                Node::Ref {
                    name: "duration".into(),
                    role: Some("of".into()),
                    at: 24
                },
            ]))
        );
        assert_eq!(parse("a.m."), Ok(text("a.m.")));
        assert_eq!(parse("\\(x\\)"), Ok(text("(x)")));
        assert_eq!(
            parse("で..3障害"),
            Ok(Node::Run(vec![text("で"), Node::Gap(3), text("障害")]))
        );
        assert_eq!(
            parse("[a b|c] d"),
            Ok(Node::Seq(vec![
                Node::Opt(Box::new(Node::Alt(vec![
                    Node::Seq(vec![text("a"), text("b")]),
                    text("c")
                ]))),
                text("d")
            ]))
        );
    }

    #[test]
    fn errors_name_their_place() {
        for (template, message, at) in [
            ("a (b|c", "`(` is never closed", 2),
            ("a b)", "`)` closes nothing", 3),
            ("a | b", "`|` stands outside of brackets", 2),
            (
                "{dura tion}",
                "`{dura tion}` is no reference; write `{name}` or `{name:role}`",
                0,
            ),
            ("x {y", "`{` is never closed", 2),
            ("", "the template is empty", 0),
            ("a\\", "`\\` stands at the end and escapes nothing", 1),
        ] {
            let error = parse(template).expect_err(template);
            assert_eq!(
                (error.message.as_str(), error.at),
                (message, at),
                "{template}"
            );
        }
        assert!(parse(&"(".repeat(200)).is_err());
        let error = parse(&"a ".repeat(LONGEST)).expect_err("too long");
        assert_eq!(
            error.message,
            "the template holds 4096 bytes, more than 2048; split it"
        );
    }
}
