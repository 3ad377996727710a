//! How fast the package is beside others: benches/js measures, and what native code does comes from benches/native.

use anyhow::Result;
use std::path::PathBuf;

use crate::commands::{cargo, command, run, say};
use crate::{package, project, tools};

/// Builds what is compared and hands over to the harness.
pub fn bench(arguments: &[&str]) -> Result<()> {
    package::build()?;
    tools::npm_packages("benches")?;
    let native = native()?;
    say!("measuring");
    run(command("node", &["benches/js/run.mjs"])
        .args(arguments)
        .arg("--native")
        .arg(native)
        .arg("--documents")
        .arg(project::scratch("benches")))
}

/// The program that measures native code, compiled for speed.
fn native() -> Result<PathBuf> {
    say!("compiling the native benches");
    run(&mut cargo(&["build", "--quiet", "--package", "native-benches", "--bin", "native-benches", "--profile", "bench"]))?;
    Ok(project::target().join("release").join(if cfg!(windows) { "native-benches.exe" } else { "native-benches" }))
}
