//! How much of the core its Rust tests run, region by region.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::commands::{cargo, command, exists, read, run, say};
use crate::{figures, project};

/// What must be reached, in percent.
const GOAL: f64 = 95.0;

/// A place that the compiler counts: first and last line and column.
type Region = [u64; 4];

/// Whether each region of a file was run.
type Regions = BTreeMap<Region, bool>;

/// Runs the core's tests and prints each file; of the files that are named, the places that no test ran too. `--write` records the figure.
pub fn coverage(arguments: &[&str]) -> Result<()> {
    let named: Vec<&str> = arguments.iter().copied().filter(|argument| !argument.starts_with("--")).collect();
    if let Some(unknown) = arguments.iter().find(|argument| argument.starts_with("--") && **argument != "--write") {
        bail!("there is no option {unknown}");
    }
    if let Some(missing) = named.iter().find(|file| !project::path(file).is_file()) {
        bail!("there is no file {missing}");
    }
    if !exists("cargo", &["llvm-cov", "--version"]) {
        bail!("this needs cargo-llvm-cov: cargo install cargo-llvm-cov --version ^0.9 --locked");
    }
    if !has_tools()? {
        bail!("this needs the compiler's llvm-tools: rustup component add llvm-tools");
    }
    say!("running the core's tests, counted");
    let report = project::scratch("coverage.json");
    fs::create_dir_all(project::scratch(""))?;
    let mut tests = cargo(&["llvm-cov", "--package", "yct-envelope", "--lib", "--tests", "--json", "--output-path"]);
    // The regions are the same, and the counting is quicker.
    run(tests.arg(&report).env("CARGO_PROFILE_TEST_OPT_LEVEL", "1"))?;
    let report = fs::read_to_string(&report).context("cargo-llvm-cov has left no report")?;
    let files = files(&serde_json::from_str(&report).context("what cargo-llvm-cov reports is not JSON")?)?;
    let mut shares: Vec<(&str, usize, usize)> = files.iter().map(|(file, regions)| (file.as_str(), ran(regions), regions.len())).collect();
    shares.sort_by(|one, other| percent(one.1, one.2).total_cmp(&percent(other.1, other.2)));
    for (file, ran, all) in &shares {
        println!("{:6.2} %  {ran:4} of {all:4}  {file}", percent(*ran, *all));
    }
    for (file, regions) in files.iter().filter(|(file, _)| named.contains(&file.as_str())) {
        for [line, column, last_line, last_column] in regions.iter().filter(|(_, was_run)| !**was_run).map(|(region, _)| region) {
            println!("{file}:{line}:{column} to {last_line}:{last_column} was not run");
        }
    }
    let (covered, regions) = shares.iter().fold((0, 0), |(covered, regions), (_, ran, all)| (covered + ran, regions + all));
    let share = percent(covered, regions);
    say!("{covered} of {regions} regions in {} files: {share:.2} %", files.len());
    if share < GOAL {
        bail!("the tests should run {GOAL} % of the core");
    }
    if arguments.contains(&"--write") {
        figures::record(&["coverage"], json!({ "covered": covered, "regions": regions }))?;
    }
    Ok(())
}

fn has_tools() -> Result<bool> {
    let libraries = read(&mut command("rustc", &["--print", "target-libdir"]))?;
    let tools = Path::new(libraries.trim()).with_file_name("bin");
    Ok(["llvm-cov", "llvm-profdata"].iter().all(|tool| tools.join(format!("{tool}{}", std::env::consts::EXE_SUFFIX)).is_file()))
}

/// The regions of each source file. A generic function has the same ones in each of its instances, and so has a function in the programs of several tests:
/// one that ran is enough. Not counted are unit tests, all of which run, and constant functions that no test calls: it is the compiler that runs those, to make
/// the tables of the catalog, the rules and the fast path. Code for WebAssembly alone is not there at all, natively: `src/js.rs` and `src/plain/js.rs` are.
fn files(report: &Value) -> Result<BTreeMap<String, Regions>> {
    let functions = report["data"][0]["functions"].as_array().context("cargo-llvm-cov reports no functions")?;
    let root = project::path("src");
    let mut files: BTreeMap<String, Regions> = BTreeMap::new();
    for function in functions {
        for region in function["regions"].as_array().into_iter().flatten() {
            // Two lines with columns, how often it ran, which of the function's files, which file an expanded macro leads to, the kind.
            let Some([line, column, last_line, last_column, count, file, _, kind]) = numbers(region) else { continue };
            let name = usize::try_from(file).ok().and_then(|file| function["filenames"][file].as_str());
            let Some(name) = name.and_then(|name| Path::new(name).strip_prefix(&root).ok()) else { continue };
            if kind == CODE {
                let name = format!("src/{}", name.to_string_lossy().replace('\\', "/"));
                *files.entry(name).or_default().entry([line, column, last_line, last_column]).or_default() |= count > 0;
            }
        }
    }
    for (file, regions) in &mut files {
        let text = fs::read_to_string(project::path(file))?;
        let tests = tests(&text);
        regions.retain(|region, _| region[0] < tests);
        for constant in constants(&text) {
            if !regions.iter().any(|(region, was_run)| *was_run && constant.contains(&region[0])) {
                regions.retain(|region, _| !constant.contains(&region[0]));
            }
        }
    }
    files.retain(|_, regions| !regions.is_empty());
    Ok(files)
}

/// The kind of a region that is code, neither a gap nor an expansion.
const CODE: u64 = 0;

fn numbers(region: &Value) -> Option<[u64; 8]> {
    let numbers: Vec<u64> = region.as_array()?.iter().map_while(Value::as_u64).collect();
    numbers.try_into().ok()
}

/// The line where a file's unit tests start, which stand at its end.
fn tests(text: &str) -> u64 {
    let line = text.lines().zip(text.lines().skip(1)).position(|(one, next)| one == "#[cfg(test)]" && next.starts_with("mod tests"));
    line.map_or(u64::MAX, |line| u64::try_from(line).unwrap_or(u64::MAX) + 1)
}

/// The lines of each constant function: up to the brace that is indented as the function is.
fn constants(text: &str) -> Vec<RangeInclusive<u64>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut constants = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        if !["const fn ", "pub const fn ", "pub(crate) const fn ", "pub(super) const fn "].iter().any(|start| code.starts_with(start)) {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - code.len()]);
        let length = if line.ends_with('}') { 0 } else { lines[at..].iter().position(|line| *line == end).unwrap_or_default() };
        let number = |at: usize| u64::try_from(at).unwrap_or(u64::MAX) + 1;
        constants.push(number(at)..=number(at + length));
    }
    constants
}

fn ran(regions: &Regions) -> usize {
    regions.values().filter(|was_run| **was_run).count()
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_counts_once_however_many_functions_have_it() {
        let file = project::path("src/similar.rs");
        let function = |regions: Value| json!({ "filenames": [file, "/elsewhere.rs"], "regions": regions });
        let report = json!({ "data": [{ "functions": [
            function(json!([[1, 1, 2, 2, 0, 0, 0, 0], [3, 1, 3, 9, 0, 0, 0, 0], [4, 1, 4, 9, 1, 0, 0, 3], [5, 1, 5, 9, 1, 1, 0, 0]])),
            function(json!([[1, 1, 2, 2, 7, 0, 0, 0], [100_000, 1, 100_000, 2, 1, 0, 0, 0]])),
        ] }] });
        let files = files(&report).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["src/similar.rs"]);
        assert_eq!(files["src/similar.rs"], BTreeMap::from([([1, 1, 2, 2], true), ([3, 1, 3, 9], false)]));
    }

    #[test]
    fn constant_functions_end_where_their_brace_does() {
        let text = "impl A {\n    pub const fn a() -> u8 {\n        {\n        }\n    }\n}\nconst fn b() {}\nfn c() {\n}";
        assert_eq!(constants(text), [2..=5, 7..=7]);
    }

    #[test]
    fn unit_tests_start_where_they_are_marked() {
        assert_eq!(tests("a\n#[cfg(test)]\nuse b;\n#[cfg(test)]\nmod tests {\n}"), 4);
        assert_eq!(tests("a\n"), u64::MAX);
    }
}
