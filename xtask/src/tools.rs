//! What the commands need and bring by themselves: from the Rust toolchain's installer, npm and the distribution alone.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{command, exists, npm, read, run, say};
use crate::project;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust compiles to WebAssembly.
pub fn wasm_target() -> Result<()> {
    let library = read(&mut command("rustc", &["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(library.trim()).exists() {
        return Ok(());
    }
    say!("installing the Rust target {WASM_TARGET}");
    run(&mut command("rustup", &["target", "add", WASM_TARGET]))
        .with_context(|| format!("the Rust target {WASM_TARGET} is missing and rustup could not install it"))
}

/// Whether the nightly toolchain is there, with these components. It is a large thing and not the project's own, so it is asked for and not brought.
pub fn nightly(components: &[&str]) -> Result<()> {
    if !exists("rustup", &["run", "nightly", "rustc", "--version"]) {
        bail!("this needs Rust's nightly toolchain: rustup toolchain install nightly");
    }
    match components.iter().find(|component| !exists("rustup", &["run", "nightly", "cargo", component, "--version"])) {
        Some(missing) => bail!("Rust's nightly toolchain lacks {missing}: rustup component add --toolchain nightly {missing}"),
        None => Ok(()),
    }
}

/// Makes sure that `node_modules` of this folder holds what its `package-lock.json` says.
pub fn npm_packages(folder: &str) -> Result<()> {
    if !exists("node", &["--version"]) {
        bail!("Node.js 20.19 or later is missing: install it with npm, then run this again");
    }
    let folder = project::path(folder);
    let lock = folder.join("package-lock.json");
    if is_current(&lock, &folder.join("node_modules/.package-lock.json")).unwrap_or(false) {
        return Ok(());
    }
    say!("installing the npm packages of {}", lock.display());
    run(npm(&["ci", "--prefix"]).arg(&folder)).with_context(|| format!("the npm packages of {} could not be installed", lock.display()))
}

/// Whether what npm says it has installed is what the lock file says; optional packages of other systems may lack.
fn is_current(lock: &Path, installed: &Path) -> Option<bool> {
    let packages = |file: &Path| -> Option<Value> {
        serde_json::from_slice::<Value>(&fs::read(file).ok()?).ok()?.get_mut("packages").map(Value::take)
    };
    let (lock, installed) = (packages(lock)?, packages(installed)?);
    Some(lock.as_object()?.iter().filter(|(path, _)| !path.is_empty()).all(|(path, entry)| match installed.get(path) {
        Some(there) => there.get("version") == entry.get("version"),
        None => entry.get("optional").is_some(),
    }))
}

/// A browser and its driver.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Makes sure that Chromium and its driver are there; `CHROMIUM` and `CHROMEDRIVER` name others.
pub fn chromium() -> Result<Chromium> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    say!("installing Chromium and its driver with apt-get");
    apt(&["chromium", "chromium-driver"]).context(
        "Chromium and its driver are missing and apt-get could not install them: install both, or name them in CHROMIUM and CHROMEDRIVER",
    )?;
    find_chromium().context("apt-get installed Chromium, but neither `chromium` nor `chromedriver` answers")
}

/// Chromium for tests of pages: without its own windows, tabs and menus, which otherwise take most of a test's time. Where that is not to be had, the whole.
pub fn headless() -> Result<PathBuf> {
    const NAME: &str = "chromium-headless-shell";
    let found = || program("CHROMIUM", &[NAME]);
    if found().is_none() && cfg!(target_os = "linux") {
        say!("installing {NAME} with apt-get");
        // All three are of one version.
        if let Err(error) = apt(&["chromium", "chromium-driver", NAME]) {
            say!("no {NAME}, so the page's tests take longer ({error:#})");
        }
    }
    found().map_or_else(|| Ok(chromium()?.browser), Ok)
}

/// Makes sure that Chinese can be drawn, as it can wherever the page is used: what is looked at and measured there is mostly Chinese.
pub fn chinese_font() {
    let drawn = read(&mut command("fc-list", &[":lang=zh", "family"])).is_ok_and(|fonts| !fonts.trim().is_empty());
    if cfg!(target_os = "linux") && !drawn {
        say!("installing a Chinese font with apt-get");
        if let Err(error) = apt(&["fonts-noto-cjk"]) {
            say!("no Chinese font: the page's pictures will show boxes for Chinese ({error:#})");
        }
    }
}

fn apt(packages: &[&str]) -> Result<()> {
    as_root(&["apt-get", "update"])?;
    as_root(&[&["apt-get", "install", "--yes", "--no-install-recommends"], packages].concat())
}

fn find_chromium() -> Option<Chromium> {
    Some(Chromium {
        browser: program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
        driver: program("CHROMEDRIVER", &["chromedriver"])?,
    })
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(given) = std::env::var_os(variable) {
        return Some(given.into());
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).find_map(|folder| names.iter().map(|name| folder.join(name)).find(|file| file.is_file()))
}

fn as_root(words: &[&str]) -> Result<()> {
    let is_root = read(&mut command("id", &["-u"]))?.trim() == "0";
    let words = if is_root { words.to_vec() } else { [&["sudo", "--non-interactive"], words].concat() };
    run(command(words[0], &words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Node.js in exactly this version.
pub fn node(version: &str) -> Result<PathBuf> {
    let (system, processor) = (system("win"), processor("x64"));
    from_npm("Node.js", "node", version, &format!("node-{system}-{processor}"), if cfg!(windows) { "bin/node.exe" } else { "bin/node" })
}

/// Deno in exactly this version.
pub fn deno(version: &str) -> Result<PathBuf> {
    let library = if cfg!(target_os = "linux") { "-glibc" } else { "" };
    let package = format!("@deno/{}-{}{library}", system("win32"), processor("x64"));
    from_npm("Deno", "deno", version, &package, if cfg!(windows) { "deno.exe" } else { "deno" })
}

/// Bun in exactly this version; on x64 the build that needs no AVX2.
pub fn bun(version: &str) -> Result<PathBuf> {
    let processor = if cfg!(target_arch = "x86_64") { "x64-baseline" } else { "aarch64" };
    let package = format!("@oven/bun-{}-{processor}", system("windows"));
    from_npm("Bun", "bun", version, &package, if cfg!(windows) { "bin/bun.exe" } else { "bin/bun" })
}

/// workerd in exactly this version.
pub fn workerd(version: &str) -> Result<PathBuf> {
    let package = format!("@cloudflare/workerd-{}-{}", system("windows"), processor("64"));
    from_npm("workerd", "workerd", version, &package, if cfg!(windows) { "bin/workerd.exe" } else { "bin/workerd" })
}

/// This system, in the words of npm packages; they differ on Windows.
fn system(windows: &'static str) -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => windows,
        other => other,
    }
}

/// This processor, in the words of npm packages; they differ on x86-64.
fn processor(x86_64: &'static str) -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => x86_64,
        "aarch64" => "arm64",
        other => other,
    }
}

/// A program of an npm package, kept apart from those of `package.json`: it is large, and each version is one of its own.
fn from_npm(name: &str, folder: &str, version: &str, package: &str, program: &str) -> Result<PathBuf> {
    let folder = project::scratch(folder).join(version);
    let program = folder.join("node_modules").join(package).join(program);
    if !program.is_file() {
        say!("fetching {name} {version} from npm");
        fs::create_dir_all(&folder)?;
        let prefix = folder.to_string_lossy();
        run(&mut npm(&["install", "--no-save", "--no-package-lock", "--prefix", &prefix, &format!("{package}@{version}")]))
            .with_context(|| format!("{name} {version} is not to be had from npm for this system ({package})"))?;
    }
    Ok(program)
}
