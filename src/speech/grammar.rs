//! What a language's `[speech]` table says, ready to ask: which part a word plays, and the orders of a statement.

use crate::model::PatternRef;
use crate::pattern::{GroupSet, Kept, Pack};
use std::rc::Rc;

/// What a tagged word does in reported speech; the keys of `[speech]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Say,
    Tell,
    Report,
    Claim,
    Deny,
    Ask,
    Note,
    Inverse,
    Also,
    Passive,
    Voice,
    Back,
    Before,
    After,
    BeforeBack,
    That,
    If,
    Not,
    None,
    Aux,
    Lead,
    Join,
    Relative,
    Stop,
    From,
    Connect,
    And,
    Pronoun,
    Article,
    To,
    Via,
    End,
    Finite,
    Topic,
    Subject,
    Agent,
    People,
    Subjunctive,
    By,
    Act,
}

impl Part {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "say" => Self::Say,
            "tell" => Self::Tell,
            "report" => Self::Report,
            "claim" => Self::Claim,
            "deny" => Self::Deny,
            "ask" => Self::Ask,
            "note" => Self::Note,
            "inverse" => Self::Inverse,
            "also" => Self::Also,
            "passive" => Self::Passive,
            "voice" => Self::Voice,
            "back" => Self::Back,
            "before" => Self::Before,
            "after" => Self::After,
            "before-back" => Self::BeforeBack,
            "that" => Self::That,
            "if" => Self::If,
            "not" => Self::Not,
            "none" => Self::None,
            "aux" => Self::Aux,
            "lead" => Self::Lead,
            "join" => Self::Join,
            "relative" => Self::Relative,
            "stop" => Self::Stop,
            "from" => Self::From,
            "connect" => Self::Connect,
            "and" => Self::And,
            "pronoun" => Self::Pronoun,
            "article" => Self::Article,
            "to" => Self::To,
            "via" => Self::Via,
            "end" => Self::End,
            "finite" => Self::Finite,
            "topic" => Self::Topic,
            "subject" => Self::Subject,
            "agent" => Self::Agent,
            "people" => Self::People,
            "subjunctive" => Self::Subjunctive,
            "by" => Self::By,
            "act" => Self::Act,
            _ => return None,
        })
    }

    /// The element of an order that a word of this part stands for, if a statement can hang on it.
    pub(super) fn anchors(self) -> Option<Element> {
        match self {
            Self::Say
            | Self::Tell
            | Self::Report
            | Self::Claim
            | Self::Deny
            | Self::Ask
            | Self::Note
            | Self::Inverse => Some(Element::Cue),
            Self::Also => Some(Element::Also),
            Self::Passive => Some(Element::Passive),
            Self::Voice => Some(Element::Voice),
            Self::Back => Some(Element::Back),
            Self::Before => Some(Element::Before),
            Self::After => Some(Element::After),
            Self::BeforeBack => Some(Element::BeforeBack),
            _ => None,
        }
    }

    /// Name of the class, for the id of what found a statement.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::Tell => "tell",
            Self::Report => "report",
            Self::Claim => "claim",
            Self::Deny => "deny",
            Self::Ask => "ask",
            Self::Note => "note",
            Self::Inverse => "inverse",
            Self::Also => "also",
            Self::Passive => "passive",
            Self::Voice => "voice",
            Self::Back => "back",
            Self::Before | Self::After | Self::BeforeBack => "source",
            Self::Subjunctive => "subjunctive",
            _ => "quote",
        }
    }
}

/// An element of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Quote,
    Clause,
    Speaker,
    Person,
    That,
    Comma,
    Cue,
    Also,
    Passive,
    Voice,
    Back,
    Before,
    After,
    BeforeBack,
}

/// An order: what stands before its anchor, nearest first, and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) anchor: Element,
    /// The one class of words of saying that the order is for; `None` for all.
    pub(super) only: Option<Part>,
    pub(super) left: Vec<Element>,
    pub(super) right: Vec<Element>,
}

impl Order {
    /// Reads an order; `None` if it holds an unknown element, or not exactly one anchor.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut elements = Vec::new();
        let mut anchor = None;
        let mut only = None;
        for (i, word) in text.split_whitespace().enumerate() {
            let element = match word {
                "quote" => Element::Quote,
                "clause" => Element::Clause,
                "speaker" => Element::Speaker,
                "person" => Element::Person,
                "that" => Element::That,
                "," => Element::Comma,
                "cue" => Element::Cue,
                "say" | "tell" | "report" | "claim" | "deny" | "ask" | "note" | "inverse" => {
                    only = Part::of(word);
                    Element::Cue
                }
                "also" => Element::Also,
                "passive" => Element::Passive,
                "voice" => Element::Voice,
                "back" => Element::Back,
                "before" => Element::Before,
                "after" => Element::After,
                "before-back" => Element::BeforeBack,
                _ => return None,
            };
            if !matches!(
                element,
                Element::Quote
                    | Element::Clause
                    | Element::Speaker
                    | Element::Person
                    | Element::That
                    | Element::Comma
            ) && anchor.replace(i).is_some()
            {
                return None;
            }
            elements.push(element);
        }
        let at = anchor?;
        let right = elements.split_off(at + 1);
        let anchor = elements.pop()?;
        elements.reverse();
        Some(Self {
            anchor,
            only,
            left: elements,
            right,
        })
    }
}

/// A language's words of reported speech.
pub(super) struct Grammar {
    /// What statements are found by, without the class of their word of saying.
    pub(super) source: PatternRef,
    speech: GroupSet,
    parts: Vec<Option<Part>>,
    pub(super) orders: Vec<Order>,
    /// Beginnings (`me-`) and ends (`-ed`) of words that only a whole clause has, and words (`!red`) that only look so.
    pub(super) affixes: Vec<String>,
    pub(super) names: GroupSet,
    /// Words behind a quotation that make it speech; where a language has none, nothing is asked.
    pub(super) follows: GroupSet,
    /// Whether every character is a token.
    pub(super) unspaced: bool,
    /// Whether a word of saying may close the clause it reports, with no speaker behind it.
    pub(super) closing: bool,
    /// Whether a particle marks the subject.
    pub(super) topic: bool,
    pub(super) roles: GroupSet,
    pub(super) titles: GroupSet,
    pub(super) organisations: GroupSet,
    gazetteer: [GroupSet; 3],
    pub(super) regions: GroupSet,
    pub(super) units: GroupSet,
    pub(super) durations: GroupSet,
    dates: [GroupSet; 4],
}

/// Tables whose words decide what a statement is and who makes it.
const SOURCES: [&str; 4] = ["speech", "quotes", "role", "sentences"];

thread_local! {
    static GRAMMARS: Kept<Grammar> = const { Kept::new() };
}

impl Grammar {
    /// The grammar of a language, kept between texts.
    pub(super) fn of(pack: &Pack) -> Rc<Self> {
        GRAMMARS.with(|kept| kept.of(pack, Self::read))
    }

    fn read(pack: &Pack) -> Self {
        let speech = pack.group_set("speech");
        let orders: Vec<Order> = pack
            .strings("speech.orders")
            .iter()
            .filter_map(|o| Order::parse(o))
            .collect();
        let closes = |o: &Order| {
            matches!(o.anchor, Element::Cue | Element::Back)
                && o.right.is_empty()
                && o.left.contains(&Element::Clause)
                && !o.left.contains(&Element::Speaker)
        };
        Self {
            follows: pack.group_set("quotes.follows"),
            unspaced: pack.vocabulary.unspaced(),
            closing: orders.iter().any(closes),
            topic: !pack.group_set("speech.topic").is_empty(),
            source: pack.reference("speech", &SOURCES),
            speech,
            parts: (speech.first..speech.last)
                .map(|g| Part::of(pack.code(g)))
                .collect(),
            orders,
            affixes: pack.strings("speech.affixes").to_vec(),
            names: pack.group_set("quotes.names"),
            roles: pack.group_set("role"),
            titles: pack.group_set("role.title"),
            organisations: pack.group_set("role.organisation"),
            regions: pack.group_set("region"),
            units: pack.group_set("unit"),
            durations: pack.group_set("duration"),
            gazetteer: ["provider", "service", "tracker"].map(|n| pack.group_set(n)),
            dates: ["moment", "date", "clock", "calendar.weekday"].map(|n| pack.group_set(n)),
        }
    }

    /// The part that words of a group play.
    pub(super) fn part(&self, group: u16) -> Option<Part> {
        if self.speech.holds(group) {
            self.parts[(group - self.speech.first) as usize]
        } else {
            None
        }
    }

    /// Whether a group names a service, a provider or a tracker.
    pub(super) fn gazetteer(&self, group: u16) -> bool {
        self.gazetteer.iter().any(|g| g.holds(group))
    }

    /// Whether a group is a time.
    pub(super) fn dates(&self, group: u16) -> bool {
        self.dates.iter().any(|d| d.holds(group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_outward_from_their_anchor() {
        assert_eq!(
            Order::parse("speaker clause that cue"),
            Some(Order {
                anchor: Element::Cue,
                only: None,
                left: vec![Element::That, Element::Clause, Element::Speaker],
                right: vec![],
            })
        );
        assert_eq!(Order::parse("quote speaker"), None);
        assert_eq!(Order::parse("cue cue"), None);
        assert_eq!(Order::parse("speaker verb"), None);
    }
}
