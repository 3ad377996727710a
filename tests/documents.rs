//! The documents say what the code says: tables, numbers and versions. `UPDATE_EXPECT=1 cargo test --test documents` rewrites the tables.

#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use yct_envelope::catalog::{All, Cardinality, Field, Kind, Locale, METHODS, Method, TABLES, Text};
use yct_envelope::{Limits, RULES};

/// A README, its language, and how it words what is around the catalog's own words.
struct Readme {
    file: &'static str,
    locale: Locale,
    methods: &'static str,
    codes: &'static str,
    comma: &'static str,
    nothing: &'static str,
    one: &'static str,
    many: &'static str,
    provisional: &'static str,
    event: &'static str,
    all: fn(fields: &str) -> String,
    rules: fn(count: usize) -> String,
    limits: fn(size: usize, depth: usize, findings: usize) -> String,
    ceiling: fn(kilobytes: &str) -> String,
}

const READMES: [Readme; 2] = [
    Readme {
        file: "README.md",
        locale: Locale::En,
        methods: "| Method | What it does | Section | Parameters | Result |",
        codes: "| Table | What it holds | Section | Codes |",
        comma: ", ",
        nothing: "none",
        one: "one record: ",
        many: "any number of records: ",
        provisional: " (provisional)",
        event: "event",
        all: |fields| format!("In a query, {fields} also take `0`: all."),
        rules: |count| format!("one of {count} rules"),
        limits: |size, depth, findings| {
            format!("A source may hold {size} Mi UTF-16 units or bytes and nest {depth} levels; {findings} findings are listed.")
        },
        ceiling: |kilobytes| format!("more than {kilobytes} KB, brotli-compressed"),
    },
    Readme {
        file: "README.zh-CN.md",
        locale: Locale::Zh,
        methods: "| 接口 | 用途 | 章节 | 参数 | 结果 |",
        codes: "| 代码表 | 内容 | 章节 | 代码 |",
        comma: "、",
        nothing: "无",
        one: "一条记录：",
        many: "任意条记录：",
        provisional: "（待定）",
        event: "事件",
        all: |fields| format!("查询时，{fields} 还可取 `0`，表示全部。"),
        rules: |count| format!("{count} 条规则中的一条"),
        limits: |size, depth, findings| {
            format!("一份报文最长 {size} Mi 个 UTF-16 单元或字节，最深嵌套 {depth} 层，最多列出 {findings} 个问题")
        },
        ceiling: |kilobytes| format!("经 brotli 压缩后若超过 {kilobytes} KB"),
    },
];

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

impl Readme {
    fn text(&self, text: &Text) -> &'static str {
        text.in_locale(self.locale)
    }

    fn fields(&self, fields: &[Field]) -> String {
        let names: Vec<_> = fields.iter().map(|field| format!("`{}{}`", field.name, if field.required { "" } else { "?" })).collect();
        names.join(self.comma)
    }

    fn result(&self, method: &Method) -> String {
        let before = match method.cardinality {
            Cardinality::None => return self.nothing.to_owned(),
            Cardinality::One => self.one,
            Cardinality::Many => self.many,
        };
        format!("{before}{}", self.fields(method.result))
    }

    fn method_table(&self) -> String {
        let mut table = format!("{}\n| --- | --- | --- | --- | --- |\n", self.methods);
        for method in METHODS {
            let mark = if method.provisional { self.provisional } else { "" };
            let (title, params) = (self.text(&method.title), self.fields(method.params));
            writeln!(table, "| `{}` | {title}{mark} | {} | {params} | {} |", method.code, method.section, self.result(method)).unwrap();
            for event in method.events {
                let (title, params) = (self.text(&event.code.label), self.fields(event.params));
                writeln!(table, "| {} `{}` | {title} | {} | {params} | |", self.event, event.code.code, event.section).unwrap();
            }
        }
        table
    }

    fn code_table(&self) -> String {
        let mut table = format!("{}\n| --- | --- | --- | --- |\n", self.codes);
        for codes in TABLES {
            let rows: Vec<_> = codes.codes.iter().map(|row| format!("`{}` {}", row.code, self.text(&row.label))).collect();
            let title = self.text(&codes.title);
            writeln!(table, "| `{}` | {title} | {} | {} |", codes.name, codes.section, rows.join(self.comma)).unwrap();
        }
        let mut queried: Vec<String> = Vec::new();
        for field in METHODS.iter().flat_map(|method| method.params) {
            let name = format!("`{}`", field.name);
            if matches!(field.kind, Kind::Code(_, All::Query(_))) && !queried.contains(&name) {
                queried.push(name);
            }
        }
        format!("{table}\n{}\n", (self.all)(&queried.join(self.comma)))
    }
}

/// Compares what stands between a pair of markers with what should; rewrites it where that is asked for.
fn expect_section(file: &str, name: &str, expected: &str) {
    let text = read(file);
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("{file} lacks {open}"));
    let (found, after) = rest.split_once(&close).unwrap_or_else(|| panic!("{file} lacks {close}"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path(file), format!("{before}{open}{expected}{close}{after}")).unwrap();
    } else {
        assert_eq!(found, expected, "{file}: UPDATE_EXPECT=1 cargo test --test documents rewrites its table of {name}");
    }
}

/// One test for both tables: two that rewrite one file would undo each other's work.
#[test]
fn the_readmes_tables_are_the_catalogs() {
    for readme in &READMES {
        expect_section(readme.file, "methods", &readme.method_table());
        expect_section(readme.file, "codes", &readme.code_table());
    }
}

#[test]
fn the_readmes_numbers_are_the_codes() {
    let wasm = read("xtask/src/wasm.rs");
    let ceiling = wasm.split_once("const BROTLI_CEILING: usize = ").and_then(|(_, rest)| rest.split_once(" * 1024;")).unwrap().0;
    let Limits { size, depth, findings } = Limits::default();
    assert_eq!(size % (1024 * 1024), 0);
    for readme in &READMES {
        let text = read(readme.file);
        let mut claims = vec![(readme.rules)(RULES.len()), (readme.ceiling)(ceiling)];
        claims.push((readme.limits)(size / (1024 * 1024), depth, findings));
        for claim in claims {
            assert!(text.contains(&claim), "{} does not say: {claim}", readme.file);
        }
    }
}

#[test]
fn both_readmes_hold_the_same_sections_and_examples() {
    let count = |text: &str, start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    let [english, chinese] = READMES.map(|readme| read(readme.file));
    for start in ["#", "```js", "```rust", "- ", "|"] {
        assert_eq!(count(&english, start), count(&chinese, start), "lines that start with {start}");
    }
    assert_eq!(english.matches("// =>").count(), chinese.matches("// =>").count());
    assert!(count(&english, "```js") >= 4);
}

/// Every file and folder that a document links to or names as a path is there, or is made by a build and so ignored by git.
#[test]
fn what_the_documents_point_to_is_there() {
    let mut seen = 0;
    let ignored = read(".gitignore");
    let built = |target: &Path| ignored.lines().filter_map(|line| line.strip_prefix('/')).any(|made| target.starts_with(path(made)));
    let pages = fs::read_dir(path("docs")).unwrap().map(|entry| format!("docs/{}", entry.unwrap().file_name().display()));
    let pages: Vec<_> = pages.filter(|page| page.ends_with(".md")).collect();
    let documents = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    for document in documents.into_iter().chain(pages.iter().map(String::as_str)) {
        let text = read(document);
        let folder = path(document).parent().unwrap().to_owned();
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        let linked = linked.filter(|target| !target.contains("://") && !target.starts_with('#'));
        let linked = linked.map(|target| folder.join(target.split('#').next().unwrap()));
        let named = text.split('`').skip(1).step_by(2).filter(|name| {
            let is_path = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            is_path && ["src/", "tests/", "benches/", "xtask/", "www/", ".ci/", ".cargo/"].iter().any(|folder| name.starts_with(folder))
        });
        for target in linked.chain(named.map(path)) {
            assert!(target.exists() || built(&target), "{document} points to {}, which is not there", target.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn the_changelog_begins_with_this_version() {
    let changelog = read("CHANGELOG.md");
    let top = changelog.lines().find_map(|line| line.strip_prefix("## ")).unwrap();
    assert!(top.starts_with(&format!("[{}] - ", env!("CARGO_PKG_VERSION"))), "{top}");
}

#[test]
fn every_manifest_names_the_licences_that_are_there() {
    let licence = "MIT OR Apache-2.0";
    assert_eq!(env!("CARGO_PKG_LICENSE"), licence);
    assert!(read("pkg.json").contains(&format!("\"license\": \"{licence}\"")));
    assert!(read("LICENSE-MIT").starts_with("Copyright (c) the yct-envelope authors\n\nPermission is hereby granted"));
    assert!(read("LICENSE-APACHE").contains("END OF TERMS AND CONDITIONS"));
}
