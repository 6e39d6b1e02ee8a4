//! Moments to dates and zones.
