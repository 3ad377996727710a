//! The long run against other parsers, and the pages of all figures.

use anyhow::{Context, Result};
use std::fs;

use crate::commands::{command, run, say};
use crate::{figures, package, project};

/// How often each law of the differential test is tried: a hundred thousand texts of XML in all.
const RUNS: &str = "2500";

/// Runs the differential test at length and makes the pages.
pub fn hardening() -> Result<()> {
    package::build()?;
    say!("generated and mutated texts, as other parsers read them");
    let counts = project::scratch("differential.json");
    fs::create_dir_all(project::scratch(""))?;
    run(command("node", &["--test", "tests/js/differential.test.mjs"]).env("YCT_RUNS", RUNS).env("YCT_COUNTS", &counts))?;
    // Every text was read alike, or the run had failed.
    let counted = fs::read_to_string(&counts).context("the test has left no counts")?;
    figures::record(&["differential"], serde_json::from_str(&counted)?)?;
    run(&mut command("node", &["tests/hardening/make.mjs"]))
}
