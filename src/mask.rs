//! Finds the values of secrets in any text, however broken, and blanks them.
//!
//! This reads no XML and no JSON: it looks for names where a tag, a key or an assignment has them, under any escaping that a log or a
//! string adds. What it takes for a value reaches rather too far than not far enough.

use crate::catalog::{self, Field, METHODS};
use crate::similar;
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::is_space;

/// What to blank beside the secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct MaskOptions {
    /// Patients' names, card and voucher numbers too.
    pub patient: bool,
}

/// What stands in the place of a value.
const BLANK: &str = "***";

/// The same text, every secret's value replaced.
///
/// ```
/// use yct_envelope::{MaskOptions, mask};
/// assert_eq!(mask("<secret>hush</secret><orderNo>1", MaskOptions::default()), "<secret>***</secret><orderNo>1");
/// assert_eq!(mask(r#"{"patName": "张三"}"#, MaskOptions { patient: true }), r#"{"patName": "***"}"#);
/// ```
pub fn mask(source: &str, options: MaskOptions) -> String {
    crate::text::apply(source, &edits(source, options))
}

pub(crate) fn edits(source: &str, options: MaskOptions) -> Vec<ByteEdit> {
    let zones = if options.patient { Zones::of(source, is_private) } else { Zones::of_secrets(source) };
    let values = zones.0.into_iter().flat_map(|zone| between_marks(source, zone)).map(|zone| trim(source, zone));
    let values = values.filter(|zone| !zone.is_empty() && piece(source, zone.clone()) != BLANK);
    values
        .map(|at| ByteEdit { text: if is_bare(source, &at) { format!("\"{BLANK}\"") } else { BLANK.to_owned() }, at })
        .filter(|edit| piece(source, edit.at.clone()) != edit.text)
        .collect()
}

/// Whether a value is that of a JSON key and stands without quotes, so that its blank needs them.
fn is_bare(source: &str, value: &Bytes) -> bool {
    let before = piece(source, 0..value.start).trim_end_matches(is_space);
    before.strip_suffix(':').is_some_and(|key| key.trim_end_matches(is_space).ends_with('"'))
}

/// The pieces of a zone between the marks of CDATA, which keep an envelope readable and say nothing.
fn between_marks(source: &str, zone: Bytes) -> Vec<Bytes> {
    let text = piece(source, zone.clone());
    let mut pieces = Vec::new();
    let mut from = zone.start;
    let marks = text.match_indices("<![CDATA[").chain(text.match_indices("]]>"));
    for (at, mark) in crate::text::in_order(marks.collect(), |(at, _)| (*at, 0)) {
        let at = zone.start.saturating_add(at);
        pieces.push(from..at);
        from = at.saturating_add(mark.len());
    }
    pieces.push(from..zone.end);
    pieces
}

fn trim(source: &str, zone: Bytes) -> Bytes {
    let text = piece(source, zone.clone());
    let tail = text.trim_start_matches(is_space);
    let start = zone.end.saturating_sub(tail.len());
    start..start.saturating_add(tail.trim_end_matches(is_space).len())
}

/// The places of a text that no message may quote, in order, without overlap.
pub(crate) struct Zones(Vec<Bytes>);

impl Zones {
    pub fn of_secrets(source: &str) -> Self {
        Self::of(source, is_secret)
    }

    fn of(source: &str, is_meant: fn(&str) -> bool) -> Self {
        let mut zones = in_tags(source, is_meant);
        zones.extend(in_keys(source, is_meant));
        let mut merged: Vec<Bytes> = Vec::new();
        for zone in crate::text::in_order(zones, |zone| (zone.start, zone.end)) {
            match merged.last_mut() {
                Some(last) if zone.start <= last.end => last.end = last.end.max(zone.end),
                _ => merged.push(zone),
            }
        }
        Self(merged)
    }

    /// Whether a place is, in part, in one of the zones.
    pub fn touch(&self, at: &Bytes) -> bool {
        let next = self.0.partition_point(|zone| zone.end <= at.start);
        self.0.get(next).is_some_and(|zone| zone.start < at.end)
    }
}

fn fields() -> impl Iterator<Item = &'static Field> {
    let lists = METHODS.iter().flat_map(|method| {
        let events = method.events.iter().flat_map(|event| event.params);
        method.params.iter().chain(method.result).chain(events)
    });
    catalog::methods::REQUEST.into_iter().chain(catalog::methods::RESPONSE).chain(lists)
}

/// Whether the protocol has a node of that name.
pub(crate) fn is_known(name: &str) -> bool {
    catalog::methods::is_root(name) || fields().any(|field| field.name.eq_ignore_ascii_case(name))
}

fn is_secret(name: &str) -> bool {
    name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("secret")) || (similar::is_near(name, "secret") && !is_known(name))
}

fn is_private(name: &str) -> bool {
    let mut personal = fields().filter(|field| field.personal).map(|field| field.name);
    is_secret(name) || personal.any(|meant| meant.eq_ignore_ascii_case(name) || (similar::is_near(name, meant) && !is_known(name)))
}

/// A `<` or `>` as logs, strings, URLs and input methods write it.
const OPENERS: &[&str] = &["<", "＜", "&lt;", "&#60;", "&#x3c;", "\\u003c", "\\x3c", "%3c"];
const CLOSERS: &[&str] = &[">", "＞", "&gt;", "&#62;", "&#x3e;", "\\u003e", "\\x3e", "%3e"];

/// The length of the mark that the text starts with, under any number of `&amp;` or backslashes.
fn mark(text: &str, marks: &[&str]) -> Option<usize> {
    let mut rest = text;
    let mut doubled = 0usize;
    while let Some(tail) = rest.strip_prefix("&amp;") {
        doubled = doubled.saturating_add(1);
        rest = tail;
    }
    let skipped = text.len().saturating_sub(rest.len());
    marks.iter().find_map(|mark| {
        // After `&amp;`, an entity goes on without its own ampersand.
        let mark = if doubled > 0 { mark.strip_prefix('&')? } else { mark };
        let start = rest.get(..mark.len())?;
        start.eq_ignore_ascii_case(mark).then_some(skipped.saturating_add(mark.len()))
    })
}

/// Where a mark may start.
const STARTS: [char; 6] = ['<', '＜', '>', '＞', '&', '\\'];

fn may_start(c: char) -> bool {
    STARTS.contains(&c) || c == '%'
}

struct Tag {
    name: String,
    at: Bytes,
    closing: bool,
    /// `<secret/>`
    closed: bool,
    /// Whether it ends as a tag must.
    whole: bool,
}

fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(next) = piece(source, at..source.len()).find(may_start) {
        at = at.saturating_add(next);
        let text = piece(source, at..source.len());
        match mark(text, OPENERS).and_then(|opener| tag(source, at, at.saturating_add(opener))) {
            Some(tag) => {
                at = tag.at.end;
                tags.push(tag);
            }
            None => at = at.saturating_add(text.chars().next().map_or(1, char::len_utf8)),
        }
    }
    tags
}

fn tag(source: &str, start: usize, after: usize) -> Option<Tag> {
    let rest = piece(source, after..source.len()).trim_start_matches(is_space);
    let (closing, rest) = match rest.strip_prefix(['/', '／']).or_else(|| rest.strip_prefix("\\/")) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, rest),
    };
    let (name, rest) = name(rest)?;
    let named = source.len().saturating_sub(rest.len());
    let end = rest.find(may_start).unwrap_or(rest.len());
    let inside = piece(rest, 0..end).trim_matches(is_space);
    let closed = inside.ends_with(['/', '／']);
    let inside = inside.trim_end_matches(['/', '／']);
    let closer = mark(piece(rest, end..rest.len()), CLOSERS);
    let (whole, end) = match closer {
        Some(closer) if inside.is_empty() || inside.contains(['=', '＝']) => (true, named.saturating_add(end).saturating_add(closer)),
        _ => (false, named),
    };
    Some(Tag { name, at: start..end, closing, closed: closed && whole, whole })
}

/// A name without its prefix, in narrow letters, and what follows it.
fn name(text: &str) -> Option<(String, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name: String = name.chars().map(crate::value::narrow).collect();
    let local = name.rsplit_once(':').map_or(name.as_str(), |(_, local)| local);
    (!local.is_empty()).then(|| (local.to_owned(), rest))
}

/// From a start tag to its end tag, else to the next undamaged tag that the protocol knows; before an end tag, back to the tag before.
fn in_tags(source: &str, is_meant: fn(&str) -> bool) -> Vec<Bytes> {
    let mut zones = Vec::new();
    let mut open: Option<usize> = None;
    let mut until: Option<usize> = None;
    let mut before = 0;
    for tag in tags(source) {
        let meant = is_meant(&tag.name);
        if meant && tag.closing {
            zones.push(open.take().unwrap_or(before)..tag.at.start);
        } else if meant {
            zones.extend(open.take().map(|from| from..until.unwrap_or(tag.at.start)));
            open = (!tag.closed).then_some(tag.at.end);
            until = None;
        } else if tag.whole && until.is_none() && is_known(&tag.name) {
            until = Some(tag.at.start);
        }
        if tag.whole {
            before = tag.at.end;
        }
    }
    zones.extend(open.map(|from| from..until.unwrap_or(source.len())));
    zones
}

/// The values of keys and assignments: `"secret": "…"`, `\"secret\":\"…\"`, `secret=…`.
fn in_keys(source: &str, is_meant: fn(&str) -> bool) -> Vec<Bytes> {
    let mut zones = Vec::new();
    for (colon, sign) in source.match_indices([':', '=', '：', '＝']) {
        let before = piece(source, 0..colon).trim_end_matches(is_space);
        let key_end = before.trim_end_matches(['"', '\'', '\\', '“', '”']);
        let start = key_end
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |at| at.saturating_add(key_end.get(at..).and_then(|text| text.chars().next()).map_or(1, char::len_utf8)));
        let key: String = piece(key_end, start..key_end.len()).chars().take(64).map(crate::value::narrow).collect();
        let quoted = key_end.len() < before.len();
        // Without quotes only the name itself counts: prose has colons too.
        if !is_meant(&key) || (!quoted && !fields().any(|field| field.name.eq_ignore_ascii_case(&key))) {
            continue;
        }
        let from = colon.saturating_add(sign.len());
        zones.push(value(source, from));
    }
    zones
}

/// The value that starts at or after `from`.
fn value(source: &str, from: usize) -> Bytes {
    let rest = piece(source, from..source.len());
    let text = rest.trim_start_matches(is_space);
    let start = source.len().saturating_sub(text.len());
    let escapes = text.len().saturating_sub(text.trim_start_matches('\\').len());
    let body = text.trim_start_matches('\\');
    let Some(quote) = body.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”')) else {
        let end = match text.starts_with(['{', '[']) {
            true => nested(text),
            false => text.find([',', '&', ';', '<', '}', ']', '"', '\'', ' ', '\t', '\n', '\r', '＜']).unwrap_or(text.len()),
        };
        return start..start.saturating_add(end);
    };
    let start = start.saturating_add(escapes).saturating_add(quote.len_utf8());
    let inside = piece(source, start..source.len());
    let ends = |c: char| c == quote || (matches!(quote, '“' | '”') && matches!(c, '”' | '“' | '"'));
    let mut slashes = 0usize;
    for (at, c) in inside.char_indices() {
        if c == '\\' {
            slashes = slashes.saturating_add(1);
            continue;
        }
        // A quote under as many backslashes as the opening one ends the value; under more, it belongs to it.
        if ends(c) && slashes <= escapes && (slashes == escapes || escapes == 0) {
            return start..start.saturating_add(at).saturating_sub(slashes);
        }
        slashes = 0;
    }
    start..source.len()
}

/// The length of an array or object, or of all that is left of it.
fn nested(text: &str) -> usize {
    let mut depth = 0usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth = depth.saturating_add(1),
            '}' | ']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !quoted {
            return at.saturating_add(1);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling() {
        for (text, masked) in [
            ("<secret>CANARY</secret>", "<secret>***</secret>"),
            ("<secret>\n CANARY\n</secret>", "<secret>\n ***\n</secret>"),
            ("<a:secret x=\"1\">CANARY</a:secret>", "<a:secret x=\"1\">***</a:secret>"),
            ("<secret>CAN<!-- x -->ARY</secret>", "<secret>***</secret>"),
            ("<secret>CAN<b>ARY</b></secret>", "<secret>***</secret>"),
            ("<secret><![CDATA[CANARY]]></secret>", "<secret><![CDATA[***]]></secret>"),
            ("&lt;secret&gt;CANARY&lt;/secret&gt;", "&lt;secret&gt;***&lt;/secret&gt;"),
            ("&amp;lt;secret&amp;gt;CANARY&amp;lt;/secret&amp;gt;", "&amp;lt;secret&amp;gt;***&amp;lt;/secret&amp;gt;"),
            ("＜secret＞CANARY＜／secret＞", "＜secret＞***＜／secret＞"),
            ("\\u003csecret\\u003eCANARY\\u003c/secret\\u003e", "\\u003csecret\\u003e***\\u003c/secret\\u003e"),
            ("<secret>CANARY<orderNo>1</orderNo>", "<secret>***<orderNo>1</orderNo>"),
            ("<secret>CANARY", "<secret>***"),
            ("<secrt>CANARY</secrt>", "<secrt>***</secrt>"),
            ("<secret CANARY</secret>", "<secret ***</secret>"),
            ("<orderNo>1</orderNo>CANARY</secret>", "<orderNo>1</orderNo>***</secret>"),
            ("<secret>CAN<ARY</secret>", "<secret>***</secret>"),
            ("{\"secret\" : \"CAN\\\"ARY\",\"a\":1}", "{\"secret\" : \"***\",\"a\":1}"),
            ("{\"secret\":123}", "{\"secret\":\"***\"}"),
            ("{\"secret\":{\"CAN\":\"ARY\"},\"a\":1}", "{\"secret\":\"***\",\"a\":1}"),
            ("\"{\\\"secret\\\":\\\"CANARY\\\"}\"", "\"{\\\"secret\\\":\\\"***\\\"}\""),
            ("secret=CANARY&a=1", "secret=***&a=1"),
            ("<secret/><orderNo>1</orderNo>", "<secret/><orderNo>1</orderNo>"),
            ("<secret></secret>", "<secret></secret>"),
        ] {
            let once = mask(text, MaskOptions::default());
            assert_eq!(once, masked);
            assert_eq!(mask(&once, MaskOptions::default()), masked, "again");
        }
    }
}
