//! How fast the package is beside others: benches/js measures, and what native code does comes from benches/native.

use anyhow::Result;
use std::path::PathBuf;

use crate::commands::{cargo, command, run, say};
use crate::{package, project, serve, tools};

/// Builds what is compared and hands over to the harness; `page` is a bench of its own.
pub fn bench(arguments: &[&str]) -> Result<()> {
    package::build()?;
    if let ["page", rest @ ..] = arguments {
        return page(rest);
    }
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

/// How long large texts hold the main thread of the page.
fn page(arguments: &[&str]) -> Result<()> {
    serve::build_page()?;
    let chromium = tools::chromium()?;
    run(command("node", &["benches/page/typing.mjs"]).env("CHROMIUM", &chromium.browser))?;
    run(command("node", &["benches/page/large-answer.mjs"]).args(arguments).env("CHROMIUM", &chromium.browser))
}

/// The program that measures native code, compiled for speed.
fn native() -> Result<PathBuf> {
    say!("compiling the native benches");
    run(&mut cargo(&["build", "--quiet", "--package", "native-benches", "--bin", "native-benches", "--profile", "bench"]))?;
    Ok(project::target().join("release").join(if cfg!(windows) { "native-benches.exe" } else { "native-benches" }))
}
