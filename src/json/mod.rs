//! JSON text: the reader and the writer. JS values come through the same reader, their leaves tagged.

mod format;
mod mend;
mod read;
mod tagged;
mod write;

pub(crate) use format::gaps;
pub(crate) use read::{is_json, read, read_value};
pub(crate) use tagged::tagged;
pub(crate) use write::{escape, response};
