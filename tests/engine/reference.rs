//! A matcher as slow and as obvious as can be: a template is written out in every way, and each way is tried word by word.
//!
//! It shares no code with the engine: its templates are trees of its own, its tokens come from the test's own words.

/// A template of the test.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    /// No space between.
    Run(Vec<Node>),
    /// Spaces between.
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Opt(Box<Node>),
    /// Name and role.
    Ref(String, Option<String>),
    Gap(usize),
}

/// A token of the test's own texts.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// Whether no space stands before it.
    pub(crate) glued: bool,
}

impl Token {
    pub(crate) fn is_mark(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }
}

/// A stretch of tokens that a list names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) group: String,
}

/// One match: where it ends, and the tags that it went through, as number and role.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) end: usize,
    pub(crate) captures: Vec<(usize, Option<String>)>,
}

/// One piece of a template that is written out; `glued`: no space before it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    what: What,
    glued: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Text(String),
    Ref(String, Option<String>),
    Gap(usize),
}

impl Node {
    /// The template as an author writes it.
    pub(crate) fn write(&self) -> String {
        let all = |nodes: &[Node], between: &str| {
            let parts: Vec<_> = nodes.iter().map(Node::write).collect();
            parts.join(between)
        };
        match self {
            Node::Text(t) => t.clone(),
            Node::Run(parts) => all(parts, ""),
            Node::Seq(parts) => all(parts, " "),
            Node::Alt(alts) => format!("({})", all(alts, "|")),
            Node::Opt(inner) => format!("[{}]", inner.write()),
            Node::Ref(name, Some(role)) => format!("{{{name}:{role}}}"),
            Node::Ref(name, None) => format!("{{{name}}}"),
            Node::Gap(n) => format!("..{n}"),
        }
    }

    /// Every way to write the template.
    pub(crate) fn ways(&self) -> Vec<Vec<Piece>> {
        let one = |what| vec![vec![Piece { what, glued: false }]];
        match self {
            Node::Text(t) => one(What::Text(t.clone())),
            Node::Ref(name, role) => one(What::Ref(name.clone(), role.clone())),
            Node::Gap(n) => one(What::Gap(*n)),
            Node::Alt(alts) => alts.iter().flat_map(Node::ways).collect(),
            Node::Opt(inner) => {
                let mut ways = inner.ways();
                ways.push(Vec::new());
                ways
            }
            Node::Run(parts) => product(parts, true),
            Node::Seq(parts) => product(parts, false),
        }
    }
}

fn product(parts: &[Node], glue: bool) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = vec![Vec::new()];
    for part in parts {
        let ways = part.ways();
        out = out
            .iter()
            .flat_map(|left| ways.iter().map(move |right| join(left, right, glue)))
            .collect();
    }
    out
}

fn join(left: &[Piece], right: &[Piece], glue: bool) -> Vec<Piece> {
    let mut out = left.to_vec();
    let mut right = right.to_vec();
    if glue && !out.is_empty() && !right.is_empty() {
        right[0].glued = true;
        // Text that meets text is one word.
        let (Some(last), first) = (out.last_mut(), right[0].clone()) else {
            return out;
        };
        if let (What::Text(l), What::Text(r)) = (&mut last.what, first.what) {
            l.push_str(&r);
            right.remove(0);
        }
    }
    out.extend(right);
    out
}

/// What a template is matched against.
pub(crate) struct Text<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) tags: &'a [Tag],
    /// Whether every character is a token and spaces mean nothing.
    pub(crate) unspaced: bool,
}

impl Text<'_> {
    /// Every match of a template from token `at`.
    pub(crate) fn all(&self, template: &Node, at: usize) -> Vec<Found> {
        let mut out = Vec::new();
        for way in template.ways() {
            self.follow(&way, at, true, &mut Vec::new(), &mut out);
        }
        out
    }

    fn follow(
        &self,
        pieces: &[Piece],
        at: usize,
        first: bool,
        captures: &mut Vec<(usize, Option<String>)>,
        out: &mut Vec<Found>,
    ) {
        let Some((piece, rest)) = pieces.split_first() else {
            out.push(Found {
                end: at,
                captures: captures.clone(),
            });
            return;
        };
        let token = self.tokens.get(at);
        let tight = piece.glued && !first && !self.unspaced;
        if !matches!(piece.what, What::Gap(_)) && token.is_none_or(|t| tight && !t.glued) {
            return;
        }
        match &piece.what {
            What::Text(text) => {
                let words: Vec<String> = if self.unspaced {
                    text.chars().map(String::from).collect()
                } else {
                    vec![text.clone()]
                };
                let end = at + words.len();
                if end <= self.tokens.len()
                    && words
                        .iter()
                        .zip(&self.tokens[at..])
                        .all(|(w, t)| same(w, &t.text))
                {
                    self.follow(rest, end, false, captures, out);
                }
            }
            What::Ref(name, role) => {
                for (number, tag) in self.tags.iter().enumerate() {
                    if tag.start == at
                        && (tag.group == *name || tag.group.starts_with(&format!("{name}.")))
                    {
                        captures.push((number, role.clone()));
                        self.follow(rest, tag.end, false, captures, out);
                        captures.pop();
                    }
                }
            }
            What::Gap(most) => {
                let (mut words, mut end) = (0, at);
                loop {
                    self.follow(rest, end, false, captures, out);
                    let Some(token) = self.tokens.get(end) else {
                        break;
                    };
                    words += usize::from(!token.is_mark());
                    if words > *most {
                        break;
                    }
                    end += 1;
                }
            }
        }
    }
}

/// Whether a word of a template means a word of a text: capitals ask for capitals.
fn same(template: &str, text: &str) -> bool {
    let capitals = |s: &str| {
        let first = s.chars().next().is_some_and(char::is_uppercase);
        match (first, s.chars().all(char::is_uppercase)) {
            (true, true) => 2,
            (true, false) => 1,
            _ => 0,
        }
    };
    let asked = if template.chars().count() == 1 {
        capitals(template).min(1)
    } else {
        capitals(template)
    };
    template.to_lowercase() == text.to_lowercase() && capitals(text) >= asked
}
