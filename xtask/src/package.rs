//! The npm package, from the core, `src/js` and `pkg.json`.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::commands::{cargo, command, read, run, say};
use crate::{declarations, makers, project, tools, wasm};

/// Files of the root that the package carries where they exist.
const PAPERS: &[&str] =
    &["README.md", "README.zh-CN.md", "SECURITY.md", "SECURITY.zh-CN.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"];

/// Entries that are bundled, each as a module for `import` and one for `require`; and the modules that each carries.
const BUNDLES: &[(&str, &str)] = &[("index", INLINED), ("slim", BROUGHT), ("codemirror", BROUGHT)];

/// What an entry takes for the modules: those within it, or none, since the caller brings them.
const INLINED: &str = "export * from \"../inlined.js\";
";
const BROUGHT: &str = "export const whole = undefined;
export const scans = undefined;
";

/// What an entry imports by name: the package itself, so that its module is there once, and what its users bring.
const IMPORTED: &[&str] = &["yct-envelope", "@codemirror/*", "@lezer/*"];

/// Entries that import the module as a file; they stand as they are written.
const FILES: &[&str] = &["workerd.js", "edge-light.js"];

/// The program, and the threads that it starts: from the name in `src/js/cli` to that in the package.
const PROGRAMS: &[(&str, &str)] = &[("main", "cli"), ("worker", "cli-worker")];

/// What a slim entry's declarations say where they differ.
const SLIM: &str = "\
/**
 * Starts the module: at once where `wasm` is a `WebAssembly.Module`, else when the promise resolves. Call it before
 * anything else.
 *
 * @param wasm the package's `yct-envelope.wasm`: a compiled module, its bytes, or a promise of either
 * @param scans the same of `yct-envelope.scans.wasm`, which reads plain envelopes many times faster; without it, they are read like any other
 */
export declare function init(wasm: object | PromiseLike<object>, scans?: object | PromiseLike<object>): Promise<void>;
";

/// The modules as files.
const MODULES: &[&str] = &["yct-envelope.wasm", "yct-envelope.scans.wasm"];

/// What the entry that is a module's file declares, but for how it exports it.
const WASM: &str = "/** The module, as your bundler gives a .wasm file: its address, its bytes or the compiled module. */\ndeclare const wasm: string | object;\n";

/// Writes the finished package into `pkg/`.
pub fn build() -> Result<()> {
    let _alone = alone()?;
    tools::wasm_target()?;
    tools::npm_packages("")?;
    let module = wasm::build(&wasm::WHOLE)?;
    let scans = wasm::build(&wasm::SCANS)?;

    say!("writing the npm package into pkg/");
    let staged = stage(&module, &scans)?;
    let package = project::scratch("package");
    let _ = fs::remove_dir_all(&package);
    let dist = package.join("dist");
    fs::create_dir_all(&dist)?;

    for (entry, modules) in BUNDLES {
        fs::write(staged.join("generated/modules.js"), modules)?;
        bundle(&staged, entry, "esm", &dist.join(format!("{entry}.js")))?;
        bundle(&staged, entry, "cjs", &dist.join(format!("{entry}.cjs")))?;
    }
    for file in FILES {
        fs::copy(staged.join(file), dist.join(file))?;
    }
    for (file, module) in MODULES.iter().zip([&module, &scans]) {
        fs::copy(&module.wasm, dist.join(file))?;
    }
    programs(&dist)?;
    declare(&dist)?;
    papers(&package)?;
    fs::write(package.join("package.json"), manifest()?)?;

    // In one move, so that whoever reads it meanwhile never meets half a package.
    let pkg = project::path("pkg");
    let _ = fs::remove_dir_all(&pkg);
    fs::rename(&package, &pkg)?;
    link(&pkg)
}

/// Copies what there is to read: the papers of the root and every page in `docs/`. A link to what the package does not carry becomes its words alone.
fn papers(package: &Path) -> Result<()> {
    fs::create_dir_all(package.join("docs"))?;
    let pages = fs::read_dir(project::path("docs"))?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|page| Path::new("docs").join(page.file_name()));
    let papers = PAPERS.iter().map(PathBuf::from).chain(pages.filter(|page| page.extension().is_some_and(|extension| extension == "md")));
    let carried: Vec<_> = papers.filter(|paper| project::root().join(paper).exists()).collect();
    for paper in &carried {
        fs::copy(project::root().join(paper), package.join(paper))?;
    }
    for paper in carried.iter().map(|paper| package.join(paper)) {
        let folder = paper.parent().context("a paper is in a folder")?;
        fs::write(&paper, without_dead_links(&fs::read_to_string(&paper)?, folder))?;
    }
    Ok(())
}

fn without_dead_links(text: &str, folder: &Path) -> String {
    let mut live = String::new();
    let mut rest = text;
    while let Some((before, (target, after))) = rest.split_once("](").and_then(|(before, after)| Some((before, after.split_once(')')?))) {
        let file = target.split('#').next().unwrap_or_default();
        let is_dead = !file.contains(':') && [".md", ".txt"].iter().any(|end| file.ends_with(end)) && !folder.join(file).exists();
        match before.rsplit_once('[').filter(|_| is_dead) {
            Some((sentence, words)) => live += &format!("{sentence}{words}"),
            None => live += &format!("{before}]({target})"),
        }
        rest = after;
    }
    live + rest
}

/// Prints what the package's modules weigh, and refuses one that is over its ceiling.
pub fn weigh() -> Result<()> {
    wasm::weigh(&wasm::SCANS, &project::path("pkg/dist/yct-envelope.scans.wasm"))?;
    wasm::weigh(&wasm::WHOLE, &project::path("pkg/dist/yct-envelope.wasm"))
}

/// Waits until no other build is under way; none begins while the file is held.
fn alone() -> Result<File> {
    let folder = project::scratch("");
    fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        say!("waiting for another build to end");
        lock.lock()?;
    }
    Ok(lock)
}

/// Lays the JavaScript and what is generated for it side by side.
fn stage(module: &wasm::Module, scans: &wasm::Module) -> Result<PathBuf> {
    let staged = project::scratch("js");
    let _ = fs::remove_dir_all(&staged);
    let generated = staged.join("generated");
    fs::create_dir_all(&generated)?;
    for file in fs::read_dir(project::path("src/js"))? {
        let file = file?.path();
        if file.extension().is_some_and(|extension| extension == "js") {
            fs::copy(&file, staged.join(file.file_name().unwrap_or_default()))?;
        }
    }
    fs::copy(&module.glue, generated.join("glue.js"))?;
    fs::write(generated.join("codes.js"), declarations::constants())?;
    fs::write(generated.join("protocol.js"), declarations::facts())?;
    fs::write(generated.join("makers.js"), makers::module())?;
    fs::write(generated.join("reference.js"), declarations::reference()?)?;
    for (file, module) in [("wasm.js", module), ("scans.js", scans)] {
        let base64 = read(command("node", &["-p", "require('fs').readFileSync(process.argv[1], 'base64')"]).arg(&module.wasm))?;
        fs::write(generated.join(file), format!("export default \"{}\";\n", base64.trim()))?;
    }
    Ok(staged)
}

fn bundle(staged: &Path, entry: &str, format: &str, output: &Path) -> Result<()> {
    run(command(
        project::npm_program("esbuild"),
        &["--bundle", "--charset=utf8", "--log-level=warning", "--platform=neutral", "--target=es2022"],
    )
    .current_dir(staged)
    .args(IMPORTED.iter().map(|name| format!("--external:{name}")))
    // A module for `require` must load the package's own by `require`: by `import` it would get another one.
    .arg(format!("--supported:dynamic-import={}", format == "esm"))
    .arg(format!("{entry}.js"))
    .arg(format!("--format={format}"))
    .arg(format!("--outfile={}", output.display())))
}

/// Bundles the command line. It imports the package by its name, as everyone does; what it takes from others is within it, and their licences beside it.
fn programs(dist: &Path) -> Result<()> {
    let mut inputs = BTreeSet::new();
    for (entry, name) in PROGRAMS {
        let meta = project::scratch(&format!("{name}.json"));
        let output = dist.join(format!("{name}.js"));
        run(command(
            project::npm_program("esbuild"),
            &[
                "--bundle",
                "--charset=utf8",
                "--log-level=warning",
                "--legal-comments=none",
                "--platform=node",
                "--target=node20.0",
                "--format=esm",
                "--external:yct-envelope",
            ],
        )
        .arg(format!("src/js/cli/{entry}.js"))
        .arg(format!("--metafile={}", meta.display()))
        .arg(format!("--outfile={}", output.display())))?;
        let meta: Value = serde_json::from_str(&fs::read_to_string(&meta)?)?;
        let files = meta["inputs"].as_object().context("esbuild lists no inputs")?;
        inputs.extend(files.keys().filter_map(|file| package_of(file)));
        executable(&output)?;
    }
    let mut notice = String::from("The command line contains these packages.\n");
    for folder in inputs {
        let name = folder.trim_start_matches("node_modules/");
        let file = fs::read_dir(project::path(&folder))?
            .flatten()
            .map(|entry| entry.path())
            .find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().starts_with("licen")));
        let licence = fs::read_to_string(file.with_context(|| format!("{name} has no licence file"))?)?;
        notice += &format!("\n----- {name}\n\n{}\n", licence.trim());
    }
    fs::write(dist.join("cli-licences.txt"), notice)?;
    Ok(())
}

/// The folder of the npm package that a file belongs to.
fn package_of(file: &str) -> Option<String> {
    let (before, after) = file.rsplit_once("node_modules/")?;
    let parts = if after.starts_with('@') { 2 } else { 1 };
    let name: Vec<_> = after.split('/').take(parts).collect();
    Some(format!("{before}node_modules/{}", name.join("/")))
}

fn executable(file: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Writes the declarations, once for `import` and once for `require`.
fn declare(dist: &Path) -> Result<()> {
    let written = fs::read_to_string(project::path("src/js/api.d.ts"))?;
    let all = format!("{written}\n{}", declarations::types());
    let codemirror = fs::read_to_string(project::path("src/js/codemirror.d.ts"))?;
    for (module, types) in [("js", "d.ts"), ("cjs", "d.cts")] {
        fs::write(dist.join(format!("index.{types}")), &all)?;
        fs::write(dist.join(format!("slim.{types}")), format!("export * from \"./index.{module}\";\n\n{SLIM}"))?;
        fs::write(dist.join(format!("codemirror.{types}")), codemirror.replace("./index.js", &format!("./index.{module}")))?;
    }
    for (types, export) in [("d.ts", "export default"), ("d.cts", "export =")] {
        for module in MODULES {
            fs::write(dist.join(format!("{module}.{types}")), format!("{WASM}{export} wasm;\n"))?;
        }
    }
    Ok(())
}

/// The package's manifest: `pkg.json` with the crate's version, so that the two never part.
fn manifest() -> Result<String> {
    const PLACE: &str = "\"version\": \"0.0.0\"";
    let crates: Value = serde_json::from_str(&read(&mut cargo(&["metadata", "--no-deps", "--format-version=1"]))?)?;
    let packages = crates["packages"].as_array().context("cargo metadata lists no packages")?;
    let core = packages.iter().find(|package| package["name"] == "yct-envelope").context("cargo metadata lacks yct-envelope")?;
    let manifest = fs::read_to_string(project::path("pkg.json"))?;
    if !manifest.contains(PLACE) {
        bail!("pkg.json must say {PLACE}: the crate's version goes there");
    }
    Ok(manifest.replacen(PLACE, &format!("\"version\": {}", core["version"]), 1))
}

/// Lets the page and the tests import the package by its name, as its users do.
fn link(pkg: &Path) -> Result<()> {
    let link = project::path("node_modules/yct-envelope");
    if fs::canonicalize(&link).ok() == fs::canonicalize(pkg).ok() {
        return Ok(());
    }
    let _ = fs::remove_file(&link);
    #[cfg(unix)]
    std::os::unix::fs::symlink("../pkg", &link)?;
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir("..\\pkg", &link)?;
    Ok(())
}
