use super::whole;
use std::fmt;

/// A whole number of people or things, 0 to 2^53 - 1.
///
/// ```
/// use yct_envelope::value::Count;
/// assert_eq!(Count::parse("3").map(Count::get), Ok(3));
/// assert!(Count::parse("3.5").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

/// The text is no whole number from 0 to 2^53 - 1 without a leading zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountError;

impl Count {
    /// Reads `0` or digits without a leading zero.
    pub fn parse(text: &str) -> Result<Self, CountError> {
        whole(text).flatten().map(Self).ok_or(CountError)
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
