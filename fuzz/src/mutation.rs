//! Mutations of texts of this protocol: of tags, names, values and marks, and by what the catalog knows.

use crate::law::{self, WAYS};
use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Map, Value};
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

/// The seeds of a target, the shortest first.
fn seeds(target: &str) -> &'static [Vec<u8>] {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let mut seeds = law::seeds::of(target);
        seeds.retain(|seed| seed.len() > 1);
        seeds.sort_by_key(Vec::len);
        seeds
    })
}

/// How long most inputs are, at most: what a damaged text costs grows faster than its length.
const SHORT: usize = 256;

/// Makes another input of one: half of the inputs are a seed with few mistakes, since upon many a reader can only guess, and takes its time.
pub fn mutate(target: &str, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) << 1 | 1);
    let longest = if random.below(8) == 0 { max_size } else { max_size.min(SHORT) };
    if target == "building" {
        return choices(data, size.min(longest), longest, &mut random);
    }
    let seeds = seeds(target);
    let seeds = &seeds[..seeds.partition_point(|seed| seed.len() <= longest)];
    let size = match seeds.get(random.below(seeds.len())) {
        Some(seed) if !(2..=longest).contains(&size) || random.below(2) == 0 => {
            data[..seed.len()].copy_from_slice(seed);
            seed.len()
        }
        _ => size.min(longest),
    };
    let text = std::str::from_utf8(&data[1.min(size)..size]);
    if size < 2 || target != "values" && random.below(4) == 0 || target == "bytes" && text.is_err() {
        return fuzzer_mutate(data, size, longest);
    }
    let text = String::from_utf8_lossy(&data[1..size]);
    let text = match target {
        "values" => Some(of_value(&text, &mut random)).filter(|text| text.len() < longest).unwrap_or_else(|| text.into_owned()),
        _ => of_text(text.into_owned(), &mut random),
    };
    if random.below(16) == 0 {
        data[0] = b'0' + u8::try_from(random.below(usize::from(WAYS))).expect("few ways");
    }
    let length = text.floor_char_boundary(longest - 1);
    data[1..=length].copy_from_slice(&text.as_bytes()[..length]);
    length + 1
}

/// Choices of any kind, or some that are known already with a change.
fn choices(data: &mut [u8], size: usize, longest: usize, random: &mut Random) -> usize {
    if random.below(4) > 0 {
        return fuzzer_mutate(data, size, longest);
    }
    let length = 1 + random.below(longest);
    data[..length].fill_with(|| u8::try_from(random.below(256)).expect("a byte"));
    length
}

/// Makes one mistake in a text, or a few.
fn of_text(mut text: String, random: &mut Random) -> String {
    change(&mut text, random);
    while random.below(3) == 0 {
        change(&mut text, random);
    }
    text
}

/// The same in a tagged value, which stays JSON.
fn of_value(text: &str, random: &mut Random) -> String {
    let Ok(mut value) = serde_json::from_str(text) else { return text.to_owned() };
    change_in(&mut value, random);
    while random.below(3) == 0 {
        change_in(&mut value, random);
    }
    value.to_string()
}

/// Changes a member, an item or a leaf of a value, or one of those inside it.
fn change_in(value: &mut Value, random: &mut Random) {
    match value {
        Value::Object(members) if random.below(16) > 0 => {
            let key = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
            match (random.below(6), members.get_mut(&key)) {
                (0, Some(_)) => drop(members.remove(&key)),
                (1, Some(inner)) => {
                    let inner = inner.take();
                    members.remove(&key);
                    members.insert(piece(random).to_owned(), inner);
                }
                (2, Some(inner)) => {
                    let inner = inner.clone();
                    members.insert(piece(random).to_owned(), inner);
                }
                (_, Some(inner)) => change_in(inner, random),
                (_, None) => drop(members.insert(piece(random).to_owned(), Value::from(format!("s{}", piece(random))))),
            }
        }
        Value::Array(items) if random.below(16) > 0 => {
            let at = random.below(items.len());
            match (random.below(4), items.get_mut(at)) {
                (0, Some(_)) => drop(items.remove(at)),
                (1, Some(item)) => {
                    let item = item.clone();
                    items.insert(at, item);
                }
                (_, Some(item)) => change_in(item, random),
                (_, None) => items.push(Value::from(format!("s{}", piece(random)))),
            }
        }
        Value::String(leaf) if random.below(8) > 0 => {
            let (tag, text) = leaf.split_at(leaf.chars().next().map_or(0, char::len_utf8));
            let tag = if random.below(4) == 0 { TAGS[random.below(TAGS.len())] } else { tag };
            let mut text = text.to_owned();
            if random.below(4) > 0 {
                change(&mut text, random);
            }
            *leaf = format!("{tag}{text}");
        }
        other => {
            let inner = other.take();
            *other = match random.below(4) {
                0 => Value::from(format!("s{}", piece(random))),
                1 => Value::Array(vec![inner]),
                2 => Value::Object(Map::new()),
                _ => Value::from_iter([(piece(random).to_owned(), inner)]),
            };
        }
    }
}

/// Which kind of JS value a leaf is.
const TAGS: &[&str] = &["s", "n", "i", "b", "u", "x", "o", "0", ""];

fn piece(random: &mut Random) -> &'static str {
    &pieces()[random.below(pieces().len())]
}

/// Deletes, doubles, replaces or swaps a piece of a text, or puts one in.
fn change(text: &mut String, random: &mut Random) {
    let (start, end) = unit(text, random);
    let piece = piece(random);
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
