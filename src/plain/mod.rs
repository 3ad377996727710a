//! The fast path: most envelopes are plain, and what is plain needs no reader that could recover.
//!
//! Plain is a text of which the ordinary reader and checker would say nothing at all, and which is written without attributes, comments,
//! references and escapes, the fields of the envelope in the samples' order. A scan takes such a text apart and checks it in one go, and
//! gives not its values but where they stand, in UTF-16 units: the caller has the text, and slices it.
//!
//! It is only ever an optimisation. Whatever it does not take for plain, sound or not, is left to the ordinary way, which alone has
//! findings to tell; tests hold both to the same answer.

mod answer;
mod cursor;
#[doc(hidden)]
pub mod js;
mod request;
mod shape;
mod skip;
mod syntax;

pub use crate::catalog::relations::RANGES;
pub use answer::DECLARATIONS;
pub(crate) use answer::{Answer, Phase, Status};
pub(crate) use cursor::PAD;
pub use cursor::{LENGTH_BITS, WINDOW};
pub(crate) use request::request;
