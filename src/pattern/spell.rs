//! Glued parts of a template, spelled out.
//!
//! A run such as `se[be]lum(nya|{x})` becomes every way to write it, with text that meets text joined to whole words. Nothing
//! is looked up here; [`compile`](super::compile) makes states of the pieces.

use super::compile::CompileError;
use super::template::Node;
use crate::segment::token::is_unspaced;

/// Most ways to write one run of glued parts.
pub(super) const SPELLINGS: usize = 512;

/// A piece of one way to write a run; pieces follow each other without a space unless there is a [`Piece::Space`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Literal text, never beside other text.
    Text(String),
    /// A reference or gap.
    Part(Node),
    /// A space inside of a bracket.
    Space,
}

/// Every way to write the parts of a run, in order of preference.
///
/// # Errors
/// If there are more than [`SPELLINGS`].
pub(super) fn run(parts: &[Node]) -> Result<Vec<Vec<Piece>>, CompileError> {
    join(parts, None)
}

/// Whether the text of a part joins with text beside it to a word, in a language whose own words have no spaces.
pub(super) fn makes_words(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c)),
        Node::Run(parts) | Node::Seq(parts) | Node::Alt(parts) => parts.iter().any(makes_words),
        Node::Opt(inner) => makes_words(inner),
        Node::Ref { .. } | Node::Gap(_) => false,
    }
}

fn ways(node: &Node) -> Result<Vec<Vec<Piece>>, CompileError> {
    let mut out = match node {
        Node::Text(text) => vec![vec![Piece::Text(text.clone())]],
        Node::Ref { .. } => vec![vec![Piece::Part(node.clone())]],
        // What stands behind a gap is not glued to what stands before it.
        Node::Gap(_) => vec![vec![Piece::Part(node.clone()), Piece::Space]],
        Node::Run(parts) => join(parts, None)?,
        Node::Seq(parts) => join(parts, Some(&Piece::Space))?,
        Node::Alt(alts) => {
            let mut out = Vec::new();
            for alt in alts {
                out.extend(ways(alt)?);
                bound(out.len())?;
            }
            out
        }
        Node::Opt(inner) => {
            let mut out = ways(inner)?;
            out.push(Vec::new());
            out
        }
    };
    for i in (1..out.len()).rev() {
        if out[..i].contains(&out[i]) {
            out.remove(i);
        }
    }
    Ok(out)
}

fn join(parts: &[Node], between: Option<&Piece>) -> Result<Vec<Vec<Piece>>, CompileError> {
    let mut out = vec![Vec::new()];
    for part in parts {
        let right = ways(part)?;
        bound(out.len() * right.len())?;
        out = out
            .iter()
            .flat_map(|l| right.iter().map(|r| glue(l, r, between)))
            .collect();
    }
    Ok(out)
}

fn glue(left: &[Piece], right: &[Piece], between: Option<&Piece>) -> Vec<Piece> {
    let mut out = left.to_vec();
    if out.is_empty() || right.is_empty() {
        out.extend_from_slice(right);
        return out;
    }
    if let (None, Some(Piece::Text(l)), Some(Piece::Text(r))) =
        (between, out.last_mut(), right.first())
    {
        l.push_str(r);
        out.extend_from_slice(&right[1..]);
    } else {
        out.extend(between.cloned());
        out.extend_from_slice(right);
    }
    out
}

fn bound(ways: usize) -> Result<(), CompileError> {
    if ways <= SPELLINGS {
        return Ok(());
    }
    Err(CompileError {
        message: format!("glued parts can be written in {ways} ways, more than {SPELLINGS}"),
        place: None,
        help: Some("split the template, or put spaces between its words".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::template;

    fn spelled(template: &str) -> Vec<String> {
        let Ok(Node::Run(parts)) = template::parse(template) else {
            panic!("`{template}` is no run");
        };
        run(&parts)
            .expect("few ways")
            .iter()
            .map(|way| {
                way.iter()
                    .map(|p| match p {
                        Piece::Text(t) => t.clone(),
                        Piece::Part(Node::Ref { name, .. }) => format!("+{{{name}}}+"),
                        Piece::Part(_) => "..".to_owned(),
                        Piece::Space => " ".to_owned(),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn every_way_to_write_a_run_is_spelled_once() {
        assert_eq!(spelled("restor(ed|ing)"), ["restored", "restoring"]);
        assert_eq!(spelled("jam[nya]"), ["jamnya", "jam"]);
        assert_eq!(
            spelled("x(a b|[c])y"),
            ["xa by", "xcy", "xy"],
            "spaces inside brackets part words, absent parts leave none behind"
        );
        assert_eq!(spelled("se[{unit}]nya"), ["se+{unit}+nya", "senya"]);
        assert_eq!(spelled("[a|a]b"), ["ab", "b"]);
    }

    #[test]
    fn too_many_ways_are_refused() {
        let Ok(Node::Run(parts)) = template::parse(&"(a|b)".repeat(10)) else {
            panic!("a run");
        };
        let error = run(&parts).expect_err("too many");
        assert_eq!(
            error.message,
            "glued parts can be written in 1024 ways, more than 512"
        );
    }
}
