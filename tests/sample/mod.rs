//! A document with every kind of fact, shared by the tests of export, store and query.
#![allow(dead_code, reason = "each test binary uses its part")]

use pulih::model::{
    Anchor, Bound, Cause, Certainty, Count, CountUnit, Diagnostic, Document, Duration, Event,
    Extraction, Fact, Grain, Kind, Moment, Name, Named, PatternRef, Polarity, Resolution, Role,
    Severity, Span, Speaker, Statement, StatementKind, Summary, SummaryCause, Value, ZoneBasis,
};

pub(crate) const TEXT: &str = "WhatsApp pulih\n\nWhatsApp milik Meta di Indonesia tidak dapat diakses sekitar dua jam, sejak pukul 02:10 Waktu Pasifik. \
“Kami meminta maaf – ini karena galat teknis,” kata juru bicara Meta. Downdetector mencatat puluhan ribu laporan: tidak bisa mengirim pesan.";

/// The place of the first `words` in the text.
pub(crate) fn at(text: &str, words: &str) -> Span {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("`{words}` stands in the text"));
    Span::new(start, start + words.len())
}

fn pattern(id: &str) -> PatternRef {
    PatternRef {
        id: id.into(),
        fingerprint: format!("{:016x}", id.len()).into(),
    }
}

fn fact(kind: Kind, role: Option<Role>, words: &str, value: Value) -> Fact {
    Fact {
        kind,
        role,
        event: Event::Main,
        polarity: Polarity::Affirmed,
        span: at(TEXT, words),
        value,
        confidence: 0.9,
        pattern: pattern(&format!("id.{}", kind.as_str())),
    }
}

fn code(code: &str) -> Value {
    Value::Code { code: code.into() }
}

fn name(code: Option<&str>, name: &str) -> Value {
    Value::Name(Name {
        code: code.map(Into::into),
        name: name.into(),
    })
}

pub(crate) fn two_hours() -> Duration {
    Duration {
        min_s: Some(6480.0),
        max_s: Some(7920.5),
        point_s: Some(7200.0),
        approx: true,
        bound: Bound::About,
        grain: Grain::Hour,
    }
}

pub(crate) fn moment() -> Moment {
    let instant = "2022-10-25T09:10:00Z".parse().ok();
    Moment {
        earliest: instant,
        latest: instant,
        local: Some("2022-10-25T02:10:00".into()),
        zone: Some("America/Los_Angeles".into()),
        utc_offset_minutes: Some(-420),
        zone_basis: ZoneBasis::Named,
        anchor: Anchor::Published,
        weekday: None,
        grain: Grain::Minute,
        approx: false,
    }
}

pub(crate) fn document() -> Document {
    Document {
        id: "seed".into(),
        source: "news/seed.txt".into(),
        url: Some("https://example.org/seed".into()),
        title: Some("WhatsApp pulih".into()),
        publisher: Some("Contoh".into()),
        published: "2022-10-25".parse().ok(),
        published_from: Some("given".into()),
        text: TEXT.into(),
        ..Document::default()
    }
}

pub(crate) fn extraction() -> Extraction {
    let mut facts = vec![
        fact(
            Kind::Duration,
            Some(Role::Outage),
            "sekitar dua jam",
            Value::Duration(two_hours()),
        ),
        fact(
            Kind::Moment,
            Some(Role::Start),
            "pukul 02:10 Waktu Pasifik",
            Value::Moment(moment()),
        ),
        fact(
            Kind::Count,
            None,
            "puluhan ribu laporan",
            Value::Count(Count {
                min: Some(10000.0),
                max: None,
                unit: CountUnit::Reports,
                approx: true,
                source: Some("Downdetector".into()),
            }),
        ),
        fact(
            Kind::Feature,
            None,
            "mengirim pesan",
            code("messaging.send"),
        ),
        fact(
            Kind::Cause,
            None,
            "galat teknis",
            Value::Cause(Cause {
                code: "technical".into(),
                asserted_by: Some("juru bicara Meta".into()),
                certainty: Certainty::ProviderConfirmed,
            }),
        ),
        fact(Kind::Status, None, "pulih", code("resolved")),
        fact(Kind::Impact, None, "tidak dapat diakses", code("down")),
        fact(Kind::Scope, None, "Indonesia", code("national")),
        fact(
            Kind::Service,
            None,
            "WhatsApp",
            name(Some("whatsapp"), "WhatsApp"),
        ),
        fact(Kind::Provider, None, "Meta", name(None, "Meta")),
        fact(
            Kind::Region,
            None,
            "Indonesia",
            name(Some("ID"), "Indonesia"),
        ),
    ];
    facts.sort_by_key(|f| (f.span, f.kind));
    facts[0].polarity = Polarity::Denied;
    let named = |name: &str, canonical: Option<&str>| Named {
        name: name.into(),
        canonical: canonical.map(Into::into),
    };
    Extraction {
        language: "id".parse().expect("a tag"),
        language_confidence: 0.75,
        published: "2022-10-25".parse().ok(),
        is_outage: true,
        summary: Summary {
            service: Some("WhatsApp".into()),
            provider: Some("Meta".into()),
            start: Some(moment()),
            restored: None,
            duration: Some(two_hours()),
            status: Some("resolved".into()),
            impact: Some("down".into()),
            scope: None,
            cause: Some(SummaryCause {
                text: "galat teknis".into(),
                code: "technical".into(),
                asserted_by: Some("juru bicara Meta".into()),
                certainty: Certainty::ProviderConfirmed,
            }),
        },
        services: vec![named("WhatsApp", Some("whatsapp"))],
        providers: vec![named("Meta", None)],
        regions: vec![named("Indonesia", Some("ID"))],
        facts,
        statements: vec![Statement {
            text: "Kami meminta maaf – ini karena galat teknis".into(),
            kind: StatementKind::Direct,
            parts: vec![at(TEXT, "Kami meminta maaf – ini karena galat teknis")],
            speaker: Some(Speaker {
                text: "juru bicara Meta".into(),
                span: at(TEXT, "juru bicara Meta"),
                name: None,
                role: Some("juru bicara".into()),
                organisation: Some("Meta".into()),
            }),
            resolution: Resolution::Explicit,
            cue: Some(at(TEXT, "kata")),
            via: None,
            confidence: 0.95,
            pattern: pattern("slot.quote"),
        }],
        diagnostics: vec![Diagnostic::at(
            "zone-mismatch",
            Severity::Warning,
            at(TEXT, "Waktu Pasifik"),
            "two zones disagree",
        )],
    }
}

/// Tables with the columns that two equal databases share: all but row numbers and the log of runs.
pub(crate) fn tables(connection: &rusqlite::Connection) -> Vec<(String, Vec<String>)> {
    let sql = "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'run'
               AND c.name NOT IN ('n', 'run') ORDER BY t.name, c.cid";
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    let mut ask = connection.prepare(sql).expect("is SQL");
    let mut rows = ask.query([]).expect("runs");
    while let Some(row) = rows.next().expect("a row") {
        let (table, column): (String, String) =
            (row.get(0).expect("text"), row.get(1).expect("text"));
        match tables.last_mut() {
            Some(last) if last.0 == table => last.1.push(column),
            _ => tables.push((table, vec![column])),
        }
    }
    tables
}

/// A column as SQL; in place of the number of another row, what that row is known by everywhere.
fn named(table: &str, column: &str) -> String {
    match (table, column) {
        ("copy", "origin") => "(SELECT a.id FROM article a WHERE a.n = t.origin)".into(),
        (_, "article") => "(SELECT a.id FROM article a WHERE a.n = t.article)".into(),
        (_, "statement") => {
            "(SELECT a.id || ':statement:' || r.start_byte || '-' || r.end_byte || '.' || r.nth
             FROM statement r JOIN article a ON a.n = r.article WHERE r.n = t.statement)"
                .into()
        }
        (_, "pattern") => {
            "(SELECT p.id || ' ' || p.fingerprint FROM pattern p WHERE p.n = t.pattern)".into()
        }
        _ => format!("t.\"{column}\""),
    }
}

/// Every row of every such table, as text.
pub(crate) fn dump(connection: &rusqlite::Connection) -> String {
    use rusqlite::types::ValueRef;
    use std::fmt::Write;
    let mut out = String::new();
    for (table, columns) in tables(connection) {
        let columns: Vec<_> = columns.iter().map(|c| named(&table, c)).collect();
        let columns = columns.join(", ");
        let sql = format!("SELECT {columns} FROM \"{table}\" AS t ORDER BY {columns}");
        let mut ask = connection.prepare(&sql).expect("is SQL");
        let width = ask.column_count();
        let mut rows = ask.query([]).expect("runs");
        while let Some(row) = rows.next().expect("a row") {
            let cell = |i| match row.get_ref(i).expect("a cell") {
                ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
                ValueRef::Null => "-".to_owned(),
                ValueRef::Integer(i) => i.to_string(),
                ValueRef::Real(x) => format!("{x:?}"),
                ValueRef::Blob(bytes) => bytes
                    .iter()
                    .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
            };
            let cells: Vec<_> = (0..width).map(cell).collect();
            let _ = writeln!(out, "{table}: {}", cells.join(" | "));
        }
    }
    out
}

/// What breaks a rule of the schema: the program does not have SQLite ask while it writes.
pub(crate) fn unsound(connection: &rusqlite::Connection) -> Vec<String> {
    let ask = |sql: &str| -> Vec<String> {
        connection
            .prepare(sql)
            .and_then(|mut ask| ask.query_map([], |row| row.get(0))?.collect())
            .expect("is answered")
    };
    connection
        .execute_batch("PRAGMA ignore_check_constraints = OFF")
        .expect("is set");
    let mut broken = ask("PRAGMA integrity_check");
    connection
        .execute_batch("PRAGMA ignore_check_constraints = ON")
        .expect("is set");
    broken.retain(|line| line != "ok");
    broken.extend(ask("PRAGMA foreign_key_check"));
    broken
}
