//! Data flows one way: a module imports only what stands left of it on the main path.

use std::collections::BTreeMap;
use std::path::Path;

/// What each top-level module may import; `model` is everyone's, and nothing imports `cli`.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("parallel", &[]),
    ("load", &["model"]),
    ("language", &["model", "load"]),
    ("segment", &["model"]),
    ("pattern", &["model", "segment"]),
    ("annotate", &["model", "segment", "pattern"]),
    ("resolve", &["model", "segment", "pattern", "annotate"]),
    ("speech", &["model", "segment", "pattern", "annotate"]),
    (
        "fact",
        &[
            "model", "segment", "pattern", "annotate", "resolve", "speech",
        ],
    ),
    (
        "pipeline",
        &[
            "model", "segment", "pattern", "annotate", "resolve", "speech", "fact",
        ],
    ),
    (
        "check",
        &[
            "model", "segment", "pattern", "annotate", "resolve", "speech", "fact", "pipeline",
        ],
    ),
    (
        "explain",
        &[
            "model", "segment", "pattern", "annotate", "resolve", "speech", "fact", "pipeline",
        ],
    ),
    (
        "coverage",
        &[
            "model", "segment", "pattern", "annotate", "resolve", "speech", "fact", "pipeline",
        ],
    ),
    (
        "tidy",
        &["model", "load", "language", "annotate", "pipeline"],
    ),
    ("export", &["model", "query"]),
    ("store", &["model"]),
    ("query", &["model", "store"]),
    (
        "process",
        &["model", "load", "parallel", "store", "pipeline"],
    ),
    (
        "eval",
        &["model", "load", "language", "pipeline", "fact", "pattern"],
    ),
    (
        "cli",
        &[
            "model", "parallel", "load", "language", "segment", "pattern", "annotate", "resolve",
            "speech", "fact", "pipeline", "check", "explain", "export", "store", "query",
            "process", "eval", "tidy", "coverage",
        ],
    ),
];

/// Crates that only some modules may know.
const KEPT_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "query", "cli"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
    ("ctrlc", &["cli"]),
    ("ureq", &["load"]),
    ("robotxt", &["load"]),
];

#[test]
fn modules_import_only_what_stands_left_of_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, module, text) in sources() {
        if module == "lib" || module == "main" {
            continue;
        }
        seen += 1;
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!(
                "{file}: module `{module}` has no row in MAY_IMPORT"
            ));
            continue;
        };
        for name in crate_paths(&text) {
            if name != module
                && allowed.contains_key(name.as_str())
                && !may.contains(&name.as_str())
            {
                wrong.push(format!("{file}: `{module}` imports `{name}`"));
            }
        }
        for (name, homes) in KEPT_IN {
            let uses = text.lines().any(|l| {
                !l.trim_start().starts_with("//")
                    && (l.contains(&format!("{name}::")) || l.contains(&format!("use {name};")))
            });
            if uses && !homes.contains(&module.as_str()) {
                wrong.push(format!("{file}: `{name}` is kept in {}", homes.join(", ")));
            }
        }
    }
    assert!(seen > 20, "the sources were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every source file: its path, top-level module and text without its tests.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)
            .expect("src is readable")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inner = path.strip_prefix(&root).expect("below src");
                let module = inner
                    .iter()
                    .next()
                    .map(|c| c.to_string_lossy().trim_end_matches(".rs").to_owned())
                    .unwrap_or_default();
                let text = std::fs::read_to_string(&path).expect("source is UTF-8");
                let code = text
                    .split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                out.push((inner.display().to_string(), module, code));
            }
        }
    }
    out
}

/// First segments of all `crate::` paths outside of comments, grouped ones (`crate::{a, b}`) too.
fn crate_paths(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => out.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            out.push(name);
        } else {
            out.push(rest.to_owned());
        }
    }
    out.iter()
        .map(|n| {
            n.trim()
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .filter(|n| !n.is_empty())
        .collect()
}
