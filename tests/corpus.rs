//! The corpus: its shape, its gold, and the figures that the README prints of it.

use pulih::eval;
use pulih::pattern::Library;
use pulih::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn articles() -> Vec<eval::Article> {
    let pipeline = Arc::new(Pipeline::new(Library::bundled()));
    let strip: Arc<dyn pulih::load::Strip> = Arc::new(pulih::tidy::Tidy::new(pipeline));
    eval::load_corpus(&root().join("corpus"), Some(strip))
        .expect("every gold text stands in its article")
}

#[test]
fn every_language_has_articles_of_both_kinds_and_one_as_html() {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for article in articles() {
        let entry = counts.entry(article.language).or_default();
        entry.0 += 1;
        entry.1 += usize::from(!article.gold.is_outage);
    }
    for language in ["en", "id"] {
        let (all, no_outage) = counts[language];
        assert!(
            all >= 20 && no_outage >= 4,
            "{language}: {all} articles, {no_outage} about no outage"
        );
        let folders = std::fs::read_dir(root().join("corpus").join(language)).expect("a folder");
        let html = folders
            .flatten()
            .filter(|f| f.path().join("source.html").is_file())
            .count();
        assert!(html >= 1, "{language} has no article as HTML");
    }
}

#[test]
fn gold_names_codes_that_exist_and_intervals_that_are_not_upside_down() {
    let taxonomy =
        std::fs::read_to_string(root().join("patterns/taxonomy.toml")).expect("the taxonomy");
    let known = |code: &str| taxonomy.contains(code);
    for article in articles() {
        let at = format!("{}/{}", article.language, article.name);
        for feature in &article.gold.features {
            assert!(
                known(&feature.code),
                "{at}: unknown feature `{}`",
                feature.code
            );
        }
        if let Some(cause) = &article.gold.cause {
            assert!(known(&cause.code), "{at}: unknown cause `{}`", cause.code);
        }
        for d in &article.gold.durations {
            let ordered = d.min_s.zip(d.max_s).is_none_or(|(low, high)| low <= high);
            assert!(
                ordered && (d.min_s.is_some() || d.max_s.is_some()),
                "{at}: `{}`",
                d.mark.text
            );
        }
    }
}

#[test]
fn floors_hold() {
    let corpus = root().join("corpus");
    let text = std::fs::read_to_string(corpus.join("floors.toml")).expect("corpus/floors.toml");
    let floors: eval::Floors = toml::from_str(&text).expect("floors are TOML");
    let tally = eval::run(&Pipeline::new(Library::bundled()), &articles());
    let digest = eval::digest(&corpus).expect("the corpus is readable");
    assert_eq!(floors.broken(&tally, &digest), Vec::<String>::new());
}

/// Blocks of the README between `<!-- name -->` and `<!-- /name -->`, and the commands that print them.
#[test]
fn the_readme_prints_what_the_program_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let scores = run(&["eval", "corpus", "--markdown"]);
    let languages = languages();
    for (name, want) in [("scores", scores), ("languages", languages)] {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let start = readme.find(&open).expect("the block opens") + open.len();
        let end = readme[start..].find(&close).expect("the block closes") + start;
        assert_eq!(
            readme[start..end].trim(),
            want.trim(),
            "paste this into the block `{name}` of the README:\n{want}"
        );
    }
}

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pulih"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// One row a language, from `pulih patterns list`, with the size of its corpus.
fn languages() -> String {
    let mut out = "| code | language | patterns | examples | words | articles with gold |\n| --- | --- | ---: | ---: | ---: | ---: |\n".to_owned();
    for line in run(&["patterns", "list", "--json"]).lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let code = row["language"].as_str().expect("a code");
        let gold = count(&root().join("corpus").join(code));
        let _ = writeln!(
            out,
            "| `{code}` | {} | {} | {} | {} | {gold} |",
            row["name"].as_str().expect("a name"),
            row["patterns"],
            row["examples"],
            row["words"]
        );
    }
    out
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, |f| f.flatten().filter(|f| f.path().is_dir()).count())
}
