//! Answers, window by window.

use super::cursor::{Cursor, LONGEST, Read};
use super::shape::{Hold, MOST, Name, PLANS, Plan, RESULT_CODES, Shape, Slot, bit, code_of, code_place};
use super::skip::{Skipped, skip};
use super::syntax::{Json, Next, Syntax, Xml};
use crate::catalog::Cardinality;
use crate::catalog::codes::ResultCode;
use crate::catalog::methods::{RESPONSE_ROOT, RESULT, RESULT_CODE, RESULT_DESC};

/// What an answer is read up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing yet.
    Head,
    /// The envelope's own fields; the first record or the end follows.
    First,
    /// A record; another one or the end follows.
    Next,
}

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// For want of text.
    More,
    /// The answer is read.
    End,
    /// What follows is not plain.
    Other,
}

/// How far a scan came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    pub status: Status,
    pub phase: Phase,
    /// What is read, in bytes and in units; at the end, up to what follows the last record.
    pub bytes: usize,
    pub units: usize,
    /// How many records, plain or not.
    pub records: u32,
    /// How many of them are not plain.
    pub others: u32,
    /// Where the head and the first record of all end, in units, where they were read.
    pub head: usize,
    pub first: usize,
    /// Of the head: the place of its code, and where its description stands.
    pub code: u32,
    pub description: u32,
}

/// An answer that is being read.
pub(crate) struct Answer<'w> {
    pub method: usize,
    pub is_json: bool,
    pub phase: Phase,
    /// The place of the code, where the head is read.
    pub code: u32,
    /// A text and the zeros after it.
    pub window: &'w [u8],
    pub length: usize,
    /// Whether the answer ends with the window.
    pub is_last: bool,
}

static CODE: Slot = Slot { name: Name::new(RESULT_CODE.name), hold: Hold::Code(RESULT_CODES), bit: 1 };
static DESCRIPTION: Slot = Slot { name: Name::new(RESULT_DESC.name), hold: Hold::Text, bit: 1 };
static RECORD: Name = Name::new(RESULT.name);
static ROOT: Name = Name::new(RESPONSE_ROOT[0]);
static SUCCESS: u32 = match code_place(&RESULT_CODES, code_of(ResultCode::Success.code().as_bytes())) {
    Some(place) => place,
    None => panic!("a code for success"),
};

impl Answer<'_> {
    /// Reads on. Of every plain record, `rows` gets a bit for each field that is there, and then what [`Read::Value`] tells of each field;
    /// of another one a 0, and then where it starts and ends.
    pub fn scan(&self, rows: &mut Vec<u32>) -> Progress {
        let Some(plan) = PLANS.get(self.method) else { return self.progress(Status::Other) };
        if self.is_json { Scan::<Json>::new(self, plan).run(rows) } else { Scan::<Xml>::new(self, plan).run(rows) }
    }

    fn progress(&self, status: Status) -> Progress {
        Progress {
            status,
            phase: self.phase,
            bytes: 0,
            units: 0,
            records: 0,
            others: 0,
            head: 0,
            first: 0,
            code: self.code,
            description: 0,
        }
    }
}

struct Scan<'s, 'w, S> {
    answer: &'s Answer<'w>,
    plan: &'static Plan,
    cursor: Cursor<'w>,
    progress: Progress,
    members: Members,
    syntax: std::marker::PhantomData<S>,
}

trait Envelope: Syntax {
    const IS_JSON: bool;
    fn head(cursor: &mut Cursor, plan: &Plan) -> Option<(u32, u32)>;
    /// Steps up to a record's first member; `End` where there is none, and then over all that ends the answer.
    fn record(cursor: &mut Cursor, phase: Phase, plan: &Plan) -> Option<Next>;
    fn end(cursor: &mut Cursor, phase: Phase, plan: &Plan) -> Option<()>;
    fn end_record(cursor: &mut Cursor) -> Option<()>;
    /// Whether what follows is one record, plain or not, whatever else is read of the answer.
    fn is_record(cursor: Cursor, plan: &Plan) -> bool;
}

impl<'s, 'w, S: Envelope> Scan<'s, 'w, S> {
    fn new(answer: &'s Answer<'w>, plan: &'static Plan) -> Self {
        let cursor = Cursor::new(answer.window, answer.length);
        Self { answer, plan, cursor, progress: answer.progress(Status::More), members: Members::new(), syntax: std::marker::PhantomData }
    }

    fn run(mut self, rows: &mut Vec<u32>) -> Progress {
        let status = self.steps(rows);
        let status = status.unwrap_or(if self.is_short() { Status::More } else { Status::Other });
        Progress { status, ..self.progress }
    }

    /// Whether what failed may have failed for want of text.
    fn is_short(&self) -> bool {
        !self.answer.is_last && self.cursor.is_near_end()
    }

    #[inline(always)]
    fn record(&mut self, rows: &mut Vec<u32>) -> Option<Next> {
        if let Next::End = S::record(&mut self.cursor, self.progress.phase, self.plan)? {
            return Some(Next::End);
        }
        self.members.read::<S>(&mut self.cursor, &self.plan.result, rows, |_, _| None)?;
        S::end_record(&mut self.cursor)?;
        Some(Next::Member)
    }

    /// Steps over a record that is not plain; else tells how the scan ends.
    #[inline(never)]
    fn skip(&mut self, rows: &mut Vec<u32>) -> Option<Status> {
        if !S::is_record(self.cursor, self.plan) {
            return Some(Status::Other);
        }
        match skip(self.cursor.left(), S::IS_JSON) {
            Skipped::Past(length) => {
                let start = self.cursor.unit();
                self.cursor.pass(length);
                let place = |units: usize| u32::try_from(units).unwrap_or_default();
                rows.extend([0, place(start), place(self.cursor.unit())]);
                self.progress.others = self.progress.others.wrapping_add(1);
                None
            }
            Skipped::More if !self.answer.is_last => Some(Status::More),
            Skipped::More | Skipped::Lost => Some(Status::Other),
        }
    }

    fn steps(&mut self, rows: &mut Vec<u32>) -> Option<Status> {
        if self.progress.phase == Phase::Head {
            (self.progress.code, self.progress.description) = S::head(&mut self.cursor, self.plan)?;
            self.reach(Phase::First);
            self.progress.head = self.progress.units;
        }
        let succeeded = self.progress.code == SUCCESS;
        let cardinality = if succeeded { self.plan.cardinality } else { Cardinality::None };
        if cardinality != Cardinality::None && !(cardinality == Cardinality::One && self.progress.phase == Phase::Next) {
            loop {
                let (before, told) = (self.cursor, rows.len());
                let read = self.record(rows);
                let is_plain = match read {
                    Some(Next::End) => break,
                    Some(Next::Member) => true,
                    None => false,
                };
                if !is_plain {
                    rows.truncate(told);
                    if cardinality == Cardinality::One || self.is_short() {
                        return None;
                    }
                    self.cursor = before;
                    if let Some(status) = self.skip(rows) {
                        return Some(status);
                    }
                }
                self.progress.records = self.progress.records.wrapping_add(1);
                if self.progress.phase == Phase::First {
                    self.progress.first = self.cursor.unit();
                }
                self.reach(Phase::Next);
                if cardinality == Cardinality::One {
                    break;
                }
            }
        }
        if cardinality == Cardinality::One && self.progress.phase != Phase::Next {
            return None;
        }
        let phase = if cardinality == Cardinality::None { Phase::Head } else { self.progress.phase };
        S::end(&mut self.cursor, phase, self.plan)?;
        self.cursor.space();
        if !self.cursor.is_end() || !self.answer.is_last {
            return None;
        }
        Some(Status::End)
    }

    fn reach(&mut self, phase: Phase) {
        self.progress.phase = phase;
        self.progress.bytes = self.cursor.at;
        self.progress.units = self.cursor.unit();
    }
}

/// Reads the members of a container.
pub(super) struct Members {
    /// The place of the field that came after each one last time.
    after: [usize; MOST],
    /// What the present container has.
    row: [u32; MOST],
    /// Where its values start, in bytes.
    pub from: [usize; MOST],
}

impl Members {
    pub fn new() -> Self {
        let mut after = [0; MOST];
        let mut next = 0usize;
        for place in &mut after {
            next = next.wrapping_add(1);
            *place = next;
        }
        Self { after, row: [0; MOST], from: [0; MOST] }
    }

    /// Reads from the first member up to the container's end.
    #[inline(always)]
    pub fn read<S: Syntax>(
        &mut self,
        place: &mut Cursor,
        shape: &Shape,
        rows: &mut Vec<u32>,
        mut event: impl for<'c> FnMut(Cursor<'c>, &[u32]) -> Option<(u32, Cursor<'c>)>,
    ) -> Option<()> {
        // A copy can stay in registers.
        let mut own = *place;
        let read = self.members::<S>(&mut own, shape, rows, &mut event);
        *place = own;
        read
    }

    #[inline(always)]
    fn members<S: Syntax>(
        &mut self,
        cursor: &mut Cursor,
        shape: &Shape,
        rows: &mut Vec<u32>,
        event: &mut impl for<'c> FnMut(Cursor<'c>, &[u32]) -> Option<(u32, Cursor<'c>)>,
    ) -> Option<()> {
        let (mut seen, mut present) = (0u32, 0u32);
        let mut expected = 0usize;
        let mut last = None;
        loop {
            let mut place = expected;
            let mut slot = shape.slots.get(place)?;
            if S::open(cursor, &slot.name).is_none() {
                (place, slot) = shape.slots.iter().take(shape.count).enumerate().find(|(_, slot)| S::open(cursor, &slot.name).is_some())?;
                if let Some(after) = last.and_then(|last| self.after.get_mut::<usize>(last)) {
                    *after = place;
                }
            }
            if slot.bit == 0 || seen & slot.bit != 0 {
                return None;
            }
            seen |= slot.bit;
            let written = S::start(cursor)?;
            *self.from.get_mut(place)? = cursor.at;
            let read = match (written, &slot.hold) {
                (None, _) => Read::Empty,
                (_, Hold::Event) => {
                    let (value, after) = event(*cursor, &self.row)?;
                    *cursor = after;
                    Read::Value(value)
                }
                (Some(written), _) => cursor.value::<S>(slot, written)?,
            };
            if let Read::Value(value) = read {
                present |= slot.bit;
                *self.row.get_mut(place)? = value;
            }
            match S::close(cursor, &slot.name, written)? {
                Next::Member => {}
                Next::End => break,
            }
            last = Some(place);
            expected = *self.after.get(place)?;
        }
        if present & shape.required != shape.required || !self.is_consistent(cursor, shape, present) {
            return None;
        }
        rows.push(present);
        rows.extend_from_slice(self.row.get(..shape.count)?);
        Some(())
    }

    /// Whether the members go together.
    #[inline(always)]
    fn is_consistent(&self, cursor: &Cursor, shape: &Shape, present: u32) -> bool {
        let number = |place: usize| self.row.get(place).copied().unwrap_or_default();
        let has = |place: usize| present & bit(place) != 0;
        if let Some((refund, payment)) = shape.amounts
            && has(refund)
            && number(refund) > number(payment)
        {
            return false;
        }
        if let Some((mark, code, needed)) = shape.refund
            && has(mark)
            && number(mark) == code
            && present & needed != needed
        {
            return false;
        }
        if let Some((start, end)) = shape.range {
            let text = |place: usize| {
                let length = usize::try_from(number(place)).unwrap_or_default() & LONGEST;
                cursor.piece(self.from.get(place).copied().unwrap_or_default(), length)
            };
            if text(start) > text(end) {
                return false;
            }
        }
        shape.not_zero.is_none_or(|place| number(place) != 0)
    }
}

/// The code and the description of an answer.
fn told<S: Syntax>(cursor: &mut Cursor) -> Option<(u32, u32, Next)> {
    S::open(cursor, &CODE.name)?;
    let written = S::start(cursor)?;
    let Read::Value(code) = cursor.value::<S>(&CODE, written?)? else { return None };
    let Next::Member = S::close(cursor, &CODE.name, written)? else { return Some((code, 0, Next::End)) };
    if S::open(cursor, &DESCRIPTION.name).is_none() {
        return Some((code, 0, Next::Member));
    }
    let written = S::start(cursor)?;
    let description = match written {
        Some(written) => match cursor.value::<S>(&DESCRIPTION, written)? {
            Read::Empty => 0,
            Read::Value(place) => place,
        },
        None => 0,
    };
    let next = S::close(cursor, &DESCRIPTION.name, written)?;
    Some((code, description, next))
}

/// Any other code says why.
fn is_told(code: u32, description: u32) -> Option<(u32, u32)> {
    (code == SUCCESS || description != 0).then_some((code, description))
}

/// The declarations of plain texts.
pub const DECLARATIONS: [&str; 3] =
    [r#"<?xml version="1.0" encoding="UTF-8"?>"#, r#"<?xml version="1.0" encoding="utf-8"?>"#, r#"<?xml version="1.0"?>"#];

/// Steps over an XML declaration.
pub(super) fn declaration(cursor: &mut Cursor) -> Option<()> {
    if !cursor.rest(0).starts_with(b"<?") {
        return Some(());
    }
    DECLARATIONS.iter().find_map(|declaration| cursor.literal(declaration.as_bytes()))
}

impl Envelope for Xml {
    const IS_JSON: bool = false;

    fn head(cursor: &mut Cursor, _: &Plan) -> Option<(u32, u32)> {
        declaration(cursor)?;
        cursor.space();
        Self::open(cursor, &ROOT)?;
        cursor.space();
        let (code, description, _) = told::<Self>(cursor)?;
        is_told(code, description)
    }

    #[inline(always)]
    fn record(cursor: &mut Cursor, _: Phase, _: &Plan) -> Option<Next> {
        cursor.space();
        if cursor.byte(1) == b'/' {
            return Some(Next::End);
        }
        Self::open(cursor, &RECORD)?;
        match Self::first(cursor)? {
            Next::Member => Some(Next::Member),
            Next::End => None,
        }
    }

    fn end(cursor: &mut Cursor, _: Phase, _: &Plan) -> Option<()> {
        cursor.space();
        cursor.tag(&ROOT.end)
    }

    #[inline(always)]
    fn end_record(cursor: &mut Cursor) -> Option<()> {
        cursor.tag(&RECORD.end)
    }

    /// A field in it tells it from a wrapper of records.
    fn is_record(mut cursor: Cursor, plan: &Plan) -> bool {
        cursor.space();
        let is_open = Self::open(&mut cursor, &RECORD).is_some();
        cursor.space();
        is_open && plan.result.slots.iter().take(plan.result.count).any(|slot| Self::open(&mut cursor, &slot.name).is_some())
    }
}

impl Envelope for Json {
    const IS_JSON: bool = true;

    fn head(cursor: &mut Cursor, plan: &Plan) -> Option<(u32, u32)> {
        cursor.space();
        cursor.take(b'{')?;
        cursor.space();
        let (code, description, next) = told::<Self>(cursor)?;
        let told = is_told(code, description)?;
        match next {
            Next::Member => {
                Self::open(cursor, &RECORD)?;
                cursor.space();
                cursor.take(b':')?;
                cursor.space();
                if plan.cardinality == Cardinality::Many {
                    cursor.take(b'[')?;
                }
                // What follows a failure is not expected.
                (code == SUCCESS).then_some(told)
            }
            Next::End => Some(told),
        }
    }

    #[inline(always)]
    fn record(cursor: &mut Cursor, phase: Phase, plan: &Plan) -> Option<Next> {
        cursor.space();
        if plan.cardinality == Cardinality::Many {
            if cursor.byte(0) == b']' {
                return Some(Next::End);
            }
            if phase == Phase::Next {
                cursor.take(b',')?;
                cursor.space();
            }
        }
        cursor.take(b'{')?;
        match Self::first(cursor)? {
            Next::Member => Some(Next::Member),
            Next::End => None,
        }
    }

    fn end(cursor: &mut Cursor, phase: Phase, plan: &Plan) -> Option<()> {
        cursor.space();
        if phase != Phase::Head && plan.cardinality == Cardinality::Many {
            cursor.take(b']')?;
            cursor.space();
        }
        cursor.take(b'}')
    }

    #[inline(always)]
    fn end_record(cursor: &mut Cursor) -> Option<()> {
        cursor.take(b'}')
    }

    fn is_record(_: Cursor, _: &Plan) -> bool {
        true
    }
}
