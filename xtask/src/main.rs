//! Builds, serves and tests the project. Each command brings what it needs and says what it does.

mod bench;
mod commands;
mod coverage;
mod declarations;
mod deny;
mod figures;
mod fuzz;
mod hardening;
mod judge;
mod makers;
mod miri;
mod mutants;
mod package;
mod project;
mod serve;
mod suite;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build                 writes the finished npm package into pkg/
cargo xtask serve [--port N]      builds everything and serves the page with a sample loaded
cargo xtask test [STEP ...]       runs every test there is, or only the named steps
cargo xtask bench [NAME ...] [--quick] [--write]
                                  compares the speed with others', of everything or of the named benches
cargo xtask hardening             compares a hundred thousand texts with other parsers, and makes the pages of all figures
cargo xtask fuzz [TARGET ...] [--runs N] [--address] [--write]
                                  looks for inputs of which a law does not hold
cargo xtask miri [TEST ...] [--write]
                                  runs the core's unit tests under Miri
cargo xtask coverage [FILE ...] [--write]
                                  says how much of the core its Rust tests run, and of a file which places they do not
cargo xtask mutants [FILE ...] [--again] [--write]
                                  makes the code wrong, change by change, and says which changes no test notices
cargo xtask deny [CHECK ...] [--write]
                                  checks the dependencies' licences, sources and duplicates
cargo xtask declarations          prints the TypeScript declarations that the catalog gives";

fn main() -> ExitCode {
    match run(env::args().skip(1).collect()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<ExitCode> {
    let mut arguments = arguments.iter().map(String::as_str);
    let command = arguments.next();
    let rest: Vec<&str> = arguments.collect();
    match (command, rest.as_slice()) {
        (Some("build"), []) => {
            package::build()?;
            package::weigh()?;
        }
        (Some("serve"), []) => serve::serve(None)?,
        (Some("serve"), ["--port", port]) => serve::serve(Some(port))?,
        (Some("test"), steps) => return suite::test(steps),
        (Some("bench"), arguments) => bench::bench(arguments)?,
        (Some("hardening"), []) => hardening::hardening()?,
        (Some("fuzz"), arguments) => fuzz::fuzz(arguments)?,
        (Some("miri"), arguments) => miri::miri(arguments)?,
        (Some("coverage"), arguments) => coverage::coverage(arguments)?,
        (Some("mutants"), arguments) => mutants::mutants(arguments)?,
        (Some("deny"), arguments) => deny::deny(arguments)?,
        (Some("declarations"), []) => print!("{}", declarations::types()),
        // Called by tests/conformance/judges.mjs.
        (Some("quick-xml"), []) => judge::quick_xml()?,
        // Called by `cargo test --target wasm32-unknown-unknown`, as .cargo/config.toml says.
        (Some("wasm-test-runner"), _) => {
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os().skip(1))?;
        }
        (None | Some("help" | "--help"), _) => println!("{USAGE}"),
        _ => bail!("unknown command\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}
