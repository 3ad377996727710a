//! Runs the tests that reach a mutant, the quickest first, until one fails.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How many cases each property is tried on, for a mutant.
const RUNS: &str = "60";

/// How long a test may take beyond ten times what it takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Tests that take no longer are run together in one process.
const QUICK: Duration = Duration::from_millis(50);

/// The memory that a test may take, in KiB: a mutant may grow without end.
const MEMORY: &str = "4000000";

/// A test of one of the programs that Cargo makes of them.
pub struct Test {
    program: PathBuf,
    name: String,
    took: Duration,
    reaches: HashSet<usize>,
}

/// The tests of these programs, each with the mutants that it reaches.
pub fn tests(programs: &[PathBuf], root: &Path, scratch: &Path) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    for program in programs {
        let names = |which: &[&str]| -> Result<Vec<String>> {
            let output = Command::new(program).args(["--list", "--format", "terse"]).args(which).current_dir(root).output()?;
            let listed = String::from_utf8_lossy(&output.stdout).into_owned();
            Ok(listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
        };
        let ignored = names(&["--ignored"])?;
        tests.extend(names(&[])?.into_iter().filter(|name| !ignored.contains(name)).map(|name| (program.clone(), name)));
    }
    let measured = in_parallel(&tests, |number, (program, name)| {
        let file = scratch.join(format!("reached-{number}"));
        let _ = fs::remove_file(&file);
        let start = Instant::now();
        let status = process(program, std::slice::from_ref(name), root).env("REACHED", &file).spawn()?.wait()?;
        if !status.success() {
            bail!("{name} of {} fails without a mutant ({status})", program.display());
        }
        let reached = fs::read_to_string(&file).unwrap_or_default();
        let reaches = reached.lines().filter_map(|line| line.parse().ok()).collect();
        Ok(Test { program: program.clone(), name: name.clone(), took: start.elapsed(), reaches })
    });
    let mut tests = measured.into_iter().collect::<Result<Vec<_>>>()?;
    tests.sort_by_key(|test| test.took);
    Ok(tests)
}

/// Whether a test fails when a mutant is tried: one that reaches it, or any of all.
pub fn is_killed(id: usize, tests: &[Test], root: &Path, all: bool) -> Result<bool> {
    let reaching = tests.iter().filter(|test| all || test.reaches.contains(&id));
    let mut quick: BTreeMap<&Path, (Vec<String>, Duration)> = BTreeMap::new();
    let mut slow = Vec::new();
    for test in reaching {
        if test.took > QUICK {
            slow.push((test.program.as_path(), (vec![test.name.clone()], test.took)));
        } else {
            let (names, took) = quick.entry(&test.program).or_default();
            names.push(test.name.clone());
            *took += test.took;
        }
    }
    let mut quick: Vec<_> = quick.into_iter().collect();
    quick.sort_by_key(|(_, (_, took))| *took);
    for (program, (names, took)) in quick.into_iter().chain(slow) {
        let child = process(program, &names, root).env("MUTANT", id.to_string()).spawn()?;
        if !wait(child, took * 10 + PATIENCE)?.is_some_and(|status| status.success()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A program that runs these of its tests.
fn process(program: &Path, names: &[String], root: &Path) -> Command {
    let mut process = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(program);
        shell
    } else {
        Command::new(program)
    };
    process.args(["--exact", "--test-threads=1"]).args(names).current_dir(root);
    process.env("YCT_RUNS", RUNS).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    process
}

/// How a process ended; `None` if it took too long.
fn wait(mut child: Child, most: Duration) -> Result<Option<ExitStatus>> {
    let end = Instant::now() + most;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Does something for each of a list, on all cores; the results in the order of the list.
pub fn in_parallel<T: Sync, R: Send>(list: &[T], does: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let number = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = list.get(number)
                {
                    let result = does(number, item);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

/// A place that an error of the compiler names.
pub struct CompilerError {
    pub file: String,
    /// In bytes.
    pub place: std::ops::Range<usize>,
    pub is_primary: bool,
    pub text: String,
}

/// What Cargo says in JSON: the programs of tests that it made, and the errors of the compiler.
pub fn told(output: &str) -> Result<(Vec<PathBuf>, Vec<CompilerError>)> {
    let (mut programs, mut errors) = (Vec::new(), Vec::new());
    for line in output.lines().filter(|line| line.starts_with('{')) {
        let told: Value = serde_json::from_str(line).context("Cargo speaks no JSON")?;
        if told["reason"] == "compiler-artifact" && told["profile"]["test"] == true {
            programs.extend(told["executable"].as_str().map(PathBuf::from));
        }
        if told["reason"] == "compiler-message" && told["message"]["level"] == "error" {
            let message = &told["message"];
            let text = message["rendered"].as_str().unwrap_or_default();
            for span in message["spans"].as_array().into_iter().flatten() {
                let byte = |end: &str| span[end].as_u64().and_then(|byte| usize::try_from(byte).ok());
                if let (Some(file), Some(start), Some(end)) = (span["file_name"].as_str(), byte("byte_start"), byte("byte_end")) {
                    let is_primary = span["is_primary"] == true;
                    errors.push(CompilerError { file: file.to_owned(), place: start..end, is_primary, text: text.to_owned() });
                }
            }
        }
    }
    Ok((programs, errors))
}

/// The same tests in other programs, of the same names.
pub fn of(programs: &[PathBuf], tests: &[Test]) -> Result<Vec<Test>> {
    let stem = |program: &Path| {
        program.file_stem().and_then(|name| name.to_str()).and_then(|name| name.rsplit_once('-')).map(|(stem, _)| stem.to_owned())
    };
    tests
        .iter()
        .map(|test| {
            let program = programs.iter().find(|program| stem(program) == stem(&test.program)).context("a program of tests is missing")?;
            Ok(Test { program: program.clone(), name: test.name.clone(), took: test.took, reaches: HashSet::new() })
        })
        .collect()
}

/// The tests as a list, with how long each takes and how many mutants it reaches.
pub fn told_of(tests: &[Test]) -> String {
    let line = |test: &Test| format!("{:>7} ms {:>5} mutants  {}\n", test.took.as_millis(), test.reaches.len(), test.name);
    tests.iter().map(line).collect()
}
