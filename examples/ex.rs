// throwaway: `ex extract --json -`
use pulih::model::*;
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dirs: Vec<std::path::PathBuf> = args
        .iter()
        .position(|a| a == "--patterns")
        .map(|i| vec![args[i + 1].clone().into()])
        .unwrap_or_default();
    let lib = match pulih::pattern::Library::with_dirs(&dirs) {
        Ok(l) => l,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    for l in lib.languages() {
        if let Some(Err(errs)) = lib.pack(l) {
            for e in errs.iter() {
                eprintln!("{}", e.render(false));
            }
        }
    }
    let installed = lib.languages();
    let p = pulih::pipeline::Pipeline::new(lib);
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    let mut n = 0;
    let (mut bytes, mut t) = (0, std::time::Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if line.trim().is_empty() {
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let s = |k: &str| v.get(k).and_then(|x| x.as_str()).map(str::to_owned);
        let text = s("text").unwrap_or_default();
        n += 1;
        let lang = match s("language").and_then(|l| l.parse::<Lang>().ok()) {
            Some(l) => (l, 1.0),
            None => {
                let code = whatlang::detect_lang(&text)
                    .map(|l| match l {
                        whatlang::Lang::Ind => "id",
                        whatlang::Lang::Eng => "en",
                        _ => "und",
                    })
                    .unwrap_or("und");
                (code.parse().unwrap(), 0.9)
            }
        };
        let _ = &installed;
        let doc = Document {
            id: s("id").unwrap_or(n.to_string()),
            url: s("url"),
            published: s("published").and_then(|p| p.parse().ok()),
            publisher: s("publisher"),
            title: s("title"),
            text,
            ..Default::default()
        };
        let began = std::time::Instant::now();
        let x = p.read(&doc, lang);
        let mut buf = Vec::new();
        pulih::export::extract(&doc, &x, &mut buf);
        t += began.elapsed();
        bytes += doc.text.len();
        buf.push(b'\n');
        out.write_all(&buf).unwrap();
    }
    eprintln!(
        "{} texts {:.2} MB {:.1} MB/s",
        n,
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / t.as_secs_f64()
    );
}
