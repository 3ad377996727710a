//! The pieces of a damaged text as a person sees them: every tag, however it is written, with what is wrong with its form.

use super::{Mender, cdata, insert, is_name, remove};
use crate::rules::xml::{declaration, doctype, malformed};
use crate::text::{ByteEdit, Bytes, add, piece, short};
use crate::value::is_space;
use crate::xml::guard;
use crate::xml::read::Part;
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Start,
    Empty,
    End,
    CData,
    /// A comment, an instruction, a declaration, a DTD.
    Aside,
}

/// What is wrong with the form of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    /// It has no `>`.
    Open,
    /// White space before the name, or in `/ >`.
    Spaced,
    /// Something stands where attributes should, from there on.
    Junk(u32),
    /// An end tag that is written in any other way than `</name>`.
    Form,
}

#[derive(Clone, Debug)]
pub(super) struct Lexeme<'m> {
    pub kind: Kind,
    pub at: Bytes,
    pub name: Cow<'m, str>,
    pub named: Bytes,
    pub fault: Fault,
}

impl Lexeme<'_> {
    pub fn new(kind: Kind, at: Bytes) -> Self {
        Self { kind, named: at.start..at.start, at, name: Cow::Borrowed(""), fault: Fault::None }
    }

    pub fn is_tag(&self) -> bool {
        matches!(self.kind, Kind::Start | Kind::Empty | Kind::End)
    }
}

/// What the lexer knows while it runs.
pub(super) struct Lexer<'m> {
    pub text: &'m str,
    pub part: Part,
    pub lexemes: Vec<Lexeme<'m>>,
    pub marks: cdata::Marks,
    /// The element whose start tag came last, if no other tag came since.
    pub owner: Cow<'m, str>,
    /// Whether something stood already, white space apart.
    begun: bool,
    comments: Ahead,
    instructions: Ahead,
    subsets: Ahead,
}

impl<'m> Lexer<'m> {
    fn push(&mut self, lexeme: Lexeme<'m>) {
        if lexeme.is_tag() {
            self.owner = if lexeme.kind == Kind::Start { lexeme.name.clone() } else { Cow::Borrowed("") };
        }
        self.begun = self.begun || lexeme.kind != Kind::Text || !piece(self.text, lexeme.at.clone()).trim_matches(is_space).is_empty();
        add(&mut self.lexemes, lexeme);
    }
}

/// Where a mark stands next, so that no one looks for it again.
#[derive(Default)]
pub(super) struct Ahead(Option<usize>);

impl Ahead {
    /// The place of the mark at or after `from`.
    pub fn next(&mut self, text: &str, from: usize, mark: &str) -> Option<usize> {
        let known = self.0.filter(|at| *at >= from);
        let at = known.unwrap_or_else(|| piece(text, from..text.len()).find(mark).map_or(usize::MAX, |at| from.saturating_add(at)));
        self.0 = Some(at);
        (at < usize::MAX).then_some(at)
    }
}

/// How many lexemes a text has: tags, and what stands between them.
fn count(text: &str) -> usize {
    let marks = text.bytes().zip(text.bytes().skip(1).chain([b'<']));
    // Tags that are sound are not shorter.
    marks.filter(|(byte, next)| *byte == b'<' || *byte == b'>' && *next != b'<').count().min(text.len().div_euclid(4))
}

/// The lexemes of a text; what is wrong within one is reported and mended at once.
pub(super) fn lexemes<'m>(mender: &mut Mender<'m, '_>, part: Part) -> Vec<Lexeme<'m>> {
    let text = mender.text;
    let mut lexer = Lexer {
        text,
        part,
        lexemes: Vec::with_capacity(count(piece(text, part.from..text.len()))),
        marks: cdata::Marks::default(),
        owner: Cow::Borrowed(""),
        begun: false,
        comments: Ahead::default(),
        instructions: Ahead::default(),
        subsets: Ahead::default(),
    };
    let mut at = part.from;
    let mut flaws = 0usize;
    while at < text.len() {
        // Flaws that are told later count, too: there is no need to look at more than are read.
        if mender.wounds.left.is_none_or(|left| left.findings < flaws) {
            mender.wounds.left = None;
            return Vec::new();
        }
        let rest = piece(text, at..text.len());
        if part.parent.is_none()
            && !rest.starts_with("<?xml")
            && !lexer.begun
            && let Some(length) = super::lost_declaration(rest)
        {
            let lexeme = broken_declaration(mender, at..at.saturating_add(length));
            at = lexeme.at.end;
            lexer.push(lexeme);
            continue;
        }
        let section = cdata::start(&lexer, rest, at).and_then(|mark| cdata::section(mender, &mut lexer, at, mark));
        let lexeme = section.or_else(|| markup(mender, &mut lexer, rest, at));
        let lexeme = lexeme.unwrap_or_else(|| {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let end = piece(rest, first..rest.len()).find('<').map_or(rest.len(), |next| next.saturating_add(first));
            // A damaged mark may follow white space.
            let spaces = rest.len().saturating_sub(rest.trim_start_matches(is_space).len());
            let is_first = lexer.lexemes.last().is_none_or(|last| last.kind == Kind::Start);
            let end = if is_first && spaces > 0 { spaces } else { end };
            Lexeme::new(Kind::Text, at..at.saturating_add(end))
        });
        at = lexeme.at.end.max(at.saturating_add(1));
        let is_bare = lexeme.kind == Kind::Text && rest.starts_with('<');
        flaws = flaws.saturating_add(usize::from(is_bare || lexeme.fault != Fault::None));
        lexer.push(lexeme);
    }
    lexer.lexemes
}

/// The markup that starts here; `None` where the `<` is text.
fn markup<'m>(mender: &mut Mender, lexer: &mut Lexer, rest: &'m str, at: usize) -> Option<Lexeme<'m>> {
    if !rest.starts_with('<') {
        return None;
    }
    let aside = |length: usize| Some(Lexeme::new(Kind::Aside, at..at.saturating_add(length)));
    let inner = rest.get(1..).unwrap_or_default();
    if rest.starts_with("<!--") {
        let from = at.saturating_add(4);
        let end = lexer.comments.next(lexer.text, from, "-->").filter(|end| !piece(lexer.text, from..*end).contains("<!--"));
        return match end {
            Some(end) => aside(end.saturating_add(3).saturating_sub(at)),
            None => Some(open_comment(mender, rest, at)),
        };
    }
    if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE")) {
        return Some(doctype(mender, lexer, rest, at));
    }
    if inner.starts_with('?') {
        return Some(instruction(mender, lexer, rest, at));
    }
    if inner.starts_with('!') {
        return Some(unended(mender, lexer, rest, at));
    }
    let stem = inner.trim_start_matches(is_space);
    let slashes = stem.trim_start_matches(['/', '\\']);
    if slashes.len() < stem.len() {
        return end_tag(rest, slashes.trim_start_matches(is_space), at);
    }
    if inner.len() > stem.len() {
        return spaced_tag(rest, stem, at);
    }
    start_tag(rest, at)
}

/// The length up to and with the first `>`, where it stands before the next `<`.
fn to_bracket(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let at = inner.find(['<', '>'])?;
    piece(inner, at..inner.len()).starts_with('>').then(|| at.saturating_add(2))
}

/// The length up to the next `<`, without the white space before it.
fn to_next(rest: &str) -> usize {
    let inner = rest.get(1..).unwrap_or_default();
    let end = inner.find('<').unwrap_or(inner.len());
    piece(inner, 0..end).trim_end_matches(is_space).len().saturating_add(1)
}

fn open_comment(mender: &mut Mender, rest: &str, at: usize) -> Lexeme<'static> {
    let bracket = to_bracket(rest);
    let end = at.saturating_add(bracket.unwrap_or_else(|| to_next(rest)));
    let inside = piece(mender.text, at.saturating_add(4)..end);
    let text = inside.trim_end_matches(['-', '>', ' ', '!']);
    let (title, change) = match text.contains("--") {
        true => (&malformed::REMOVE, remove(at..end)),
        false => (&malformed::CLOSE_COMMENT, ByteEdit::new(at.saturating_add(4).saturating_add(text.len()).min(end)..end, "-->")),
    };
    let finding = mender.finding(&malformed::RULE, &malformed::OPEN_COMMENT, at..at.saturating_add(4));
    mender.mend_around(finding, title, at..at.saturating_add(4), vec![change]);
    Lexeme::new(Kind::Aside, at..end)
}

fn doctype(mender: &mut Mender, lexer: &mut Lexer, rest: &str, at: usize) -> Lexeme<'static> {
    let has_subset = rest.find(['[', '>']).is_some_and(|first| piece(rest, first..rest.len()).starts_with('['));
    let end = match has_subset {
        true => {
            let close = lexer
                .subsets
                .next(lexer.text, at, "]")
                .filter(|close| piece(lexer.text, close.saturating_add(1)..lexer.text.len()).trim_start_matches(is_space).starts_with('>'));
            close.and_then(|close| {
                Some(piece(lexer.text, close..lexer.text.len()).find('>')?.saturating_add(close).saturating_add(1).saturating_sub(at))
            })
        }
        false => to_bracket(rest),
    };
    if let Some(end) = end {
        return Lexeme::new(Kind::Aside, at..at.saturating_add(end));
    }
    let range = at..at.saturating_add(to_next(rest));
    let changes = vec![remove(range.clone())];
    let finding = mender.finding(&doctype::RULE, &doctype::REFUSED, range.clone());
    mender.mend_around(finding, &doctype::REMOVE, range.clone(), changes);
    Lexeme::new(Kind::Aside, range)
}

fn instruction(mender: &mut Mender, lexer: &mut Lexer, rest: &str, at: usize) -> Lexeme<'static> {
    let end = lexer.instructions.next(lexer.text, at.saturating_add(2), "?>").map(|end| end.saturating_add(2).saturating_sub(at));
    let is_declaration = rest.get(2..5).is_some_and(|name| name.eq_ignore_ascii_case("xml"))
        && !guard::name(rest.get(2..).unwrap_or_default()).get(3..).is_some_and(|more| more.starts_with(['-', '_', '.', ':']));
    let bracket = to_bracket(rest);
    // No declaration has a `<` inside.
    let sound = end.filter(|end| !is_declaration || !piece(rest, 1..*end).contains('<'));
    if let Some(end) = sound {
        return Lexeme::new(Kind::Aside, at..at.saturating_add(end));
    }
    let is_last = !piece(rest, 1..rest.len()).contains('<');
    let range = at..at.saturating_add(bracket.unwrap_or_else(|| if is_last { rest.len() } else { to_next(rest) }));
    if is_declaration {
        return broken_declaration(mender, range);
    }
    let changes = vec![remove(range.clone())];
    let finding = mender.finding(&malformed::RULE, &malformed::INSTRUCTION, range.clone());
    mender.mend_around(finding, &malformed::REMOVE, range.clone(), changes);
    Lexeme::new(Kind::Aside, range)
}

fn broken_declaration(mender: &mut Mender, range: Bytes) -> Lexeme<'static> {
    let first = piece(mender.text, 0..range.start).trim_start_matches('\u{feff}').chars().all(is_space);
    let written = super::declaration(piece(mender.text, range.clone()));
    let changes = vec![ByteEdit::new(range.clone(), written.clone())];
    let finding = mender.finding(&declaration::RULE, &declaration::BROKEN, range.clone()).arg(mender.quote(range.clone())).plain(written);
    let place = mender.around(range.clone());
    mender.mend(finding, &declaration::REWRITE, first, place, changes);
    Lexeme::new(Kind::Aside, range)
}

/// A `<!` that opens nothing known.
fn unended(mender: &mut Mender, lexer: &Lexer, rest: &str, at: usize) -> Lexeme<'static> {
    let range = at..at.saturating_add(to_bracket(rest).unwrap_or_else(|| to_next(rest)));
    // What the end of the text cuts off is a part of that.
    if range.end == mender.text.len() && !rest.contains('>') && !lexer.lexemes.is_empty() {
        return Lexeme { fault: Fault::Open, ..Lexeme::new(Kind::Start, range) };
    }
    let changes = vec![remove(range.clone())];
    let finding = mender.finding(&malformed::RULE, &malformed::OTHER_MARKUP, range.clone()).arg(mender.quote(range.clone()));
    mender.mend_around(finding, &malformed::REMOVE, range.clone(), changes);
    Lexeme::new(Kind::Aside, range)
}

/// An end tag in whatever form; `stem` starts with its name.
fn end_tag<'m>(rest: &'m str, stem: &'m str, at: usize) -> Option<Lexeme<'m>> {
    let name = guard::name(stem);
    let from = rest.len().saturating_sub(stem.len());
    let named = at.saturating_add(from)..at.saturating_add(from).saturating_add(name.len());
    let is_plain = rest.starts_with("</") && from == 2;
    let tail = piece(stem, name.len()..stem.len());
    let open = |name: &'m str, named: Bytes| {
        let written = piece(rest, 0..to_next(rest)).len();
        // Whatever follows the name of a tag that is not closed is text, unless it is a word's rest.
        let end = if is_space_or_end(tail) { named.end } else { at.saturating_add(written) };
        Lexeme { kind: Kind::End, at: at..end, name: Cow::Borrowed(name), named, fault: Fault::Open }
    };
    let Some(length) = to_bracket(rest) else {
        return (is_plain && !name.is_empty() || is_name(name)).then(|| open(name, named));
    };
    let at = at..at.saturating_add(length);
    if is_plain && !name.is_empty() && tail.trim_start_matches(is_space).starts_with('>') {
        return Some(Lexeme { kind: Kind::End, at, name: Cow::Borrowed(name), named, fault: Fault::None });
    }
    // A name that was torn apart is one name again.
    let whole: String = piece(stem, 0..stem.find('>').unwrap_or(0)).chars().filter(|c| !is_space(*c) && *c != '/').collect();
    let name = if guard::name(&whole) == whole { Cow::Owned(whole) } else { Cow::Borrowed(name) };
    let fits = is_plain
        || rest.starts_with("<\\")
        || is_name(&name)
        || stem.starts_with(&*name) && tail.trim_start_matches(is_space).starts_with('>');
    fits.then_some(Lexeme { kind: Kind::End, at, name, named, fault: Fault::Form })
}

fn is_space_or_end(tail: &str) -> bool {
    tail.is_empty() || tail.starts_with(|c| is_space(c) || c == '<')
}

/// `< name>`: a tag where the name is known.
fn spaced_tag(rest: &str, stem: &str, at: usize) -> Option<Lexeme<'static>> {
    // Read as if the `<` stood right before the name.
    let spaces = rest.len().saturating_sub(stem.len()).saturating_sub(1);
    let tag = format!("<{}", piece(stem, 0..stem.find('<').unwrap_or(stem.len())));
    let Lexeme { kind, at: read, name, named, fault } = start_tag(&tag, at.saturating_add(spaces))?;
    let is_tag = fault == Fault::None && is_name(&name);
    is_tag.then(|| Lexeme { kind, at: at..read.end, name: Cow::Owned(name.into_owned()), named, fault: Fault::Spaced })
}

fn start_tag(rest: &str, at: usize) -> Option<Lexeme<'_>> {
    let name = guard::name(rest.get(1..)?);
    if name.is_empty() {
        return None;
    }
    let named = at.saturating_add(1)..at.saturating_add(1).saturating_add(name.len());
    let lexeme = |kind, length: usize, fault| {
        Some(Lexeme { kind, at: at..at.saturating_add(length), name: Cow::Borrowed(name), named: named.clone(), fault })
    };
    let Some(length) = tag_end(rest) else {
        let end = rest.get(1..)?.find('<').map_or(rest.len(), |end| end.saturating_add(1));
        return lexeme(Kind::Start, end, Fault::Open);
    };
    let raw = piece(rest, 0..length);
    let kind = if raw.ends_with("/>") { Kind::Empty } else { Kind::Start };
    match guard::start_tag(raw).junk {
        None => lexeme(kind, length, Fault::None),
        Some(junk) if piece(raw, junk.clone()).trim_matches(is_space) == "/" => lexeme(Kind::Empty, length, Fault::Spaced),
        Some(junk) => lexeme(kind, length, Fault::Junk(short(at.saturating_add(junk.start)))),
    }
}

/// The length of a tag: to its `>`, past those in attribute values.
fn tag_end(rest: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        let tail = rest.get(at..)?;
        let next = tail.find(['<', '>', '"', '\''])?;
        let from = at.saturating_add(next);
        match rest.get(from..)?.chars().next()? {
            '>' => return Some(from.saturating_add(1)),
            '<' => return None,
            quote => {
                let inside = rest.get(from.saturating_add(1)..)?;
                let is_value = piece(rest, 0..from).trim_end_matches(is_space).ends_with('=');
                let end = inside
                    .find(quote)
                    .filter(|end| is_value && !(piece(inside, 0..*end).contains('<') && piece(inside, 0..*end).contains('>')));
                at = from.saturating_add(1).saturating_add(end.map_or(0, |end| end.saturating_add(1)));
            }
        }
    }
}

/// The insertion that gives a tag its `>`.
pub(super) fn bracket(at: usize) -> ByteEdit {
    insert(at, ">")
}
