//! Fuzzing on demand: `fuzz/` makes inputs, `tests/law/` says what must hold of each.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{cargo, command, exists, run, say, watch};
use crate::{figures, project, tools};

/// How many inputs each target is given if nothing else is said: a few minutes in all.
const RUNS: &str = "20000";
/// The longest input, in bytes: every envelope of the protocol fits, and one that is twice as long takes four times as long to mend.
const LONGEST: &str = "-max_len=600";

/// `[TARGET ...] [--runs N] [--address] [--write]`.
pub fn fuzz(arguments: &[&str]) -> Result<()> {
    let mut names = Vec::new();
    let (mut runs, mut sanitizer, mut is_written) = (RUNS, "none", false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--runs" => runs = rest.next().context("--runs needs a number")?,
            "--address" => sanitizer = "address",
            "--write" => is_written = true,
            name => names.push(name),
        }
    }
    let targets = targets()?;
    if let Some(unknown) = names.iter().find(|name| !targets.iter().any(|target| target == **name)) {
        bail!("there is no target `{unknown}`; there are {}", targets.join(", "));
    }
    tools::nightly(&[])?;
    if !exists("cargo-fuzz", &["--version"]) {
        bail!("fuzzing needs cargo-fuzz: cargo install cargo-fuzz --version ^0.13");
    }
    seeds()?;
    let mut failed = Vec::new();
    for target in targets.iter().filter(|target| names.is_empty() || names.contains(&target.as_str())) {
        say!("fuzzing {target}: {runs} inputs");
        let (succeeded, executions) = one(target, runs, sanitizer)?;
        if is_written {
            record(target, executions)?;
        }
        if !succeeded {
            minimise(target, sanitizer)?;
            failed.push(target.as_str());
        }
    }
    if !failed.is_empty() {
        bail!("found something: {}", failed.join(", "));
    }
    Ok(())
}

/// Every target has a file.
fn targets() -> Result<Vec<String>> {
    let files = fs::read_dir(project::path("fuzz/targets"))?.collect::<Result<Vec<_>, _>>()?;
    let mut targets: Vec<_> = files.iter().filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned())).collect();
    targets.sort();
    Ok(targets)
}

/// The seeds are made by the suite, which tests them too.
fn seeds() -> Result<()> {
    run(cargo(&["test", "--quiet", "--test", "fuzz", "--", "--ignored", "--exact", "write_the_seeds"]).env("SEEDS", folder("seeds")))
}

fn folder(name: &str) -> PathBuf {
    project::scratch("fuzz").join(name)
}

/// Runs a target; gives whether the laws held, and of how many inputs.
fn one(target: &str, runs: &str, sanitizer: &str) -> Result<(bool, u64)> {
    let corpus = folder("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let finds = folder("finds").join(target);
    let _ = fs::remove_dir_all(&finds);
    fs::create_dir_all(&finds)?;
    let mut fuzzer = fuzzer(target, sanitizer);
    fuzzer
        .args([&corpus, &folder("seeds").join(target), &project::path("tests/finds").join(target)].iter().filter(|folder| folder.is_dir()));
    let prefix = format!("-artifact_prefix={}/", finds.display());
    fuzzer.args(["--", &format!("-runs={runs}"), LONGEST, "-timeout=60", "-print_final_stats=1", "-verbosity=1", &prefix]);
    let (succeeded, output) = watch(&mut fuzzer)?;
    let executions = output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok());
    match executions {
        Some(executions) => Ok((succeeded, executions)),
        None => bail!("{target} did not run"),
    }
}

/// The fuzzer of a target. Without a sanitizer it is made for speed; with one, debug assertions are checked too.
fn fuzzer(target: &str, sanitizer: &str) -> Command {
    let mut fuzzer = command("rustup", &["run", "nightly", "cargo", "fuzz", "run", "--sanitizer", sanitizer]);
    if sanitizer == "none" {
        fuzzer.args(["--release", "--no-trace-compares"]);
    }
    fuzzer.arg(target);
    fuzzer
}

/// Makes the smallest input that still fails, and says what to do with it.
fn minimise(target: &str, sanitizer: &str) -> Result<()> {
    let found = fs::read_dir(folder("finds").join(target))?.next().context("a run failed and left no input")??.path();
    say!("making {} smaller", found.display());
    let smallest = folder("finds").join(format!("{target}-smallest"));
    let exact = format!("-exact_artifact_path={}", smallest.display());
    watch(fuzzer(target, sanitizer).arg(&found).args(["--", "-minimize_crash=1", "-runs=20000", &exact]))?;
    let find = if smallest.is_file() { &smallest } else { &found };
    println!("\n{}\n", String::from_utf8_lossy(&fs::read(find)?));
    println!("{target} fails on this input. Keep it as a test, see it fail, and mend what it shows:");
    println!("  mkdir -p tests/finds/{target} && cp {} tests/finds/{target}/WHAT-IT-SHOWS", find.display());
    println!("  cargo test --test fuzz");
    Ok(())
}

/// Adds to what is recorded of a target.
fn record(target: &str, executions: u64) -> Result<()> {
    let before = figures::all()?["fuzz"][target]["executions"].as_u64().unwrap_or_default();
    figures::record(
        &["fuzz", target],
        json!({ "executions": before + executions, "finds": kept(&project::path("tests/finds").join(target)) }),
    )
}

/// How many finds are kept.
fn kept(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}
