//! Mutations of texts of this protocol: of tags, names, values and marks, and by what the catalog knows.

use crate::law::{self, WAYS};
use libfuzzer_sys::fuzzer_mutate;
use std::sync::OnceLock;
use yct_envelope::catalog::{METHODS, TABLES};
use yct_envelope::sample_request;

/// Marks and mistakes that no catalog lists.
const MARKS: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "/",
    "=",
    "&",
    ";",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "，",
    "、",
    "：",
    " ",
    "\n",
    "\r\n",
    "\t",
    "&amp;",
    "&lt;",
    "&gt;",
    "&amp;lt;",
    "&#65;",
    "&#1;",
    "&#xD800;",
    "&nbsp;",
    "]]>",
    "<![CDATA[",
    "]]><![CDATA[",
    "]]]]><![CDATA[>",
    "<!--",
    "-->",
    "<!-- x -->",
    "<?p?>",
    "?>",
    "<!DOCTYPE a>",
    "＜",
    "＞",
    "／",
    "＝",
    "“",
    "”",
    "<a>",
    "</a>",
    "<a/>",
    " a=\"1\"",
    " xmlns=\"x\"",
    "a:",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{1}",
    "\u{3000}",
    "😀",
    "元",
    "0",
    "00",
    "-1",
    "-",
    "+",
    ".",
    ".5",
    "1e5",
    "300.00",
    "1,000",
    "9007199254740991",
    "9007199254740992",
    "99999999999999999999",
    "2016-02-30",
    "2016/9/14 9:05",
    "T",
    "Z",
    "null",
    "true",
    "\\n",
    "\\\"",
    "\\u003c",
    "\\uD83D",
    "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>",
    "</soap:Body></soap:Envelope>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<?xml version=”1.0”encoding=”UTF-8”?>",
    " encoding=\"GBK\"",
    "s",
    "n",
    "i",
    "btrue",
    "u",
    "x",
    "ocycle",
    "oDate",
    "Zq7Xw2Vk9Jp4Ty6M",
    "******",
    "***",
];

/// Names, tags, keys, codes and labels of the catalog, and the marks around them.
fn pieces() -> &'static [String] {
    static PIECES: OnceLock<Vec<String>> = OnceLock::new();
    PIECES.get_or_init(|| {
        let fields = METHODS.iter().flat_map(|method| {
            let events = method.events.iter().flat_map(|event| event.params);
            method.params.iter().chain(method.result).chain(events)
        });
        let envelope = [
            "arg0",
            "return",
            "request",
            "response",
            "responseType",
            "methodCode",
            "methodParams",
            "resultCode",
            "resultDesc",
            "result",
            "item",
        ];
        let mut names: Vec<&str> = fields.map(|field| field.name).chain(envelope).collect();
        names.sort_unstable();
        names.dedup();
        let mut pieces: Vec<String> = MARKS.iter().map(|mark| (*mark).to_owned()).collect();
        for name in names {
            pieces.extend([
                name.to_owned(),
                format!("<{name}>"),
                format!("</{name}>"),
                format!("<{name}>1</{name}>"),
                format!("\"{name}\":"),
                format!("\"{name}\":\"1\","),
            ]);
        }
        pieces.extend(METHODS.iter().map(|method| method.code.to_owned()));
        pieces.extend(TABLES.iter().flat_map(|table| table.codes).flat_map(|code| [code.code.to_owned(), code.label.zh.to_owned()]));
        let samples = METHODS
            .iter()
            .flat_map(|method| sample_request(method, None).params.iter().map(|(_, value)| value.wire().into_owned()).collect::<Vec<_>>());
        pieces.extend(samples);
        pieces
    })
}

fn seeds(target: &str) -> &'static [Vec<u8>] {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SEEDS.get_or_init(|| law::seeds::of(target))
}

/// Mutates an input; of `building`, which is no text, by libFuzzer's own means alone.
pub fn mutate(target: &str, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) << 1 | 1);
    if target == "building" || size < 2 || random.below(3) == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    // Half of the inputs are a seed with few mistakes: upon many mistakes a reader can only guess, and takes its time.
    let seeds = seeds(target);
    let seed = if random.below(2) == 0 { seeds.get(random.below(seeds.len())) } else { None };
    let input = seed.filter(|seed| seed.len() > 1 && seed.len() <= max_size).map_or(&data[..size], Vec::as_slice).to_vec();
    let (first, rest) = input.split_first().expect("two bytes at least");
    let Ok(text) = std::str::from_utf8(rest) else { return fuzzer_mutate(data, size, max_size) };
    let first = if random.below(16) == 0 { b'0' + random.below(usize::from(WAYS)) as u8 } else { *first };
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        mutated(&mut text, &mut random);
    }
    let mut length = text.len().min(max_size - 1);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    data[0] = first;
    data[1..=length].copy_from_slice(&text.as_bytes()[..length]);
    length + 1
}

/// Deletes, doubles, replaces or swaps a piece of a text, or puts one in.
fn mutated(text: &mut String, random: &mut Random) {
    let (start, end) = unit(text, random);
    let piece = &pieces()[random.below(pieces().len())];
    match random.below(7) {
        0 => text.replace_range(start..end, ""),
        1 => text.insert_str(end, &text[start..end].to_owned()),
        2 | 3 => text.replace_range(start..end, piece),
        4 | 5 => text.insert_str(start, piece),
        _ => {
            let (from, to) = unit(text, random);
            if to <= start || end <= from {
                let ((a, b), (c, d)) = if (from, to) < (start, end) { ((from, to), (start, end)) } else { ((start, end), (from, to)) };
                *text = [&text[..a], &text[c..d], &text[b..c], &text[a..b], &text[d..]].concat();
            }
        }
    }
}

/// Where some unit of a text stands: a character, a word, a tag, what is between tags, a string, an element.
fn unit(text: &str, random: &mut Random) -> (usize, usize) {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = |mark: char| text[..at].rfind(mark);
    let after = |from: usize, mark: char| text[from..].find(mark).map(|found| from + found);
    let found = match random.below(6) {
        0 => text[at..].chars().next().map(|c| (at, at + c.len_utf8())),
        1 => {
            let start = text[..at]
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |found| found + text[found..].chars().next().map_or(0, char::len_utf8));
            let end = text[at..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |found| at + found);
            Some((start, end))
        }
        2 => before('<').and_then(|start| Some((start, after(start, '>')? + 1))),
        3 => before('>').and_then(|start| Some((start + 1, after(start, '<')?))),
        4 => before('"').and_then(|start| Some((start + 1, after(start + 1, '"')?))),
        _ => before('<').and_then(|start| {
            let name: String = text[start + 1..].chars().take_while(|c| c.is_alphanumeric()).collect();
            let end = format!("</{name}>");
            Some((start, start + text[start..].find(&end)? + end.len()))
        }),
    };
    found.filter(|(start, end)| start <= end).unwrap_or((at, at))
}

/// Numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).expect("31 bits") % bound.max(1)
    }
}
