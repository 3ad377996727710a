//! The page, built and served.

use anyhow::Result;

use crate::commands::{command, run, say};
use crate::{package, project};

/// Builds the page from the package in `pkg/`.
pub fn build_page() -> Result<()> {
    say!("building the page");
    run(&mut command(project::npm_program("vite"), &["build", "--config", "www/vite.config.js", "--logLevel", "warn"]))
}

/// Builds everything, prints the address and serves the page until it is stopped; without a port, on any free one.
pub fn serve(port: Option<&str>) -> Result<()> {
    package::build()?;
    build_page()?;
    say!("serving the page with a sample loaded, until Ctrl-C, at");
    let mut server = command("node", &["www/serve.mjs"]);
    if let Some(port) = port {
        server.args(["--port", port]);
    }
    run(&mut server)
}
