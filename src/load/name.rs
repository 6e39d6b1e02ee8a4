//! From a path to the stable name that documents and messages carry.

use std::fmt::Write;
use std::path::{Component, Path};

/// The name of a path: relative to the current folder where it lies below, `/` between parts, no `./`.
///
/// Bytes that are no UTF-8, and control characters such as line ends, are written `\xNN`, so that two such names stay apart and a
/// message stays on its line.
pub(super) fn of(path: &Path) -> String {
    let below = std::env::current_dir()
        .ok()
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    let path = below.as_deref().unwrap_or(path);
    let mut name = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                name.push('/');
                continue;
            }
            _ => {}
        }
        if !name.is_empty() && !name.ends_with('/') {
            name.push('/');
        }
        for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
            for c in chunk.valid().chars() {
                if c.is_control() {
                    let mut bytes = [0; 4];
                    escape(&mut name, c.encode_utf8(&mut bytes).as_bytes());
                } else {
                    name.push(c);
                }
            }
            escape(&mut name, chunk.invalid());
        }
    }
    if name.is_empty() {
        name.push('.');
    }
    name
}

fn escape(name: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(name, "\\x{byte:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_depend_on_how_a_path_is_written() {
        let here = std::env::current_dir().expect("tests run in a folder");
        assert_eq!(of(Path::new("./a//b.txt")), "a/b.txt");
        assert_eq!(of(&here.join("a/b.txt")), "a/b.txt");
        assert_eq!(of(Path::new("../a.txt")), "../a.txt");
        assert_eq!(of(Path::new("/nowhere/a.txt")), "/nowhere/a.txt");
        assert_eq!(of(Path::new(".")), ".");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(of(Path::new(OsStr::from_bytes(b"a\xff.txt"))), "a\\xff.txt");
        assert_eq!(of(Path::new(OsStr::from_bytes(b"a\xfe.txt"))), "a\\xfe.txt");
        assert_eq!(of(Path::new("a\nb.txt")), "a\\x0ab.txt");
    }
}
