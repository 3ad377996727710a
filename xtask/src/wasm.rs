//! The core as WebAssembly with its glue, optimised and weighed.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

use crate::commands::{cargo, command, read, run, say};
use crate::project;
use crate::tools::WASM_TARGET;

/// What the module may weigh as it travels, brotli-compressed.
const BROTLI_CEILING: usize = 176 * 1024;
/// The same for the scans.
const SCANS_CEILING: usize = 24 * 1024;

/// Of what wasm-opt offers, the smallest after brotli: inlining functions that have one caller saves bytes, but compresses worse.
const OPTIMISATIONS: &[&str] =
    &["-O2", "--converge", "--one-caller-inline-max-function-size=0", "--strip-producers", "--strip-target-features"];

/// What Node 20 and the browsers of its day can run of what rustc emits; `--all-features` would emit more than that.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A module and the JavaScript that calls it.
pub struct Module {
    pub wasm: PathBuf,
    pub glue: PathBuf,
}

/// Which part of the core a module exports, and how it is compiled.
pub struct Part {
    feature: &'static str,
    opt_level: &'static str,
    ceiling: usize,
}

/// All of it, for size more than for speed: `z` is 17 KB smaller and takes half as long again, `3` 35 KB larger and a fifth faster.
pub const WHOLE: Part = Part { feature: "boundary", opt_level: "s", ceiling: BROTLI_CEILING };
/// The scans of plain texts, for speed.
pub const SCANS: Part = Part { feature: "scans", opt_level: "3", ceiling: SCANS_CEILING };

/// Compiles, binds and optimises a part of the core.
pub fn build(part: &Part) -> Result<Module> {
    say!("compiling the core to WebAssembly: {}", part.feature);
    let arguments = ["--quiet", "--package", "yct-envelope", "--lib", "--release", "--target", WASM_TARGET, "--no-default-features"];
    let target = project::scratch(part.feature);
    let mut compile = cargo(&["build"]);
    compile.args(arguments).args(["--features", part.feature]).arg("--target-dir").arg(&target);
    run(compile.env("RUSTFLAGS", flags()).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", part.opt_level))?;
    let compiled = target.join(WASM_TARGET).join("release/yct_envelope.wasm");

    let folder = target.join("bindgen");
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        .omit_default_module_path(true)
        .reset_state_function(true)
        .typescript(false)
        .generate(&folder)
        .context("wasm-bindgen could not bind the module")?;

    let glue = folder.join("yct_envelope.js");
    if part.feature == WHOLE.feature {
        quicken(&glue)?;
    }
    let bound = folder.join("yct_envelope_bg.wasm");
    let optimised = folder.join("optimised.wasm");
    optimise(&bound, &optimised)?;
    Ok(Module { wasm: optimised, glue })
}

/// wasm-bindgen's glue copies ASCII into memory character by character, which takes longer than all that the module does with it.
fn quicken(glue: &Path) -> Result<()> {
    const SLOW: &str = "
    let offset = 0;

    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
";
    const FAST: &str = "
    const { read, written } = cachedTextEncoder.encodeInto(arg, mem.subarray(ptr, ptr + len));
    let offset = written;
    if (read !== len) {
        arg = arg.slice(read);
";
    let written = fs::read_to_string(glue)?;
    if written.matches(SLOW).count() != 1 {
        bail!("wasm-bindgen writes another glue than this build knows: see how it passes strings now");
    }
    Ok(fs::write(glue, written.replace(SLOW, FAST))?)
}

/// The stack of the module, in bytes: nothing recurses over its input, so a quarter of the usual MiB is plenty.
const STACK: usize = 256 * 1024;

/// Flags that set the stack, and keep this machine's folders out of the module, in which panics name their source files.
fn flags() -> String {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok());
    let remapped =
        registries.into_iter().flatten().flatten().map(|folder| format!("--remap-path-prefix={}=crates", folder.path().display()));
    let stack = format!("-Clink-arg=-zstack-size={STACK}");
    remapped.chain([stack]).collect::<Vec<_>>().join(" ")
}

/// Runs wasm-opt, unless it has done just this before.
fn optimise(bound: &Path, optimised: &Path) -> Result<()> {
    let job = [OPTIMISATIONS.join(" ").into_bytes(), FEATURES.join(" ").into_bytes(), fs::read(bound)?].concat();
    let done = bound.with_file_name("done");
    if optimised.exists() && fs::read(&done).is_ok_and(|done| done == job) {
        return Ok(());
    }
    say!("optimising it with wasm-opt");
    let _ = fs::remove_file(&done);
    run(command(project::npm_program("wasm-opt"), OPTIMISATIONS).args(FEATURES).arg(bound).arg("-o").arg(optimised))?;
    Ok(fs::write(&done, job)?)
}

/// Prints what the module weighs, and refuses one that is over the ceiling.
pub fn weigh(part: &Part, wasm: &Path) -> Result<()> {
    const SCRIPT: &str = "
        const { readFileSync } = require('fs'), { gzipSync, brotliCompressSync } = require('zlib');
        const raw = readFileSync(process.argv[1]);
        console.log(raw.length, gzipSync(raw, { level: 9 }).length, brotliCompressSync(raw).length);";
    let sizes = read(command("node", &["-e", SCRIPT]).arg(wasm))?;
    let sizes: Vec<usize> = sizes.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [raw, gzip, brotli] = sizes[..] else { bail!("node did not print three sizes") };
    let Part { feature, ceiling, .. } = *part;
    println!("  wasm ({feature}): {} raw, {} gzip, {} brotli (ceiling {})", kib(raw), kib(gzip), kib(brotli), kib(ceiling));
    if brotli > ceiling {
        bail!("the module ({feature}) is {brotli} bytes brotli-compressed, over the ceiling of {ceiling}");
    }
    Ok(())
}

fn kib(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}
