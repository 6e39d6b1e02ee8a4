//! The JSON line of `pulih extract`.
//!
//! Enters: a document and what it yields. Leaves: one JSON object, without line break. Everything is borrowed and
//! written once; the structures here are the public contract, and the schema is made from them.

use super::value::{DurationOut, MomentOut, ValueOut, schema};
use crate::model::{
    Certainty, CharOffsets, Document, Event, Extraction, Fact, Kind, Named, Polarity, Resolution,
    Role, Span, Statement, StatementKind, Summary,
};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// What one document yields.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "pulih extract, one line of output")]
pub(crate) struct Line<'a> {
    /// The id that came with the document, else its place in the input.
    id: &'a str,
    /// BCP 47 code of the language it was read in; `und` where it is not known.
    language: &'a str,
    /// From 0 to 1; 1 for a language that was given.
    language_confidence: f32,
    /// Publication date or time, as given or found.
    published: Option<String>,
    /// Whether the article reports an outage.
    is_outage: bool,
    /// The main event: best values, null where nothing is known.
    summary: SummaryOut<'a>,
    /// Services of the main event, by first mention.
    services: Vec<NamedOut<'a>>,
    /// Providers of the main event, by first mention.
    providers: Vec<NamedOut<'a>>,
    /// Regions of the main event, by first mention.
    regions: Vec<RegionOut<'a>>,
    /// All facts, by place in the text.
    #[serde(serialize_with = "each_fact")]
    #[schemars(with = "Vec<FactOut>")]
    facts: Facts<'a>,
    /// All statements, by place in the text.
    statements: Vec<StatementOut<'a>>,
    /// What is worth saying about the text.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SummaryOut<'a> {
    /// Name of the service.
    service: Option<&'a str>,
    /// Name of the provider.
    provider: Option<&'a str>,
    /// When it began.
    start: Option<MomentOut<'a>>,
    /// When service came back.
    restored: Option<MomentOut<'a>>,
    /// How long it lasted.
    duration: Option<DurationOut>,
    /// Code of the latest status.
    status: Option<&'a str>,
    /// Code of the worst impact.
    impact: Option<&'a str>,
    /// Code of the widest scope.
    scope: Option<&'a str>,
    /// The best supported cause.
    cause: Option<SummaryCauseOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SummaryCauseOut<'a> {
    /// The words that say so.
    text: &'a str,
    /// Code of the taxonomy.
    code: &'a str,
    /// Who says so, as printed.
    asserted_by: Option<&'a str>,
    /// How sure they are.
    #[schemars(with = "schema::Certainty")]
    certainty: Certainty,
}

#[derive(Serialize, JsonSchema)]
struct NamedOut<'a> {
    /// As printed, first mention.
    name: &'a str,
    /// Canonical id, if the gazetteer knows it.
    canonical: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct RegionOut<'a> {
    /// As printed, first mention.
    name: &'a str,
    /// ISO 3166 code, if the gazetteer knows it.
    code: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct FactOut<'a> {
    /// What it is about.
    #[schemars(with = "schema::Kind")]
    kind: Kind,
    /// What a duration or moment is to the outage; null for other kinds.
    #[schemars(with = "Option<schema::Role>")]
    role: Option<Role>,
    /// Which event it belongs to.
    #[schemars(with = "schema::Event")]
    event: Event,
    /// `denied` where the text says that it is not so; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    polarity: Option<&'static str>,
    /// The words that say so.
    text: &'a str,
    /// Start and end of the words in bytes of the text as UTF-8, half-open.
    byte: [u32; 2],
    /// Start and end of the words in Unicode scalar values of the text, half-open.
    char: [u32; 2],
    /// What they say.
    value: ValueOut<'a>,
    /// From 0 to 1.
    confidence: f32,
    /// The pattern that found it.
    pattern: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct StatementOut<'a> {
    /// The words: the parts joined by one space.
    text: &'a str,
    /// How it is marked.
    #[schemars(with = "schema::StatementKind")]
    kind: StatementKind,
    /// Where the parts stand, in order.
    parts: Vec<Place>,
    /// Who says so.
    speaker: Option<SpeakerOut<'a>>,
    /// How the speaker is known.
    #[schemars(with = "schema::Resolution")]
    resolution: Resolution,
    /// The word of saying.
    cue: Option<&'a str>,
    /// The medium that passes it on.
    via: Option<&'a str>,
    /// From 0 to 1.
    confidence: f32,
    /// The pattern that found it.
    pattern: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Place {
    /// Start and end in bytes, half-open.
    byte: [u32; 2],
    /// Start and end in Unicode scalar values, half-open.
    char: [u32; 2],
}

#[derive(Serialize, JsonSchema)]
struct SpeakerOut<'a> {
    /// As printed, with role and organisation.
    text: &'a str,
    /// Start and end in bytes, half-open.
    byte: [u32; 2],
    /// Start and end in Unicode scalar values, half-open.
    char: [u32; 2],
    /// The name alone.
    name: Option<&'a str>,
    /// Office or relation.
    role: Option<&'a str>,
    /// Whom they speak for.
    organisation: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct DiagnosticOut<'a> {
    /// Stable name.
    code: &'a str,
    /// One sentence for people.
    message: &'a str,
    /// Start and end in bytes, half-open; null where it is about the whole text.
    byte: Option<[u32; 2]>,
}

/// Facts with what is needed to write them one by one, so that no list of them is built first.
struct Facts<'a> {
    all: &'a [Fact],
    text: &'a str,
    chars: &'a CharOffsets<'a>,
}

fn each_fact<S: Serializer>(list: &Facts<'_>, out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(list.all.iter().map(|f| FactOut {
        kind: f.kind,
        role: f.role,
        event: f.event,
        polarity: (f.polarity == Polarity::Denied).then_some("denied"),
        text: f.span.of(list.text),
        byte: bytes(f.span),
        char: list.chars.of(f.span),
        value: (&f.value).into(),
        confidence: f.confidence,
        pattern: &f.pattern.id,
    }))
}

/// Appends the JSON object for `document` to `out`, without a line break.
///
/// ```
/// use pulih::model::{Document, Extraction, Lang, Summary};
/// let document = Document { id: "a".into(), text: "Semua lancar.".into(), ..Document::default() };
/// let nothing = Extraction {
///     language: Lang::UNKNOWN, language_confidence: 0.0, published: None, is_outage: false,
///     summary: Summary::default(), services: vec![], providers: vec![], regions: vec![],
///     facts: vec![], statements: vec![], diagnostics: vec![],
/// };
/// let mut line = Vec::new();
/// pulih::export::extract(&document, &nothing, &mut line);
/// assert!(line.starts_with(br#"{"id":"a","language":"und""#));
/// ```
///
/// # Panics
/// If a span of the extraction was made for another text.
pub fn extract(document: &Document, extraction: &Extraction, out: &mut Vec<u8>) {
    let text = document.text.as_str();
    let chars = CharOffsets::new(text);
    let line = Line {
        id: &document.id,
        language: extraction.language.as_str(),
        language_confidence: extraction.language_confidence,
        published: extraction.published.map(|p| p.to_string()),
        is_outage: extraction.is_outage,
        summary: summary(&extraction.summary),
        services: extraction.services.iter().map(named).collect(),
        providers: extraction.providers.iter().map(named).collect(),
        regions: extraction
            .regions
            .iter()
            .map(|r| RegionOut {
                name: &r.name,
                code: r.canonical.as_deref(),
            })
            .collect(),
        facts: Facts {
            all: &extraction.facts,
            text,
            chars: &chars,
        },
        statements: extraction
            .statements
            .iter()
            .map(|s| statement(s, text, &chars))
            .collect(),
        diagnostics: extraction
            .diagnostics
            .iter()
            .map(|d| DiagnosticOut {
                code: &d.code,
                message: &d.message,
                byte: d.span.map(bytes),
            })
            .collect(),
    };
    serde_json::to_writer(out, &line).expect("a vector takes every byte and all keys are strings");
}

fn bytes(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

fn named(n: &Named) -> NamedOut<'_> {
    NamedOut {
        name: &n.name,
        canonical: n.canonical.as_deref(),
    }
}

fn summary(s: &Summary) -> SummaryOut<'_> {
    SummaryOut {
        service: s.service.as_deref(),
        provider: s.provider.as_deref(),
        start: s.start.as_ref().map(Into::into),
        restored: s.restored.as_ref().map(Into::into),
        duration: s.duration.as_ref().map(Into::into),
        status: s.status.as_deref(),
        impact: s.impact.as_deref(),
        scope: s.scope.as_deref(),
        cause: s.cause.as_ref().map(|c| SummaryCauseOut {
            text: &c.text,
            code: &c.code,
            asserted_by: c.asserted_by.as_deref(),
            certainty: c.certainty,
        }),
    }
}

fn statement<'a>(s: &'a Statement, text: &'a str, chars: &CharOffsets<'_>) -> StatementOut<'a> {
    StatementOut {
        text: &s.text,
        kind: s.kind,
        parts: s
            .parts
            .iter()
            .map(|&p| Place {
                byte: bytes(p),
                char: chars.of(p),
            })
            .collect(),
        speaker: s.speaker.as_ref().map(|p| SpeakerOut {
            text: &p.text,
            byte: bytes(p.span),
            char: chars.of(p.span),
            name: p.name.as_deref(),
            role: p.role.as_deref(),
            organisation: p.organisation.as_deref(),
        }),
        resolution: s.resolution,
        cue: s.cue.map(|c| c.of(text)),
        via: s.via.as_deref(),
        confidence: s.confidence,
        pattern: &s.pattern.id,
    }
}
