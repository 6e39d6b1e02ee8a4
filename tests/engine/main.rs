//! The pattern engine, proved: on four scripts, against a slow and obvious matcher, and against hostile files and texts.

mod bounds;
mod cache;
mod count;
mod gaps;
mod hostile;
mod languages;
mod property;
mod reference;
mod speech;
mod support;
mod time;
mod words;
