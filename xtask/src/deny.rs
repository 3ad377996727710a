//! cargo-deny: what the dependencies are licensed under, where they come from, what is there twice.

use anyhow::{Result, bail};
use serde_json::json;

use crate::commands::{cargo, exists, say, watch};
use crate::figures;

/// What needs no network. `advisories` does: its database comes from GitHub.
const OFFLINE: &[&str] = &["licenses", "bans", "sources"];

/// Checks what `deny.toml` says: all but the advisories, or only what is named; `--write` records the outcome.
pub fn deny(arguments: &[&str]) -> Result<()> {
    if !exists("cargo-deny", &["--version"]) {
        bail!("this needs cargo-deny: cargo install cargo-deny --version ^0.20 --locked");
    }
    let named: Vec<&str> = arguments.iter().copied().filter(|argument| *argument != "--write").collect();
    let checks = if named.is_empty() { OFFLINE } else { named.as_slice() };
    say!("checking {}", checks.join(", "));
    let (succeeded, _) = watch(cargo(&["deny", "--workspace", "check"]).args(checks))?;
    if !succeeded {
        bail!("cargo-deny has something to say");
    }
    if arguments.contains(&"--write") {
        figures::record(&["deny"], json!({ "checks": checks }))?;
    }
    if named.is_empty() {
        println!("Not checked, since it needs the advisory database from GitHub: cargo xtask deny advisories");
    }
    Ok(())
}
