//! Markup that a Chinese input method wrote in full width.

use super::{Change, Mender};
use crate::rules::xml::full_width_markup;
use crate::text::{Bytes, piece};
use crate::value::{is_space, narrow as narrowed};
use crate::zones::is_known;

/// Whether a text holds a tag in full width.
pub(in crate::xml) fn is_wide(text: &str) -> bool {
    text.char_indices().filter(|(_, c)| *c == '＜').any(|(at, _)| tag(text, at).is_some())
}

/// A tag or a mark of CDATA, some of it in full width.
struct Wide {
    at: Bytes,
    name: String,
    closing: bool,
}

/// Reports every tag in full width that stands where a tag may, and makes it narrow.
pub(super) fn narrow(mender: &mut Mender) {
    let text = mender.text;
    // The tag before, and where it ends.
    let mut last: Option<(String, bool)> = None;
    let mut end = 0;
    let starts = text.char_indices().filter(|(_, c)| matches!(c, '<' | '＜' | ']' | '］'));
    for (at, c) in starts {
        if at < end {
            continue;
        }
        let found = if matches!(c, ']' | '］') { mark(text, at, "]]>") } else { mark(text, at, "<![CDATA[").or_else(|| tag(text, at)) };
        let Some(wide) = found else {
            if c == '<' {
                let (closing, rest) = match piece(text, at..text.len()).strip_prefix("</") {
                    Some(rest) => (true, rest),
                    None => (false, piece(text, at.saturating_add(1)..text.len())),
                };
                last = Some((super::super::guard::name(rest).to_owned(), closing));
            }
            continue;
        };
        let before = piece(text, end..wide.at.start).trim_end_matches(is_space);
        let follows_tag = before.is_empty() || before.ends_with(['>', '[']);
        let closes = wide.closing && last.as_ref().is_some_and(|(name, closing)| !closing && *name == wide.name);
        // In a value, what looks like a start tag is text.
        if c == '＜' && !follows_tag && !closes {
            continue;
        }
        end = wide.at.end;
        report(mender, &wide);
        last = Some((wide.name, wide.closing));
    }
}

fn report(mender: &mut Mender, wide: &Wide) {
    let written = piece(mender.text, wide.at.clone());
    let changes: Vec<Change> = written
        .char_indices()
        .filter(|(_, c)| narrowed(*c) != *c)
        .map(|(offset, c)| {
            let at = wide.at.start.saturating_add(offset);
            (at..at.saturating_add(c.len_utf8()), narrowed(c).to_string())
        })
        .collect();
    let meant: String = written.chars().map(narrowed).collect();
    let finding = mender.finding(&full_width_markup::RULE, &full_width_markup::WIDE, wide.at.clone());
    let finding = finding.arg(mender.quote(wide.at.clone())).plain(meant).offer(&full_width_markup::NARROW, mender.sourced(&changes));
    let place = if wide.closing || wide.name.is_empty() { mender.around(wide.at.clone()) } else { mender.element(wide.at.start) };
    mender.wound(finding, place, false);
    mender.change(changes);
}

/// The tag that starts at `at`, where its name is known and some of its marks are in full width.
fn tag(text: &str, at: usize) -> Option<Wide> {
    let rest = piece(text, at..text.len());
    let inside = rest.strip_prefix(['<', '＜'])?;
    let stem = inside.trim_start_matches(is_space);
    let slashless = stem.strip_prefix(['/', '／']);
    let stem = slashless.unwrap_or(stem).trim_start_matches(is_space);
    let end = stem.find(|c: char| !narrowed(c).is_ascii_alphanumeric()).unwrap_or(stem.len());
    let (name, tail) = stem.split_at_checked(end)?;
    let name: String = name.chars().map(narrowed).collect();
    let tail = tail.trim_start_matches(is_space);
    let tail = tail.strip_prefix(['/', '／']).unwrap_or(tail).strip_prefix(['>', '＞'])?;
    let length = rest.len().saturating_sub(tail.len());
    let is_wide = piece(rest, 0..length).chars().any(|c| matches!(c, '＜' | '＞' | '／'));
    (is_wide && is_known(&name)).then(|| Wide { at: at..at.saturating_add(length), name, closing: slashless.is_some() })
}

/// A mark of CDATA, some of it in full width.
fn mark(text: &str, at: usize, mark: &str) -> Option<Wide> {
    let rest = piece(text, at..text.len());
    let end = rest.char_indices().nth(mark.len()).map_or(rest.len(), |(at, _)| at);
    let written = piece(rest, 0..end);
    let is_mark = written != mark && written.chars().map(narrowed).eq(mark.chars());
    is_mark.then(|| Wide { at: at..at.saturating_add(end), name: String::new(), closing: false })
}
