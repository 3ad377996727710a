//! `docs/rules.md` and its Chinese twin are the registry of rules, printed. `UPDATE_EXPECT=1 cargo test --test rules` rewrites them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use yct_envelope::catalog::Locale;
use yct_envelope::{Mutant, MutantSource, RULES, ReadOptions, Report, Rule, Severity, lint, lint_bytes, sample_mutant};

struct Page {
    file: &'static str,
    locale: Locale,
    head: fn(rules: usize) -> String,
    severities: [&'static str; 3],
    fixes: [&'static str; 3],
    columns: &'static str,
    limited: &'static str,
    says: &'static str,
    colon: &'static str,
}

const PAGES: [Page; 2] = [
    Page {
        file: "docs/rules.md",
        locale: Locale::En,
        head: |rules| {
            format!(
                "# Rules\n\n[中文](rules.zh-CN.md)\n\nThe {rules} rules, as `catalog().rules` has them. `parseRequest` and `parseResponse` refuse an envelope for an **error** alone. `fix` applies a **safe** fix, which \
                 keeps the meaning; an **offered** one needs a person's yes. That is said of the fix of the example; where other damage leaves more readings, a rule may offer \
                 what it mends here, or nothing.\n\nAn example shows where two envelopes differ: `-` breaks the rule, `+` is right, and what `…` stands for is the same in both. Characters that cannot be seen are shown as their \
                 symbols, such as `␁`. `sampleMutant(id)` gives the whole broken envelope. `cargo test --test rules` compares this page with the rules.\n"
            )
        },
        severities: ["error", "warning", "info"],
        fixes: ["safe", "offered", "none"],
        columns: "| Rule | Severity | Fix | What it finds |",
        limited: "The example is a sound text, read with a lower limit: `sampleMutant` gives both.",
        says: "It says",
        colon: ": ",
    },
    Page {
        file: "docs/rules.zh-CN.md",
        locale: Locale::Zh,
        head: |rules| {
            format!(
                "# 规则\n\n[English](rules.md)\n\n共 {rules} 条规则，与 `catalog().rules` 一致。`parseRequest` 和 `parseResponse` 只因**错误**而拒绝报文。**可自动修复**的不改变原意，由 `fix` 直接改好；\
                 **可选择修复**的要由人点头。这里说的是示例的修法；报文若坏得有几种读法，同一条规则可能只给出建议，或不给。\n\n示例只列出两份报文不同的地方：`-` 违反规则，`+` 正确，`…` 是两者相同的部分。看不见的字符用符号表示，如 `␁`。\
                 `sampleMutant(id)` 给出完整的错误报文。本页由 `cargo test --test rules` 与规则逐字比对。\n"
            )
        },
        severities: ["错误", "警告", "提示"],
        fixes: ["可自动修复", "可选择修复", "无"],
        columns: "| 规则 | 级别 | 修复 | 查什么 |",
        limited: "示例是一份正确的报文，读取时调低了上限；两者都由 `sampleMutant` 给出。",
        says: "报告内容",
        colon: "：",
    },
];

fn read(mutant: &Mutant, locale: Locale) -> Report {
    let options = ReadOptions { locale, ..mutant.options() };
    match &mutant.source {
        MutantSource::Text(text) => lint(text, &options),
        MutantSource::Bytes(bytes) => lint_bytes(bytes, &options),
    }
}

/// What cannot be seen, by its symbol; a page must show it and must hold none.
fn visible(line: &str) -> String {
    let symbol = |c: char| match c {
        '\u{0}'..='\u{1f}' => char::from_u32(u32::from(c).saturating_add(0x2400)).unwrap_or(c),
        '\u{7f}' => '␡',
        c => c,
    };
    line.chars().map(symbol).collect()
}

/// How many characters around a difference are shown, up to the tag that they belong to.
const AROUND: usize = 48;

/// The stretch in which two texts differ, with the tags around it.
fn difference(bad: &str, good: &str) -> String {
    let [bad, good] = [bad, good].map(|text| text.chars().collect::<Vec<_>>());
    let before = bad.iter().zip(&good).take_while(|(one, other)| one == other).count();
    let shorter = bad.len().min(good.len()).saturating_sub(before);
    let after = bad.iter().rev().zip(good.iter().rev()).take_while(|(one, other)| one == other).count().min(shorter);
    let lead: Vec<_> = bad.iter().take(before).copied().skip(before.saturating_sub(AROUND)).collect();
    let lead = lead.iter().position(|c| "<{".contains(*c)).map_or(lead.len(), |at| lead.len().saturating_sub(at));
    let tail: Vec<_> = bad.iter().skip(bad.len().saturating_sub(after)).take(AROUND).collect();
    let tail = tail.iter().rposition(|c| ">,}".contains(**c)).map_or(0, |at| at.saturating_add(1));
    let mut out = String::new();
    for (mark, text) in [("-", &bad), ("+", &good)] {
        let from = before.saturating_sub(lead);
        let to = text.len().saturating_sub(after).saturating_add(tail);
        let shown: String = text.iter().take(to).skip(from).collect();
        let (open, close) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        for line in format!("{open}{shown}{close}").split('\n') {
            writeln!(out, "{mark}{}", visible(line)).unwrap();
        }
    }
    out
}

fn anchor(rule: &Rule) -> String {
    rule.id.replace('/', "")
}

impl Page {
    fn severity(&self, rule: &Rule) -> &'static str {
        let [error, warning, info] = self.severities;
        match rule.severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Info => info,
        }
    }

    fn text(&self) -> String {
        let mut out = (self.head)(RULES.len());
        let examples: Vec<_> = RULES
            .iter()
            .map(|rule| {
                let report = read(&sample_mutant(rule), self.locale);
                let finding = report.diagnostics.into_iter().find(|finding| finding.rule == rule.id).unwrap();
                let [safe, offered, none] = self.fixes;
                let fix = finding.fixes.first().map_or(none, |fix| if fix.safe { safe } else { offered });
                (*rule, finding, fix)
            })
            .collect();
        writeln!(out, "\n{}\n| --- | --- | --- | --- |", self.columns).unwrap();
        for (rule, _, fix) in &examples {
            let title = rule.title.in_locale(self.locale);
            writeln!(out, "| [`{}`](#{}) | {} | {fix} | {title} |", rule.id, anchor(rule), self.severity(rule)).unwrap();
        }
        for (rule, finding, fix) in &examples {
            let json = serde_json::to_value(rule).unwrap();
            let [bad, good] = ["bad", "good"].map(|name| json.get(name).and_then(|text| text.as_str()).unwrap().to_owned());
            writeln!(out, "\n## {}\n\n**{}** · {} · {fix}\n", rule.id, rule.title.in_locale(self.locale), self.severity(rule)).unwrap();
            let shown = if bad == good { self.limited.to_owned() + "\n" } else { format!("```diff\n{}```\n", difference(&bad, &good)) };
            writeln!(out, "{}\n\n{shown}", escaped(rule.explanation.in_locale(self.locale))).unwrap();
            writeln!(out, "{}{}{}", self.says, self.colon, escaped(&finding.message)).unwrap();
        }
        out
    }
}

/// Outside of code, an angle bracket would begin a tag of HTML, and a square one a link.
fn escaped(message: &str) -> String {
    let in_code = |index: usize| index % 2 == 1;
    let pieces = message.split('`').enumerate();
    let pieces: Vec<_> = pieces
        .map(|(index, piece)| match in_code(index) {
            true => piece.to_owned(),
            false => piece.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('[', "&#91;").replace(']', "&#93;"),
        })
        .collect();
    visible(&pieces.join("`"))
}

#[test]
fn the_pages_of_rules_are_the_registry() {
    for page in &PAGES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(page.file);
        let made = page.text();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &made).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(written == made, "{}: UPDATE_EXPECT=1 cargo test --test rules rewrites it", page.file);
    }
}

#[test]
fn a_page_shows_no_character_that_cannot_be_seen() {
    for page in &PAGES {
        assert!(page.text().chars().all(|c| c == '\n' || !c.is_control()), "{}", page.file);
    }
}
