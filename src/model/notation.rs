//! Values in the short notation of pattern files: `~PT2H`, `>PT35M`, `10000..99999 users`, `02:10:00 America/Los_Angeles`.

use super::{Bound, Count, Duration, Moment, Value, iso_duration};
use std::fmt;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duration(d) => d.fmt(f),
            Self::Moment(m) => m.fmt(f),
            Self::Count(c) => c.fmt(f),
            Self::Cause(c) => match &c.asserted_by {
                Some(by) => write!(f, "{} / {by}", c.code),
                None => f.write_str(&c.code),
            },
            Self::Name(n) => f.write_str(n.code.as_ref().unwrap_or(&n.name)),
            Self::Code { code } => f.write_str(code),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let iso = |s: Option<f64>| s.map(iso_duration).unwrap_or_default();
        let about = if self.approx { "~" } else { "" };
        let range = || format!("{}..{}", iso(self.min_s), iso(self.max_s));
        match self.bound {
            Bound::Exact => f.write_str(&iso(self.point_s)),
            Bound::About => write!(f, "~{}", iso(self.point_s)),
            Bound::Almost | Bound::Under | Bound::UpTo => write!(f, "<{}", iso(self.max_s)),
            Bound::Over => write!(f, ">{}", iso(self.min_s)),
            Bound::Range => write!(f, "{about}{}", range()),
            Bound::Vague => f.write_str(&range()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approx { "~" } else { "" };
        write!(f, "{about}{}", self.local.as_deref().unwrap_or("unknown"))?;
        self.zone
            .as_ref()
            .map_or(Ok(()), |zone| write!(f, " {zone}"))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approx { "~" } else { "" };
        match (self.min, self.max, self.about()) {
            (_, _, Some(n)) => write!(f, "~{n}"),
            (Some(a), Some(b), _) if (b - a).abs() < 0.5 => write!(f, "{about}{a}"),
            (Some(a), Some(b), _) => write!(f, "{a}..{b}"),
            (Some(a), None, _) => write!(f, ">{a}"),
            (None, Some(b), _) => write!(f, "<{b}"),
            (None, None, _) => f.write_str("unknown"),
        }?;
        write!(f, " {}", self.unit.as_str())
    }
}

impl Count {
    /// The number that was named, where the ends lie as far from it as "about" puts them: 0.9 and 1.1 times.
    pub fn about(&self) -> Option<f64> {
        let (min, max) = (self.min?, self.max?);
        let n = f64::midpoint(min, max);
        let near = |end: f64, times: f64| (end - times * n).abs() <= 0.01 * n;
        (min < max && near(min, 0.9) && near(max, 1.1)).then(|| n.round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CountUnit, Grain};

    #[test]
    fn values_print_as_authors_write_them() {
        let duration = |bound, min, max, point| Duration {
            min_s: min,
            max_s: max,
            point_s: point,
            approx: bound != Bound::Exact,
            bound,
            grain: Grain::Hour,
        };
        let two = Some(7200.0);
        for (d, want) in [
            (duration(Bound::Exact, two, two, two), "PT2H"),
            (
                duration(Bound::About, Some(6480.0), Some(7920.0), two),
                "~PT2H",
            ),
            (duration(Bound::Almost, Some(5760.0), two, two), "<PT2H"),
            (duration(Bound::Over, two, None, two), ">PT2H"),
            (
                duration(Bound::Vague, two, Some(36000.0), Some(10800.0)),
                "PT2H..PT10H",
            ),
        ] {
            assert_eq!(Value::Duration(d).to_string(), want);
        }
        let count = |min, max, approx| Count {
            min,
            max,
            unit: CountUnit::Users,
            approx,
            source: None,
        };
        for (c, want) in [
            (count(Some(500.0), Some(500.0), false), "500 users"),
            (count(Some(11250.0), Some(13750.0), true), "~12500 users"),
            (
                count(Some(10000.0), Some(99999.0), true),
                "10000..99999 users",
            ),
            (count(Some(11000.0), None, true), ">11000 users"),
        ] {
            assert_eq!(c.to_string(), want);
        }
    }
}
