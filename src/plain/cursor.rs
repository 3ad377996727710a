//! A place in a window of text, and the values that can be read from there.

use super::shape::{Hold, Slot, Tag, code_place};
use super::syntax::Syntax;
use crate::value::{Date, Timestamp, Yuan, is_separator};

/// The bytes of a window: what is larger is read window by window.
pub const WINDOW: usize = 128 * 1024;
/// So many zeros follow a window's text, so that words can be read at its end.
pub(crate) const PAD: usize = 64;

/// The longest value, in units, and how far its start is shifted beside its length.
pub(super) const LONGEST: usize = (1 << LENGTH_BITS) - 1;
/// In a row, a value's place is its start above so many bits for its length.
pub const LENGTH_BITS: u32 = 15;

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Between its marks.
    Marked,
    /// As a number of JSON.
    Bare,
}

/// What was read of a value.
#[derive(Clone, Copy)]
pub(super) enum Read {
    Empty,
    /// Where it stands, its code's place, or its amount.
    Value(u32),
}

#[derive(Clone, Copy)]
pub(super) struct Cursor<'w> {
    /// With the zeros.
    text: &'w [u8],
    pub end: usize,
    pub at: usize,
    /// How many bytes more than units are before the place.
    pub wide: usize,
}

pub(super) const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = every(0x80);

/// The high bit of every byte that is a control character or no ASCII; above the lowest one that is set, more may be.
#[inline(always)]
pub(super) const fn unusual(word: u64) -> u64 {
    (word.wrapping_sub(every(0x20)) | word) & HIGH
}

/// The high bit of every byte that is this one; above the lowest one that is set, more may be.
#[inline(always)]
pub(super) const fn same(word: u64, byte: u8) -> u64 {
    let other = word ^ every(byte);
    other.wrapping_sub(every(1)) & !other & HIGH
}

impl<'w> Cursor<'w> {
    /// A window: a text of `end` bytes, and [`PAD`] zeros.
    pub fn new(text: &'w [u8], end: usize) -> Self {
        Self { text, end, at: 0, wide: 0 }
    }

    /// Whether a scan that failed here may have failed for want of text.
    pub fn is_near_end(&self) -> bool {
        self.at.wrapping_add(PAD) > self.end
    }

    pub fn is_end(&self) -> bool {
        self.at == self.end
    }

    /// The place in units.
    #[inline(always)]
    pub fn unit(&self) -> usize {
        self.at.wrapping_sub(self.wide)
    }

    #[inline(always)]
    pub fn rest(&self, offset: usize) -> &'w [u8] {
        self.text.get(self.at.wrapping_add(offset)..).unwrap_or_default()
    }

    #[inline(always)]
    pub fn byte(&self, offset: usize) -> u8 {
        self.text.get(self.at.wrapping_add(offset)).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn word(&self) -> u64 {
        self.rest(0).first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    pub fn piece(&self, from: usize, length: usize) -> &'w [u8] {
        self.text.get(from..from.wrapping_add(length)).unwrap_or_default()
    }

    /// What is left of the text.
    pub fn left(&self) -> &'w [u8] {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Steps over some text, whatever it is.
    pub fn pass(&mut self, bytes: usize) {
        for byte in self.piece(self.at, bytes) {
            match byte {
                0x80..0xc0 => self.wide = self.wide.wrapping_add(1),
                0xf0.. => self.wide = self.wide.wrapping_sub(1),
                _ => {}
            }
        }
        self.skip(bytes);
    }

    #[inline(always)]
    pub fn skip(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    /// Steps over a byte.
    #[inline(always)]
    pub fn take(&mut self, byte: u8) -> Option<()> {
        (self.byte(0) == byte).then(|| self.skip(1))
    }

    /// Steps over a literal.
    #[inline(always)]
    pub fn literal(&mut self, literal: &[u8]) -> Option<()> {
        self.rest(0).starts_with(literal).then(|| self.skip(literal.len()))
    }

    /// Steps over a tag.
    #[inline(always)]
    pub fn tag(&mut self, tag: &Tag) -> Option<()> {
        tag.is_at(self.rest(0)).then(|| self.skip(tag.length))
    }

    /// Steps over white space.
    #[inline(always)]
    pub fn space(&mut self) {
        if self.byte(0) > b' ' {
            return;
        }
        while matches!(self.byte(0), b' ' | b'\n' | b'\t' | b'\r') {
            self.skip(1);
        }
    }

    /// Reads a value up to the mark that ends it, and leaves the mark.
    #[inline(always)]
    pub fn value<S: Syntax>(&mut self, slot: &Slot, written: Written) -> Option<Read> {
        if written == Written::Marked && self.byte(0) == S::MARK {
            return Some(Read::Empty);
        }
        let ends = |byte: u8| if written == Written::Bare { !byte.is_ascii_digit() } else { byte == S::MARK };
        match &slot.hold {
            Hold::Code(codes) => {
                let [first, second, third] = *self.rest(0).first_chunk()?;
                let (code, length) = if ends(second) { (u16::from(first), 1) } else { (u16::from_le_bytes([first, second]), 2) };
                // Without a second byte, a code is packed as if it had a zero.
                if length == 2 && (second == 0 || !ends(third)) {
                    return None;
                }
                let place = code_place(codes, code)?;
                self.skip(length);
                Some(Read::Value(place))
            }
            Hold::Fen | Hold::Count => self.number(ends).map(Read::Value),
            Hold::Timestamp => self.exactly::<19>(S::MARK, Timestamp::is_real),
            Hold::Date => self.exactly::<10>(S::MARK, Date::is_real),
            Hold::Text | Hold::Secret | Hold::Yuan | Hold::Orders if written == Written::Bare => {
                let (cursor, read) = self.digits()?;
                *self = cursor;
                Some(read)
            }
            Hold::Text | Hold::Secret | Hold::Yuan | Hold::Orders => {
                // A value in quotes has a finding, but for a secret's.
                if matches!(self.byte(0), b'"' | b'\'' | b'`' | 0xe2 | 0xe3 | 0xef) && !matches!(slot.hold, Hold::Secret) {
                    return None;
                }
                let from = self.at;
                let read = self.text::<S>()?;
                let is_sound = match slot.hold {
                    Hold::Yuan => {
                        std::str::from_utf8(self.piece(from, self.at.wrapping_sub(from))).is_ok_and(|yuan| Yuan::parse(yuan).is_ok())
                    }
                    Hold::Orders => std::str::from_utf8(self.piece(from, self.at.wrapping_sub(from))).is_ok_and(is_plain_list),
                    _ => true,
                };
                is_sound.then_some(read)
            }
            Hold::Event => None,
        }
    }

    /// A whole number that a slot can hold.
    #[inline(always)]
    fn number(&mut self, ends: impl Fn(u8) -> bool) -> Option<u32> {
        let digits = self.rest(0).first_chunk::<10>()?;
        let mut number = 0u32;
        let mut length = 0usize;
        for byte in digits.iter().take(9) {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
            length = length.wrapping_add(1);
        }
        let sound = length > 0 && (length == 1 || self.byte(0) != b'0') && ends(self.byte(length));
        if sound {
            self.skip(length);
        }
        sound.then_some(number)
    }

    /// The digits of a number of JSON, as text. By value, as everything that is rare: what is borrowed has no place in a register.
    #[inline(never)]
    fn digits(mut self) -> Option<(Self, Read)> {
        let from = self.unit();
        let length = self.rest(0).iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 || length > 1 && self.byte(0) == b'0' {
            return None;
        }
        self.skip(length);
        let read = self.packed(from)?;
        Some((self, read))
    }

    #[inline(always)]
    fn exactly<const N: usize>(&mut self, mark: u8, is_real: impl Fn(&[u8; N]) -> bool) -> Option<Read> {
        let bytes = self.rest(0).first_chunk::<N>()?;
        if self.byte(N) != mark || !is_real(bytes) {
            return None;
        }
        let from = self.unit();
        self.skip(N);
        self.packed(from)
    }

    /// Text without white space around it.
    #[inline(always)]
    pub fn text<S: Syntax>(&mut self) -> Option<Read> {
        let from = self.unit();
        if self.byte(0) == b' ' {
            return None;
        }
        loop {
            let stops = S::stops(self.word());
            if stops == 0 {
                self.skip(8);
                continue;
            }
            self.skip(usize::try_from(stops.trailing_zeros()).unwrap_or_default().wrapping_shr(3));
            match self.byte(0) {
                byte if byte == S::MARK => break,
                0x80.. => self.character()?,
                _ => return None,
            }
        }
        let is_spaced = self.text.get(self.at.wrapping_sub(1)) == Some(&b' ');
        if is_spaced { None } else { self.packed(from) }
    }

    /// Steps over a character that is no ASCII.
    #[inline(always)]
    fn character(&mut self) -> Option<()> {
        let [a, b, c, d] = *self.rest(0).first_chunk::<4>()?;
        let goes_on = |byte: u8| byte & 0xc0 == 0x80;
        let (bytes, units) = match a {
            0xe0..=0xee if goes_on(b) && goes_on(c) && (a != 0xe0 || b >= 0xa0) && (a != 0xed || b < 0xa0) => (3, 1),
            // The last of these are no characters, or stand for lost ones.
            0xef if goes_on(b) && goes_on(c) && b < 0xbf => (3, 1),
            0xc2..=0xdf if goes_on(b) => (2, 1),
            0xf0..=0xf4 if goes_on(b) && goes_on(c) && goes_on(d) && (a != 0xf0 || b >= 0x90) && (a != 0xf4 || b < 0x90) => (4, 2),
            _ => return None,
        };
        self.skip(bytes);
        self.wide = self.wide.wrapping_add(bytes.wrapping_sub(units));
        Some(())
    }

    /// Where a value stands that starts at a unit and ends here.
    #[inline(always)]
    fn packed(&self, from: usize) -> Option<Read> {
        let length = self.unit().wrapping_sub(from);
        let place = u32::try_from(from.wrapping_shl(LENGTH_BITS) | length).ok()?;
        (length <= LONGEST).then_some(Read::Value(place))
    }
}

/// Whether a list has nothing to tell of: no quotes, no separator but single commas, nothing twice.
fn is_plain_list(list: &str) -> bool {
    const LONGEST: usize = 64;
    let mut seen = [""; LONGEST];
    for (at, order) in list.split(',').enumerate() {
        let Some(slot) = seen.get_mut(at) else { return false };
        if order.is_empty() || order.contains(is_separator) || order.contains(['"', '\'', '`', '[', ']']) || !order.is_ascii() {
            return false;
        }
        *slot = order;
        if seen.iter().take(at).any(|other| *other == order) {
            return false;
        }
    }
    true
}
