//! What a damaged JSON text was meant to be: each piece of damage as a finding, with the edits that mend it.
//!
//! One pass over the characters, with a stack of the open brackets. It asks for no more than the next few of them, so that it takes
//! time in proportion to the text.

use crate::arena::Arena;
use crate::diagnostic::{Arg, Draft, Finding, Wording};
use crate::found::{Beyond, Bound, Found};
use crate::message::{Left, Message, NodeId, Settings};
use crate::rules::json::malformed::*;
use crate::text::{ByteEdit, Bytes, add, disjoint, in_order, piece};
use crate::value::{is_quote, is_space};

/// What was found, until it is known which nodes it belongs to.
pub(super) struct Mend {
    pub edits: Vec<ByteEdit>,
    /// Each with a place in the node that it belongs to.
    wounds: Vec<(Finding, usize)>,
    bound: Bound,
    beyond: Beyond,
    /// Where values start that are in doubt.
    doubts: Vec<usize>,
    /// How much more is mended; none once there was more.
    left: Option<Left>,
}

impl Mend {
    /// Whether all that was found is kept; else what was mended is none of the text's meaning.
    pub fn is_all(&self, settings: &Settings) -> bool {
        settings.left.set(self.left);
        self.left.is_some()
    }

    fn spend(&mut self, findings: usize, edits: usize) -> bool {
        self.left = self.left.and_then(|left| left.after(findings, edits));
        self.left.is_some()
    }

    /// Gives the findings their nodes.
    pub fn settle(self, message: &mut Message, findings: &mut Found) {
        let start = |(id, _): (NodeId, _)| Some((message.member_source(id)?.start, id));
        let starts = in_order(message.nodes().filter_map(start).collect(), |place| *place);
        let around = |message: &Message, at: usize, is_open: bool| {
            let last = starts.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            let up = std::iter::successors(starts.get(last).map(|(_, id)| *id), |&id| message.node(id).and_then(|node| node.parent()));
            up.into_iter().find(|&id| message.member_source(id).is_some_and(|whole| at < whole.end || (is_open && at == whole.end)))
        };
        for at in self.doubts {
            if let Some(node) = around(message, at, true).and_then(|node| message.node_mut(node)) {
                node.flawed = true;
            }
        }
        for (mut finding, at) in self.wounds {
            finding.node = around(message, at, false);
            findings.push(finding);
        }
        findings.append(self.beyond);
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Key,
    Colon,
    Value,
    /// A comma, or the bracket that closes.
    Comma,
}

struct Open {
    is_object: bool,
    start: usize,
}

struct Mender<'a> {
    text: &'a str,
    mend: Mend,
    edits: Arena<ByteEdit>,
    stack: Vec<Open>,
    next: Next,
    /// The comma before what comes next.
    comma: Option<Range>,
    /// The last key.
    key: Range,
    /// Where the last token ends.
    last: usize,
    /// Where the container starts that was closed last, if nothing but a comma followed.
    closed: Option<usize>,
    /// What takes the place of a word that is cut off.
    tail: Option<Range>,
    /// What is one mistake however often it is made, and what it means: the findings so far.
    habits: Vec<(&'static Wording, String, Option<usize>)>,
    /// Whether the last finding is one that may be told.
    is_kept: bool,
}

/// Mends a text from a place on, within what is left of damage to be read; `None` where there is nothing in it that could be meant.
pub(super) fn mend(text: &str, from: usize, settings: &Settings) -> Option<Mend> {
    let mut mender = Mender {
        text,
        mend: Mend {
            edits: Vec::new(),
            wounds: Vec::new(),
            bound: Bound::new(settings.told),
            beyond: Beyond::default(),
            doubts: Vec::new(),
            left: settings.left.get(),
        },
        edits: Arena::new(),
        stack: Vec::new(),
        next: Next::Value,
        comma: None,
        key: (0, 0),
        last: from,
        closed: None,
        tail: None,
        habits: Vec::new(),
        is_kept: false,
    };
    let at = mender.start(from)?;
    mender.run(at);
    let Mender { mut mend, edits, .. } = mender;
    mend.edits = in_order(edits.into_vec(), |edit| (edit.at.start, edit.at.end));
    // Of two for the same range, the later knew more.
    mend.edits.dedup_by(|later, first| {
        let is_same = later.at == first.at && !later.at.is_empty();
        if is_same {
            std::mem::swap(&mut first.text, &mut later.text);
        }
        is_same
    });
    mend.edits = disjoint(mend.edits);
    Some(mend)
}

/// The mark of JSON that a character is meant for.
fn mark(c: char) -> Option<char> {
    Some(match c {
        '{' | '｛' => '{',
        '}' | '｝' => '}',
        '[' | '［' | '【' => '[',
        ']' | '］' | '】' => ']',
        ':' | '：' | '=' => ':',
        ',' | '，' | '、' | ';' | '；' => ',',
        _ => return None,
    })
}

/// White space, or nothing visible, that JSON does not allow between its marks.
fn is_odd_space(c: char) -> bool {
    !is_space(c) && (c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

const fn closer(is_object: bool) -> &'static str {
    if is_object { "}" } else { "]" }
}

/// Whether a quote that opened a string is closed by another one.
fn is_pair(open: char, c: char) -> bool {
    c == open || matches!((open, c), ('“', '”' | '"') | ('”', '“') | ('‘', '’' | '\'') | ('’', '‘') | ('「', '」') | ('『', '』'))
}

/// What JSON has for a word of a programming language.
fn literal(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "true" => "true",
        "false" => "false",
        "null" | "none" | "nil" | "undefined" | "nan" | "infinity" => "null",
        _ => return None,
    })
}

/// A range of the text.
type Range = (usize, usize);

impl<'a> Mender<'a> {
    fn rest(&self, at: usize) -> &'a str {
        piece(self.text, at..self.text.len())
    }

    fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn after(&self, at: usize) -> usize {
        at.saturating_add(self.char(at).map_or(0, char::len_utf8))
    }

    /// The end of what goes on from a place.
    fn while_(&self, mut at: usize, is_part: fn(char) -> bool) -> usize {
        while self.char(at).is_some_and(is_part) {
            at = self.after(at);
        }
        at
    }

    /// Where a piece ends without what stands at its end.
    fn back(&self, from: usize, mut at: usize, is_part: fn(char) -> bool) -> usize {
        while let Some(c) = piece(self.text, from..at).chars().next_back().filter(|c| is_part(*c)) {
            at = at.saturating_sub(c.len_utf8());
        }
        at
    }

    fn skip(&self, at: usize) -> usize {
        self.while_(at, |c| is_space(c) || is_odd_space(c))
    }

    /// The mark at a place or after white space.
    fn mark(&self, at: usize) -> Option<char> {
        mark(self.char(self.skip(at))?)
    }

    /// The end of the name at a place; no name is longer than what is looked at.
    fn name(&self, at: usize) -> Option<usize> {
        let length = self.rest(at).bytes().take(64).take_while(|byte| is_name(char::from(*byte))).count();
        (length > 0).then_some(at.saturating_add(length))
    }

    /// Whether a key stands at a place: a name in quotes and a colon.
    fn is_key(&self, at: usize) -> bool {
        let Some(end) = self.char(at).filter(|c| is_quote(*c)).and_then(|_| self.name(self.after(at))) else { return false };
        self.char(end).is_some_and(is_quote) && self.mark(self.after(end)) == Some(':')
    }

    fn edit(&mut self, at: Bytes, text: &'static str) {
        self.edits.push(ByteEdit::new(at, text));
    }

    /// Reports what stands at a place, and mends it. Of a habit, the first finding mends all.
    fn report(&mut self, wording: &'static Wording, at: Range, meant: &str, mut edits: Vec<ByteEdit>) {
        edits.retain(|edit| piece(self.text, edit.at.clone()) != edit.text);
        let is = |other: &Wording| std::ptr::eq(wording, other);
        let is_habit = [&QUOTES, &PREFIX, &KEY, &SPACE, &WIDE].into_iter().any(is);
        let known = self.habits.iter().find(|(habit, means, _)| is_habit && is(habit) && means == meant).map(|(.., known)| *known);
        if !self.mend.spend(usize::from(known.is_none()), edits.len()) {
            return;
        }
        edits.iter().for_each(|edit| self.edits.push(edit.clone()));
        match known {
            Some(Some(known)) => {
                let draft = self.mend.wounds.get_mut(known).and_then(|(finding, _)| finding.fixes.first_mut());
                return draft.into_iter().for_each(|draft| edits.drain(..).for_each(|edit| add(&mut draft.edits, edit)));
            }
            Some(None) => return edits.iter().for_each(|edit| self.mend.beyond.offer(&edit.at)),
            None => {}
        }
        let title = match () {
            () if edits.iter().all(|edit| edit.text.is_empty()) => &REMOVE,
            () if meant.is_empty() || is(&CUT) => &MEND,
            () => &WRITE,
        };
        let range = at.0..at.1;
        let mut finding = Finding::new(&RULE, wording, None, Some(range.clone()));
        finding.args.push(Arg::Quote(piece(self.text, range.clone()).to_owned(), Some(range)));
        finding.args.push(Arg::Plain(meant.to_owned()));
        let finding = finding.fix(Draft { safe: false, ..Draft::new(title, edits) });
        self.is_kept = !self.mend.bound.is_beyond(&finding);
        if is_habit {
            self.habits.push((wording, meant.to_owned(), self.is_kept.then_some(self.mend.wounds.len())));
        }
        if !self.is_kept {
            return self.mend.beyond.add(&finding);
        }
        self.mend.wounds.push((finding, at.0));
        self.mend.bound.reach(self.mend.wounds.len(), self.mend.wounds.iter().map(|(finding, _)| finding));
    }

    fn remove(&mut self, wording: &'static Wording, at: Range) {
        self.report(wording, at, "", vec![ByteEdit::new(at.0..at.1, "")]);
    }

    fn extra(&mut self, at: Range) {
        // What may be a value is not shown.
        let is_mark = at.1 == self.after(at.0);
        self.remove(if is_mark { &EXTRA } else { &EXTRA_TEXT }, at);
    }

    /// Something that is missing at `at`, before what stands at `before`.
    fn missing(&mut self, at: usize, before: usize, what: &str) {
        self.report(&MISSING, (before, self.after(before)), what, vec![ByteEdit::new(at..at, what.to_owned())]);
    }

    /// A mark that stands for another.
    fn instead(&mut self, at: Range, meant: &str) {
        let is_wide = self.char(at.0).is_some_and(|c| !c.is_ascii() && mark(c) == meant.chars().next());
        self.report(if is_wide { &WIDE } else { &INSTEAD }, at, meant, vec![ByteEdit::new(at.0..at.1, meant.to_owned())]);
    }

    /// The key whose value is missing where the last token ends.
    fn valueless(&mut self, value: &'static str) {
        self.mend.doubts.push(self.last);
        self.report(&VALUE, self.key, "", vec![ByteEdit::new(self.last..self.last, value)]);
    }

    /// Where the document starts; tells of what stands before it.
    fn start(&mut self, from: usize) -> Option<usize> {
        let first = self.while_(from, is_space);
        if self.is_key(first) || self.mark(first) == Some('{') {
            return Some(first);
        }
        let mut brace = None;
        let mut at = first;
        while let Some(c) = self.char(at) {
            let next = self.after(at);
            if mark(c) == Some('{') {
                brace = brace.or(Some(at));
                if self.char(self.skip(next)).is_some_and(is_quote) {
                    brace = Some(at);
                    break;
                }
            }
            at = next;
        }
        let brace = brace?;
        let second = self.skip(self.after(first));
        let is_array = self.mark(first) == Some('[') && (second == brace || self.is_key(second));
        if !is_array && brace > first {
            self.report(&BEFORE, (first, self.back(first, brace, is_space)), "", vec![ByteEdit::new(first..brace, "")]);
        }
        Some(if is_array { first } else { brace })
    }

    fn run(&mut self, mut at: usize) {
        let mut begun = false;
        loop {
            at = self.while_(at, is_space);
            let Some(c) = self.char(at) else { break };
            let end = self.after(at);
            if let Some(length) = comment(self.rest(at)) {
                let end = at.saturating_add(length);
                self.remove(&COMMENT, (at, end));
                at = end;
            } else if is_odd_space(c) {
                let run = self.while_(at, is_odd_space);
                self.report(&SPACE, (at, end), "", vec![ByteEdit::new(at..run, " ")]);
                at = run;
            } else if begun && self.stack.is_empty() {
                return self.trail(at);
            } else {
                begun = true;
                at = match mark(c) {
                    Some(mark) => {
                        self.structure(mark, (at, end));
                        end
                    }
                    None if is_quote(c) => self.string(at, c),
                    None if matches!(c, 'u' | 'U' | 'b' | 'B') && self.char(end).is_some_and(is_quote) => {
                        self.remove(&PREFIX, (at, end));
                        end
                    }
                    None => self.word(at),
                };
            }
        }
        if !self.stack.is_empty() {
            self.cut(None);
        }
    }

    /// What follows the document.
    fn trail(&mut self, at: usize) {
        let end = self.back(at, self.text.len(), |c| is_space(c) || is_odd_space(c));
        let is_call = self.while_(at, |c| matches!(c, ')' | ';' | '"' | '\'' | '`')) == end;
        // The end of a call, a statement or a string that starts before it.
        let rest = ByteEdit::new(at..self.text.len(), "");
        match self.mend.wounds.first_mut().filter(|(finding, _)| is_call && std::ptr::eq(finding.wording, &BEFORE)) {
            Some((finding, _)) => {
                finding.fixes.iter_mut().for_each(|draft| draft.edits.push(rest.clone()));
                self.edits.push(rest);
            }
            None => self.report(&AFTER, (at, end), "", vec![rest]),
        }
    }

    fn top(&self) -> Option<bool> {
        self.stack.last().map(|open| open.is_object)
    }

    /// Whether the bracket around the innermost one is of a kind.
    fn is_in(&self, is_object: bool) -> bool {
        self.stack.iter().rev().nth(1).is_some_and(|open| open.is_object == is_object)
    }

    fn open(&mut self, is_object: bool, start: usize) {
        self.stack.push(Open { is_object, start });
        self.begin();
    }

    /// What an item of the innermost container starts with.
    fn begin(&mut self) {
        self.next = if self.top() == Some(true) { Next::Key } else { Next::Value };
    }

    /// A token was read.
    fn read(&mut self, end: usize, next: Next) {
        self.last = end;
        self.next = next;
        self.comma = None;
        self.closed = None;
    }

    /// A mark that is one of JSON, or meant for one.
    fn take(&mut self, at: Range, meant: &str) {
        if piece(self.text, at.0..at.1) != meant {
            self.instead(at, meant);
        }
        self.last = at.1;
    }

    fn structure(&mut self, mark: char, at: Range) {
        match mark {
            '{' | '[' => self.opened(mark == '{', at),
            ',' => self.separated(at),
            ':' => match self.next {
                Next::Colon => {
                    self.take(at, ":");
                    self.next = Next::Value;
                }
                Next::Comma if self.top() == Some(false) || self.is_key(self.skip(at.1)) => self.separated(at),
                _ => self.extra(at),
            },
            _ => self.close(mark == '}', at),
        }
    }

    fn opened(&mut self, is_object: bool, at: Range) {
        // Where a key follows, the bracket is the wrong one, or a second one is missing.
        let is_object = is_object || self.is_key(self.skip(at.1)) && !(self.top() == Some(true) && self.is_record(at.1));
        let comma = self.comma;
        match (self.next, comma) {
            // A record that lacks its end.
            (Next::Key, Some(comma)) if self.is_in(false) => {
                self.missing(comma.0, comma.0, "}");
                self.stack.pop();
            }
            // Records that lack the bracket around them.
            (Next::Key, Some(_)) if self.closed.is_some() => {
                let start = self.closed.unwrap_or_default();
                self.missing(start, start, "[");
                self.stack.push(Open { is_object: false, start });
            }
            // A bracket of the wrong kind around records.
            (Next::Key, None) if is_object && self.is_in(true) && self.is_record(at.1) => {
                if let Some(open) = self.stack.last_mut() {
                    open.is_object = false;
                    let start = open.start;
                    self.instead((start, self.after(start)), "[");
                }
            }
            (Next::Key, _) => return self.extra(at),
            (Next::Value, None) if !is_object && self.top() == Some(false) => return self.extra(at),
            (Next::Comma, _) if self.top() == Some(true) => return self.extra(at),
            _ => self.before_value(at.0),
        }
        self.comma = None;
        self.closed = None;
        self.take(at, if is_object { "{" } else { "[" });
        self.open(is_object, at.0);
    }

    /// What is missing before a value.
    fn before_value(&mut self, at: usize) {
        match self.next {
            Next::Colon => self.missing(self.last, at, ":"),
            Next::Comma => self.missing(self.last, at, ","),
            _ => {}
        }
    }

    fn separated(&mut self, at: Range) {
        let is_object = self.top() == Some(true);
        match self.next {
            Next::Comma => {}
            Next::Colon if !self.is_key(self.skip(at.1)) => {
                self.take(at, ":");
                self.next = Next::Value;
                return;
            }
            Next::Colon => self.valueless(":\"\""),
            Next::Value if is_object => self.valueless("\"\""),
            _ => return self.extra(at),
        }
        // Where nothing follows, it goes.
        if !matches!(self.mark(at.1), Some('}' | ']')) && self.skip(at.1) < self.text.len() {
            let last = self.last;
            self.take(at, ",");
            self.last = last;
        }
        self.comma = Some(at);
        self.begin();
    }

    /// What is left to say of the last item of a container.
    fn complete(&mut self) {
        match (self.next, self.comma.take()) {
            (Next::Colon, _) => self.valueless(":\"\""),
            (_, Some(comma)) => self.remove(&LAST_COMMA, comma),
            (Next::Value, None) if self.top() == Some(true) => self.valueless("\"\""),
            _ => {}
        }
    }

    fn close(&mut self, is_object: bool, at: Range) {
        let depth = self.stack.len();
        let Some(mut top) = self.top() else { return self.extra(at) };
        if self.next == Next::Colon && self.mark(at.1) == Some(':') {
            return self.extra(at);
        }
        if top != is_object {
            let is_nested = self.is_in(is_object);
            let closes_both = is_nested && self.fits(at.1, depth.saturating_sub(2));
            if self.mark(at.1) == Some(':') || (!closes_both && self.fits(at.1, depth)) {
                return self.extra(at);
            }
            if closes_both || (is_nested && !self.fits(at.1, depth.saturating_sub(1))) {
                self.complete();
                self.missing(self.last, at.0, closer(top));
                self.stack.pop();
                self.next = Next::Comma;
                top = is_object;
            }
        } else if depth == 1 && self.mark(at.1) == Some(',') && self.is_key(self.skip(self.after(self.skip(at.1)))) {
            return self.extra(at);
        }
        self.complete();
        self.take(at, closer(top));
        let start = self.stack.pop().map(|open| open.start);
        self.read(at.1, Next::Comma);
        self.closed = start;
    }

    /// Whether the brackets that follow close just what is open to a depth.
    fn fits(&self, from: usize, mut depth: usize) -> bool {
        let mut at = from;
        for _ in 0..8 {
            at = self.skip(at);
            let top = depth.checked_sub(1).and_then(|top| self.stack.get(top)).map(|open| open.is_object);
            match self.mark(at) {
                Some(c @ ('}' | ']')) if top == Some(c == '}') => depth = depth.saturating_sub(1),
                Some(',') => return top.is_some_and(|is_object| self.char(self.skip(self.after(at))).is_some_and(is_quote) == is_object),
                Some(_) => return false,
                None => return depth == 0,
            }
            at = self.after(at);
        }
        true
    }

    /// Whether a record ends behind a place, in an array.
    fn is_record(&self, from: usize) -> bool {
        const FAR: usize = 2048;
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        for (at, c) in self.rest(from).char_indices().take(FAR) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = !quoted,
                '{' | '[' if !quoted => depth = depth.saturating_add(1),
                '}' | ']' if !quoted && depth == 0 => {
                    let end = self.after(from.saturating_add(at));
                    let next = self.mark(end);
                    return c == '}' && (next == Some(']') || (next == Some(',') && !self.is_key(self.skip(self.after(self.skip(end))))));
                }
                '}' | ']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        false
    }

    /// Reads a string; gives the place to go on from.
    fn string(&mut self, at: usize, open: char) -> usize {
        let is_object = self.top() == Some(true);
        let is_key = (is_object && matches!(self.next, Next::Key | Next::Comma)) || (self.stack.is_empty() && self.is_key(at));
        let from = self.after(at);
        let found = self.end(from, open, is_key);
        let Some((inner, end)) = found else {
            self.cut(Some((at, is_key)));
            return self.text.len();
        };
        let mut is_key = is_key;
        if !is_key && self.mark(end) == Some(':') && (!is_object || !self.is_key(self.skip(self.after(self.skip(end))))) {
            self.keyed(at, end);
            is_key = true;
        } else if self.stack.is_empty() && is_key {
            self.keyed(at, end);
        } else if self.next == Next::Comma {
            self.missing(self.last, at, ",");
        } else if !is_key {
            self.before_value(at);
        }
        self.quoted(at, open, inner, end);
        if inner.1 == end {
            self.missing(end, end, "\"");
        }
        self.read(end, if is_key { Next::Colon } else { Next::Comma });
        if is_key {
            self.key = inner;
        }
        end
    }

    /// A key where a value belongs.
    fn keyed(&mut self, at: usize, end: usize) {
        match self.top() {
            Some(true) => self.valueless(if self.next == Next::Colon { ":\"\"," } else { "\"\"," }),
            Some(false) if self.is_in(true) && !self.is_record(end) => {
                self.missing(self.last, self.comma.map_or(at, |comma| comma.0), "]");
                self.stack.pop();
                if self.comma.is_none() {
                    self.missing(self.last, at, ",");
                }
            }
            _ => {
                self.before_value(at);
                self.missing(at, at, "{");
                self.stack.push(Open { is_object: true, start: at });
            }
        }
    }

    /// Where a string's inside and the string itself end.
    fn end(&mut self, from: usize, open: char, is_key: bool) -> Option<(Range, usize)> {
        let mut at = from;
        while let Some(c) = self.char(at) {
            let next = self.after(at);
            if c == '\\' {
                at = self.after(next);
                continue;
            }
            if is_quote(c) {
                let is_other = !is_pair(open, c);
                if self.is_end(next, (from, at), is_key, is_other) {
                    return Some(((from, at), next));
                }
                if !is_other && let Some(end) = self.unclosed(from, at, is_key) {
                    return Some(((from, end), end));
                }
            }
            at = next;
        }
        let end = self.unclosed(from, self.text.len(), is_key)?;
        Some(((from, end), end))
    }

    /// Whether a string can end before a place.
    fn is_end(&self, at: usize, inner: Range, is_key: bool, is_other: bool) -> bool {
        let next = self.skip(at);
        let c = self.char(next);
        let mark = c.and_then(mark);
        if is_key {
            let is_whole = self.name(inner.0) == Some(inner.1);
            let is_doubled = self.char(at).is_some_and(is_quote) && self.mark(self.after(at)) == Some(':');
            let is_colon = mark == Some(':');
            return (is_colon && !is_other) || (is_whole && (is_colon || !is_other) && !is_doubled && !self.char(at).is_some_and(is_name));
        }
        match mark {
            Some(',') if is_other => self.is_key(self.skip(self.after(next))),
            Some('}' | ']') if is_other => self.fits(next, self.stack.len()),
            Some('{' | '[') => !is_other && self.top() == Some(false),
            Some(':') if is_other => false,
            Some(_) => true,
            None if is_other => c.is_none(),
            None => {
                let is_item = self.top() == Some(false) && next > at && c.is_some_and(is_quote);
                c.is_none() || is_item || self.is_key(next) || comment(self.rest(next)).is_some()
            }
        }
    }

    /// Where a string ends that lacks its closing quote, seen from the quote at `at` or from the end of the text.
    fn unclosed(&self, from: usize, at: usize, is_key: bool) -> Option<usize> {
        if is_key {
            return self.name(from).filter(|&end| end < at && self.mark(end) == Some(':'));
        }
        let end = self.back(from, at, |c| is_space(c) || (mark(c).is_some() && !matches!(c, ':' | '=')));
        let closes = || piece(self.text, end..at).chars().any(|c| matches!(mark(c), Some('}' | ']')));
        let is_over = if at < self.text.len() { self.is_key(at) } else { closes() };
        is_over.then_some(end)
    }

    /// Mends the quotes of a string and what stands between them.
    fn quoted(&mut self, at: usize, open: char, inner: Range, end: usize) {
        let mut quotes = Vec::new();
        if open != '"' {
            add(&mut quotes, ByteEdit::new(at..inner.0, "\""));
        }
        let is_strange = open != '"' || inner.1 < end && self.char(inner.1) != Some('"');
        let (mut inside, mut escapes, mut controls) = (Vec::new(), Vec::new(), Vec::new());
        let is_plain = self.while_(inner.0, |c| is_name(c) || c == '"') >= inner.1;
        let mut place = inner.0;
        let most = self.mend.left.map_or(0, |left| left.edits);
        while place < inner.1 {
            if [&quotes, &inside, &escapes, &controls].into_iter().any(|list| list.len() > most) {
                self.mend.left = None;
                return;
            }
            let start = place;
            let c = self.char(start).unwrap_or_default();
            place = self.after(start);
            match c {
                '"' if is_strange => add(&mut quotes, ByteEdit::new(start..start, "\\")),
                '"' if is_plain || start == inner.0 || place == inner.1 => add(&mut inside, ByteEdit::new(start..place, "")),
                '"' => add(&mut inside, ByteEdit::new(start..start, "\\")),
                '\\' => {
                    let is_hex = self.rest(place).bytes().skip(1).take(4).filter(u8::is_ascii_hexdigit).count() == 4;
                    match self.char(place).unwrap_or_default() {
                        '\'' if is_strange => add(&mut quotes, ByteEdit::new(start..place, "")),
                        '\'' => add(&mut escapes, ByteEdit::new(start..place, "")),
                        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {}
                        'u' if is_hex => {}
                        _ => {
                            add(&mut escapes, ByteEdit::new(start..start, "\\"));
                            continue;
                        }
                    }
                    place = self.after(place);
                }
                '\n' => add(&mut controls, ByteEdit::new(start..place, "\\n")),
                '\r' => add(&mut controls, ByteEdit::new(start..place, "\\r")),
                '\t' => add(&mut controls, ByteEdit::new(start..place, "\\t")),
                '\0'..' ' => self.remove(&CHARACTER, (start, place)),
                _ => {}
            }
        }
        if is_strange {
            if inner.1 < end {
                add(&mut quotes, ByteEdit::new(inner.1..end, "\""));
            }
            let quote = if open == '"' { (inner.1, end) } else { (at, inner.0) };
            self.report(&QUOTES, quote, "", quotes);
        }
        if let Some(first) = inside.first().map(|edit| edit.at.start) {
            self.mend.doubts.push(at);
            self.report(&INNER, (first, self.after(first)), "", inside);
        }
        if let Some(ByteEdit { at, text }) = controls.first().cloned() {
            self.report(&CONTROL, (at.start, at.end), &text, controls);
        }
        if let Some(first) = escapes.first().map(|edit| edit.at.start) {
            self.report(&ESCAPE, (first, self.after(self.after(first))), "", escapes);
        }
    }

    /// Reads what has no quotes; gives the place to go on from.
    fn word(&mut self, at: usize) -> usize {
        let is_word: fn(char) -> bool = |c| !is_space(c) && !is_odd_space(c) && !is_quote(c) && c != '\\' && mark(c).is_none();
        let end = self.while_(at, is_word).max(self.after(at));
        let is_quoted = self.char(end).is_some_and(is_quote);
        match self.next {
            Next::Key | Next::Comma if self.top() == Some(true) => {
                let close = if is_quoted { self.after(end) } else { end };
                if self.mark(close) != Some(':') || self.char(at) == Some('\\') {
                    if self.skip(end) == self.text.len() {
                        self.cut(Some((at, true)));
                    } else {
                        self.extra((at, end));
                        self.ellipsis(end);
                    }
                    return end;
                }
                if self.next == Next::Comma {
                    self.missing(self.last, at, ",");
                }
                if is_quoted {
                    self.missing(at, at, "\"");
                    if self.char(end) != Some('"') {
                        self.edit(end..close, "\"");
                    }
                } else {
                    self.report(&KEY, (at, end), "", vec![ByteEdit::new(at..at, "\""), ByteEdit::new(end..end, "\"")]);
                }
                self.key = (at, end);
                self.read(close, Next::Colon);
                close
            }
            Next::Comma => {
                self.extra((at, end));
                end
            }
            Next::Value if self.comma.is_some() && word_is_dots(piece(self.text, at..end)) => {
                self.extra((at, end));
                self.ellipsis(end);
                end
            }
            _ => self.value(at, end),
        }
    }

    /// The comma before a word that stands for items left out goes with it.
    fn ellipsis(&mut self, end: usize) {
        if !matches!(self.mark(end), Some('}' | ']')) {
            return;
        }
        if let Some(comma) = self.comma.take() {
            match self.mend.wounds.last_mut().filter(|_| self.is_kept) {
                Some((finding, _)) => finding.fixes.iter_mut().for_each(|draft| draft.edits.insert(0, ByteEdit::new(comma.0..comma.1, ""))),
                None => self.mend.beyond.offer(&(comma.0..comma.1)),
            }
            self.edit(comma.0..comma.1, "");
            self.next = Next::Comma;
        }
    }

    /// A value without quotes, of which a word ends at `end`.
    fn value(&mut self, at: usize, end: usize) -> usize {
        self.before_value(at);
        let word = piece(self.text, at..end);
        let is_bare: fn(char) -> bool = |c| !matches!(c, '"' | '”') && !c.is_control() && mark(c).is_none_or(|c| c == ':');
        let stop = self.while_(at, is_bare);
        let is_cut = piece(self.text, at..stop).ends_with('\\');
        let is_quoted = !is_cut && self.char(stop).is_some_and(is_quote) && self.is_end(self.after(stop), (at, stop), false, false);
        let mut end = end;
        if is_quoted {
            self.missing(at, at, "\"");
            end = self.after(stop);
            self.quoted(at, '"', (at, stop), end);
        } else if self.skip(end) == self.text.len() {
            // It may go on.
            self.mend.doubts.push(at);
            if !super::is_json(word) {
                self.tail = Some((at, end));
            }
        } else if super::is_json(word) {
        } else if let Some(meant) = literal(word) {
            self.mend.doubts.push(at);
            // Read as empty, and in doubt, so that nothing is told of what would be missing.
            self.instead((at, end), meant);
            self.edit(at..end, "\"\"");
        } else if word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')) {
            self.mend.doubts.push(at);
            let bare = word.strip_prefix('+').unwrap_or(word).trim_end_matches('.');
            let whole = if bare.starts_with('.') { ["0", bare].concat() } else { bare.to_owned() };
            let meant = if super::is_json(&whole) { whole } else { ["\"", word, "\""].concat() };
            self.report(&NUMBER, (at, end), "", vec![ByteEdit::new(at..end, meant)]);
        } else {
            end = self.back(at, stop, is_space).max(end);
            let slashes = piece(self.text, at..end).match_indices('\\').map(|(offset, _)| at.saturating_add(offset));
            let mut changes = vec![ByteEdit::new(at..at, "\"")];
            changes.extend(slashes.map(|at| ByteEdit::new(at..at, "\\")));
            changes.push(ByteEdit::new(end..end, "\""));
            self.report(&BARE, (at, end), "", changes);
        }
        self.read(end, Next::Comma);
        end
    }

    /// Where what is left of a string ends, without an escape that is cut off.
    fn whole(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = self.char(at) {
            let next = self.after(at);
            let length = if self.char(next) == Some('u') { 6 } else { 2 };
            if c == '\\' && self.rest(at).len() < length {
                return at;
            }
            at = if c == '\\' { self.after(next) } else { next };
        }
        at
    }

    /// The text breaks off, in a string perhaps: where that starts, and whether it is a key.
    fn cut(&mut self, string: Option<(usize, bool)>) {
        let end = self.text.len();
        let mut changes = Vec::new();
        let mut change = |start: usize, end: usize, text: &'static str| changes.push(ByteEdit::new(start..end, text));
        match (string, self.comma) {
            (Some((at, true)), comma) => {
                comma.into_iter().for_each(|(start, end)| change(start, end, ""));
                change(at, end, "");
            }
            (Some((at, false)), _) => {
                self.before_value(at);
                let from = self.after(at);
                let whole = self.whole(from);
                self.quoted(at, self.char(at).unwrap_or_default(), (from, whole), whole);
                change(whole, end, "\"");
                self.mend.doubts.push(at);
            }
            (None, Some((start, end))) => change(start, end, ""),
            _ => match (self.tail, self.next) {
                (Some((start, end)), _) => change(start, end, "null"),
                (_, Next::Colon) => change(self.last, self.last, ":null"),
                (_, Next::Value) if self.top() == Some(true) => change(self.last, self.last, "null"),
                _ => {}
            },
        }
        let closers: String = self.stack.iter().rev().map(|open| closer(open.is_object)).collect();
        match changes.last_mut().filter(|last| last.at.end == end) {
            Some(last) => last.text.to_mut().push_str(&closers),
            None => changes.push(ByteEdit::new(end..end, closers)),
        }
        self.report(&CUT, (end, end), self.top().map_or("", closer), changes);
        let inner = self.stack.last().map_or(end, |open| open.start);
        if let Some((_, place)) = self.mend.wounds.last_mut().filter(|_| self.is_kept) {
            *place = inner;
        }
        self.mend.doubts.extend(self.stack.drain(..).map(|open| open.start));
    }
}

fn word_is_dots(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '.' | '…'))
}

/// The length of the comment that a text starts with.
fn comment(text: &str) -> Option<usize> {
    let (end, closes) = match text.get(..2)? {
        "//" => ("\n", 0),
        "/*" => ("*/", 2usize),
        _ => return None,
    };
    Some(text.find(end).map_or(text.len(), |at| at.saturating_add(closes)))
}
