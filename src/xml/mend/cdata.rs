//! CDATA sections that are unclosed, nested, closed early, or whose marks are misspelt.

use super::lex::{Ahead, Kind, Lexeme, Lexer};
use super::{Mender, insert, is_holder, remove};
use crate::rules::xml::cdata::{CLOSE, EARLY, ESCAPE, EXTRA, MARK, MOVE, NESTED, REMOVE, RULE, UNCLOSED, UNWRAP, WRITE};
use crate::similar::{distance, is_near};
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::is_space;

const START: &str = "<![CDATA[";
const END: &str = "]]>";

/// What is already known of the marks further on, so that no one looks for them again.
#[derive(Default)]
pub(super) struct Marks {
    ends: Ahead,
    /// The owner that was last looked for, where its end tag is, and whether that is beyond doubt.
    close: Option<(String, usize, bool)>,
}

/// The length of the mark that opens a section here, misspelt or not.
pub(super) fn start(lexer: &Lexer, rest: &str, at: usize) -> Option<usize> {
    if rest.starts_with(START) {
        return Some(START.len());
    }
    let opens = ["<!", "<[", "< !"].iter().any(|mark| rest.starts_with(mark)) && !rest.starts_with("<!--");
    let after_tag = || {
        let last = lexer
            .lexemes
            .iter()
            .rev()
            .find(|lexeme| lexeme.kind != Kind::Text || !piece(lexer.text, lexeme.at.clone()).trim_matches(is_space).is_empty());
        let follows = last.is_some_and(|last| last.kind == Kind::Start && is_holder(&last.name) && last.at.end <= at);
        follows && rest.starts_with(['!', '['])
    };
    (opens || after_tag()).then(|| misspelt(rest)).flatten()
}

/// The length of what is nearly a mark.
fn misspelt(rest: &str) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, c) in rest.char_indices().skip(1).take(START.len().saturating_add(2)) {
        if c == '<' || is_space(c) && at > START.len() {
            break;
        }
        let end = at.saturating_add(c.len_utf8());
        let written = piece(rest, 0..end);
        let off = distance(written, START);
        let is_meant = off <= 2 && (written.to_ascii_uppercase().contains("DATA") || written.to_ascii_uppercase().contains("CDA"));
        let is_bracket = !c.is_ascii_alphanumeric();
        if is_meant && best.is_none_or(|(least, _)| off < least || off == least && is_bracket) {
            best = Some((off, end));
        }
    }
    best.map(|(_, end)| end)
}

impl Marks {
    /// Where the end tag of a section's owner is, or what follows it, and whether that is beyond doubt; else the end of the text.
    fn close(&mut self, text: &str, owner: &str, from: usize) -> (usize, bool) {
        if let Some((name, at, exact)) = &self.close
            && name == owner
            && *at >= from
        {
            return (*at, *exact);
        }
        let tail = piece(text, from..text.len());
        let is_end = |at: usize, near: bool| {
            let name = crate::xml::guard::name(piece(tail, at.saturating_add(2)..tail.len()).trim_start_matches(is_space));
            name == owner || near && is_near(name, owner)
        };
        let find = |near: bool| tail.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at, near));
        let exact = find(false);
        let found = exact.or_else(|| find(true)).or_else(|| {
            let roots =
                |at: &usize| crate::catalog::methods::is_root(crate::xml::guard::name(piece(tail, at.saturating_add(2)..tail.len())));
            // What stands before the end of a section is a part of it.
            let after = tail.rfind(END).unwrap_or(0);
            piece(tail, after..tail.len()).match_indices("</").map(|(at, _)| after.saturating_add(at)).find(roots)
        });
        let at = found.map_or(text.len(), |at| from.saturating_add(at));
        self.close = Some((owner.to_owned(), at, exact.is_some()));
        (at, exact.is_some())
    }
}

/// Reads the section that starts here with a mark of so many bytes.
pub(super) fn section(mender: &mut Mender, lexer: &mut Lexer, at: usize, mark: usize) -> Option<Lexeme<'static>> {
    let text = lexer.text;
    let from = at.saturating_add(mark);
    let owner = lexer.owner.clone();
    let end = lexer.marks.ends.next(text, from, END);
    if piece(text, at..from) != START {
        // Without an end of its own it was text.
        end?;
        let changes = vec![ByteEdit::new(at..from, START)];
        let finding = mender.finding(&RULE, &MARK, at..from).arg(mender.quote(at..from)).plain(START);
        mender.mend_around(finding, &WRITE, at..from, changes);
    }
    if !is_holder(&owner) {
        return Some(plain(mender, lexer, at..from, &owner, end));
    }
    let (close, exact) = lexer.marks.close(text, &owner, from);
    let Some(end) = end.filter(|end| *end < close) else {
        return Some(unclosed(mender, at..from, close, close == text.len()));
    };
    if !exact && !piece(text, end.saturating_add(END.len())..close).contains(END) {
        // Without the owner's end tag, the only end is the right one.
        return Some(Lexeme::new(Kind::CData, at..end.saturating_add(END.len())));
    }
    if is_clean(text, end.saturating_add(END.len()), close, exact) {
        nested(mender, from..end);
        return Some(Lexeme::new(Kind::CData, at..end.saturating_add(END.len())));
    }
    let last = piece(text, 0..close).rfind(END).unwrap_or(end);
    let after = last.saturating_add(END.len());
    let is_twice = last > end && piece(text, end..last).trim_start_matches(END).trim_matches(is_space).is_empty();
    if is_twice && !piece(text, from..end).contains(START) {
        let extra = last..after;
        let changes = vec![remove(extra.clone())];
        let finding = mender.finding(&RULE, &EXTRA, extra.clone());
        mender.mend_around(finding, &REMOVE, extra, changes);
        return Some(Lexeme::new(Kind::CData, at..after));
    }
    if last > end {
        nested(mender, from..last);
        return Some(Lexeme::new(Kind::CData, at..after));
    }
    if piece(text, from..end).contains(START) {
        nested(mender, from..end.saturating_add(END.len()));
        return Some(unclosed_silently(mender, at, close));
    }
    // What follows belongs to it too.
    let mark = end..end.saturating_add(END.len());
    let at_end = piece(text, 0..close).trim_end_matches(is_space).len();
    let changes = vec![remove(mark.clone()), insert(at_end, END)];
    let finding = mender.finding(&RULE, &EARLY, mark.clone());
    mender.mend_around(finding, &MOVE, mark, changes);
    Some(Lexeme::new(Kind::CData, at..at_end))
}

/// A section anywhere else than in the parameters of a request.
fn plain(mender: &mut Mender, lexer: &mut Lexer, mark: Bytes, owner: &str, end: Option<usize>) -> Lexeme<'static> {
    let text = lexer.text;
    let close = format!("</{owner}");
    let ended = end.filter(|end| owner.is_empty() || !piece(text, mark.end..*end).contains(&close));
    if let Some(end) = ended {
        return Lexeme::new(Kind::CData, mark.start..end.saturating_add(END.len()));
    }
    if lexer.part.parent.is_some() {
        // Inside the parameters, which are CDATA already, it is not needed.
        let changes = vec![remove(mark.clone())];
        let finding = mender.finding(&RULE, &NESTED, mark.clone());
        mender.mend_around(finding, &UNWRAP, mark.clone(), changes);
        return Lexeme::new(Kind::Aside, mark);
    }
    let rest = piece(text, mark.end..text.len());
    let close = rest.find(&close).filter(|_| !owner.is_empty()).or_else(|| rest.find("</")).map(|close| mark.end.saturating_add(close));
    unclosed(mender, mark, close.unwrap_or(text.len()), close.is_none())
}

/// A section without its end, which is before `close`; `cut` where the text itself breaks off.
fn unclosed(mender: &mut Mender, mark: Bytes, close: usize, cut: bool) -> Lexeme<'static> {
    if cut {
        return Lexeme::new(Kind::CData, mark.start..close);
    }
    let tail = tail(piece(mender.text, mark.end..close));
    let range = mark.end.saturating_add(tail.start)..mark.end.saturating_add(tail.end);
    if piece(mender.text, range.clone()) == END {
        return Lexeme::new(Kind::CData, mark.start..range.end);
    }
    let changes = vec![ByteEdit::new(range.clone(), END)];
    let finding = mender.finding(&RULE, &UNCLOSED, mark.clone()).arg(crate::diagnostic::Arg::Here);
    mender.mend_around(finding, &CLOSE, mark.clone(), changes);
    Lexeme::new(Kind::CData, mark.start..range.end)
}

/// A section whose end was taken for that of another.
fn unclosed_silently(mender: &mut Mender, at: usize, close: usize) -> Lexeme<'static> {
    let end = piece(mender.text, 0..close).trim_end_matches(is_space).len();
    mender.change(vec![insert(end, END)]);
    Lexeme::new(Kind::CData, at..end)
}

/// What is left of a `]]>` at the end of a content, and the white space before the end tag.
fn tail(content: &str) -> Bytes {
    let trimmed = content.trim_end_matches(is_space);
    let run = trimmed.trim_end_matches([']', '】', '>', '》', ' ']);
    let marks = piece(trimmed, run.len()..trimmed.len());
    let start = marks.find([']', '】']).map_or(trimmed.len(), |at| run.len().saturating_add(at));
    start..trimmed.len()
}

/// Whether from an end mark to the owner's end tag there is nothing but text and further sections; any tag may be that end, where it is in doubt.
fn is_clean(text: &str, from: usize, close: usize, exact: bool) -> bool {
    let mut rest = piece(text, from..close);
    loop {
        let end = rest.find('<').unwrap_or(rest.len());
        let between = piece(rest, 0..end);
        if between.contains(END) {
            return false;
        }
        rest = piece(rest, end..rest.len());
        let (mark, closer) = match () {
            () if rest.is_empty() => return true,
            () if rest.starts_with(START) => (START, END),
            () if rest.starts_with("<!--") => ("<!--", "-->"),
            () => return !exact,
        };
        match piece(rest, mark.len()..rest.len()).split_once(closer) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
}

/// Mends what stands inside a section: sections of their own, of which one finding tells, and end marks.
fn nested(mender: &mut Mender, content: Bytes) {
    let text = mender.text;
    let mut first: Option<Bytes> = None;
    let mut unwrapped: Vec<ByteEdit> = Vec::new();
    let mut at = content.start;
    let within = piece(text, 0..content.end);
    let (mut starts, mut ends) = (Ahead::default(), Ahead::default());
    while mender.wounds.left.is_some() {
        match (starts.next(within, at, START), ends.next(within, at, END)) {
            (Some(start), Some(end)) if start < end => {
                let inside = start.saturating_add(START.len())..end;
                first.get_or_insert(start..inside.start);
                unwrapped.push(remove(start..inside.start));
                let value = piece(text, inside.clone());
                // Around whole fields, it is the marks alone that are too many.
                let is_text = !value.contains("</");
                let special = value.match_indices(['&', '<']).filter(|_| is_text);
                unwrapped.extend(special.map(|(offset, c)| {
                    let from = inside.start.saturating_add(offset);
                    ByteEdit::new(from..from.saturating_add(1), crate::xml::escape(c))
                }));
                unwrapped.push(remove(inside.end..inside.end.saturating_add(END.len())));
                at = inside.end.saturating_add(END.len());
            }
            (_, Some(end)) => {
                let mark = end..end.saturating_add(END.len());
                let changes = vec![ByteEdit::new(mark.clone(), "]]&gt;")];
                let finding = mender.finding(&RULE, &EARLY, mark.clone());
                at = mark.end;
                mender.mend_around(finding, &ESCAPE, mark, changes);
            }
            _ => break,
        }
    }
    if let Some(first) = first {
        let finding = mender.finding(&RULE, &NESTED, first.clone());
        mender.mend_around(finding, &UNWRAP, first, unwrapped);
    }
}
