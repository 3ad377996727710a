//! The core beside others under criterion. `cargo xtask bench native` makes the documents; `BENCH_DOCUMENTS` names another folder.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use native_benches::WORKLOADS;
use std::path::PathBuf;
use std::{env, fs};

fn benches(criterion: &mut Criterion) {
    let made = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/xtask/benches");
    let folder = env::var_os("BENCH_DOCUMENTS").map_or_else(|| PathBuf::from(made), PathBuf::from);
    for workload in WORKLOADS {
        let file = folder.join(workload.document);
        let Ok(text) = fs::read_to_string(&file) else {
            eprintln!("{} is not there: `cargo xtask bench native` makes it", file.display());
            continue;
        };
        let mut group = criterion.benchmark_group(workload.document);
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        for (name, run) in workload.contenders {
            group.bench_function(*name, |bencher| bencher.iter(|| run(&text)));
        }
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
