//! Markup that a Chinese input method wrote in full width.

use super::{Mender, is_name};
use crate::rules::xml::full_width_markup;
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::{is_space, narrow};
use crate::xml::guard;
use std::collections::BTreeMap;

/// Whether a text holds a tag in full width.
pub(in crate::xml) fn is_wide(text: &str) -> bool {
    text.char_indices().filter(|(_, c)| *c != '<' && OPENERS.contains(c)).any(|(at, _)| tag(text, at).is_some())
}

/// What a character is meant to be as a part of markup; the brackets are what an input method gives for < and >.
fn narrowed(c: char) -> char {
    match c {
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '【' => '[',
        '】' => ']',
        _ => narrow(c),
    }
}

const OPENERS: [char; 4] = ['<', '＜', '《', '〈'];
const CLOSERS: [char; 4] = ['>', '＞', '》', '〉'];
const CDATA: &str = "<![CDATA[";

/// A tag, or a mark of CDATA.
struct Wide {
    at: Bytes,
    name: String,
    /// What it shares with the tags that may belong to it.
    id: usize,
    closing: bool,
    /// `<name/>`
    closed: bool,
    /// Whether some of it is in full width.
    wide: bool,
}

/// Reports every tag in full width that stands where a tag may, and makes it narrow.
pub(super) fn tags_in(mender: &mut Mender) {
    let (tags, names) = tags(mender.text);
    // Of each tag, whether the next one of its name ends an element.
    let mut next = vec![false; names];
    let mut is_ended: Vec<bool> = Vec::new();
    for tag in tags.iter().rev() {
        let next = next.get_mut(tag.id);
        is_ended.push(next.as_deref().copied().unwrap_or(false));
        if let Some(next) = next.filter(|_| !tag.closed) {
            *next = tag.closing;
        }
    }
    let mut open = vec![0usize; names];
    let mut end = 0;
    // One after the other they are one mistake: the input method was on.
    let mut run: Vec<&Wide> = Vec::new();
    for tag in &tags {
        let is_ended = is_ended.pop().unwrap_or(false);
        let before = piece(mender.text, end..tag.at.start).trim_end_matches(is_space);
        let follows_tag = before.is_empty() || before.ends_with(['>', '[', '＞', '》', '〉']);
        let opener = piece(mender.text, tag.at.clone()).starts_with(['＜', '《', '〈']);
        let Some(open) = open.get_mut(tag.id) else { continue };
        // In a value, what looks like a tag is text, and so is a tag that has no other.
        let has_other = if tag.closing { *open > 0 && !is_ended } else { tag.closed || *open == 0 && is_ended };
        let is_tag = tag.name.is_empty() || !opener || has_other && (tag.closing || follows_tag);
        if tag.wide && !is_tag {
            continue;
        }
        end = tag.at.end;
        if tag.wide {
            run.push(tag);
        } else {
            report(mender, &std::mem::take(&mut run));
        }
        if tag.closing {
            *open = open.saturating_sub(1);
        } else if !tag.closed {
            *open = open.saturating_add(1);
        }
    }
    report(mender, &run);
}

/// The tags of a text, narrow and wide, and how many names they have.
fn tags(text: &str) -> (Vec<Wide>, usize) {
    let mut tags = Vec::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut end = 0;
    let mut inside = false;
    for (at, c) in text.char_indices().filter(|(_, c)| OPENERS.contains(c) || matches!(c, ']' | '］' | '】')) {
        if at < end {
            continue;
        }
        let rest = piece(text, at..text.len());
        let section = if OPENERS.contains(&c) { CDATA } else { "]]>" };
        let found = mark(text, at, section).or_else(|| tag(text, at).filter(|_| section == CDATA));
        let found = found.or_else(|| {
            let tag = rest.strip_prefix('<')?;
            let closing = tag.starts_with('/');
            let name = guard::name(tag.strip_prefix('/').unwrap_or(tag));
            let closed = || tag.find(['<', '>']).is_some_and(|end| piece(tag, 0..end.saturating_add(1)).ends_with("/>"));
            let at = at..at.saturating_add(1);
            (!name.is_empty()).then(|| Wide { at, name: name.to_owned(), closing, closed: closed(), wide: false, id: 0 })
        });
        if rest.starts_with(section) || found.as_ref().is_some_and(|found| found.name.is_empty()) {
            inside = section == CDATA;
        }
        if let Some(tag) = found {
            end = tag.at.end;
            // In a CDATA section, tags belong to one another alone.
            let name = if inside { format!("]{}", tag.name) } else { tag.name.clone() };
            let new = names.len();
            let id = *names.entry(name).or_insert(new);
            tags.push(Wide { id, ..tag });
        }
    }
    (tags, names.len())
}

fn report(mender: &mut Mender, run: &[&Wide]) {
    let Some(first) = run.first() else { return };
    let changes: Vec<ByteEdit> = run.iter().flat_map(|wide| narrowings(mender.text, wide)).collect();
    let meant: String = piece(mender.text, first.at.clone()).chars().map(narrowed).collect();
    let mut finding = mender.finding(&full_width_markup::RULE, &full_width_markup::WIDE, first.at.clone());
    finding = finding.arg(mender.quote(first.at.clone())).plain(meant);
    for wide in run.iter().skip(1).take(RELATED) {
        finding = finding.related(&full_width_markup::TOO, 0, Some(mender.at(wide.at.clone())));
    }
    let place = if first.closing || first.name.is_empty() { mender.around(first.at.clone()) } else { mender.element(first.at.start) };
    mender.mend(finding, &full_width_markup::NARROW, false, place, changes);
}

/// How many places a finding names beside its own.
const RELATED: usize = 20;

/// What makes a tag narrow; in an attribute's value nothing is meant to change.
fn narrowings(text: &str, wide: &Wide) -> Vec<ByteEdit> {
    let written = piece(text, wide.at.clone());
    let is_plain = !written.contains(['=', '＝']);
    let is_meant = |c: char| narrowed(c) != c && (is_plain || matches!(c, '＜' | '＞' | '／' | '＝' | '《' | '》' | '〈' | '〉'));
    let change = |(offset, c): (usize, char)| {
        let at = wide.at.start.saturating_add(offset);
        ByteEdit::new(at..at.saturating_add(c.len_utf8()), narrowed(c).to_string())
    };
    written.char_indices().filter(|(_, c)| is_meant(*c)).map(change).collect()
}

/// The tag that starts at `at`, where its name is known and some of its marks are in full width.
fn tag(text: &str, at: usize) -> Option<Wide> {
    let rest = piece(text, at..text.len());
    let inside = rest.strip_prefix(OPENERS)?;
    let stem = inside.trim_start_matches(is_space);
    let slashless = stem.strip_prefix(['/', '／']);
    let stem = slashless.unwrap_or(stem).trim_start_matches(is_space);
    let end = stem.find(|c: char| !narrowed(c).is_ascii_alphanumeric() && !matches!(c, ':' | '-' | '_')).unwrap_or(stem.len());
    let (name, tail) = stem.split_at_checked(end)?;
    let name: String = name.chars().map(narrowed).collect();
    // Attributes may follow the name.
    let inside = tail.find(|c| OPENERS.contains(&c) || CLOSERS.contains(&c))?;
    let attributes = piece(tail, 0..inside).trim_matches(is_space).trim_end_matches(['/', '／']);
    let tail =
        piece(tail, inside..tail.len()).strip_prefix(CLOSERS).filter(|_| attributes.is_empty() || attributes.contains(['=', '＝']))?;
    let length = rest.len().saturating_sub(tail.len());
    let is_wide = piece(rest, 0..length).chars().any(|c| matches!(c, '＜' | '＞' | '／' | '《' | '》' | '〈' | '〉'));
    let closed = piece(rest, 0..length).trim_end_matches(CLOSERS).ends_with(['/', '／']);
    let at = at..at.saturating_add(length);
    (is_wide && is_name(&name)).then(|| Wide { at, name, closing: slashless.is_some(), closed, wide: true, id: 0 })
}

/// A mark of CDATA, some of it in full width.
fn mark(text: &str, at: usize, mark: &str) -> Option<Wide> {
    let rest = piece(text, at..text.len());
    let end = rest.char_indices().nth(mark.len()).map_or(rest.len(), |(at, _)| at);
    let written = piece(rest, 0..end);
    let is_mark = written != mark && written.chars().map(narrowed).eq(mark.chars());
    let at = at..at.saturating_add(end);
    is_mark.then(|| Wide { at, name: String::new(), closing: false, closed: true, wide: true, id: 0 })
}
