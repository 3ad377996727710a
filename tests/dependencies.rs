//! The licences, sources and duplicates of the dependencies, as `deny.toml` allows them; `cargo xtask deny` checks the same by cargo-deny.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let rules = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    let list = rules.lines().find_map(|line| line.strip_prefix("allow = [")).unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The old versions that `deny.toml` lets stand beside newer ones: `name@version`.
fn skipped() -> Vec<String> {
    let rules = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    let list = rules.split_once("skip = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an expression of SPDX is met by licences that are allowed. An old `/` is an `OR`; `AND` binds closer.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((inner, rest)) = expression.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let inner = is_met(inner, allowed);
        return match rest.trim().split_once(' ') {
            Some(("AND", rest)) => inner && is_met(rest, allowed),
            Some(("OR", rest)) => inner || is_met(rest, allowed),
            _ => inner,
        };
    }
    expression.split(" OR ").any(|choice| choice.split(" AND ").all(|licence| allowed.iter().any(|known| known == licence.trim())))
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata.get("packages").and_then(Value::as_array).unwrap().clone()
}

fn of<'p>(package: &'p Value, key: &str) -> Option<&'p str> {
    package.get(key).and_then(Value::as_str)
}

#[test]
fn what_is_there_twice_is_listed_and_nothing_else() {
    let number = |version: &str| version.split(['.', '-', '+']).take(3).map(|part| part.parse::<u64>().unwrap_or(0)).collect::<Vec<_>>();
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        versions.entry(of(&package, "name").unwrap().to_owned()).or_default().push(of(&package, "version").unwrap().to_owned());
    }
    let mut old = Vec::new();
    for (name, mut versions) in versions {
        versions.sort_by_key(|version| number(version));
        versions.pop();
        old.extend(versions.into_iter().map(|version| format!("{name}@{version}")));
    }
    let skipped = skipped();
    let is_of = |package: &String, listed: &String| package == listed || package.starts_with(&format!("{listed}."));
    let unlisted: Vec<_> = old.iter().filter(|package| !skipped.iter().any(|listed| is_of(package, listed))).collect();
    let superfluous: Vec<_> = skipped.iter().filter(|listed| !old.iter().any(|package| is_of(package, listed))).collect();
    assert!(unlisted.is_empty() && superfluous.is_empty(), "not in deny.toml: {unlisted:?}; no longer needed there: {superfluous:?}");
}

#[test]
fn every_dependency_is_licensed_and_comes_from_the_registry() {
    let packages = packages();
    assert!(packages.len() > 20);
    let allowed = allowed();
    for package in &packages {
        let (name, licence, source) = (of(package, "name"), of(package, "license"), of(package, "source"));
        assert!(licence.is_some_and(|licence| is_met(licence, &allowed)), "{name:?} is licensed under {licence:?}");
        assert!(
            source.is_none_or(|source| source == "registry+https://github.com/rust-lang/crates.io-index"),
            "{name:?} comes from {source:?}"
        );
    }
}

#[test]
fn expressions_of_licences() {
    let allowed = ["MIT".to_owned(), "BSD-3-Clause".to_owned()];
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
        ("MIT AND GPL-3.0", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}
