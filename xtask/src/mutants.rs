//! cargo-mutants: whether a test notices when the code is made wrong, change by change.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

use crate::commands::{cargo, exists, run, say};
use crate::{figures, project};

/// How many cases each property is tried on, for a mutant.
const RUNS: &str = "60";

/// How long the tests may take, in seconds, on a slow machine; a mutant that never ends is killed too.
const LONGEST: &str = "900";

/// The mutants that survive and may: a line each, with the reason in the lines below it.
const EXCUSED: &str = "tests/mutants.txt";

/// `[--shard K/N] [FILE ...] [--write]`: all mutants of the files that `.cargo/mutants.toml` names, or those of some files, or of these every N-th.
pub fn mutants(arguments: &[&str]) -> Result<()> {
    let (mut shard, mut is_written, mut files) = (None, false, Vec::new());
    let mut rest = arguments.iter().copied();
    while let Some(argument) = rest.next() {
        match argument {
            "--shard" => shard = Some(rest.next().context("--shard needs K/N, such as 1/40")?),
            "--write" => is_written = true,
            file if project::path(file).is_file() => files.push(file),
            other => bail!("there is no file {other}"),
        }
    }
    if !exists("cargo", &["mutants", "--version"]) {
        bail!("this needs cargo-mutants: cargo install cargo-mutants --version ^27 --locked");
    }
    let output = project::scratch("mutants");
    let _ = fs::remove_dir_all(output.join("mutants.out"));
    fs::create_dir_all(&output)?;
    // What the tests say without a mutant, the suite tells.
    let mut mutants = cargo(&["mutants", "--baseline=skip", "--timeout", LONGEST, "--output"]);
    // The sources are copied to another place for each run; what they depend on need not be compiled anew.
    mutants.arg(&output).env("YCT_RUNS", RUNS).env("CARGO_TARGET_DIR", output.join("target"));
    if !files.is_empty() {
        // `--file` would add to the files of the settings.
        let settings = output.join("settings.toml");
        fs::write(&settings, only(&fs::read_to_string(project::path(".cargo/mutants.toml"))?, &files)?)?;
        mutants.arg("--config").arg(settings);
    }
    mutants.args(shard.iter().flat_map(|shard| ["--shard", shard]));
    // A mutant that survives is a failure, too; what was found says whether it ran.
    let ended = run(&mut mutants);
    let listed = |what: &str| -> Result<Vec<String>> {
        let list = fs::read_to_string(output.join("mutants.out").join(format!("{what}.txt")));
        Ok(list.context("cargo-mutants has left no results")?.lines().map(nameless).collect())
    };
    let (killed, survivors) = (listed("caught")?.len() + listed("timeout")?.len(), listed("missed")?);
    if killed + survivors.len() == 0 {
        return ended.context("no mutant was tried");
    }
    let excuses = fs::read_to_string(project::path(EXCUSED))?;
    let (excused, others): (Vec<_>, Vec<_>) = survivors.iter().partition(|mutant| is_excused(&excuses, mutant));
    let tried = killed + survivors.len();
    say!("{killed} of {tried} mutants killed; {} are excused in {EXCUSED}; {} survive", excused.len(), others.len());
    if is_written {
        let sample = [files.as_slice(), shard.as_slice()].concat().join(" ");
        let sample = if sample.is_empty() { "all" } else { &sample };
        figures::record(&["mutants", sample], json!({ "of": of(&output)?, "tried": tried, "killed": killed, "excused": excused.len() }))?;
    }
    if !others.is_empty() {
        let others: String = others.iter().map(|mutant| format!("\n  {mutant}")).collect();
        bail!("no test notices these: write one, or say in {EXCUSED} why none can{others}");
    }
    Ok(())
}

/// How many mutants there are in a sample: a run that is broken off tries fewer.
fn of(output: &Path) -> Result<usize> {
    let mutants: Value = serde_json::from_str(&fs::read_to_string(output.join("mutants.out/mutants.json"))?)?;
    Ok(mutants.as_array().map_or(0, Vec::len))
}

/// The settings, of these files alone.
fn only(settings: &str, files: &[&str]) -> Result<String> {
    let (before, globs) = settings.split_once("examine_globs = [").context("the settings name no files")?;
    let (_, after) = globs.split_once("\n]").context("the settings' files have no end")?;
    Ok(format!("{before}examine_globs = {files:?}{after}"))
}

/// A mutant without its line and column, which move: `src/fix.rs: replace < with <= in fix_from`.
fn nameless(mutant: &str) -> String {
    let parts: Vec<&str> = mutant.splitn(4, ':').collect();
    match parts.as_slice() {
        [file, line, column, what] if [line, column].iter().all(|number| number.parse::<u32>().is_ok()) => format!("{file}:{what}"),
        _ => mutant.to_owned(),
    }
}

fn is_excused(excuses: &str, mutant: &str) -> bool {
    excuses.lines().any(|line| line == mutant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_the_place_of_those_of_the_settings() {
        let settings = "# why\nexamine_globs = [\n  \"src/a.rs\",\n]\nprofile = \"b\"\n";
        assert_eq!(
            only(settings, &["src/c.rs", "src/d.rs"]).unwrap(),
            "# why\nexamine_globs = [\"src/c.rs\", \"src/d.rs\"]\nprofile = \"b\"\n"
        );
        assert!(only("profile = 1", &[]).is_err());
    }

    #[test]
    fn a_mutant_is_known_wherever_its_line_has_moved() {
        let excuses = "# why\n\nsrc/fix.rs: replace < with <= in fix_from\n    the same\n";
        let name = |text: &str| is_excused(excuses, &nameless(text));
        assert!(name("src/fix.rs:51:9: replace < with <= in fix_from") && name("src/fix.rs:7:90: replace < with <= in fix_from"));
        assert!(!name("src/fix.rs:51:9: replace < with > in fix_from") && !name("src/text.rs:51:9: replace < with <= in fix_from"));
        assert_eq!(nameless("src/a.rs: delete ! in b::c"), "src/a.rs: delete ! in b::c");
    }
}
