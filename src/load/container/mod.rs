//! Inputs that hold many documents, and messages: one file a container.
//!
//! Enters: a reader of plain bytes ([`unpack`] makes them plain). Leaves: [`Source`]s in the order of the input, each with
//! what it takes to make its document on another thread. At most one record is in memory; one over the limit is an error
//! of its own and the next one follows. An input that is cut gives all that stands before the cut, then an error with its
//! place.

pub(super) mod ahead;
pub(super) mod csv;
pub(super) mod feed;
pub(super) mod http;
pub(super) mod mail;
pub(super) mod mbox;
pub(super) mod unpack;
pub(super) mod wacz;
pub(super) mod warc;
pub(super) mod wide;

use super::error::{Error, Found};
use super::source::Source;
use super::{Format, Options, Reader, json};

/// The documents of one input, or why there are none.
pub(super) type Items = Box<dyn Iterator<Item = Result<Source, Error>> + Send>;

/// The documents of a stream in a form that is read piece by piece; `Err` gives back a stream in another form.
pub(super) fn open(
    format: Format,
    reader: Reader,
    name: &str,
    found: Found,
    options: &Options,
) -> Result<Items, Reader> {
    let name = name.to_owned();
    Ok(match format {
        Format::JsonLines => {
            let options = options.clone();
            let lines = json::Lines::new(reader, name.clone(), options.max_bytes);
            Box::new(
                lines.map(move |piece| {
                    Ok(Source::record(name.clone(), piece?, Found::Named, &options))
                }),
            )
        }
        Format::Csv => Box::new(csv::Rows::new(reader, name, found, options)),
        Format::Warc => Box::new(warc::Pages::new(reader, name, options)),
        Format::Mbox => Box::new(mbox::Messages::new(reader, name, options)),
        _ => return Err(reader),
    })
}
