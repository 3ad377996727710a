//! What the code must not do, read off the code itself: ARCHITECTURE.md says why.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use yct_envelope::RULES;

/// Which crates only some files may name.
const CRATES: &[(&str, &[&str])] = &[
    ("quick_xml", &["xml/"]),
    // `js.rs` writes what crosses the boundary.
    ("serde_json", &["json/", "js.rs"]),
    ("wasm_bindgen", &["js.rs", "plain/js.rs"]),
    ("encoding_rs", &["bytes.rs"]),
    ("zeroize", &["value/secret.rs"]),
];

/// Modules of the crate, and all that each may know of the others.
const KNOWS_ONLY: &[(&str, &[&str])] = &[
    ("catalog", &[]),
    ("value", &[]),
    ("text", &[]),
    ("similar", &[]),
    ("message", &["arena", "text", "value"]),
    ("envelope", &["catalog", "value"]),
    ("bytes", &["text", "value"]),
    ("plain", &["catalog", "value"]),
];

/// Modules of the crate, and what each must not know.
const KNOWS_NOTHING_OF: &[(&str, &[&str])] = &[
    ("diagnostic", &["analysis", "check", "fix", "format", "js", "json", "lint", "proof", "xml"]),
    ("check", &["analysis", "fix", "format", "js", "json", "lint", "xml"]),
    ("rules", &["analysis", "check", "fix", "format", "js", "json", "lint", "xml"]),
    ("xml", &["analysis", "check", "fix", "format", "js", "json", "lint"]),
    ("json", &["analysis", "check", "fix", "format", "js", "lint", "xml"]),
    ("analysis", &["fix", "format", "js", "lint", "mask", "proof"]),
    ("proof", &["fix", "format", "js", "lint", "mask"]),
    ("lint", &["fix", "format", "js"]),
    ("given", &["fix", "format", "js", "proof", "xml"]),
];

/// Input, output and clocks, none of which the core has.
const OUTSIDE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time",
    "dbg!",
    "eprint!",
    "eprintln!",
    "print!",
    "println!",
];

struct Source {
    /// The path below `src/`, with `/`.
    file: String,
    /// The code without comments, literals and unit tests.
    code: String,
}

impl Source {
    /// The module, from the crate's root: `["json", "read"]`.
    fn module(&self) -> Vec<&str> {
        let path = self.file.trim_end_matches(".rs").trim_end_matches("/mod");
        if path == "lib" { Vec::new() } else { path.split('/').collect() }
    }

    fn top(&self) -> &str {
        self.module().first().copied().unwrap_or_default()
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let source = |path: &PathBuf| {
        let file = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        Source { file, code: without_tests(&bare(&fs::read_to_string(path).unwrap())) }
    };
    let sources: Vec<_> = paths.iter().map(source).collect();
    assert!(sources.len() > 80, "{} files", sources.len());
    sources
}

/// The code without its comments, and its literals emptied.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|after| after.len() - after.trim_start_matches('#').len());
        let raw = raw.filter(|hashes| rest[1 + hashes..].starts_with('"') && !bare.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw {
            let close = format!("\"{}", "#".repeat(hashes));
            rest[2 + hashes..].find(&close).map_or(rest.len(), |end| 2 + hashes + end + close.len())
        } else if c == '"' {
            literal(rest, '"').unwrap_or(rest.len())
        } else if let Some(length) = character(rest) {
            length
        } else {
            bare.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        bare.push(' ');
        rest = &rest[length..];
    }
    bare
}

/// How long the literal is that a quote opens.
fn literal(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().skip(1).find_map(|(at, c)| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at + 1)
    })
}

/// How long the character literal is that stands here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut chars = inner.chars();
    let first = chars.next()?;
    if first == '\\' { literal(text, '\'') } else { (chars.next()? == '\'').then(|| first.len_utf8() + 2) }
}

/// The code before its unit tests, which stand at the end of a file.
fn without_tests(code: &str) -> String {
    code.split_once("#[cfg(test)]\nmod tests {").map_or(code, |(before, _)| before).to_owned()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the code names something, as a whole word.
fn names(code: &str, wanted: &str) -> bool {
    code.match_indices(wanted).any(|(at, _)| {
        let after = &code[at + wanted.len()..];
        !code[..at].ends_with(is_word) && (wanted.ends_with('!') || !after.starts_with(is_word))
    })
}

/// The names that may follow at the start of a path: one, or those of a group in braces.
fn heads(path: &str) -> Vec<&str> {
    let name = |text: &str| text.find(|c| !is_word(c)).unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..name(path)]] };
    let mut depth = 0;
    let mut heads = Vec::new();
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = group[start..at].trim();
                heads.push(&item[..name(item)]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// The names at the crate's root that a file reaches, by `crate::` or by enough `super::`.
fn reached(source: &Source) -> BTreeSet<&str> {
    let code = &source.code;
    let mut reached = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with(|c| is_word(c) || c == '$') {
            reached.extend(heads(&code[at + "crate::".len()..]));
        }
    }
    for (at, _) in code.match_indices("super::") {
        if !code[..at].ends_with(|c| is_word(c) || c == ':') {
            let path = code[at..].trim_start_matches("super::");
            let ups = (code[at..].len() - path.len()) / "super::".len();
            if ups >= source.module().len() {
                reached.extend(heads(path));
            }
        }
    }
    reached
}

/// What the crate's root re-exports, each with the module that it comes from.
fn re_exports(sources: &[Source]) -> BTreeMap<&str, &str> {
    let root = sources.iter().find(|source| source.file == "lib.rs").unwrap();
    let mut exports = BTreeMap::new();
    for statement in root.code.split("pub use ").skip(1) {
        let (module, rest) = statement.split_once("::").unwrap();
        exports.extend(heads(rest).into_iter().map(|name| (name, module)));
    }
    assert!(exports.len() > 20, "{exports:?}");
    exports
}

/// Every module with the others that it knows, and a file that shows it.
fn knowledge(sources: &[Source]) -> BTreeMap<(&str, &str), &str> {
    let exports = re_exports(sources);
    let mut known = BTreeMap::new();
    for source in sources.iter().filter(|source| source.file != "lib.rs") {
        for name in reached(source) {
            let other = exports.get(name).copied().unwrap_or(name);
            if other != source.top() {
                known.insert((source.top(), other), source.file.as_str());
            }
        }
    }
    known
}

#[test]
fn dependencies_stay_where_they_belong() {
    let sources = sources();
    for (dependency, places) in CRATES {
        let users: Vec<_> = sources.iter().filter(|source| names(&source.code, dependency)).map(|source| source.file.as_str()).collect();
        let strangers: Vec<_> = users.iter().filter(|file| !places.iter().any(|place| file.starts_with(place))).collect();
        assert!(strangers.is_empty(), "{dependency} is named in {strangers:?}");
        assert!(!users.is_empty(), "nothing names {dependency}");
    }
}

#[test]
fn imports_run_one_way() {
    let sources = sources();
    let known = knowledge(&sources);
    let allowed = |module, other| {
        let only = KNOWS_ONLY.iter().find(|(name, _)| *name == module);
        let never = KNOWS_NOTHING_OF.iter().find(|(name, _)| *name == module);
        other != "js" && only.is_none_or(|(_, others)| others.contains(&other)) && never.is_none_or(|(_, others)| !others.contains(&other))
    };
    let wrong: Vec<_> = known.iter().filter(|((module, other), _)| !allowed(*module, *other)).collect();
    assert!(wrong.is_empty(), "((module, what it must not know), where): {wrong:?}");
    for (module, _) in KNOWS_ONLY.iter().chain(KNOWS_NOTHING_OF) {
        assert!(sources.iter().any(|source| source.top() == *module), "there is no module {module}");
    }
    assert!(known.contains_key(&("js", "xml")) && known.contains_key(&("lint", "json")), "{known:?}");
}

#[test]
fn every_rules_file_is_a_registered_rule() {
    let sources = sources();
    let mut written: Vec<_> = sources
        .iter()
        .filter_map(|source| source.file.strip_prefix("rules/")?.strip_suffix(".rs"))
        .filter(|file| file.contains('/'))
        .map(str::to_owned)
        .collect();
    let mut registered: Vec<_> = RULES.iter().map(|rule| rule.id.replace('-', "_")).collect();
    written.sort();
    registered.sort();
    assert_eq!(written, registered);
}

#[test]
fn only_values_give_the_secret_away() {
    let sources = sources();
    let users: Vec<_> = sources.iter().filter(|source| names(&source.code, "expose")).map(|source| source.file.as_str()).collect();
    assert!(users.iter().all(|file| ["envelope.rs", "value/secret.rs"].contains(file)), "{users:?}");
    assert!(users.contains(&"value/secret.rs"));
}

#[test]
fn the_core_reaches_nothing_outside() {
    for source in sources() {
        let reached: Vec<_> = OUTSIDE.iter().filter(|outside| names(&source.code, outside)).collect();
        assert!(reached.is_empty(), "{} uses {reached:?}", source.file);
    }
}

#[test]
fn nothing_is_unsafe_or_unfinished() {
    for source in sources() {
        for word in ["unsafe", "todo!", "unimplemented!"] {
            assert!(!names(&source.code, word), "{} says {word}", source.file);
        }
    }
}

/// The tests above are as good as their reading of the code.
mod reading {
    use super::*;

    fn knows(file: &str, code: &str) -> Vec<String> {
        let source = Source { file: file.into(), code: without_tests(&bare(code)) };
        reached(&source).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        let text = "a // todo!\n/* unsafe */ b \"std::fs \\\" unsafe\" c r#\"a \" unsafe\"# 'x' '\\'' '\"' 'life: r\"\\\" d";
        assert_eq!(bare(text).split_whitespace().collect::<Vec<_>>(), ["a", "b", "c", "'life:", "d"]);
    }

    #[test]
    fn imports_are_found_however_they_are_written() {
        assert_eq!(knows("check.rs", "use crate::{json, xml::{read, write}, text};"), ["json", "text", "xml"]);
        assert_eq!(knows("check/value.rs", "fn f() { crate::xml::read(super::super::json::read()) }"), ["json", "xml"]);
        assert_eq!(knows("rules/json/mistyped.rs", "use super::super::Base; use super::super::super::{lint, fix};"), ["fix", "lint"]);
        assert_eq!(knows("check.rs", "use super::xml;"), ["xml"]);
        assert_eq!(knows("rules/mod.rs", "use crate::rules::json;"), ["rules"]);
        assert_eq!(knows("text.rs", "a\n#[cfg(test)]\nmod tests {\n    use crate::xml;\n}"), Vec::<String>::new());
    }

    #[test]
    fn names_are_whole_words() {
        assert!(names("let x = unsafe { y };", "unsafe") && !names("unsafe_code", "unsafe"));
        assert!(names("println!(1)", "println!") && !names("eprintln!(1)", "println!"));
    }
}
