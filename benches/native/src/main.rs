//! `native-benches FOLDER ROUNDS` prints megabytes a second as JSON: for each document in the folder, of each contender. Rounds are interleaved,
//! medians count.

use native_benches::WORKLOADS;
use serde_json::{Map, Value};
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, rounds] = arguments.as_slice() else { return Err("native-benches FOLDER ROUNDS".into()) };
    let rounds: usize = rounds.parse()?;
    let mut rates = Map::new();
    for workload in WORKLOADS {
        let text = fs::read_to_string(Path::new(folder).join(workload.document))?;
        let mut times = vec![Vec::new(); workload.contenders.len()];
        // The first round warms up.
        for round in 0..=rounds.max(1) {
            for ((_, run), times) in workload.contenders.iter().zip(&mut times) {
                let begun = Instant::now();
                black_box(run(black_box(&text)));
                if round > 0 {
                    times.push(begun.elapsed());
                }
            }
        }
        let of_document = workload.contenders.iter().zip(times).map(|((name, _), mut times)| {
            times.sort();
            let seconds = times[times.len() / 2].as_secs_f64();
            (String::from(*name), Value::from(text.len() as f64 / seconds / 1e6))
        });
        rates.insert(workload.document.into(), Value::Object(of_document.collect()));
    }
    println!("{}", Value::Object(rates));
    Ok(())
}
