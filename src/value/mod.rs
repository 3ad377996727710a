//! The values that a field can hold: parsed once, exact, in integer arithmetic.

mod count;
mod dressed;
mod money;
mod order_list;
mod secret;
mod tidy;
mod time;

pub use count::{Count, CountError};
pub(crate) use dressed::{bare_number, is_quote, narrow, narrowed, unbracketed, unquoted};
pub use money::{Fen, FenError, Yuan, YuanError};
pub(crate) use money::{Unit, bare_amount};
pub use order_list::OrderList;
pub(crate) use order_list::{Item, is_separator, items};
pub use secret::Secret;
pub(crate) use tidy::{Guess, tidy};
pub use time::{Date, TimeError, Timestamp};

/// The white space of XML: the only white space that the protocol's reader drops around a value.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a character can stand in an envelope: XML 1.0 allows it.
pub(crate) const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The largest whole number that a JS number holds exactly.
pub const MAX_SAFE: u64 = 9_007_199_254_740_991;

/// Reads `0` or digits without a leading zero.
///
/// `None` where it is something else; the inner `None` where it is a whole number above [`MAX_SAFE`].
fn whole(text: &str) -> Option<Option<u64>> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (text.len() > 1 && text.starts_with('0')) {
        return None;
    }
    Some(text.parse().ok().filter(|&number| number <= MAX_SAFE))
}
