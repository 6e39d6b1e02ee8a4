//! Files that were read, so that a folder that is watched is read once and then only where it changes.
//!
//! It looks at size and time of change, never into the files; memory is a few words a file.

use super::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How long a file must have been left alone to be read: one that is being written is read when it is whole.
const QUIET: Duration = Duration::from_millis(500);

/// The files of a folder as they were when they were last read.
#[derive(Clone, Debug, Default)]
pub struct Seen(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<PathBuf, (SystemTime, u64)>,
    errors: BTreeSet<String>,
}

impl Seen {
    /// Whether a file is to be read: it is new or has changed, and is not being written. It counts as read from then on.
    pub(super) fn is_new(&self, path: &Path) -> bool {
        let Ok(meta) = std::fs::metadata(path) else {
            return true;
        };
        let changed = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        // A time of change in the future is no reason to wait for it.
        if changed.elapsed().is_ok_and(|age| age < QUIET) {
            return false;
        }
        let now = (changed, meta.len());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.files.insert(path.to_owned(), now) != Some(now)
    }

    /// Whether an error of the folder itself was not told yet.
    pub(super) fn is_new_error(&self, error: &Error) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.errors.insert(error.to_string())
    }
}
