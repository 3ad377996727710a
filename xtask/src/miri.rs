//! The core's unit tests under Miri, which runs them step by step and tells undefined behaviour.

use anyhow::{Result, bail};
use serde_json::json;

use crate::commands::{command, say, watch};
use crate::suite::Count;
use crate::{figures, tools};

/// Runs the unit tests of the core, or those with one of these words in their names; `--write` records how many passed.
pub fn miri(arguments: &[&str]) -> Result<()> {
    let (options, words): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    if let Some(unknown) = options.iter().find(|option| **option != "--write") {
        bail!("there is no option {unknown}");
    }
    let is_written = !options.is_empty();
    if is_written && !words.is_empty() {
        bail!("--write records a run of all tests: name none");
    }
    tools::nightly(&["miri"])?;
    say!("running the core's unit tests under Miri");
    let mut tests = command("rustup", &["run", "nightly", "cargo", "miri", "test", "--package", "yct-envelope", "--lib", "--"]);
    tests.args(words);
    let (succeeded, output) = watch(&mut tests)?;
    let count = Count::read(succeeded, &output);
    if count.failed > 0 {
        bail!("{} of {} tests failed under Miri", count.failed, count.passed + count.failed);
    }
    if is_written {
        figures::record(&["miri"], json!({ "passed": count.passed }))?;
    }
    Ok(())
}
