//! A temporary folder with articles, and the program in it.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// The pattern files of these tests.
pub(crate) fn patterns() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/patterns")
}

/// An article that the patterns of these tests read.
pub(crate) const ARTICLE: &str = "WhatsApp mati selama sekitar dua jam\n\n\
    WhatsApp milik Meta mati selama sekitar dua jam karena galat teknis. Gangguan itu dirasakan di Indonesia. \
    Puluhan ribu orang mengeluh tidak bisa mengirim pesan, dan tidak dapat menelepon.\n\n\
    “Kami minta maaf,” kata juru bicara Meta.\n";

/// What a run left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of its own.
pub(crate) struct Bed {
    pub(crate) folder: tempfile::TempDir,
}

impl Bed {
    /// With the article as `news/a.txt`.
    pub(crate) fn new() -> Self {
        let bed = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        bed.write("news/a.txt", ARTICLE);
        bed.write(
            "news/a.meta.json",
            r#"{"published": "2022-10-25", "publisher": "Contoh", "language": "id"}"#,
        );
        bed
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("is made");
        std::fs::write(path, text).expect("is written");
    }

    /// The program in this folder, without the patterns and settings of whoever runs the tests.
    pub(crate) fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_pulih"));
        command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .env("NO_COLOR", "1")
            .args(args);
        if ["process", "extract", "verify", "watch"]
            .contains(&args.first().copied().unwrap_or_default())
        {
            command.arg("--patterns").arg(patterns());
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub(crate) fn run_with(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Ran {
        let output = Command::from_std(self.command(args))
            .write_stdin(input)
            .output()
            .expect("runs");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("is text"),
            err: String::from_utf8(output.stderr).expect("is text"),
        }
    }

    /// Processes `news` into `pulih.db`.
    pub(crate) fn filled() -> Self {
        let bed = Self::new();
        let ran = bed.run(&["process", "news"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        bed
    }

    /// All rows of a database.
    pub(crate) fn dump(&self, db: &str) -> String {
        let connection = rusqlite::Connection::open(self.path(db)).expect("opens");
        assert_eq!(crate::sample::unsound(&connection), [""; 0]);
        crate::sample::dump(&connection)
    }
}
