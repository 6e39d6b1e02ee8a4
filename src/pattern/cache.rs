//! Bundled languages, compiled, in a folder: a second start reads them in a few milliseconds.
//!
//! A file holds the build that wrote it, a digest of the rest, and the pack. Whatever is not of this build or not whole is
//! as good as not there, and whatever cannot be written costs time only: no result depends on the cache.

use super::pack::Pack;
use crate::model::Lang;
use std::io::Write as _;
use std::path::PathBuf;

/// Digest of the source and the bundled files that packs are made from; `build.rs` works it out.
const BUILD: &[u8] = env!("PULIH_BUILD").as_bytes();

/// A folder of compiled languages.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in a folder, which need not be there yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// A language as this build compiled it; its kinds are left to the caller.
    pub(super) fn get(&self, lang: Lang) -> Option<Pack> {
        let bytes = std::fs::read(self.path(lang)).ok()?;
        let (digest, body) = bytes.strip_prefix(BUILD)?.split_first_chunk()?;
        if blake3::hash(body) != *digest {
            return None;
        }
        postcard::from_bytes(body).ok()
    }

    /// Keeps a language. It appears all at once, so that another run sees the whole of it or nothing.
    pub(super) fn put(&self, pack: &Pack) {
        let written = postcard::to_stdvec(pack).map(|body| self.write(pack.lang, &body));
        debug_assert!(written.is_ok(), "a pack can be written down");
    }

    fn write(&self, lang: Lang, body: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        for part in [BUILD, blake3::hash(body).as_bytes(), body] {
            file.write_all(part)?;
        }
        file.persist(self.path(lang))?;
        Ok(())
    }

    fn path(&self, lang: Lang) -> PathBuf {
        self.folder.join(format!("{lang}.pack"))
    }
}
