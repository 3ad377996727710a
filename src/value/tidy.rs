//! A time or date that is written otherwise: what it stands for, and what has to be guessed for that.

use super::{Date, Timestamp, is_space, narrowed, unquoted};

/// What has to be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// Nothing: it is a matter of padding, separators or full-width characters.
    Nothing,
    Quotes,
    /// Seconds or milliseconds since 1970.
    Unix,
    /// An offset from UTC, or `Z`.
    Zone,
    /// Fractions of a second.
    Fraction,
    /// It lacks the seconds.
    NoSeconds,
    /// A date where a time is asked.
    NoTime,
    /// A time where a date is asked.
    OnlyDate,
}

/// The date or time as it should be written. What it lacks is filled up: where a range ends, to the end of the day or minute.
pub(crate) fn tidy(text: &str, is_date: bool, is_end: bool) -> Option<(String, Guess)> {
    let inner = unquoted(text);
    let ascii = narrowed(inner.unwrap_or(text));
    let (time, guess) = match unix(&ascii) {
        Some(time) => (time, Guess::Unix),
        None => read(&ascii, is_end)?,
    };
    let guess = match guess {
        Guess::NoTime if is_date => Guess::Nothing,
        _ if is_date => Guess::OnlyDate,
        guess => guess,
    };
    let guess = if guess == Guess::Nothing && inner.is_some() { Guess::Quotes } else { guess };
    Some((if is_date { time.date.to_string() } else { time.to_string() }, guess))
}

fn read(text: &str, is_end: bool) -> Option<(Timestamp, Guess)> {
    // Where the zone and the fraction may begin: after the first colon.
    let from = text.find(':').unwrap_or(text.len());
    let to = |text: &str, is_mark: fn(char) -> bool| text.get(from..)?.find(is_mark)?.checked_add(from);
    let (clock, zone) = text.split_at_checked(to(text, |c| matches!(c, '+' | '-' | 'Z' | 'z')).unwrap_or(text.len()))?;
    let (clock, fraction) = clock.split_at_checked(to(clock, |c| c == '.').unwrap_or(clock.len()))?;
    let ([year, month, day, hour, minute, second], count) = numbers(clock.trim_end_matches(is_space))?;
    let is_fraction = fraction.bytes().skip(1).all(|byte| byte.is_ascii_digit() || byte == b' ');
    let late = u16::from(is_end);
    let rest = [late.saturating_mul(23), late.saturating_mul(59), late.saturating_mul(59)];
    let [hour, minute, second] = match count {
        3 => rest,
        5 => [hour, minute, rest[2]],
        _ => [hour, minute, second],
    };
    let time = Timestamp::new(Date::new(year, month, day), hour, minute, second).filter(|_| is_fraction)?;
    match (count, zone) {
        (3, "") => Some((time, Guess::NoTime)),
        (5, "") => Some((time, Guess::NoSeconds)),
        (6, "") => Some((time, if fraction.is_empty() { Guess::Nothing } else { Guess::Fraction })),
        (5 | 6, zone) => Some((in_beijing(time, offset(zone)?)?, Guess::Zone)),
        _ => None,
    }
}

/// The minutes that a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i32> {
    let mut digits = 0i32;
    let mut count = 0usize;
    for digit in zone.chars().skip(1).filter(|&c| c != ':') {
        digits = digits.checked_mul(10)?.checked_add(digit.to_digit(10)?.cast_signed())?;
        count = count.saturating_add(1);
    }
    let hours = match (zone, count) {
        ("Z" | "z", _) => 0,
        (_, 2) => digits,
        (_, 4) => digits / 100,
        _ => return None,
    };
    let ahead = hours.checked_mul(60)?.checked_add(if count == 4 { digits % 100 } else { 0 })?;
    (hours <= 14).then_some(if zone.starts_with('-') { ahead.saturating_neg() } else { ahead })
}

/// The time in Beijing, eight hours ahead of UTC; none where that is the day before, as only few zones further east would have it.
fn in_beijing(time: Timestamp, offset: i32) -> Option<Timestamp> {
    let minutes = i32::from(time.hour).saturating_mul(60).saturating_add(i32::from(time.minute)).saturating_add(480).saturating_sub(offset);
    let date = match minutes.div_euclid(1440) {
        0 => Some(time.date),
        1 => next(time.date),
        _ => None,
    };
    let minutes = u16::try_from(minutes.rem_euclid(1440)).ok()?;
    Timestamp::new(date, minutes / 60, minutes % 60, time.second)
}

/// Ten digits since 1970 are seconds, thirteen are milliseconds: both began with 1 from 2001 on.
fn unix(digits: &str) -> Option<Timestamp> {
    if !digits.starts_with('1') || !matches!(digits.len(), 10 | 13) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: u64 = digits.get(..10)?.parse().ok()?;
    let (mut days, clock) = (seconds / 86400, u32::try_from(seconds % 86400).ok()?);
    let mut date = Date::new(1970, 1, 1)?;
    while days > 0 {
        // A year at a time, then a day.
        let length = if Date::new(date.year, 2, 29).is_some() { 366 } else { 365 };
        let year = days.checked_sub(length);
        date = if year.is_some() { Date::new(date.year.checked_add(1)?, 1, 1)? } else { next(date)? };
        days = year.unwrap_or(days.saturating_sub(1));
    }
    let part = |seconds: u32| u16::try_from(seconds).unwrap_or_default();
    in_beijing(Timestamp::new(Some(date), part(clock / 3600), part(clock / 60 % 60), part(clock % 60))?, 0)
}

fn next(date: Date) -> Option<Date> {
    let Date { year, month, day } = date;
    let tomorrow = Date::new(year, month, day.saturating_add(1));
    tomorrow.or_else(|| Date::new(year, month.saturating_add(1), 1)).or_else(|| Date::new(year.saturating_add(1), 1, 1))
}

/// The numbers of a date or time and how many there are; `None` where something stands in between that is no usual separator at its place,
/// or one has too many digits or too few.
fn numbers(text: &str) -> Option<([u16; 6], usize)> {
    let mut spread = String::new();
    let is_compact = matches!(text.len(), 8 | 12 | 14) && text.bytes().all(|byte| byte.is_ascii_digit());
    for (at, c) in text.char_indices() {
        match at {
            4 | 6 if is_compact => spread.push('-'),
            8 if is_compact => spread.push(' '),
            10 | 12 if is_compact => spread.push(':'),
            _ => {}
        }
        spread.push(c);
    }
    let mut numbers = [0u16; 6];
    let mut count = 0usize;
    let mut length = 0usize;
    let mut between = String::new();
    for c in spread.chars() {
        let Some(digit) = c.to_digit(10).and_then(|digit| u16::try_from(digit).ok()) else {
            between.push(c);
            continue;
        };
        if count == 0 || !between.is_empty() {
            if !is_separator(count, &between) || count == 1 && length < 4 {
                return None;
            }
            count = count.saturating_add(1);
            length = 0;
            between.clear();
        }
        let number = numbers.get_mut(count.checked_sub(1)?)?;
        *number = number.checked_mul(10)?.checked_add(digit)?;
        length = length.saturating_add(1);
        if length > if count == 1 { 4 } else { 2 } {
            return None;
        }
    }
    let is_closed = matches!((count, between.as_str()), (3 | 5 | 6, "") | (3, "日") | (5, "分") | (6, "秒"));
    is_closed.then_some((numbers, count))
}

fn is_separator(after: usize, between: &str) -> bool {
    match after {
        0 => between.is_empty(),
        1 => matches!(between, "-" | "/" | "." | "年"),
        2 => matches!(between, "-" | "/" | "." | "月"),
        3 => matches!(between.trim_matches(is_space), "" | "T" | "t" | "日"),
        4 => matches!(between, ":" | "时" | "点"),
        5 => matches!(between, ":" | "分"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Guess::*, *};

    fn assert_tidy(text: &str, is_date: bool, expected: Option<(&str, Guess)>) {
        assert_eq!(tidy(text, is_date, false), expected.map(|(text, guess)| (text.to_owned(), guess)), "{text}");
    }

    #[test]
    fn times() {
        for text in [
            "2016/8/7 9:05:00",
            "2016-08-07T09:05:00",
            "20160807090500",
            "2016年8月7日 9时5分0秒",
            "2016.08.07  09:05:00",
            "２０１６－０８－０７　０９：０５：００",
        ] {
            assert_tidy(text, false, Some(("2016-08-07 09:05:00", Nothing)));
        }
        for (text, meant, guess) in [
            ("“2016-08-07 09:05:00”", "2016-08-07 09:05:00", Quotes),
            ("2016-08-07 09:05", "2016-08-07 09:05:00", NoSeconds),
            ("201608070905", "2016-08-07 09:05:00", NoSeconds),
            ("2016年8月7日9时5分", "2016-08-07 09:05:00", NoSeconds),
            ("2016-08-07 09:05:00.500", "2016-08-07 09:05:00", Fraction),
            ("2016年8月7日", "2016-08-07 00:00:00", NoTime),
            ("2016-08-07T09:05:00+08:00", "2016-08-07 09:05:00", Zone),
            ("2016-08-07 09:05:00 +0900", "2016-08-07 08:05:00", Zone),
            ("2016-08-31T16:00:00.000Z", "2016-09-01 00:00:00", Zone),
            ("2016-12-31T16:00Z", "2017-01-01 00:00:00", Zone),
            ("2016-02-28T20:30:00-05", "2016-02-29 09:30:00", Zone),
            ("2016-08-07T20:00:00-05:00", "2016-08-08 09:00:00", Zone),
            ("1472264100", "2016-08-27 10:15:00", Unix),
            ("1472264100000", "2016-08-27 10:15:00", Unix),
            ("1456761599", "2016-02-29 23:59:59", Unix),
        ] {
            assert_tidy(text, false, Some((meant, guess)));
        }
        for text in [
            "",
            "7/8/2016 09:05:00",
            "16-08-07 09:05:00",
            "2016-02-30 09:05:00",
            "2016-08-07-09:05:00",
            "2016-08-07 09:05:00Zx",
            "2016-08-07 09:05:00+8",
            "2016-08-07 09:05:00+24:00",
            "2016-08-07 09",
            "2016-08-07Z",
            "2016080709",
            "x2016-08-07 09:05:00",
            "9999-12-31T23:00:00Z",
            "2017-01-01T00:00:00+09:00",
        ] {
            assert_tidy(text, false, None);
        }
    }

    #[test]
    fn dates() {
        for (text, guess) in [
            ("2016/8/7", Nothing),
            ("2016年8月7日", Nothing),
            ("20160807", Nothing),
            ("'2016-08-07'", Quotes),
            ("2016-08-07 00:00:00", OnlyDate),
            ("2016-08-06T16:00:00Z", OnlyDate),
        ] {
            assert_tidy(text, true, Some(("2016-08-07", guess)));
        }
        assert_tidy("8/7", true, None);
    }

    #[test]
    fn ends() {
        let end = |text| tidy(text, false, true).map(|(text, _)| text);
        assert_eq!(end("2016-08-27").as_deref(), Some("2016-08-27 23:59:59"));
        assert_eq!(end("2016-08-27 23:59").as_deref(), Some("2016-08-27 23:59:59"));
        assert_eq!(end("2016/08/27 10:15:00").as_deref(), Some("2016-08-27 10:15:00"));
    }
}
