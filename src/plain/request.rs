//! Requests: small, so read whole.

use super::answer::{Members, declaration};
use super::cursor::{Cursor, Written};
use super::shape::{Codes, Hold, Name, PLANS, Shape, Slot, codes};
use super::syntax::{Next, Syntax, Xml};
use crate::catalog::codes::{EventCode, ResponseType};
use crate::catalog::methods::{METHOD_CODE, METHOD_PARAMS, REQUEST_ROOT, RESPONSE_TYPE};

static ROOT: Name = Name::new(REQUEST_ROOT[0]);
static FORMAT: Slot = Slot { name: Name::new(RESPONSE_TYPE.name), hold: Hold::Code(codes(None, ResponseType::TABLE.codes)), bit: 1 };
static METHOD: Name = Name::new(METHOD_CODE.name);
static PARAMS: Name = Name::new(METHOD_PARAMS.name);
static EVENTS: Codes = codes(None, EventCode::TABLE.codes);

/// The members inside CDATA.
struct Fragment;

impl Syntax for Fragment {
    const MARK: u8 = Xml::MARK;

    fn stops(word: u64) -> u64 {
        Xml::stops(word)
    }

    fn first(cursor: &mut Cursor) -> Option<Next> {
        cursor.space();
        Some(if cursor.byte(0) == b']' { Next::End } else { Next::Member })
    }

    fn open(cursor: &mut Cursor, name: &Name) -> Option<()> {
        Xml::open(cursor, name)
    }

    fn start(cursor: &mut Cursor) -> Option<Option<Written>> {
        Xml::start(cursor)
    }

    fn close(cursor: &mut Cursor, name: &Name, _: Option<Written>) -> Option<Next> {
        cursor.tag(&name.end)?;
        Self::first(cursor)
    }
}

/// What a plain request says: its method's place, and that of the format of the answer. `rows` gets its parameters as an answer's scan
/// gives a record, and then those of its event, whose place stands for it among the parameters.
pub(crate) fn request(window: &[u8], length: usize, rows: &mut Vec<u32>) -> Option<(usize, u32)> {
    let cursor = &mut Cursor::new(window, length);
    declaration(cursor)?;
    cursor.space();
    Xml::open(cursor, &ROOT)?;
    cursor.space();
    Xml::open(cursor, &FORMAT.name)?;
    let super::cursor::Read::Value(format) = cursor.value::<Xml>(&FORMAT, Written::Marked)? else { return None };
    Xml::close(cursor, &FORMAT.name, None)?;
    Xml::open(cursor, &METHOD)?;
    let is_named = |plan: &&super::shape::Plan| plan.code.text.is_at(cursor.rest(0)) && cursor.byte(plan.code.text.length) == Xml::MARK;
    let (place, plan) = PLANS.iter().enumerate().find(|(_, plan)| is_named(plan)).filter(|(_, plan)| plan.is_settled)?;
    cursor.skip(plan.code.text.length);
    Xml::close(cursor, &METHOD, None)?;
    Xml::open(cursor, &PARAMS)?;
    cursor.space();
    cursor.literal(b"<![CDATA[")?;
    let mut event = Vec::new();
    cursor.space();
    Members::new().read::<Fragment>(cursor, &plan.params, rows, |mut cursor, row| {
        let codes = plan.params.slots.iter().position(|slot| matches!(slot.hold, Hold::Code(codes) if codes == EVENTS))?;
        let code = usize::try_from(*row.get(codes)?).ok()?;
        let (place, (_, shape)) = plan.events.iter().enumerate().find(|(_, (event, _))| EVENTS.get(code) == Some(event) && *event != 0)?;
        nested(&mut cursor, shape, &mut event)?;
        Some((u32::try_from(place).ok()?, cursor))
    })?;
    cursor.literal(b"]]>")?;
    cursor.space();
    Xml::close(cursor, &PARAMS, None)?;
    cursor.tag(&ROOT.end)?;
    cursor.space();
    rows.append(&mut event);
    cursor.is_end().then_some((place, format))
}

fn nested(cursor: &mut Cursor, shape: &Shape, rows: &mut Vec<u32>) -> Option<()> {
    let Next::Member = Xml::first(cursor)? else { return None };
    Members::new().read::<Xml>(cursor, shape, rows, |_, _| None)
}
