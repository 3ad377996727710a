//! The catalog's fields as the scan needs them: names as words to compare, codes as numbers.

use crate::catalog::codes::{ResultCode, TradeType};
use crate::catalog::relations::{NOT_ZERO, RANGES, REFUND_MARK, REFUND_NUMBERS, REFUND_OF_PAYMENT};
use crate::catalog::{All, Cardinality, Code, Field, Kind, METHODS, Method};

/// At most so many fields are in a container.
pub(super) const MOST: usize = 16;
/// At most so many codes are in a table, and at most so many bytes in a tag.
const CODES: usize = 10;
const LONGEST: usize = 24;

/// What stands around a value, as words that compare in one go.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    words: [u64; 3],
    masks: [u64; 3],
    pub length: usize,
}

/// A name as it is written.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub start: Tag,
    pub end: Tag,
    pub key: Tag,
    pub text: Tag,
}

/// Codes of one or two bytes, as [`code_of`] packs them; 0 where there is none.
pub(super) type Codes = [u16; CODES];

/// What a field holds, as far as the scan tells it apart.
#[derive(Clone, Copy)]
pub(super) enum Hold {
    Text,
    Secret,
    Code(Codes),
    Fen,
    Yuan,
    Timestamp,
    Date,
    Count,
    Orders,
    Event,
}

#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub name: Name,
    pub hold: Hold,
    /// Its bit among those of the container; none where the slot is not used.
    pub bit: u32,
}

/// The fields of a container, in the catalog's order.
pub(super) struct Shape {
    pub slots: [Slot; MOST],
    pub count: usize,
    /// A bit for each required field.
    pub required: u32,
    /// A record's refund and payment: their places.
    pub amounts: Option<(usize, usize)>,
    /// The place of what tells a refund, the place of its code there, and a bit for each field that a refund carries.
    pub refund: Option<(usize, u32, u32)>,
    /// The places of the ends of a range.
    pub range: Option<(usize, usize)>,
    /// The place of an amount that is not 0.
    pub not_zero: Option<usize>,
}

pub(super) const fn code_of(code: &[u8]) -> u16 {
    match code {
        [one] => u16::from_le_bytes([*one, 0]),
        [one, two] => u16::from_le_bytes([*one, *two]),
        _ => 0,
    }
}

const fn is_same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (rest_a, rest_b);
    }
    a.is_empty() && b.is_empty()
}

impl Name {
    pub const fn new(name: &str) -> Self {
        Self {
            start: Tag::new(["<", name, ">"]),
            end: Tag::new(["</", name, ">"]),
            key: Tag::new(["\"", name, "\""]),
            text: Tag::new(["", name, ""]),
        }
    }
}

impl Tag {
    const fn new(pieces: [&str; 3]) -> Self {
        let mut words = [[0; 8]; 3];
        let mut masks = [[0; 8]; 3];
        let mut length = 0usize;
        let mut pieces: &[&str] = &pieces;
        while let [piece, others @ ..] = pieces {
            let mut rest = piece.as_bytes();
            while let [byte, after @ ..] = rest {
                // A tag of more than 24 bytes does not compile.
                let (word, place) = (length.wrapping_shr(3), length & 7);
                #[allow(clippy::indexing_slicing)]
                {
                    words[word][place] = *byte;
                    masks[word][place] = 0xff;
                }
                (rest, length) = (after, length.wrapping_add(1));
            }
            pieces = others;
        }
        let ([a, b, c], [x, y, z]) = (words, masks);
        Self {
            words: [u64::from_le_bytes(a), u64::from_le_bytes(b), u64::from_le_bytes(c)],
            masks: [u64::from_le_bytes(x), u64::from_le_bytes(y), u64::from_le_bytes(z)],
            length,
        }
    }

    /// Whether a text starts with it.
    #[inline(always)]
    pub fn is_at(&self, text: &[u8]) -> bool {
        let Some([a, b, c]) = text.first_chunk::<LONGEST>().map(words) else { return false };
        let ([x, y, z], [p, q, r]) = (self.words, self.masks);
        ((a ^ x) & p) | ((b ^ y) & q) == 0 && (c ^ z) & r == 0
    }
}

#[inline(always)]
fn words(bytes: &[u8; LONGEST]) -> [u64; 3] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = *bytes;
    [
        u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        u64::from_le_bytes([i, j, k, l, m, n, o, p]),
        u64::from_le_bytes([q, r, s, t, u, v, w, x]),
    ]
}

pub(super) const fn codes(first: Option<&Code>, mut rows: &[Code]) -> Codes {
    let mut codes = [0; CODES];
    let mut at = 0usize;
    if let Some(code) = first {
        codes[0] = code_of(code.code.as_bytes());
        at = 1;
    }
    while let [row, rest @ ..] = rows {
        #[allow(clippy::indexing_slicing)]
        {
            codes[at] = code_of(row.code.as_bytes());
        }
        (rows, at) = (rest, at.wrapping_add(1));
    }
    codes
}

const fn hold(kind: &Kind) -> Hold {
    match kind {
        Kind::Text => Hold::Text,
        Kind::Secret => Hold::Secret,
        Kind::Code(table, All::Query(all)) => Hold::Code(codes(Some(all), table.codes)),
        // What is printed but means nothing has a finding.
        Kind::Code(table, _) => Hold::Code(codes(None, table.codes)),
        Kind::Fen => Hold::Fen,
        Kind::Yuan => Hold::Yuan,
        Kind::Timestamp => Hold::Timestamp,
        Kind::Date => Hold::Date,
        Kind::Count => Hold::Count,
        Kind::OrderList => Hold::Orders,
        Kind::Event => Hold::Event,
    }
}

/// The place of a field among some.
const fn place(mut fields: &[Field], name: &str) -> Option<usize> {
    let mut at = 0usize;
    while let [field, rest @ ..] = fields {
        if is_same(field.name, name) {
            return Some(at);
        }
        (fields, at) = (rest, at.wrapping_add(1));
    }
    None
}

const fn both(fields: &[Field], (a, b): (&str, &str)) -> Option<(usize, usize)> {
    match (place(fields, a), place(fields, b)) {
        (Some(a), Some(b)) => Some((a, b)),
        _ => None,
    }
}

pub(super) const fn bit(place: usize) -> u32 {
    1u32.wrapping_shl(if place < 32 { narrow(place) } else { 31 })
}

const fn narrow(number: usize) -> u32 {
    let [a, b, ..] = number.to_le_bytes();
    u32::from_le_bytes([a, b, 0, 0])
}

/// The place of a code in a table.
pub(super) const fn code_place(codes: &Codes, code: u16) -> Option<u32> {
    let (mut rest, mut at): (&[u16], u32) = (codes, 0);
    while let [one, after @ ..] = rest {
        if *one == code && code != 0 {
            return Some(at);
        }
        (rest, at) = (after, at.wrapping_add(1));
    }
    None
}

impl Shape {
    const fn new(fields: &'static [Field]) -> Self {
        let mut slots = [Slot { name: Name::new(""), hold: Hold::Text, bit: 0 }; MOST];
        let mut required = 0;
        let (mut rest, mut at) = (fields, 0usize);
        while let [field, after @ ..] = rest {
            #[allow(clippy::indexing_slicing)]
            {
                slots[at] = Slot { name: Name::new(field.name), hold: hold(&field.kind), bit: bit(at) };
            }
            if field.required {
                required |= bit(at);
            }
            (rest, at) = (after, at.wrapping_add(1));
        }
        let [a, b] = REFUND_NUMBERS;
        let number = match place(fields, a) {
            Some(place) => Some(place),
            None => place(fields, b),
        };
        let refund = match (place(fields, REFUND_MARK), number, place(fields, REFUND_OF_PAYMENT.0)) {
            (Some(mark), Some(number), Some(amount)) => {
                match code_place(&codes(None, TradeType::TABLE.codes), code_of(TradeType::Refund.code().as_bytes())) {
                    Some(code) => Some((mark, code, bit(number) | bit(amount))),
                    None => None,
                }
            }
            _ => None,
        };
        let [times, dates] = RANGES;
        let range = match both(fields, (times.0, times.1)) {
            Some(places) => Some(places),
            None => both(fields, (dates.0, dates.1)),
        };
        Self {
            slots,
            count: fields.len(),
            required,
            amounts: both(fields, REFUND_OF_PAYMENT),
            refund,
            range,
            not_zero: place(fields, NOT_ZERO),
        }
    }
}

/// A method as the scan knows it.
pub(super) struct Plan {
    pub code: Name,
    pub is_settled: bool,
    pub cardinality: Cardinality,
    pub result: Shape,
    pub params: Shape,
    /// The fields of its events, each with its code as [`code_of`] packs it.
    pub events: [(u16, Shape); 2],
}

impl Plan {
    const fn new(method: &Method) -> Self {
        let events = match method.events {
            [] => [(0, Shape::new(&[])), (0, Shape::new(&[]))],
            [one] => [(code_of(one.code.code.as_bytes()), Shape::new(one.params)), (0, Shape::new(&[]))],
            [one, two, ..] => {
                [(code_of(one.code.code.as_bytes()), Shape::new(one.params)), (code_of(two.code.code.as_bytes()), Shape::new(two.params))]
            }
        };
        Self {
            code: Name::new(method.code),
            is_settled: !method.provisional,
            cardinality: method.cardinality,
            result: Shape::new(method.result),
            params: Shape::new(method.params),
            events,
        }
    }
}

/// The methods, in the catalog's order.
pub(super) static PLANS: [Plan; 5] = match METHODS {
    [a, b, c, d, e] => [Plan::new(a), Plan::new(b), Plan::new(c), Plan::new(d), Plan::new(e)],
    _ => panic!("a plan for each method"),
};

/// The codes of an answer.
pub(super) static RESULT_CODES: Codes = codes(None, ResultCode::TABLE.codes);
