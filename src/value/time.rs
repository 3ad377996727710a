use std::fmt;

/// A real calendar date of the years 0001 to 9999, `YYYY-MM-DD`.
///
/// ```
/// use yct_envelope::value::{Date, TimeError};
/// assert_eq!(Date::parse("2016-02-29").unwrap().to_string(), "2016-02-29");
/// assert_eq!(Date::parse("2015-02-29"), Err(TimeError::Calendar));
/// assert_eq!(Date::parse("2016-2-29"), Err(TimeError::Format));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub(super) year: u16,
    pub(super) month: u16,
    pub(super) day: u16,
}

/// A real calendar time, `YYYY-MM-DD HH:MM:SS`, Beijing time, no leap second.
///
/// ```
/// use yct_envelope::value::{TimeError, Timestamp};
/// let start = Timestamp::parse("2016-08-27 00:00:00").unwrap();
/// assert!(start < Timestamp::parse("2016-08-27 00:00:01").unwrap());
/// assert_eq!(Timestamp::parse("2016-08-27 24:00:00"), Err(TimeError::Calendar));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    pub(super) date: Date,
    pub(super) hour: u16,
    pub(super) minute: u16,
    pub(super) second: u16,
}

/// Why a text is no date or timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Not written as the format asks.
    Format,
    /// Written well, but there is no such day or time.
    Calendar,
}

/// Reads a text that follows `pattern`, in which `0` stands for a digit, into its numbers.
fn numbers<const N: usize>(text: &str, pattern: &str) -> Result<[u16; N], TimeError> {
    if text.len() != pattern.len() {
        return Err(TimeError::Format);
    }
    let mut numbers = [0u16; N];
    let mut slots = numbers.iter_mut();
    let mut slot = slots.next();
    for (byte, wanted) in text.bytes().zip(pattern.bytes()) {
        match (wanted, byte) {
            (b'0', b'0'..=b'9') => {
                if let Some(number) = slot.as_deref_mut() {
                    *number = number.saturating_mul(10).saturating_add(u16::from(byte.wrapping_sub(b'0')));
                }
            }
            (b'0', _) => return Err(TimeError::Format),
            _ if byte == wanted => slot = slots.next(),
            _ => return Err(TimeError::Format),
        }
    }
    Ok(numbers)
}

/// A number of two digits.
#[inline(always)]
fn pair(tens: u8, ones: u8) -> Option<u16> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u16::from(tens).wrapping_mul(10).wrapping_add(u16::from(ones)))
}

impl Date {
    /// Whether bytes are a date.
    #[inline(always)]
    pub(crate) fn is_real([a, b, c, d, dash, e, f, other, g, h]: &[u8; 10]) -> bool {
        let (Some(century), Some(year), Some(month), Some(day)) = (pair(*a, *b), pair(*c, *d), pair(*e, *f), pair(*g, *h)) else {
            return false;
        };
        let year = century.wrapping_mul(100).wrapping_add(year);
        *dash == b'-' && *other == b'-' && Self::new(year, month, day).is_some()
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let [year, month, day] = numbers(text, "0000-00-00")?;
        Self::new(year, month, day).ok_or(TimeError::Calendar)
    }

    pub(super) fn new(year: u16, month: u16, day: u16) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let real = (1..=9999).contains(&year) && (1..=days).contains(&day);
        real.then_some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Timestamp {
    /// Whether bytes are a time.
    #[inline(always)]
    pub(crate) fn is_real(bytes: &[u8; 19]) -> bool {
        let (Some(date), Some([blank, a, b, colon, c, d, other, e, f])) = (bytes.first_chunk(), bytes.last_chunk::<9>()) else {
            return false;
        };
        let hours = pair(*a, *b).is_some_and(|hour| hour < 24);
        let in_hour = pair(*c, *d).is_some_and(|minute| minute < 60) && pair(*e, *f).is_some_and(|second| second < 60);
        *blank == b' ' && *colon == b':' && *other == b':' && hours && in_hour && Date::is_real(date)
    }

    /// Reads `YYYY-MM-DD HH:MM:SS`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let [year, month, day, hour, minute, second] = numbers(text, "0000-00-00 00:00:00")?;
        Self::new(Date::new(year, month, day), hour, minute, second).ok_or(TimeError::Calendar)
    }

    pub(super) fn new(date: Option<Date>, hour: u16, minute: u16, second: u16) -> Option<Self> {
        let date = date?;
        let real = hour < 24 && minute < 60 && second < 60;
        real.then_some(Self { date, hour, minute, second })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}:{:02}", self.date, self.hour, self.minute, self.second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar() {
        for day in ["0001-01-01", "9999-12-31", "2000-02-29", "2016-02-29"] {
            assert!(Date::parse(day).is_ok(), "{day}");
        }
        for day in ["0000-01-01", "1900-02-29", "2015-02-29", "2016-00-10", "2016-13-01", "2016-04-31", "2016-01-00"] {
            assert_eq!(Date::parse(day), Err(TimeError::Calendar), "{day}");
        }
        for time in ["2016-08-27 24:00:00", "2016-08-27 23:60:00", "2016-08-27 23:59:60"] {
            assert_eq!(Timestamp::parse(time), Err(TimeError::Calendar), "{time}");
        }
    }

    /// The quick answer of a scan is that of the parser.
    #[test]
    fn bytes_are_real_where_they_parse() {
        let times = [
            "2016-09-14 10:00:00",
            "2016-02-29 23:59:59",
            "2015-02-29 00:00:00",
            "0000-01-01 00:00:00",
            "2016-12-31 24:00:00",
            "2016-12-31 23:60:00",
            "2016-12-31 23:59:60",
        ];
        for time in times {
            for at in 0..time.len() {
                for byte in *b"0123456789/:- T" {
                    let mut bytes = time.as_bytes().to_vec();
                    if let Some(place) = bytes.get_mut(at) {
                        *place = byte;
                    }
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let is_time = bytes.first_chunk().is_some_and(Timestamp::is_real);
                    assert_eq!(is_time, Timestamp::parse(&text).is_ok(), "{text}");
                    let is_date = bytes.first_chunk().is_some_and(Date::is_real);
                    assert_eq!(is_date, text.get(..10).is_some_and(|date| Date::parse(date).is_ok()), "{text}");
                }
            }
        }
    }
}
