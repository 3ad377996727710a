//! Every test there is, step by step. A step that fails does not stop the others.

mod count;
mod steps;

use anyhow::{Result, bail};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::commands::say;
pub use count::Count;

/// A part of the suite.
pub struct Step {
    pub name: &'static str,
    /// What it does, as it is announced.
    pub about: &'static str,
    pub run: fn() -> Result<Count>,
}

struct Outcome {
    name: &'static str,
    count: Count,
    took: Duration,
    trouble: Option<String>,
}

/// Runs all steps, or only the named ones, and ends with one line that counts their tests.
pub fn test(names: &[&str]) -> Result<ExitCode> {
    if let Some(unknown) = names.iter().find(|name| steps::ALL.iter().all(|step| step.name != **name)) {
        let known: Vec<_> = steps::ALL.iter().map(|step| step.name).collect();
        bail!("there is no step `{unknown}`; there are {}", known.join(", "));
    }
    let chosen = steps::ALL.iter().filter(|step| names.is_empty() || names.contains(&step.name));
    let outcomes: Vec<_> = chosen.map(perform).collect();

    println!();
    for Outcome { name, count, took, trouble } in &outcomes {
        let mark = if count.failed == 0 { "ok    " } else { "FAILED" };
        println!("{mark} {name:<14} {:>6.1} s  {:>5} passed {:>4} failed", took.as_secs_f64(), count.passed, count.failed);
        if let Some(trouble) = trouble {
            println!("       {trouble}");
        }
    }
    let total: Count = outcomes.iter().map(|outcome| outcome.count).sum();
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn perform(step: &Step) -> Outcome {
    println!();
    say!("{}: {}", step.name, step.about);
    let begun = Instant::now();
    let (count, trouble) = match (step.run)() {
        Ok(count) => (count, None),
        Err(error) => (Count::FAILURE, Some(format!("{error:#}"))),
    };
    if let Some(trouble) = &trouble {
        eprintln!("error: {trouble}");
    }
    Outcome { name: step.name, count, took: begun.elapsed(), trouble }
}
