//! Language codes.

use std::fmt;
use std::str::FromStr;

/// A BCP 47 language tag of at most eight bytes, such as `id`, `pt-BR` or `zh-Hant`; `und` when it is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 8]);

impl Lang {
    /// The language that could not be told: BCP 47 `und`.
    pub const UNKNOWN: Self = Self(*b"und\0\0\0\0\0");

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&b| b == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..end]).unwrap_or("und")
    }

    /// Whether the language is known.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }

    /// The tag without region and script: `pt` for `pt-BR`.
    #[must_use]
    pub fn primary(self) -> Self {
        self.as_str()
            .split('-')
            .next()
            .and_then(|p| p.parse().ok())
            .unwrap_or(self)
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads a tag; the primary part is lowered.
    ///
    /// # Errors
    /// If the text is empty, longer than eight bytes, or holds anything but ASCII letters, digits and `-`.
    fn from_str(s: &str) -> Result<Self, String> {
        let fits = !s.is_empty()
            && s.len() <= 8
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !fits || s.starts_with('-') {
            return Err(format!(
                "`{s}` is no language tag of at most eight letters, such as `id` or `pt-BR`"
            ));
        }
        let mut tag = [0; 8];
        tag[..s.len()].copy_from_slice(s.as_bytes());
        let primary = s.find('-').unwrap_or(s.len());
        tag[..primary].make_ascii_lowercase();
        Ok(Self(tag))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Lang {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_printed() {
        assert_eq!(
            "PT-BR".parse::<Lang>().map(|l| l.to_string()),
            Ok("pt-BR".to_owned())
        );
        assert_eq!(
            "pt-BR".parse::<Lang>().map(|l| l.primary().to_string()),
            Ok("pt".to_owned())
        );
        assert!("".parse::<Lang>().is_err());
        assert!("id_ID".parse::<Lang>().is_err());
        assert!(!Lang::UNKNOWN.is_known());
    }
}
