//! Finds the values of secrets in any text, however broken.
//!
//! This reads no XML and no JSON: it looks for names where a tag, a key or an assignment has them, under any escaping that a log or a
//! string adds. What it takes for a value reaches rather too far than not far enough.

use crate::catalog::{self, Field, METHODS};
use crate::message::{Message, Node};
use crate::similar;
use crate::text::{Bytes, merged, piece};
use crate::value::is_space;
use std::borrow::Cow;

/// The places of a text that no message may quote, in order, without overlap.
pub(crate) struct Zones(pub Vec<Bytes>);

impl Zones {
    pub fn of(source: &str, is_meant: fn(&str) -> bool) -> Self {
        Self::until(source.len(), source, is_meant)
    }

    /// Those that start up to a place.
    fn until(end: usize, source: &str, is_meant: fn(&str) -> bool) -> Self {
        let mut zones = in_tags(source, is_meant, end);
        zones.extend(in_keys(source, is_meant, end));
        Self(merged(zones))
    }

    /// The zones of a text that was read, up to a place: where an element of that name stands, however it is spelt in the source, is one of
    /// them.
    pub fn of_message(source: &str, message: &Message, end: usize) -> Self {
        let mut names = Names::new(is_secret);
        let is_before = |node: &Node| node.layer() > 0 || node.whole().start <= end;
        let named = message.nodes().filter(|(id, node)| is_before(node) && names.are_meant(message.name(*id)));
        let inside = named.filter_map(|(_, node)| message.source(node.layer(), node.inner()));
        let Self(zones) = Self::until(end, source, is_secret);
        Self(merged(zones.into_iter().chain(inside).collect()))
    }

    /// Whether a place is, in part, in one of the zones.
    pub fn touch(&self, at: &Bytes) -> bool {
        let next = self.0.partition_point(|zone| zone.end <= at.start);
        self.0.get(next).is_some_and(|zone| zone.start < at.end)
    }
}

/// Tells which names are meant, and remembers those that are not: records have the same ones, in the same order.
struct Names<'a> {
    is_meant: fn(&str) -> bool,
    others: Vec<&'a str>,
    last: usize,
}

impl<'a> Names<'a> {
    const KEPT: usize = 64;

    fn new(is_meant: fn(&str) -> bool) -> Self {
        Self { is_meant, others: Vec::new(), last: 0 }
    }

    fn are_meant(&mut self, name: &'a str) -> bool {
        let known = |&at: &usize| self.others.get(at) == Some(&name);
        if let Some(at) = (self.last..self.others.len()).chain(0..self.last).find(known) {
            self.last = at;
            return false;
        }
        let is_meant = (self.is_meant)(name);
        if !is_meant && self.others.len() < Self::KEPT {
            self.last = self.others.len();
            self.others.push(name);
        }
        is_meant
    }
}

/// Every field of the protocol.
pub(crate) fn fields() -> impl Iterator<Item = &'static Field> {
    let lists = METHODS.iter().flat_map(|method| {
        let events = method.events.iter().flat_map(|event| event.params);
        method.params.iter().chain(method.result).chain(events)
    });
    catalog::methods::REQUEST.into_iter().chain(catalog::methods::RESPONSE).chain(lists)
}

/// The elements of SOAP.
pub(crate) const SOAP: [&str; 3] = ["Envelope", "Header", "Body"];

/// Whether the protocol, or SOAP around it, has a node of that name.
pub(crate) fn is_known(name: &str) -> bool {
    catalog::methods::is_root(name) || SOAP.contains(&name) || fields().any(|field| field.name.eq_ignore_ascii_case(name))
}

/// Whether a name is that of the secret, near it, or what Chinese calls it.
pub(crate) fn is_secret(name: &str) -> bool {
    name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("secret"))
        || (similar::is_near(name, "secret") && !is_known(name))
        || (name.contains('钥') && (name.chars().count() <= LABEL || !name.contains(|c: char| c.is_ascii())))
}

/// No label of the secret with Latin letters has more characters; a longer one may be a part of a value.
const LABEL: usize = 12;

/// Whether a name is that of the secret or of a patient's value, or near it.
pub(crate) fn is_private(name: &str) -> bool {
    let mut personal = fields().filter(|field| field.personal).map(|field| field.name);
    is_secret(name) || personal.any(|meant| meant.eq_ignore_ascii_case(name) || (similar::is_near(name, meant) && !is_known(name)))
}

/// A `<` or `>` as logs, strings, URLs and input methods write it.
const OPENERS: &[&str] = &["<", "＜", "《", "〈", "\\u003c", "\\x3c", "%3c"];
const CLOSERS: &[&str] = &[">", "＞", "》", "〉", "\\u003e", "\\x3e", "%3e"];

/// The length of the mark that the text starts with, under any number of escapes of its ampersand.
fn mark(text: &str, marks: &[&str]) -> Option<usize> {
    let Some(mut rest) = text.strip_prefix('&') else {
        let is_mark = |mark: &&&str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        return marks.iter().find(is_mark).map(|mark| mark.len());
    };
    while let Some(tail) = rest.strip_prefix("amp;") {
        rest = tail;
    }
    // No reference to a mark is longer.
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let (name, after) = rest.split_at_checked(end)?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).map(String::from);
    let shown = match name.strip_prefix('#').map(|digits| (digits, digits.strip_prefix(['x', 'X']))) {
        Some((_, Some(digits))) => number(digits, 16)?,
        Some((digits, None)) => number(digits, 10)?,
        None => match name {
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            _ => return None,
        },
    };
    marks.contains(&shown.as_str()).then(|| text.len().saturating_sub(after.len()).saturating_add(1))
}

/// Where the first of some marks stands, all of which are ASCII or start with the bytes E3 or EF.
fn find(text: &str, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let is_meant = |at: usize| text.get(at..).and_then(|text| text.chars().next()).is_some_and(&is_mark);
    let may_start = |byte: u8| if byte.is_ascii() { is_mark(char::from(byte)) } else { matches!(byte, 0xe3 | 0xef) };
    text.bytes().enumerate().find(|&(at, byte)| may_start(byte) && is_meant(at)).map(|(at, _)| at)
}

/// Whether a mark may start so.
const fn may_start(c: char) -> bool {
    matches!(c, '<' | '＜' | '《' | '〈' | '>' | '＞' | '》' | '〉' | '&' | '\\' | '%')
}

/// Whether a mark may start so that opens a tag.
const fn may_open(c: char) -> bool {
    may_start(c) && !matches!(c, '>' | '＞' | '》' | '〉')
}

struct Tag<'a> {
    name: Cow<'a, str>,
    at: Bytes,
    opener: Bytes,
    /// Where the name stands, with its prefix.
    named: Bytes,
    closing: bool,
    /// `<secret/>`
    closed: bool,
    /// Whether it ends as a tag must.
    whole: bool,
}

/// What a mark opens: a tag as far as its name.
struct Opened<'a> {
    opener: Bytes,
    closing: bool,
    name: Cow<'a, str>,
    named: Bytes,
}

/// No mark stands between a name and the end of its tag, so the next is looked for right behind the name.
fn opened(source: &str) -> impl Iterator<Item = Opened<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = find(piece(source, at..source.len()), may_open)?.saturating_add(at);
            let text = piece(source, start..source.len());
            at = start.saturating_add(text.chars().next().map_or(1, char::len_utf8));
            if let Some(opened) = mark(text, OPENERS).and_then(|length| open(source, start..start.saturating_add(length))) {
                at = opened.named.end;
                return Some(opened);
            }
        }
    })
}

fn open(source: &str, opener: Bytes) -> Option<Opened<'_>> {
    let rest = piece(source, opener.end..source.len()).trim_start_matches(is_space);
    let (closing, rest) = match rest.strip_prefix(['/', '／']).or_else(|| rest.strip_prefix("\\/")) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, rest),
    };
    let started = source.len().saturating_sub(rest.len());
    let (name, rest) = name(rest)?;
    Some(Opened { opener, closing, name, named: started..source.len().saturating_sub(rest.len()) })
}

fn tag<'a>(source: &'a str, opened: Opened<'a>) -> Tag<'a> {
    let Opened { opener, closing, name, named } = opened;
    let rest = piece(source, named.end..source.len());
    let end = find(rest, may_start).unwrap_or(rest.len());
    let inside = piece(rest, 0..end).trim_end_matches(is_space);
    let closed = inside.ends_with(['/', '／']);
    let inside = inside.trim_end_matches(['/', '／']).trim_end_matches(is_space);
    let closer = mark(piece(rest, end..rest.len()), CLOSERS);
    let (whole, end) = match closer {
        Some(closer) if are_attributes(inside) => (true, named.end.saturating_add(end).saturating_add(closer)),
        _ => (false, named.end),
    };
    Tag { name, at: opener.start..end, opener, named, closing, closed: closed && whole, whole }
}

/// Whether a text is attributes and nothing else: anything else in a tag may be a part of a value.
fn are_attributes(mut text: &str) -> bool {
    while !text.is_empty() {
        let stem = text.trim_start_matches(is_space);
        let attribute =
            stem.split_once('=').filter(|(name, _)| stem.len() < text.len() && starts_name(name) && !name.trim_end().contains(is_space));
        let value = attribute.map(|(_, value)| value.trim_start_matches(is_space));
        let quoted = value.and_then(|value| {
            value.strip_prefix('"').map(|inside| (inside, '"')).or(value.strip_prefix('\'').map(|inside| (inside, '\'')))
        });
        let Some((_, rest)) = quoted.and_then(|(inside, quote)| inside.split_once(quote)) else { return false };
        text = rest;
    }
    true
}

fn starts_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
}

/// A name without its prefix, in narrow letters, and what follows it.
fn name(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
    let simple = text.bytes().position(|byte| !byte.is_ascii() || !is_part(char::from(byte))).unwrap_or(text.len());
    let more = piece(text, simple..text.len());
    let end = simple.saturating_add(more.find(|c| !is_part(c)).unwrap_or(more.len()));
    let (name, rest) = text.split_at_checked(end)?;
    let local = |name: &str| name.bytes().rposition(|byte| byte == b':').map_or(0, |at| at.saturating_add(1));
    let name = match name.is_ascii() {
        true => Cow::Borrowed(piece(name, local(name)..name.len())),
        false => {
            let name = crate::value::narrowed(name);
            Cow::Owned(piece(&name, local(&name)..name.len()).to_owned())
        }
    };
    (!name.is_empty()).then_some((name, rest))
}

/// From a start tag to its end tag, else to the next undamaged tag that the protocol knows; before an end tag, back to the tag before.
///
/// Only the zones that start up to a place are asked for. Behind it the search ends once no zone can reach back so far.
fn in_tags(source: &str, is_meant: fn(&str) -> bool, bound: usize) -> Vec<Bytes> {
    let mut zones = Vec::new();
    if !['<', '&', '\\', '%', '＜', '《', '〈'].into_iter().any(|mark| source.contains(mark)) {
        return zones;
    }
    if !has_meant(source, is_meant, bound) {
        return zones;
    }
    let mut open: Option<usize> = None;
    let mut until: Option<usize> = None;
    // Whether an end tag opened it.
    let mut is_end = false;
    // How the open tag writes its `<`: under another escaping, what looks like a tag is a part of the value.
    let mut opener = "";
    // The last undamaged tag under each escaping.
    let mut before: Vec<(&str, usize)> = Vec::new();
    for tag in opened(source).map(|opened| tag(source, opened)) {
        let meant = is_meant(&tag.name);
        if meant && tag.whole {
            zones.extend(attributes(source, tag.named.end..tag.at.end));
        }
        if meant && tag.closing {
            let written = piece(source, tag.opener.clone());
            // In full width where the start tag is not, it may be a part of the value.
            let is_wide = |mark: &str| mark.starts_with(['＜', '《', '〈']);
            let other = open.is_some() && is_wide(written) && !is_wide(opener);
            let alike = before.iter().rev().find(|(other, _)| other.eq_ignore_ascii_case(written)).or(before.last());
            let behind = alike.map_or(0, |(_, end)| *end);
            let from = if other { open.map_or(behind, |open| open.min(behind)) } else { open.take().unwrap_or(behind) };
            zones.push(from.min(tag.at.start)..tag.at.start);
            // Without its `>`, it may not be the end.
            if !other && !tag.whole {
                (open, until, opener, is_end) = (Some(stem(source, &tag.named)), None, written, true);
            }
        } else if meant {
            zones.extend(open.take().map(|from| from..until.unwrap_or(tag.at.start)));
            // Without its `>`, what follows the name has become a part of it.
            open = (!tag.closed).then(|| if tag.whole { tag.at.end } else { stem(source, &tag.named) });
            (until, opener, is_end) = (None, piece(source, tag.opener.clone()), false);
        } else if tag.whole
            && until.is_none()
            && (is_known(&tag.name) || is_end && starts_name(piece(source, tag.opener.end..tag.named.end).trim_start_matches('/')))
            && piece(source, tag.opener.clone()).eq_ignore_ascii_case(opener)
        {
            until = Some(tag.at.start);
        }
        if tag.whole && (meant || is_known(&tag.name)) {
            let written = piece(source, tag.opener.clone());
            before.retain(|(other, _)| *other != written);
            before.push((written, tag.at.end));
            if open.is_none() && before.iter().all(|(_, end)| *end > bound) {
                break;
            }
        }
    }
    zones.extend(open.map(|from| from..until.unwrap_or(source.len())));
    zones
}

/// Whether a meant tag may stand where the zones begin that start up to a place.
fn has_meant(source: &str, is_meant: fn(&str) -> bool, bound: usize) -> bool {
    let mut names = Names::new(is_meant);
    // The marks with which an end tag behind that place would reach back before it.
    let mut marks: Vec<&str> = Vec::new();
    for opened in opened(source) {
        let mark = piece(source, opened.opener.clone());
        match opened.name {
            Cow::Borrowed(name) if !names.are_meant(name) => {}
            _ => return true,
        }
        if opened.opener.start <= bound {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        } else if let tag = tag(source, opened)
            && tag.whole
            && is_known(&tag.name)
        {
            marks.retain(|other| *other != mark);
            if marks.is_empty() {
                return false;
            }
        }
    }
    false
}

/// Where the letters of `secret` end in a name, if it has them; else where the name ends.
fn stem(source: &str, named: &Bytes) -> usize {
    let name = piece(source, named.clone()).to_ascii_lowercase();
    name.find("secret").map_or(named.end, |at| named.start.saturating_add(at).saturating_add(6))
}

/// The values of keys and assignments: `"secret": "…"`, `\"secret\":\"…\"`, `secret=…`.
fn in_keys(source: &str, is_meant: fn(&str) -> bool, until: usize) -> Vec<Bytes> {
    let mut zones = Vec::new();
    let mut names = Names::new(is_meant);
    let mut at = 0;
    while let Some(next) = find(piece(source, at..source.len()), |c| matches!(c, ':' | '=' | '：' | '＝' | '%')) {
        let colon = at.saturating_add(next);
        if colon > until {
            break;
        }
        let Some(length) = sign(piece(source, colon..source.len())) else {
            at = colon.saturating_add(1);
            continue;
        };
        at = colon.saturating_add(length);
        let before = piece(source, 0..colon).trim_end_matches(is_space).trim_end_matches("%20");
        let before = ["]", "%5D", "%5d"].iter().find_map(|bracket| before.strip_suffix(bracket)).unwrap_or(before);
        let key_end = ESCAPED_QUOTES.iter().find_map(|quote| before.strip_suffix(quote));
        let key_end = key_end.unwrap_or_else(|| before.trim_end_matches(['"', '\'', '\\', '“', '”']));
        let start = key_end
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |at| at.saturating_add(key_end.get(at..).and_then(|text| text.chars().next()).map_or(1, char::len_utf8)));
        let mut key = piece(key_end, start..key_end.len());
        if piece(key_end, 0..start).ends_with('%') {
            let escaped = key.trim_start_matches("25");
            let is_hex = escaped.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
            key = escaped.get(2..).filter(|_| is_hex).unwrap_or(key);
        }
        if key.is_ascii() && !names.are_meant(key) {
            continue;
        }
        let key = crate::value::narrowed(key);
        let quoted = key_end.len() < before.len();
        // Without quotes only the name itself counts, and the label: prose has colons too.
        if !is_meant(&key) || (!quoted && !fields().any(|field| field.name.eq_ignore_ascii_case(&key) || field.label.zh == key)) {
            continue;
        }
        // What stands in a value is a part of it.
        if zones.last().is_some_and(|zone: &Bytes| at <= zone.end) {
            continue;
        }
        zones.push(value(source, at));
    }
    zones
}

/// The length of a sign between a key and its value: `:`, `=`, `=>`, `:=`, `==`, or `%3A` in a URL.
fn sign(text: &str) -> Option<usize> {
    let rest = if let Some(escaped) = text.strip_prefix('%') {
        let hex = escaped.trim_start_matches("25");
        hex.get(..2).filter(|hex| ["3a", "3d"].iter().any(|sign| hex.eq_ignore_ascii_case(sign)))?;
        hex.get(2..)?
    } else {
        text.strip_prefix([':', '=', '：', '＝'])?.trim_start_matches(['=', '>'])
    };
    let rest = rest.trim_start_matches("%20");
    Some(text.len().saturating_sub(rest.len()))
}

/// The values of the attributes in a tag.
pub(crate) fn attributes(source: &str, tag: Bytes) -> Vec<Bytes> {
    let mut values = Vec::new();
    let mut from = tag.start;
    while let Some(at) = piece(source, from..tag.end).find('=') {
        from = from.saturating_add(at).saturating_add(1);
        // Under escapes, its end is not told from what follows it.
        if piece(source, from..tag.end).trim_start_matches(is_space).starts_with(['"', '\'']) {
            let value = value(source, from);
            from = value.end;
            values.push(value);
        }
    }
    values
}

/// A double quote as logs, strings and URLs write it.
const ESCAPED_QUOTES: &[&str] = &["&amp;quot;", "&quot;", "&#34;", "\\u0022", "%2522", "%22"];

/// The value that starts at or after `from`.
fn value(source: &str, from: usize) -> Bytes {
    let rest = piece(source, from..source.len());
    let text = rest.trim_start_matches(is_space);
    let start = source.len().saturating_sub(text.len());
    let escapes = text.len().saturating_sub(text.trim_start_matches('\\').len());
    let body = text.trim_start_matches('\\');
    if let Some(quote) = ESCAPED_QUOTES.iter().find(|quote| text.starts_with(**quote)) {
        let start = start.saturating_add(quote.len());
        let inside = piece(source, start..source.len());
        return start..start.saturating_add(inside.find(quote).unwrap_or(inside.len()));
    }
    let Some(quote) = body.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”')) else {
        if let Some(end) = literal(source, start) {
            return start..end;
        }
        let end = match text.starts_with(['{', '[']) {
            true => nested(text),
            false => text.find([',', '&', ';', '<', '}', ']', '"', '\'', ' ', '\t', '\n', '\r', '＜']).unwrap_or(text.len()),
        };
        return start..start.saturating_add(end);
    };
    let start = start.saturating_add(escapes).saturating_add(quote.len_utf8());
    let inside = piece(source, start..source.len());
    // A spreadsheet doubles quotes, a language may write three.
    let tail = inside.trim_start_matches(quote);
    let more = inside.len().saturating_sub(tail.len());
    if escapes == 0 && more > 0 && !is_after_value(tail) {
        let opener = piece(inside, 0..more);
        let end = if more == 1 { tail.find(quote) } else { tail.find(&format!("{quote}{opener}")) };
        let start = start.saturating_add(more);
        return start..start.saturating_add(end.unwrap_or(tail.len()));
    }
    let ends = |c: char| c == quote || (matches!(quote, '“' | '”') && matches!(c, '”' | '“' | '"'));
    let mut slashes = 0usize;
    for (at, c) in inside.char_indices() {
        if c == '\\' {
            slashes = slashes.saturating_add(1);
            continue;
        }
        // A quote under as many backslashes as the opening one ends the value; under more, it belongs to it.
        let is_end = if escapes == 0 { slashes.is_multiple_of(2) } else { slashes == escapes };
        if ends(c) && is_end {
            return start..start.saturating_add(at).saturating_sub(if escapes == 0 { 0 } else { slashes });
        }
        slashes = 0;
    }
    start..source.len()
}

/// Whether a text goes on as it does after a value.
fn is_after_value(text: &str) -> bool {
    text.is_empty() || text.starts_with(|c| is_space(c) || matches!(c, ',' | '}' | ']' | ')' | ';' | '&' | '<' | '\\'))
}

/// What is a prefix even where the string has no end.
const PREFIXES: &[char] = &['u', 'U', 'b', 'B', 'r', 'R', 'N', '@', '$'];

/// How far the end of such a string is looked for.
const LITERAL: usize = 4096;

/// The end of a string with a prefix, or in a call, as languages write them: `u'…'`, `N"…"`, `Secret('…')`, `string(16) "…"`.
fn literal(source: &str, start: usize) -> Option<usize> {
    let text = piece(source, start..source.len());
    let text = text.strip_prefix("new ").unwrap_or(text);
    let word = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '$'));
    let length = text.len().saturating_sub(word.len());
    let call = word.strip_prefix('(').map(|inside| {
        let size = inside.trim_start_matches(|c: char| c.is_ascii_digit());
        size.strip_prefix(')').filter(|_| size.len() < inside.len()).unwrap_or(inside).trim_start_matches(is_space)
    });
    if length == 0 || call.is_none() && length > 2 {
        return None;
    }
    let quoted = call.unwrap_or(word);
    let quote = quoted.trim_start_matches('\\').chars().next().filter(|c| matches!(c, '"' | '\''))?;
    // No secret is longer; to look further for each key would take more time than the text asks for.
    let near = piece(source, 0..source.floor_char_boundary(start.saturating_add(LITERAL)));
    let end = value(near, source.len().saturating_sub(quoted.len())).end;
    let after = piece(source, end..source.len()).trim_start_matches('\\').strip_prefix(quote);
    let end = if after.is_none() { source.len() } else { end };
    // A word of two letters may be the end of another string.
    let is_sure = call.is_some() || length == 1 && text.starts_with(PREFIXES) && after.is_none();
    (is_sure || after.is_some_and(|after| is_after_value(after) || after.starts_with('"'))).then_some(end)
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

    /// What stands in `«»` is a zone.
    #[test]
    fn where_zones_start_and_end() {
        for marked in [
            "",
            "secret",
            "a <secret>«K»</secret> b",
            "<secret/>x<orderList>A</orderList>",
            "<secret />x",
            "<secret a='«1»' />x",
            "<secret a='«1»'>«K»</secret>",
            "<secret a = \"«1»\">«K»</secret>",
            "<secret« a='>'>K»</secret>",
            "<secret« a=1>K»</secret>",
            "<secret« a>K»</secret>",
            "<secret« 'a'>K»</secret>",
            "<secret« 1a='b'>K»</secret>",
            "<secret« a='b'c='d'>K»</secret>",
            "<secret« a b='c'>K»</secret>",
            "<secret« a='b' K>K»</secret>",
            "<secret« K»</secret>",
            "<secret«K»</secret>",
            "<secret>«K»",
            "<secret>«K»<orderList>A</orderList>",
            "<secret>«K<other>L</other>»<orderList>A</orderList>",
            "<secret>«K&lt;orderList&gt;L»</secret>",
            "<secret>«K»<secret>«L»</secret>",
            "<orderList>A</orderList>«K»</secret>",
            "«<a>A</a>K»</secret>",
            "<secret>«K»</secret« »<orderList>A</orderList>",
            "<SECRET>«K»</SECRET>",
            "{u'secret':«u'K»',u'resultCode':u'0'}",
            "{u\"secret\": «u\"K»\"}",
            "secret = «N'K»'",
            "{u'secret':«u'K»",
            "secret = «new a.Secret( 'K»' );",
            "[\"secret\"]=>\n  «string(16) \"K»\"\n  [\"a\"]=>",
            "[secret] => «K»\n [a] => 1",
            "(\"secret\" => \"«K»\", \"a\" => 1)",
            "secret := \"«K»\"",
            "params[secret]=«K»&a=1",
            "{\"\"secret\"\":\"\"«K»\"\",\"\"a\"\":\"\"1\"\"}",
            "{\"\"secret\"\":\"\"\"\",\"\"a\"\":1}",
            "secret = \"\"\"«K \" K»\"\"\"",
            "%7B%22secret%22%3A%22«K»%22%7D",
            "%257B%2522secret%2522%253A%2522«K»%2522%257D",
            "%26secret%3D«K»&a",
            "100%secret=«K»",
            "params%5Bsecret%5D=«K»&params%5Ba%5D=1",
            "params%5bsecret%5d%3D«K»&a",
            "%22secret%22%3A%20%22«K»%22",
            "\"{u'secret': «u'K»'\"",
            "{&amp;quot;secret&amp;quot;:&amp;quot;«K»&amp;quot;}",
            "接口秘钥：«K» x",
            "secret=«ab»\",\"method\":\"stopReg\"",
            "\"x\":\"secret=«ab»\"}",
            "<x:secret>«K»</x:secret>",
            "<secert>«K»</secert>",
            "<secretKey>«K»</secretKey>",
            "＜secret＞«K»＜／secret＞",
            "<ｓｅｃｒｅｔ>«K»</ｓｅｃｒｅｔ>",
            "&lt;secret&gt;«K»&lt;/secret&gt;",
            "&amp;amp;lt;secret&amp;amp;gt;«K»&amp;amp;lt;/secret&amp;amp;gt;",
            "&#60;secret&#62;«K»&#x3c;/secret&#X3E;",
            "%3Csecret%3E«K»%3c/secret%3e",
            "\\u003csecret\\u003e«K»\\u003C\\/secret\\u003E",
            "<secret>«K＜/secret＞L»</secret>",
            "&#1;secret&#62;K",
            "\"secret\": \"«K»\"",
            "\"secret\" : «77», \"a\": 1",
            "'secret':'«K»'",
            "“secret”：“«K»”",
            "\"secret\":\"«K\\\"L»\"",
            "\"secret\":\"«K\\\\»\" L",
            "\\\"secret\\\":\\\"«K»\\\"",
            "\\\"secret\\\":\\\"«K\\\\\\\"L»\\\"",
            "\"secret\":\"«K",
            "\"secret\":«{\"a\":\"K\"}»,\"b\":1",
            "\"secret\":«{\"a\":{\"b\":[\"K\"]}}»,\"b\":1",
            "\"secret\":«{\"a\":\"}\"}»,\"b\":1",
            "\"secret\":«[\"]\\\"]\"]»,\"b\":1",
            "\"secret\":«{\"a\":[1,2],\"b\":\"K\"»",
            "&quot;secret&quot;:&quot;«K»&quot;",
            "%22secret%22:%22«K»%22",
            "secret=«K»&a=1",
            "secret = «K»;",
            "a secret=«K» b",
            "my_secret=K",
            "secretKey: K",
            "\"secretKey\": \"«K»\"",
            "\"secert\": \"«K»\"",
            "secret：«K，»",
            "\"a\":\"secret=«K»\"",
            "\"secret\":\"«a=b secret=K»\"",
            "the secrets: K",
        ] {
            let (mut text, mut zones, mut start) = (String::new(), Vec::new(), 0);
            for c in marked.chars() {
                match c {
                    '«' => start = text.len(),
                    '»' => zones.push(start..text.len()),
                    _ => text.push(c),
                }
            }
            if marked.matches('«').count() > zones.len() {
                zones.push(start..text.len());
            }
            let found = Zones::of(&text, is_secret).0.into_iter().filter(|zone| !zone.is_empty()).collect::<Vec<_>>();
            let shown = |zones: &[Bytes]| zones.iter().map(|zone| piece(&text, zone.clone()).to_owned()).collect::<Vec<_>>();
            assert_eq!(shown(&found), shown(&zones), "{marked}");
            assert_eq!(found, zones, "{marked}");
        }
    }

    #[test]
    fn zones_up_to_a_place_are_those_of_the_whole_text() {
        for source in [
            "<orderNo>1</orderNo><secret>s</secret><orderNo>2</orderNo>",
            "<a>1</a>x</secret><orderNo>1</orderNo><b/></secret>",
            "<orderNo>1</orderNo>&lt;orderNo&gt;1<orderNo>2</orderNo>t&lt;/secret&gt;",
            "<orderNo>1</orderNo><result>t<secret>u<orderNo>2</orderNo>v</secret>",
            "{\"secret\":\"s\",\"a\":1,\"b\":\"secret=t\"} <orderNo>1</orderNo></secrets>",
        ] {
            let whole = Zones::of(source, is_secret);
            // Miri takes a thousand times as long.
            for end in (1..=source.len()).step_by(if cfg!(miri) { 40 } else { 1 }) {
                let near = Zones::until(end, source, is_secret);
                for start in 0..end {
                    assert_eq!(near.touch(&(start..end)), whole.touch(&(start..end)), "{source} {start}..{end}");
                }
            }
        }
    }
}
