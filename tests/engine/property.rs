//! The engine against the [`reference`](super::reference) on random templates and texts.
//!
//! What is held: every match of the engine is a match of the reference, with captures that the reference also finds, and
//! the longest match of each template at each place is found. Lists are held to the same before patterns use their tags.

use super::reference::{Found, Node, Tag, Text, Token};
use super::support::{compile, read};
use proptest::prelude::*;
use pulih::pattern::Pack;
use std::fmt::Write as _;

/// Words of templates and texts; few and short, so that they meet.
const SPACED: [&str; 7] = ["a", "b", "ab", "ba", "A", "Ab", "AB"];
const UNSPACED: [&str; 6] = ["あ", "い", "漢", "あい", "漢字", "い漢"];

fn words(unspaced: bool) -> &'static [&'static str] {
    if unspaced { &UNSPACED } else { &SPACED }
}

/// A template; `refs` are the lists it may refer to.
fn template(unspaced: bool, refs: &'static [&'static str]) -> BoxedStrategy<Node> {
    let text = prop::sample::select(words(unspaced)).prop_map(|w| Node::Text(w.to_owned()));
    let leaf = if refs.is_empty() {
        text.boxed()
    } else {
        let role = prop::option::of(prop::sample::select(&["from", "to"][..]));
        let reference = (prop::sample::select(refs), role)
            .prop_map(|(n, r)| Node::Ref(n.to_owned(), r.map(str::to_owned)));
        prop_oneof![3 => text, 2 => reference].boxed()
    };
    let gaps = leaf.clone();
    let leaf = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Node::Alt),
            inner.clone().prop_map(|n| Node::Opt(Box::new(n))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| {
                // A run is written without brackets, so what has spaces of its own cannot stand in it bare.
                Node::Run(parts.into_iter().map(bracketed).map(bound).collect())
            }),
            prop::collection::vec(inner, 2..4).prop_map(Node::Seq),
        ]
    });
    let gap = prop::option::weighted(0.4, 0..4usize);
    (leaf, gap, gaps)
        .prop_map(|(node, gap, last)| match gap {
            Some(n) => Node::Seq(vec![node, Node::Gap(n), last]),
            None => node,
        })
        .boxed()
}

/// A part that may stand in a run.
fn bracketed(node: Node) -> Node {
    match node {
        Node::Seq(_) => Node::Alt(vec![node]),
        Node::Run(parts) => Node::Alt(vec![Node::Run(parts)]),
        node => node,
    }
}

/// A part of a run whose references are all bound to roles: one that is not and touches a letter is spelled out, which
/// the tests of words hold.
fn bound(node: Node) -> Node {
    let all = |parts: Vec<Node>| parts.into_iter().map(bound).collect();
    match node {
        Node::Ref(name, None) => Node::Ref(name, Some("from".to_owned())),
        Node::Alt(parts) => Node::Alt(all(parts)),
        Node::Run(parts) => Node::Run(all(parts)),
        Node::Seq(parts) => Node::Seq(all(parts)),
        Node::Opt(inner) => Node::Opt(Box::new(bound(*inner))),
        node => node,
    }
}

/// Tokens of a text: words apart, marks anywhere.
fn text(unspaced: bool) -> impl Strategy<Value = Vec<Token>> {
    let word = prop_oneof![
        6 => prop::sample::select(words(unspaced)),
        1 => Just("7"),
        1 => Just(","),
        1 => Just("-"),
    ];
    prop::collection::vec((word, any::<bool>()), 1..14).prop_map(move |items| {
        let mut tokens: Vec<Token> = Vec::new();
        for (word, glue) in items {
            let pieces: Vec<String> = if unspaced {
                word.chars().map(String::from).collect()
            } else {
                vec![word.to_owned()]
            };
            for (i, text) in pieces.into_iter().enumerate() {
                let class = |s: &str| {
                    let c = s.chars().next().unwrap_or(' ');
                    (c.is_alphabetic(), c.is_numeric())
                };
                // Letters beside letters, and digits beside digits, would be one token.
                let joins = tokens.last().is_some_and(|t| {
                    class(&t.text) == class(&text) && class(&text) != (false, false)
                });
                let may = i > 0 || (glue && (!joins || (unspaced && text != "7")));
                let glued = may && !tokens.is_empty();
                tokens.push(Token { text, glued });
            }
        }
        tokens
    })
}

fn written(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        if !token.glued && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.text);
    }
    out
}

fn file(unspaced: bool, lists: &[Node], patterns: &[Node]) -> String {
    let mut out = String::from("[file]\nformat = 1\nlanguage = \"xx\"\n");
    if unspaced {
        out += "words = \"unspaced\"\n";
    }
    out += "[lexicon]\n";
    for (name, list) in ["list.x", "list.y", "other"].iter().zip(lists) {
        let _ = writeln!(out, "{name} = ['{}']", list.write());
    }
    for (i, pattern) in patterns.iter().enumerate() {
        let _ = writeln!(
            out,
            "[[pattern]]\nid = \"p{i}\"\nfact = \"outage.status\"\nmatch = '{}'",
            pattern.write()
        );
    }
    out
}

/// Whether a template is refused for good reason: it can match nothing, or begin with a gap.
fn refused(template: &Node) -> bool {
    template.ways().iter().any(Vec::is_empty)
        || template
            .ways()
            .iter()
            .any(|w| format!("{:?}", w[0]).contains("Gap"))
}

/// Holds what the engine found from each place to what the reference finds.
fn hold(
    template: &Node,
    reference: &Text<'_>,
    engine: impl Fn(usize) -> Vec<Found>,
    captures: bool,
) -> Result<(), TestCaseError> {
    for at in 0..reference.tokens.len() {
        let want = reference.all(template, at);
        let got = engine(at);
        for found in &got {
            let valid = want
                .iter()
                .any(|w| w.end == found.end && (!captures || w.captures == found.captures));
            prop_assert!(
                valid,
                "{} from {at}: {found:?} is none of {want:?}",
                template.write()
            );
        }
        let longest = want.iter().map(|f| f.end).max();
        let reached = got.iter().map(|f| f.end).max();
        prop_assert_eq!(reached, longest, "{} from {}", template.write(), at);
    }
    Ok(())
}

fn compare(
    unspaced: bool,
    lists: &[Node],
    patterns: &[Node],
    tokens: &[Token],
) -> Result<(), TestCaseError> {
    let source = file(unspaced, lists, patterns);
    let (pack, errors) = compile(&source);
    if !errors.is_empty() {
        let reasons = lists.iter().chain(patterns).any(refused);
        prop_assert!(reasons, "{source}\n{}", errors[0]);
        return Ok(());
    }
    let text = written(tokens);
    let (a, _) = read(&text, &pack);
    let texts: Vec<_> = a.tokens.iter().map(|t| t.text(&text)).collect();
    let own: Vec<_> = tokens.iter().map(|t| t.text.as_str()).collect();
    prop_assert_eq!(texts, own, "tokens of `{}`", text);

    let tags: Vec<Tag> = a
        .tags
        .all()
        .iter()
        .map(|t| Tag {
            start: t.start as usize,
            end: t.end as usize,
            group: pack.group_name(t.group).to_owned(),
        })
        .collect();
    let reference = Text {
        tokens,
        tags: &tags,
        unspaced,
    };
    for (name, list) in ["list.x", "list.y", "other"].iter().zip(lists) {
        let of = |at: usize| {
            tags.iter()
                .filter(|t| t.start == at && t.group == *name)
                .map(|t| Found {
                    end: t.end,
                    captures: Vec::new(),
                })
                .collect()
        };
        hold(list, &reference, of, false)?;
    }
    for (i, pattern) in patterns.iter().enumerate() {
        hold(pattern, &reference, |at| found(&pack, &a, i, at), true)?;
    }
    Ok(())
}

fn found(pack: &Pack, a: &pulih::annotate::Annotation, pattern: usize, at: usize) -> Vec<Found> {
    let roles = &pack.patterns[pattern].roles;
    a.matches
        .iter()
        .filter(|m| m.pattern as usize == pattern && m.start as usize == at)
        .map(|m| Found {
            end: m.end as usize,
            captures: m
                .captures
                .iter()
                .map(|c| {
                    let role = c.role.checked_sub(1).map(|r| roles[r as usize].clone());
                    (c.tag as usize, role)
                })
                .collect(),
        })
        .collect()
}

fn case(unspaced: bool) -> impl Strategy<Value = (Vec<Node>, Vec<Node>, Vec<Token>)> {
    // The third list refers to the other two.
    let lists = (
        template(unspaced, &[]),
        template(unspaced, &[]),
        template(unspaced, &["list", "list.x"]),
    );
    let patterns = prop::collection::vec(template(unspaced, &["list", "list.y", "other"]), 1..3);
    (lists, patterns, text(unspaced)).prop_map(|((x, y, z), p, t)| (vec![x, y, z], p, t))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn spaced_languages_match_as_the_reference_does((lists, patterns, tokens) in case(false)) {
        compare(false, &lists, &patterns, &tokens)?;
    }

    #[test]
    fn unspaced_languages_match_as_the_reference_does((lists, patterns, tokens) in case(true)) {
        compare(true, &lists, &patterns, &tokens)?;
    }
}
