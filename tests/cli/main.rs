//! The real program, run as people run it.

#[path = "../sample/mod.rs"]
mod sample;

mod authors;
mod bed;
mod copies;
mod docs;
mod hostile;
mod many;
mod output;
mod server;
mod stream;
mod web;
