//! The steps of the suite, in their order.

use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use super::Step;
use super::count::Count;
use crate::commands::{cargo, command, exists, npm, read, run, say, watch};
use crate::{package, project, serve, tools};

/// The oldest Node.js that the package works on, and the newest that it is tested on.
const OLDEST_NODE: &str = "20.0.0";
const NEWEST_NODE: &str = "24.21.0";

/// The other runtimes that the package is tested on.
const DENO: &str = "2.9.6";
const BUN: &str = "1.4.5";
const WORKERD: &str = "1.20261117.1";

/// The core alone, for WebAssembly, as the package is built.
const CORE_AS_WASM: &[&str] = &["--package", "yct-envelope", "--target", tools::WASM_TARGET, "--no-default-features"];

pub const ALL: &[Step] = &[
    Step { name: "format", about: "rustfmt has nothing to change", run: format },
    Step { name: "clippy", about: "clippy has nothing to say, natively and for WebAssembly", run: clippy },
    Step { name: "rust", about: "unit, integration and documentation tests", run: rust },
    Step { name: "docs", about: "the crate's documentation, without a warning", run: docs },
    Step { name: "build", about: "the npm package, and what its module weighs", run: build },
    Step { name: "wasm-node", about: "the core as WebAssembly in Node.js", run: wasm_in_node },
    Step { name: "wasm-browser", about: "the core as WebAssembly in Chromium, in a page and in a worker", run: wasm_in_chromium },
    Step { name: "laws", about: "the package's laws, as properties", run: laws },
    Step { name: "conformance", about: "the W3C's XML conformance suite, beside other parsers", run: conformance },
    Step { name: "node-oldest", about: "the package on the oldest Node.js, import and require", run: oldest_node },
    Step { name: "node-newest", about: "the package on the newest Node.js, import and require", run: newest_node },
    Step { name: "integrations", about: "form libraries, routers, validators and CodeMirror, on the oldest Node.js", run: integrations },
    Step { name: "cli", about: "the command line on the oldest Node.js, and every example of its page", run: command_line },
    Step {
        name: "bundlers",
        about: "the package built by Vite and webpack, as a plain script and in a worker, in Chromium",
        run: bundlers,
    },
    Step { name: "runtimes", about: "the package in Deno, Bun and workerd", run: runtimes },
    Step { name: "types", about: "a consumer of the declarations, compiled strictly", run: types },
    Step { name: "publish", about: "what the package and the crate carry and weigh; publint and arethetypeswrong", run: publish },
    Step { name: "page", about: "the page in Chromium", run: page },
    Step { name: "bench", about: "the benches' peers do what the benches say of them", run: bench },
    Step { name: "guides", about: "every example of the pages in docs/, with the libraries that they name", run: guides },
    Step { name: "comparison", about: "the documented comparison with other parsers, Chromium's among them", run: comparison },
];

fn format() -> Result<Count> {
    let apart = check(&mut cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))?;
    Ok(apart + check(&mut cargo(&["fmt", "--all", "--check"]))?)
}

fn clippy() -> Result<Count> {
    tools::wasm_target()?;
    let natively = check(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let as_wasm = check(cargo(&["clippy", "--quiet", "--all-targets"]).args(CORE_AS_WASM).args(["--", "-D", "warnings"]))?;
    Ok(natively + as_wasm)
}

fn rust() -> Result<Count> {
    let tests = if exists("cargo-nextest", &["--version"]) {
        counted(&mut cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]))?
    } else {
        counted(&mut cargo(&["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"]))?
    };
    Ok(tests + counted(&mut cargo(&["test", "--package", "yct-envelope", "--doc"]))?)
}

fn docs() -> Result<Count> {
    check(cargo(&["doc", "--quiet", "--no-deps", "--package", "yct-envelope"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn build() -> Result<Count> {
    packaged()?;
    package::weigh()?;
    Ok(Count::SUCCESS + Count::SUCCESS)
}

fn wasm_in_node() -> Result<Count> {
    tools::wasm_target()?;
    counted(&mut wasm_tests())
}

fn wasm_in_chromium() -> Result<Count> {
    tools::wasm_target()?;
    let chromium = tools::chromium()?;
    let tests = |place: &str| counted(wasm_tests().env("CHROMEDRIVER", &chromium.driver).env(place, "1"));
    Ok(tests("WASM_BINDGEN_USE_BROWSER")? + tests("WASM_BINDGEN_USE_DEDICATED_WORKER")?)
}

/// `tests/wasm.rs` under wasm-bindgen's runner, which is this very program.
fn wasm_tests() -> Command {
    let mut tests = cargo(&["test", "--test", "wasm"]);
    tests.args(CORE_AS_WASM).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::path("xtask/webdriver.json"));
    tests
}

fn laws() -> Result<Count> {
    packaged()?;
    node_tests("tests/js", &[])
}

fn conformance() -> Result<Count> {
    packaged()?;
    Ok(node_tests("tests/conformance", &[])? + node_tests("tests/hardening", &[])?)
}

fn oldest_node() -> Result<Count> {
    packaged()?;
    node_tests_on(&tools::node(OLDEST_NODE)?, "tests/package/node")
}

fn newest_node() -> Result<Count> {
    packaged()?;
    node_tests_on(&tools::node(NEWEST_NODE)?, "tests/package/node")
}

fn integrations() -> Result<Count> {
    packaged()?;
    node_tests_on(&tools::node(OLDEST_NODE)?, "tests/integrations")
}

fn command_line() -> Result<Count> {
    packaged()?;
    node_tests_on(&tools::node(OLDEST_NODE)?, "tests/cli")
}

fn bundlers() -> Result<Count> {
    packaged()?;
    node_tests("tests/package/browser", &[("CHROMIUM", &tools::chromium()?.browser)])
}

fn runtimes() -> Result<Count> {
    packaged()?;
    let (deno, bun, workerd) = (tools::deno(DENO)?, tools::bun(BUN)?, tools::workerd(WORKERD)?);
    node_tests("tests/package/runtimes", &[("DENO", &deno), ("BUN", &bun), ("WORKERD", &workerd)])
}

fn types() -> Result<Count> {
    packaged()?;
    let mut count = Count::default();
    for project in ["esm", "cjs", "bundler", "codemirror"] {
        let config = format!("tests/types/tsconfig.{project}.json");
        count = count + check(&mut command(project::npm_program("tsc"), &["--project", &config]))?;
    }
    Ok(count)
}

fn publish() -> Result<Count> {
    packaged()?;
    let folder = project::scratch("packed");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    run(npm(&["pack", "./pkg", "--silent", "--pack-destination"]).arg(&folder))?;
    let packed = fs::read_dir(&folder)?.next().context("npm pack wrote no file")??.path();
    let publint = check(command(project::npm_program("publint"), &["run", "--strict"]).arg(&packed))?;
    let types = check(command(project::npm_program("attw"), &["--no-emoji"]).arg(&packed))?;
    Ok(node_tests("tests/package/packed", &[])? + publint + types + published_crate()?)
}

/// What the crate has beside its modules.
const IN_THE_CRATE: &[&str] = &[
    ".cargo_vcs_info.json",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "README.zh-CN.md",
];

/// Packs the crate as it would be published; it holds what is listed, its modules, and nothing else.
fn published_crate() -> Result<Count> {
    let package = ["package", "--quiet", "--allow-dirty", "--package", "yct-envelope"];
    let listed = read(cargo(&package).arg("--list"))?;
    let (modules, others): (Vec<_>, Vec<_>) = listed.lines().partition(|file| file.starts_with("src/") && file.ends_with(".rs"));
    // A source that is no repository has no commit to tell of.
    let is_expected = |file: &&str| IN_THE_CRATE.contains(file);
    let lacking = IN_THE_CRATE.iter().filter(|file| !others.contains(file) && **file != ".cargo_vcs_info.json").count();
    let holds = others.iter().all(is_expected) && lacking == 0 && modules.contains(&"src/lib.rs");
    if !holds {
        say!("the crate should hold its modules and {IN_THE_CRATE:?}, and holds {others:?}");
    }
    let packed = check(cargo(&package).arg("--no-verify"))?;
    Ok(packed + if holds { Count::SUCCESS } else { Count::FAILURE })
}

fn page() -> Result<Count> {
    packaged()?;
    serve::build_page()?;
    tools::chinese_font();
    node_tests("tests/page", &[("CHROMIUM", &tools::headless()?)])
}

fn comparison() -> Result<Count> {
    packaged()?;
    node_tests("tests/comparison", &[("CHROMIUM", &tools::chromium()?.browser)])
}

fn guides() -> Result<Count> {
    packaged()?;
    node_tests("tests/docs", &[])
}

fn bench() -> Result<Count> {
    packaged()?;
    tools::npm_packages("benches")?;
    node_tests("benches/js", &[])
}

/// Builds the package, once for all steps that need it.
fn packaged() -> Result<()> {
    static BUILT: OnceLock<Result<(), String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| package::build().map_err(|error| format!("{error:#}")));
    built.clone().map_err(|error| anyhow!("the npm package cannot be built: {error}"))
}

/// Every `*.test.mjs` of a folder, as many at once as there are cores: Node.js leaves one idle unless told.
fn node_tests(folder: &str, environment: &[(&str, &Path)]) -> Result<Count> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let at_once = format!("--test-concurrency={cores}");
    counted(command("node", &["--test", &at_once]).args(test_files(folder)?).envs(environment.iter().copied()))
}

/// Every `*.test.mjs` of a folder under another Node.js, of which the oldest cannot be told how many at once.
fn node_tests_on(node: &Path, folder: &str) -> Result<Count> {
    counted(command(node, &["--test"]).args(test_files(folder)?))
}

fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let mut tests: Vec<_> = fs::read_dir(project::path(folder))?.collect::<Result<Vec<_>, _>>()?.iter().map(|entry| entry.path()).collect();
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    Ok(tests)
}

/// A command that is one test itself.
fn check(command: &mut Command) -> Result<Count> {
    let (succeeded, _) = watch(command)?;
    Ok(if succeeded { Count::SUCCESS } else { Count::FAILURE })
}

/// A command that runs tests and counts them.
fn counted(command: &mut Command) -> Result<Count> {
    let (succeeded, output) = watch(command)?;
    Ok(Count::read(succeeded, &output))
}
