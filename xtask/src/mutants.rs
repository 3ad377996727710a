//! Mutation testing: whether a test notices when the code is made wrong, change by change. cargo-mutants says what is changed; all changes are compiled
//! at once, each behind a question, so that trying one takes as long as the tests that reach it.

mod trial;
mod weave;

use anyhow::{Context, Result, bail};
use proc_macro2::LineColumn;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{cargo, exists, read, say};
use crate::{figures, project};
use trial::{Test, in_parallel, is_killed, told};
use weave::Woven;

/// The mutants that survive and may: a line each, with the reason in the lines below it.
const EXCUSED: &str = "tests/mutants.txt";

/// What is not copied for the trials.
const LEFT_BEHIND: &[&str] = &[".git", "target", "node_modules", "pkg", "www"];

/// A change of the code, as cargo-mutants names it.
struct Mutant {
    /// Its place among all.
    id: usize,
    /// What it is, but for line and column, which move: `src/fix.rs: replace < with <= in fix_from`; with a number where several are named alike.
    name: String,
    line: usize,
    file: String,
    genre: String,
    replacement: String,
    /// What the function gives, for one whose body is replaced.
    returns: String,
    start: LineColumn,
    end: LineColumn,
    /// Where the function around it starts and ends.
    function: (LineColumn, LineColumn),
}

/// How the trial of a mutant ended.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Killed,
    Survived,
    /// The compiler refuses it.
    Impossible,
}

/// `[FILE ...] [--again] [--write]`: all mutants of the files that `.cargo/mutants.toml` names, or those of some files, or those that survived the last time.
pub fn mutants(arguments: &[&str]) -> Result<()> {
    let (mut is_again, mut is_written, mut files) = (false, false, Vec::new());
    for argument in arguments.iter().copied() {
        match argument {
            "--again" => is_again = true,
            "--write" => is_written = true,
            file if project::path(file).is_file() => files.push(file),
            other => bail!("there is no file {other}"),
        }
    }
    if !exists("cargo", &["mutants", "--version"]) {
        bail!("this needs cargo-mutants: cargo install cargo-mutants --version ^27 --locked");
    }
    let scratch = project::scratch("mutants");
    fs::create_dir_all(&scratch)?;
    let survived = scratch.join("survived.txt");
    let last = if is_again { fs::read_to_string(&survived).context("there was no last time")? } else { String::new() };
    let mutants = listed()?;
    let is_meant = |mutant: &&Mutant| {
        (files.is_empty() || files.contains(&mutant.file.as_str())) && (!is_again || last.lines().any(|name| name == mutant.name))
    };
    let meant: Vec<_> = mutants.iter().filter(is_meant).collect();
    say!("{} mutants", meant.len());

    let (root, target) = (scratch.join("woven"), scratch.join("target"));
    copy(project::root(), &root, true)?;
    let changed: BTreeSet<&String> = mutants.iter().map(|mutant| &mutant.file).collect();
    let source = |file: &String| Ok((file.clone(), fs::read_to_string(project::path(file))?));
    let sources: BTreeMap<String, String> = changed.into_iter().map(source).collect::<Result<_>>()?;
    let mut compiled = Compiled { root, target, settings: settings()?, sources };
    let refused = scratch.join("refused.txt");
    let known = if is_again { fs::read_to_string(&refused).unwrap_or_default() } else { String::new() };
    let (woven, programs) = compiled.all(&mutants, known.lines().collect())?;
    let apart: String = mutants.iter().filter(|mutant| !woven.contains(&mutant.id)).map(|mutant| format!("{}\n", mutant.name)).collect();
    fs::write(refused, apart)?;
    let tests = trial::tests(&programs, &compiled.root, &scratch)?;
    fs::write(scratch.join("tests.txt"), trial::told_of(&tests))?;
    say!("{} of them compiled at once, {} tests", meant.iter().filter(|mutant| woven.contains(&mutant.id)).count(), tests.len());
    let ends = in_parallel(&meant, |_, mutant| -> Result<Option<End>> {
        if !woven.contains(&mutant.id) {
            return Ok(None);
        }
        let is_killed = is_killed(mutant.id, &tests, &compiled.root, false)?;
        if !is_killed {
            println!("  {}:{} {}", mutant.file, mutant.line, mutant.name);
        }
        Ok(Some(if is_killed { End::Killed } else { End::Survived }))
    });
    let mut ends: Vec<_> = meant.iter().copied().zip(ends.into_iter().collect::<Result<Vec<_>>>()?).collect();
    compiled.root = scratch.join("alone");
    copy(project::root(), &compiled.root, true)?;
    let apart: Vec<&Mutant> = ends.iter().filter(|(_, end)| end.is_none()).map(|(mutant, _)| *mutant).collect();
    let possible = compiled.possible(&apart)?;
    say!("{} mutants are tried each by itself", possible.len());
    for (mutant, end) in ends.iter_mut().filter(|(_, end)| end.is_none()) {
        *end = Some(if possible.contains(&mutant.id) { compiled.alone(mutant, &tests)? } else { End::Impossible });
    }

    let named = |wanted: End| -> Vec<&str> {
        ends.iter().filter(|(_, end)| *end == Some(wanted)).map(|(mutant, _)| mutant.name.as_str()).collect()
    };
    let (killed, survivors) = (named(End::Killed).len(), named(End::Survived));
    fs::write(&survived, survivors.join("\n"))?;
    let excuses = fs::read_to_string(project::path(EXCUSED))?;
    let (excused, others): (Vec<&str>, Vec<&str>) =
        survivors.iter().copied().partition(|mutant| excuses.lines().any(|line| line == *mutant));
    let tried = killed + survivors.len();
    say!("{killed} of {tried} mutants killed; {} are excused in {EXCUSED}; {} survive", excused.len(), others.len());
    if is_written {
        if is_again || !files.is_empty() {
            bail!("only a run of all mutants is recorded");
        }
        figures::record(&["mutants"], json!({ "of": meant.len(), "tried": tried, "killed": killed }))?;
    }
    if !others.is_empty() {
        let others: String = others.iter().map(|mutant| format!("\n  {mutant}")).collect();
        bail!("no test notices these: write one, or say in {EXCUSED} why none can{others}");
    }
    Ok(())
}

/// The tests that are run, as `.cargo/mutants.toml` names them for cargo-mutants.
fn settings() -> Result<Vec<String>> {
    let settings = fs::read_to_string(project::path(".cargo/mutants.toml"))?;
    let (_, after) = settings.split_once("additional_cargo_args = [").context("the settings name no tests")?;
    let (tests, _) = after.split_once(']').context("the settings' tests have no end")?;
    Ok(tests.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

/// Every mutant of the files that the settings name.
fn listed() -> Result<Vec<Mutant>> {
    let listed: Vec<Value> = serde_json::from_str(&read(&mut cargo(&["mutants", "--list", "--json"]))?)?;
    let mutants: Option<Vec<Mutant>> = listed.iter().enumerate().map(|(id, listed)| mutant(id, listed)).collect();
    let mut mutants = mutants.context("cargo-mutants lists in another form")?;
    let mut times: HashMap<String, usize> = HashMap::new();
    for mutant in &mutants {
        *times.entry(mutant.name.clone()).or_default() += 1;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for mutant in mutants.iter_mut().filter(|mutant| times.get(&mutant.name).is_some_and(|times| *times > 1)) {
        let number = seen.entry(mutant.name.clone()).or_default();
        *number += 1;
        mutant.name = format!("{} ({number})", mutant.name);
    }
    Ok(mutants)
}

fn mutant(id: usize, listed: &Value) -> Option<Mutant> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let place = |span: &Value, end: &str| -> Option<LineColumn> {
        let number = |what: &str| span[end][what].as_u64().and_then(|number| usize::try_from(number).ok());
        Some(LineColumn { line: number("line")?, column: number("column")? - 1 })
    };
    let (span, function) = (&listed["span"], &listed["function"]["span"]);
    let (start, end) = (place(span, "start")?, place(span, "end")?);
    Some(Mutant {
        id,
        name: nameless(listed["name"].as_str()?),
        line: start.line,
        file: text(&listed["file"])?,
        genre: text(&listed["genre"])?,
        replacement: text(&listed["replacement"])?,
        returns: text(&listed["function"]["return_type"]).unwrap_or_default(),
        start,
        end,
        function: (place(function, "start").unwrap_or(start), place(function, "end").unwrap_or(end)),
    })
}

/// A mutant without its line and column: `src/fix.rs: replace < with <= in fix_from`.
fn nameless(mutant: &str) -> String {
    let parts: Vec<&str> = mutant.splitn(4, ':').collect();
    match parts.as_slice() {
        [file, line, column, what] if [line, column].iter().all(|number| number.parse::<u32>().is_ok()) => format!("{file}:{what}"),
        _ => mutant.to_owned(),
    }
}

/// Copies the project, and leaves alone what is the same, so that Cargo does not build it anew.
fn copy(from: &Path, to: &Path, is_root: bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to, name) = (entry.path(), to.join(entry.file_name()), entry.file_name());
        if is_root && LEFT_BEHIND.iter().any(|left| name == *left) || name == "node_modules" || name == "target" {
            continue;
        }
        if from.is_dir() {
            copy(&from, &to, false)?;
        } else {
            put(&to, &fs::read(&from)?)?;
        }
    }
    Ok(())
}

fn put(file: &Path, content: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|known| known == content) {
        return Ok(());
    }
    fs::write(file, content).with_context(|| format!("{} cannot be written", file.display()))
}

/// Where the mutants are compiled.
struct Compiled {
    root: PathBuf,
    target: PathBuf,
    settings: Vec<String>,
    /// The sources that are changed, as they were at the start: work may go on beside this.
    sources: BTreeMap<String, String>,
}

impl Compiled {
    /// Compiles all mutants at once, but for those that the compiler refuses there; gives those that are in, and the programs of the tests.
    fn all(&self, mutants: &[Mutant], known: HashSet<&str>) -> Result<(HashSet<usize>, Vec<PathBuf>)> {
        let count = mutants.len();
        put(&self.root.join("src/woven.rs"), format!("{}\nconst COUNT: usize = {count};\n", include_str!("mutants/woven.rs")).as_bytes())?;
        let library = fs::read_to_string(project::path("src/lib.rs"))?;
        put(&self.root.join("src/lib.rs"), format!("{library}\nmod woven;\n").as_bytes())?;
        let mut refused: HashSet<usize> =
            mutants.iter().filter(|mutant| known.contains(mutant.name.as_str())).map(|mutant| mutant.id).collect();
        loop {
            let mut files: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
            for mutant in mutants.iter().filter(|mutant| !refused.contains(&mutant.id)) {
                files.entry(&mutant.file).or_default().push(mutant);
            }
            let mut woven: HashMap<&str, Woven> = HashMap::new();
            for (file, mutants) in files {
                let source = self.sources.get(file).context("a mutant has a source")?;
                let woven_file = weave::weave(source, &mutants)?;
                put(&self.root.join(file), woven_file.text.as_bytes())?;
                woven.insert(file, woven_file);
            }
            let (succeeded, mut output) = self.cargo(&["check", "--lib"])?;
            if succeeded {
                let (succeeded, built) = self.tests()?;
                if succeeded {
                    return Ok((woven.values().flat_map(|file| file.mutants.iter().copied()).collect(), told(&built)?.0));
                }
                output = built;
            }
            let (before, mut blamed) = (refused.len(), Vec::<usize>::new());
            let (_, errors) = told(&output)?;
            for is_primary in [true, false] {
                for error in errors.iter().filter(|error| refused.len() == before && error.is_primary == is_primary) {
                    blamed.extend(woven.get(error.file.as_str()).map_or(&[][..], |file| file.blamed(&error.place)));
                }
                refused.extend(blamed.drain(..));
            }
            if refused.len() == before {
                bail!("the sources with mutants in them do not compile: {}", errors.first().map_or(output.as_str(), |error| &error.text));
            }
            say!("{} mutants cannot be compiled beside the others", refused.len());
        }
    }

    /// Which of some mutants the compiler takes: one in a function at a time, many functions at once.
    fn possible(&self, mutants: &[&Mutant]) -> Result<HashSet<usize>> {
        let mut rest: Vec<&Mutant> = mutants.to_vec();
        let mut possible = HashSet::new();
        while !rest.is_empty() {
            let mut functions = HashSet::new();
            let (mut tried, later): (Vec<&Mutant>, Vec<&Mutant>) =
                rest.into_iter().partition(|mutant| functions.insert((mutant.file.as_str(), mutant.function.0.line)));
            rest = later;
            loop {
                let changed = self.change(&tried)?;
                let (succeeded, output) = self.cargo(&["check", "--lib"])?;
                self.change(&[])?;
                if succeeded {
                    possible.extend(tried.iter().map(|mutant| mutant.id));
                    break;
                }
                let (_, errors) = told(&output)?;
                let is_blamed = |mutant: &Mutant| {
                    let is_inside = |place: &std::ops::Range<usize>| {
                        changed.iter().any(|(id, around)| *id == mutant.id && around.start <= place.start && place.end <= around.end)
                    };
                    errors.iter().any(|error| error.file == mutant.file && is_inside(&error.place))
                };
                let before = tried.len();
                tried.retain(|mutant| !is_blamed(mutant));
                if tried.len() == before {
                    bail!("a mutant breaks what is outside its function: {}", errors.first().map_or(output.as_str(), |error| &error.text));
                }
            }
        }
        Ok(possible)
    }

    /// Makes these changes in the sources, and no others; gives where the function of each is then.
    fn change(&self, mutants: &[&Mutant]) -> Result<Vec<(usize, std::ops::Range<usize>)>> {
        let mut places = Vec::new();
        for (file, source) in &self.sources {
            let at = |place: LineColumn| {
                let line: usize = source.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
                line + source[line..].char_indices().nth(place.column).map_or(0, |(at, _)| at)
            };
            let mut here: Vec<&Mutant> = mutants.iter().filter(|mutant| &mutant.file == file).copied().collect();
            here.sort_by_key(|mutant| at(mutant.start));
            let (mut text, mut from) = (String::new(), 0);
            for mutant in here {
                let (start, end) = (at(mutant.start), at(mutant.end));
                text.push_str(&source[from..start]);
                let function = text.len() - (start - at(mutant.function.0));
                text.push_str(&mutant.replacement);
                places.push((mutant.id, function..text.len() + (at(mutant.function.1) - end)));
                from = end;
            }
            put(&self.root.join(file), (text + &source[from..]).as_bytes())?;
        }
        Ok(places)
    }

    /// Tries a mutant that cannot be compiled beside the others.
    fn alone(&self, mutant: &Mutant, tests: &[Test]) -> Result<End> {
        self.change(&[mutant])?;
        let (succeeded, built) = self.tests()?;
        self.change(&[])?;
        if !succeeded {
            return Ok(End::Impossible);
        }
        let (programs, _) = told(&built)?;
        let is_killed = trial::of(&programs, tests).and_then(|tests| is_killed(mutant.id, &tests, &self.root, true))?;
        if !is_killed {
            println!("  {}:{} {}", mutant.file, mutant.line, mutant.name);
        }
        Ok(if is_killed { End::Killed } else { End::Survived })
    }

    fn tests(&self) -> Result<(bool, String)> {
        let settings: Vec<&str> = self.settings.iter().map(String::as_str).collect();
        self.cargo(&[&["test", "--no-run"], settings.as_slice()].concat())
    }

    fn cargo(&self, arguments: &[&str]) -> Result<(bool, String)> {
        let mut cargo: Command = cargo(arguments);
        cargo.args(["--profile=mutants", "--message-format=json", "--quiet"]).current_dir(&self.root);
        // Two branches alike, a condition in brackets: no lint has a say in it.
        cargo.env("CARGO_TARGET_DIR", &self.target).env("RUSTFLAGS", "--cap-lints=allow");
        let output = cargo.output()?;
        Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_known_wherever_its_line_has_moved() {
        assert_eq!(nameless("src/fix.rs:51:9: replace < with <= in fix_from"), "src/fix.rs: replace < with <= in fix_from");
        assert_eq!(nameless("src/a.rs: delete ! in b::c"), "src/a.rs: delete ! in b::c");
    }
}
