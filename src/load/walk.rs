//! Folders in, files out: recursive, sorted by name, safe against symlink loops.
//!
//! Memory is one listing for each open folder. Hidden entries (`.git`, `.DS_Store`) are passed over in silence, and so is the
//! folder that a browser saves beside a page, which holds its scripts and frames. It opens folders only; a FIFO, socket or device is reported and never opened.

use super::error::{Error, Kind};
use super::name;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};

/// Iterates over the regular files under one path.
///
/// *Shape*: paths in byte order of their names folder by folder; what cannot be entered or opened is an error item.
pub(super) struct Walk {
    start: Option<PathBuf>,
    open: Vec<Folder>,
}

/// A folder that is being read.
struct Folder {
    path: PathBuf,
    canonical: PathBuf,
    entries: std::vec::IntoIter<(OsString, FileType)>,
}

impl Walk {
    pub(super) fn new(start: PathBuf) -> Self {
        Self {
            start: Some(start),
            open: Vec::new(),
        }
    }

    fn enter(&mut self, path: PathBuf, canonical: PathBuf) -> Result<(), Error> {
        let read = || -> std::io::Result<Vec<_>> {
            let mut entries = Vec::new();
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                    entries.push((entry.file_name(), entry.file_type()?));
                }
            }
            Ok(entries)
        };
        let mut entries = read().map_err(|e| Error::io(name::of(&path), e))?;
        entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        leave_saved(&mut entries);
        self.open.push(Folder {
            path,
            canonical,
            entries: entries.into_iter(),
        });
        Ok(())
    }

    /// Looks at one path: `Some` is an item to yield, `None` a folder that was entered.
    fn look(&mut self, path: PathBuf, listed: Option<FileType>) -> Option<Result<PathBuf, Error>> {
        if listed.is_some_and(|t| t.is_file()) {
            return Some(Ok(path));
        }
        let meta = match fs::metadata(&path) {
            Ok(meta) => meta,
            Err(e) => return Some(Err(Error::io(name::of(&path), e))),
        };
        if meta.is_file() {
            return Some(Ok(path));
        }
        if !meta.is_dir() {
            return Some(Err(special(&path, &meta)));
        }
        let canonical = match (self.open.last(), listed) {
            (Some(parent), Some(t)) if !t.is_symlink() => {
                parent.canonical.join(path.file_name().unwrap_or_default())
            }
            _ => match fs::canonicalize(&path) {
                Ok(canonical) => canonical,
                Err(e) => return Some(Err(Error::io(name::of(&path), e))),
            },
        };
        if self.open.iter().any(|f| f.canonical == canonical) {
            return Some(Err(Error::new(name::of(&path), Kind::Loop)));
        }
        self.enter(path, canonical).err().map(Err)
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(start) = self.start.take()
            && let Some(item) = self.look(start, None)
        {
            return Some(item);
        }
        loop {
            let folder = self.open.last_mut()?;
            let Some((name, kind)) = folder.entries.next() else {
                self.open.pop();
                continue;
            };
            let path = folder.path.join(name);
            if let Some(item) = self.look(path, Some(kind)) {
                return Some(item);
            }
        }
    }
}

/// What browsers in some languages put behind a page's name to name the folder of its parts.
const SAVED: &[&str] = &[
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "_file",
    "-filer",
    "_files_",
    "_soubory",
    "_pliki",
    "_elemei",
    "_dosyalar",
    "_fitxategiak",
    "_fails",
    "-tiedostot",
    "_bylos",
    ".files",
    "_berkas",
];

/// Takes out the folders that were saved with a page.
fn leave_saved(entries: &mut Vec<(OsString, FileType)>) {
    let pages: HashSet<OsString> = entries
        .iter()
        .filter_map(|(name, _)| {
            let name = Path::new(name);
            let extension = name.extension()?.to_str()?.to_ascii_lowercase();
            matches!(extension.as_str(), "htm" | "html" | "xhtml")
                .then(|| name.file_stem().map(Into::into))?
        })
        .collect();
    entries.retain(|(name, kind)| {
        let saved = |name: &str| {
            let stem = SAVED.iter().filter_map(|end| name.strip_suffix(end));
            stem.into_iter()
                .any(|stem| pages.contains(OsStr::new(stem)))
        };
        !(kind.is_dir() && name.to_str().is_some_and(saved))
    });
}

/// The error for what is neither file nor folder.
fn special(path: &Path, meta: &Metadata) -> Error {
    #[cfg(unix)]
    let what = {
        use std::os::unix::fs::FileTypeExt;
        let t = meta.file_type();
        if t.is_fifo() {
            "a FIFO"
        } else if t.is_socket() {
            "a socket"
        } else {
            "a device"
        }
    };
    #[cfg(not(unix))]
    let what = {
        let _ = meta;
        "neither file nor folder"
    };
    Error::new(name::of(path), Kind::Special(what))
}
