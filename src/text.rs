//! Places in a text: byte ranges inside, UTF-16 units with line and column outside.

use serde::Serialize;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BinaryHeap;
use std::fmt;
use std::ops::Range;

/// A byte range of the source text.
pub(crate) type Bytes = Range<usize>;

/// A byte range in half the room: no text is longer than [`LONGEST`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    start: u32,
    end: u32,
}

/// The longest text that is read, whatever the limits allow.
pub(crate) const LONGEST: u32 = u32::MAX;

pub(crate) fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(LONGEST)
}

pub(crate) fn long(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

impl From<&Bytes> for Place {
    fn from(at: &Bytes) -> Self {
        Self { start: short(at.start), end: short(at.end) }
    }
}

impl From<Place> for Bytes {
    fn from(at: Place) -> Self {
        long(at.start)..long(at.end)
    }
}

/// A place in the source text, in UTF-16 code units, as JS counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Where it starts, from 0.
    pub start: usize,
    /// Where it ends: the unit after the last.
    pub end: usize,
    /// The line of the start, from 1; lines end in LF, CR LF or CR.
    pub line: usize,
    /// The UTF-16 unit of the start within its line, from 1.
    pub column: usize,
}

impl Span {
    /// The same place in bytes of the text that it is of: what Rust slices by.
    ///
    /// ```
    /// use yct_envelope::{ReadOptions, lint};
    /// let text = "<return><resultCode>成功</resultCode></return>";
    /// let report = lint(text, &ReadOptions::default());
    /// assert_eq!(&text[report.diagnostics[0].span.unwrap().bytes(text)], "成功");
    /// ```
    pub fn bytes(&self, text: &str) -> Range<usize> {
        byte_of_unit(text, self.start)..byte_of_unit(text, self.end)
    }
}

/// Replacement of a piece of the source text, in UTF-16 code units. Its debug output tells the length alone: an edit may carry the secret.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// Where the replaced piece starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What takes its place.
    pub text: Cow<'static, str>,
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edit({}..{}, {} bytes)", self.start, self.end, self.text.len())
    }
}

/// Replacement of a byte range of the source text.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ByteEdit {
    pub at: Bytes,
    pub text: Cow<'static, str>,
}

impl ByteEdit {
    // Inlined, it would be a KB.
    #[inline(never)]
    pub fn new(at: Bytes, text: impl Into<Cow<'static, str>>) -> Self {
        Self { at, text: brief(text.into()) }
    }
}

/// The same text; most of many edits write one mark, which needs no room of its own.
fn brief(text: Cow<'static, str>) -> Cow<'static, str> {
    const MARKS: &str = "\"'<>&/=:,{}[] ";
    let mark = match *text.as_bytes() {
        [mark] => MARKS.bytes().position(|known| known == mark),
        _ => None,
    };
    mark.and_then(|mark| MARKS.get(mark..mark.saturating_add(1))).map_or(text, Cow::Borrowed)
}

/// Adds an item to a list that may become long: it grows by a quarter, where `push` would take twice the room.
pub(crate) fn add<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len().div_euclid(4).max(4));
    }
    list.push(item);
}

/// The piece of a text; empty where the range is none of it.
pub(crate) fn piece(text: &str, range: Bytes) -> &str {
    text.get(range).unwrap_or_default()
}

/// Applies edits that are sorted and do not overlap.
pub(crate) fn apply(source: &str, edits: &[ByteEdit]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        text.push_str(piece(source, at..edit.at.start));
        text.push_str(&edit.text);
        at = edit.at.end;
    }
    text.push_str(piece(source, at..source.len()));
    text
}

/// The items in the order of their places; those of the same place stay as they were.
///
/// All sorting goes through here, so that the module holds one sort.
pub(crate) fn in_order<T>(items: Vec<T>, place: impl Fn(&T) -> (usize, usize)) -> Vec<T> {
    if items.is_sorted_by_key(&place) {
        return items;
    }
    let keys: Vec<(usize, usize, usize)> = items.iter().enumerate().map(|(index, item)| (place(item).0, place(item).1, index)).collect();
    // A heap sorts in a fifth of the code of `sort`.
    let keys = BinaryHeap::from(keys).into_sorted_vec();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|(_, _, index)| items.get_mut(index).and_then(Option::take)).collect()
}

/// The edits in order, without those that overlap an earlier one.
pub(crate) fn disjoint(edits: Vec<ByteEdit>) -> Vec<ByteEdit> {
    let mut edits = in_order(edits, |edit| (edit.at.start, edit.at.end));
    let mut end = 0;
    edits.retain(|edit| {
        let free = edit.at.start >= end;
        if free {
            end = edit.at.end;
        }
        free
    });
    edits
}

/// The ranges in order, those that meet made one.
pub(crate) fn merged(ranges: Vec<Bytes>) -> Vec<Bytes> {
    let mut merged: Vec<Bytes> = Vec::new();
    for range in in_order(ranges, |range| (range.start, range.end)) {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// From byte offsets to UTF-16 units, lines and columns: checkpoints every hundred bytes or so, as far as was asked for.
pub(crate) struct Index<'a> {
    text: &'a str,
    checkpoints: RefCell<Vec<Mark>>,
}

#[derive(Clone, Copy)]
struct Mark {
    byte: usize,
    unit: usize,
    line: usize,
    line_unit: usize,
}

const START: Mark = Mark { byte: 0, unit: 0, line: 1, line_unit: 0 };

const STRIDE: usize = 128;

impl<'a> Index<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, checkpoints: RefCell::new(vec![START]) }
    }

    fn place(&self, byte: usize) -> Mark {
        let mut checkpoints = self.checkpoints.borrow_mut();
        let mut last = checkpoints.last().copied().unwrap_or(START);
        while last.byte < byte.min(self.text.len()) {
            last = walk(self.text, last, last.byte.saturating_add(STRIDE));
            checkpoints.push(last);
        }
        let before = checkpoints.partition_point(|place| place.byte <= byte);
        let checkpoint = before.checked_sub(1).and_then(|at| checkpoints.get(at));
        walk(self.text, checkpoint.copied().unwrap_or(START), byte)
    }

    pub fn unit(&self, byte: usize) -> usize {
        self.place(byte).unit
    }

    pub fn span(&self, bytes: &Bytes) -> Span {
        let start = self.place(bytes.start);
        Span {
            start: start.unit,
            end: self.unit(bytes.end.max(bytes.start)),
            line: start.line,
            column: start.unit.saturating_sub(start.line_unit).saturating_add(1),
        }
    }

    pub fn edit(&self, edit: &ByteEdit) -> Edit {
        Edit { start: self.unit(edit.at.start), end: self.unit(edit.at.end), text: edit.text.clone() }
    }
}

/// Walks on to the character boundary at or after `byte`.
fn walk(text: &str, mut place: Mark, byte: usize) -> Mark {
    let mut bytes = text.as_bytes().get(place.byte..).unwrap_or_default().iter().copied().peekable();
    let is_inside = |byte: u8| byte & 0xc0 == 0x80;
    while let Some(found) = bytes.next_if(|&found| place.byte < byte || is_inside(found)) {
        place.byte = place.byte.saturating_add(1);
        // Two units for what has four bytes.
        place.unit = place.unit.saturating_add(usize::from(!is_inside(found))).saturating_add(usize::from(found >= 0xf0));
        // The LF of a CR LF ends the line; the CR before it does not.
        if found == b'\n' || (found == b'\r' && bytes.peek() != Some(&b'\n')) {
            place.line = place.line.saturating_add(1);
            place.line_unit = place.unit;
        }
    }
    place
}

/// The byte offset of a UTF-16 offset.
pub(crate) fn byte_of_unit(text: &str, unit: usize) -> usize {
    bytes_of_units(text, &[unit]).first().copied().unwrap_or(text.len())
}

/// The byte offsets of UTF-16 offsets that ascend, in one pass: there may be as many as the text has characters.
pub(crate) fn bytes_of_units(text: &str, offsets: &[usize]) -> Vec<usize> {
    let mut units = 0usize;
    let mut characters = text.char_indices().peekable();
    let byte_of = |&offset: &usize| {
        while let Some((_, c)) = characters.next_if(|_| units < offset) {
            units = units.saturating_add(c.len_utf16());
        }
        characters.peek().map_or(text.len(), |(byte, _)| *byte)
    };
    offsets.iter().map(byte_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_units() {
        let text = "a\r\n号😀b\rc\nd";
        let index = Index::new(text);
        let at = |needle: &str| {
            let byte = text.find(needle).unwrap_or_default();
            let span = index.span(&(byte..byte + needle.len()));
            (span.start, span.end, span.line, span.column)
        };
        assert_eq!(at("a"), (0, 1, 1, 1));
        assert_eq!(at("号"), (3, 4, 2, 1));
        assert_eq!(at("😀"), (4, 6, 2, 2));
        assert_eq!(at("b"), (6, 7, 2, 4));
        assert_eq!(at("c"), (8, 9, 3, 1));
        assert_eq!(at("d"), (10, 11, 4, 1));
    }

    #[test]
    fn checkpoints_agree_with_a_walk_from_the_start() {
        // Miri takes a thousand times as long.
        let text = "号\r\n😀\r".repeat(if cfg!(miri) { 40 } else { 400 });
        let index = Index::new(&text);
        for (byte, _) in text.char_indices() {
            let (fast, slow) = (index.place(byte), walk(&text, START, byte));
            assert_eq!((fast.unit, fast.line, fast.line_unit), (slow.unit, slow.line, slow.line_unit), "{byte}");
        }
    }
}
