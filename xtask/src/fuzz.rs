//! Fuzzing on demand: `fuzz/` makes inputs, `tests/law/` says what must hold of each.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::commands::{command, exists, read, run, say, watch};
use crate::{figures, project, tools};

/// How many inputs each target is given if nothing else is said: a few minutes in all.
const RUNS: u64 = 20_000;
/// After how many a run is recorded: what is broken off later is not lost.
const SLICE: u64 = 500_000;
/// What makes libFuzzer fast for laws that take a fraction of a millisecond: it looks at which code an input reaches and not at how often, and starts anew from
/// the corpus for each input. The longest input, in bytes, has room for every envelope of the protocol.
const QUICK: [&str; 4] = ["-use_counters=0", "-entropic=0", "-mutate_depth=1", "-max_len=600"];

/// `[TARGET ...] [--runs N] [--address] [--write]`.
pub fn fuzz(arguments: &[&str]) -> Result<()> {
    let mut names = Vec::new();
    let (mut runs, mut sanitizer, mut is_written) = (RUNS, "none", false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--runs" => runs = rest.next().and_then(|runs| runs.parse().ok()).context("--runs needs a number")?,
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
    let mut failed = Vec::new();
    for target in targets.iter().filter(|target| names.is_empty() || names.contains(&target.as_str())) {
        let fuzzer = build(target, sanitizer)?;
        if !all(target, &fuzzer, runs, is_written)? {
            minimise(target, &fuzzer)?;
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

fn folder(name: &str) -> PathBuf {
    project::scratch("fuzz").join(name)
}

/// The fuzzer of a target. Without a sanitizer it is made for speed; with one, debug assertions are checked too.
fn build(target: &str, sanitizer: &str) -> Result<PathBuf> {
    let built = project::path("fuzz/target");
    let mut build = command("rustup", &["run", "nightly", "cargo", "fuzz", "build", "--sanitizer", sanitizer]);
    if sanitizer == "none" {
        build.args(["--release", "--no-trace-compares"]);
    }
    run(build.arg("--target-dir").arg(&built).arg(target))?;
    let host = read(&mut command("rustup", &["run", "nightly", "rustc", "--print", "host-tuple"]))?;
    // A copy: the next build does not disturb a run that takes a night.
    let fuzzer = folder("fuzzers").join(format!("{target}-{sanitizer}"));
    fs::create_dir_all(folder("fuzzers"))?;
    let _ = fs::remove_file(&fuzzer);
    fs::copy(built.join(host.trim()).join("release").join(target), &fuzzer).context("cargo-fuzz made no fuzzer")?;
    Ok(fuzzer)
}

/// Runs a target, slice by slice; gives whether the laws held.
fn all(target: &str, fuzzer: &Path, runs: u64, is_written: bool) -> Result<bool> {
    let finds = folder("finds").join(target);
    let _ = fs::remove_dir_all(&finds);
    fs::create_dir_all(&finds)?;
    let mut left = runs;
    while left > 0 {
        let start = Instant::now();
        let (succeeded, executions) = slice(target, fuzzer, left.min(SLICE))?;
        let speed = u128::from(executions) * 1000 / start.elapsed().as_millis().max(1);
        left = left.saturating_sub(executions);
        say!("{target}: {executions} inputs, {speed} a second; {left} left of {runs}");
        if is_written {
            record(target, executions)?;
        }
        if !succeeded {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Runs a target; gives whether the laws held, and of how many inputs.
fn slice(target: &str, fuzzer: &Path, runs: u64) -> Result<(bool, u64)> {
    let corpus = folder("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut slice = command(fuzzer, &QUICK);
    slice.arg(&corpus).args(Some(project::path("tests/finds").join(target)).filter(|folder| folder.is_dir()));
    let prefix = format!("-artifact_prefix={}/", folder("finds").join(target).display());
    slice.args([&format!("-runs={runs}"), "-timeout=60", "-report_slow_units=60", "-print_final_stats=1", "-verbosity=0", &prefix]);
    let (succeeded, output) = watch(&mut slice)?;
    let executions = output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok());
    match executions {
        Some(executions) => Ok((succeeded, executions)),
        None => bail!("{target} did not run"),
    }
}

/// Makes the smallest input that still fails, and says what to do with it.
fn minimise(target: &str, fuzzer: &Path) -> Result<()> {
    let found = fs::read_dir(folder("finds").join(target))?.next().context("a run failed and left no input")??.path();
    say!("making {} smaller", found.display());
    let smallest = folder("finds").join(format!("{target}-smallest"));
    let exact = format!("-exact_artifact_path={}", smallest.display());
    watch(command(fuzzer, &["-minimize_crash=1", "-runs=20000", &exact]).arg(&found))?;
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
