//! What XML and JSON write differently around the same members.

use super::cursor::{Cursor, Written, every, same, unusual};
use super::shape::Name;

/// What follows a member.
pub(super) enum Next {
    Member,
    End,
}

pub(super) trait Syntax {
    /// What ends a value.
    const MARK: u8;

    /// The high bit of every byte at which a value may end or stop being plain.
    fn stops(word: u64) -> u64;

    /// Steps over the start of a container's first member, or its end.
    fn first(cursor: &mut Cursor) -> Option<Next>;

    /// Steps over a member's name, up to its value.
    fn open(cursor: &mut Cursor, name: &Name) -> Option<()>;

    /// Steps over what stands before a value; nothing where it is null.
    fn start(cursor: &mut Cursor) -> Option<Option<Written>>;

    /// Steps over what follows a value, and what stands before the next member or at the container's end.
    fn close(cursor: &mut Cursor, name: &Name, written: Option<Written>) -> Option<Next>;
}

pub(super) struct Xml;
pub(super) struct Json;

impl Syntax for Xml {
    const MARK: u8 = b'<';

    #[inline(always)]
    fn stops(word: u64) -> u64 {
        // A `<` and a `>` differ in one bit; without a `>` there is no `]]>`.
        unusual(word) | same(word | every(b'<' ^ b'>'), b'>') | same(word, b'&')
    }

    #[inline(always)]
    fn first(cursor: &mut Cursor) -> Option<Next> {
        cursor.space();
        Some(if cursor.byte(1) == b'/' { Next::End } else { Next::Member })
    }

    #[inline(always)]
    fn open(cursor: &mut Cursor, name: &Name) -> Option<()> {
        cursor.tag(&name.start)
    }

    #[inline(always)]
    fn start(_: &mut Cursor) -> Option<Option<Written>> {
        Some(Some(Written::Marked))
    }

    #[inline(always)]
    fn close(cursor: &mut Cursor, name: &Name, _: Option<Written>) -> Option<Next> {
        cursor.tag(&name.end)?;
        Self::first(cursor)
    }
}

impl Syntax for Json {
    const MARK: u8 = b'"';

    #[inline(always)]
    fn stops(word: u64) -> u64 {
        unusual(word) | same(word, b'"') | same(word, b'\\')
    }

    #[inline(always)]
    fn first(cursor: &mut Cursor) -> Option<Next> {
        cursor.space();
        Some(if cursor.byte(0) == b'}' { Next::End } else { Next::Member })
    }

    #[inline(always)]
    fn open(cursor: &mut Cursor, name: &Name) -> Option<()> {
        cursor.tag(&name.key)
    }

    #[inline(always)]
    fn start(cursor: &mut Cursor) -> Option<Option<Written>> {
        cursor.space();
        cursor.take(b':')?;
        cursor.space();
        match cursor.byte(0) {
            b'"' => {
                cursor.skip(1);
                Some(Some(Written::Marked))
            }
            b'0'..=b'9' => Some(Some(Written::Bare)),
            b'n' => cursor.literal(b"null").map(|()| None),
            _ => None,
        }
    }

    #[inline(always)]
    fn close(cursor: &mut Cursor, _: &Name, written: Option<Written>) -> Option<Next> {
        if written == Some(Written::Marked) {
            cursor.take(b'"')?;
        }
        cursor.space();
        if cursor.byte(0) == b'}' {
            return Some(Next::End);
        }
        cursor.take(b',')?;
        cursor.space();
        Some(Next::Member)
    }
}
