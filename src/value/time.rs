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
    year: u16,
    month: u16,
    day: u16,
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
    date: Date,
    hour: u16,
    minute: u16,
    second: u16,
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

impl Date {
    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let [year, month, day] = numbers(text, "0000-00-00")?;
        Self::new(year, month, day).ok_or(TimeError::Calendar)
    }

    fn new(year: u16, month: u16, day: u16) -> Option<Self> {
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
    /// Reads `YYYY-MM-DD HH:MM:SS`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let [year, month, day, hour, minute, second] = numbers(text, "0000-00-00 00:00:00")?;
        Self::new(Date::new(year, month, day), hour, minute, second).ok_or(TimeError::Calendar)
    }

    fn new(date: Option<Date>, hour: u16, minute: u16, second: u16) -> Option<Self> {
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

/// The form of a date that is written otherwise, where nothing has to be guessed: year first, other separators, no padding.
pub(crate) fn tidy_date(text: &str) -> Option<Date> {
    match split(text)?.as_slice() {
        &[(year, 4), (month, 1..=2), (day, 1..=2)] => Date::new(year, month, day),
        _ => None,
    }
}

/// The form of a timestamp that is written otherwise, where nothing has to be guessed.
pub(crate) fn tidy_timestamp(text: &str) -> Option<Timestamp> {
    match split(text)?.as_slice() {
        &[(year, 4), (month, 1..=2), (day, 1..=2), (hour, 1..=2), (minute, 1..=2), (second, 1..=2)] => {
            Timestamp::new(Date::new(year, month, day), hour, minute, second)
        }
        _ => None,
    }
}

/// The groups of digits, each with its length; `None` where something stands in between that is no usual separator at its place.
fn split(text: &str) -> Option<Vec<(u16, usize)>> {
    let ascii: String = text.chars().map(narrow).collect();
    if ascii.bytes().all(|byte| byte.is_ascii_digit()) {
        return compact(&ascii);
    }
    let mut groups: Vec<(u16, usize)> = Vec::new();
    let mut between = String::new();
    for c in ascii.chars() {
        let Some(digit) = c.to_digit(10).and_then(|digit| u16::try_from(digit).ok()) else {
            between.push(c);
            continue;
        };
        if groups.is_empty() || !between.is_empty() {
            if !is_separator(groups.len(), &between) {
                return None;
            }
            groups.push((0, 0));
            between.clear();
        }
        if let Some((number, length)) = groups.last_mut() {
            *number = number.checked_mul(10)?.checked_add(digit)?;
            *length = length.saturating_add(1);
        }
    }
    let closed = match groups.len() {
        3 => matches!(between.as_str(), "" | "日"),
        6 => matches!(between.as_str(), "" | "秒"),
        _ => false,
    };
    closed.then_some(groups)
}

/// `20160827`, `20160827101500`.
fn compact(digits: &str) -> Option<Vec<(u16, usize)>> {
    let widths: &[usize] = match digits.len() {
        8 => &[4, 2, 2],
        14 => &[4, 2, 2, 2, 2, 2],
        _ => return None,
    };
    let mut rest = digits;
    let mut groups = Vec::new();
    for &width in widths {
        let (group, tail) = rest.split_at_checked(width)?;
        groups.push((group.parse().ok()?, width));
        rest = tail;
    }
    Some(groups)
}

fn is_separator(after: usize, between: &str) -> bool {
    match after {
        0 => between.is_empty(),
        1 => matches!(between, "-" | "/" | "." | "年"),
        2 => matches!(between, "-" | "/" | "." | "月"),
        3 => matches!(between.trim_matches(super::is_space), "" | "T" | "t" | "日"),
        4 => matches!(between, ":" | "时" | "点"),
        5 => matches!(between, ":" | "分"),
        _ => false,
    }
}

/// A full-width digit or mark as its ASCII form.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
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

    #[test]
    fn tidied() {
        let tidy = |text: &str| tidy_timestamp(text).map(|time| time.to_string());
        for text in [
            "2016/8/7 9:05:00",
            "2016-08-07T09:05:00",
            "20160807090500",
            "2016年8月7日 9时5分0秒",
            "2016.08.07  09:05:00",
            "２０１６－０８－０７　０９：０５：００",
        ] {
            assert_eq!(tidy(text).as_deref(), Some("2016-08-07 09:05:00"), "{text}");
        }
        for text in [
            "2016-08-07",
            "2016-08-07 09:05",
            "7/8/2016 09:05:00",
            "16-08-07 09:05:00",
            "2016-08-07 09:05:00Z",
            "2016-08-07 09:05:00.5",
            "2016-02-30 09:05:00",
            "2016-08-07-09:05:00",
            "x2016-08-07 09:05:00",
        ] {
            assert_eq!(tidy(text), None, "{text}");
        }
        assert_eq!(tidy_date("2016/8/7").map(|day| day.to_string()).as_deref(), Some("2016-08-07"));
        assert_eq!(tidy_date("2016-08-07 00:00:00"), None);
    }
}
