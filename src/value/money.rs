use super::{MAX_SAFE, bare_number, whole};
use std::fmt;

/// An amount in whole fen (section 1.3.2), 0 to 9 007 199 254 740 991.
///
/// ```
/// use yct_envelope::value::{Fen, Yuan};
/// let fen = Fen::parse("1990").unwrap();
/// assert_eq!(fen.get(), 1990);
/// assert_eq!(fen.to_yuan().as_str(), "19.90");
/// assert_eq!(Yuan::parse("19.90").unwrap().to_fen(), fen);
/// assert!(Fen::parse("19.90").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(u64);

/// Why a text is no amount in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenError {
    /// Not `0` or digits without a leading zero.
    NotWhole,
    /// A whole number above 9 007 199 254 740 991.
    OutOfRange,
}

impl Fen {
    /// Reads `0` or digits without a leading zero.
    pub fn parse(text: &str) -> Result<Self, FenError> {
        let number = whole(text).ok_or(FenError::NotWhole)?;
        number.map(Self).ok_or(FenError::OutOfRange)
    }

    /// An amount of that many fen; `None` above 9 007 199 254 740 991.
    pub const fn new(fen: u64) -> Option<Self> {
        if fen <= MAX_SAFE { Some(Self(fen)) } else { None }
    }

    /// The number of fen.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The same amount in yuan, with two decimals.
    pub fn to_yuan(self) -> Yuan {
        let (yuan, fen) = (self.0 / 100, self.0 % 100);
        Yuan(format!("{yuan}.{fen:02}"))
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An amount in yuan as it is written: digits, then optionally a point and one or two digits; at most 90071992547409.91.
///
/// Only `payAmout` of event 26 (section 2.5.2.2) speaks yuan. See [`Fen`] for an example.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Yuan(String);

/// The text is no amount in yuan, or one that is too large to count in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YuanError;

impl Yuan {
    /// Reads `236`, `236.5` or `236.50`; no sign, no separator, no unit, no leading zero.
    pub fn parse(text: &str) -> Result<Self, YuanError> {
        yuan_to_fen(text).map(|_| Self(text.to_owned())).ok_or(YuanError)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same amount in fen.
    pub fn to_fen(&self) -> Fen {
        yuan_to_fen(&self.0).unwrap_or(Fen(0))
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn yuan_to_fen(text: &str) -> Option<Fen> {
    let (yuan, decimals) = match text.split_once('.') {
        Some((yuan, decimals)) => (yuan, decimals),
        None => (text, "0"),
    };
    let digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
    let fen = match decimals.len() {
        1 if digits => decimals.parse::<u64>().ok()?.checked_mul(10)?,
        2 if digits => decimals.parse().ok()?,
        _ => return None,
    };
    Fen::new(whole(yuan)??.checked_mul(100)?.checked_add(fen)?)
}

/// The unit that an amount was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Fen,
    Yuan,
}

/// The number of an amount that is written with more than its digits, and the unit that it names.
pub(crate) fn bare_amount(text: &str) -> Option<(String, Option<Unit>)> {
    let marks = ["分", "FEN", "元", "圆", "整", "¥", "￥", "RMB", "CNY", "YUAN", "人民币"];
    let (number, mark) = bare_number(text, &marks)?;
    Some((number, mark.map(|mark| if matches!(mark, "分" | "FEN") { Unit::Fen } else { Unit::Yuan })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        let fen = |text| Yuan::parse(text).map(|yuan| yuan.to_fen().get());
        assert_eq!(fen("0"), Ok(0));
        assert_eq!(fen("0.05"), Ok(5));
        assert_eq!(fen("0.5"), Ok(50));
        assert_eq!(fen("90071992547409.91"), Ok(MAX_SAFE));
        for text in ["", ".", "1.", ".5", "00", "01.5", "1.234", "+1", "-1", "1e2", "1,000", " 1", "１", "90071992547409.92", "1.+1"] {
            assert_eq!(fen(text), Err(YuanError), "{text}");
        }
        assert_eq!(Fen::parse("9007199254740991"), Ok(Fen(MAX_SAFE)));
        assert_eq!(Fen::parse("9007199254740992"), Err(FenError::OutOfRange));
        assert_eq!(Fen::parse("99999999999999999999999"), Err(FenError::OutOfRange));
        assert_eq!(Fen::parse("007"), Err(FenError::NotWhole));
        assert_eq!(Fen(5).to_yuan().as_str(), "0.05");
    }
}
