//! 1,300 requests of all kinds, with `Buffer.poolSize` assigned in between, as five Nodes placed them. Not laws.

use std::collections::HashMap;

use pool::memory::{PoolSetting, SlabKind};

use super::{memory, request, setting};

fn walk(profile: &str, golden: &str) {
    let mut memory = memory(profile);
    let mut setting = setting(&memory);
    let mut seen = HashMap::new();
    let mut requests = 0;
    for (line, row) in golden.lines().enumerate().filter(|(_, row)| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let number: f64 = columns[1].parse().expect("a number");
        if columns[0] == "poolSize" {
            setting = PoolSetting { threshold: (number as u64 as u32) >> 1, size: number };
            continue;
        }
        let field = |at: usize| columns[at].parse::<usize>().expect("a number");
        let counts = (field(2), field(3), field(7));
        let region = request(&mut memory, columns[0], number, counts, setting).expect("there is memory");
        let next = seen.len() + 1;
        let slab = *seen.entry(region.slab).or_insert(next);
        let base = if memory.kind(region.slab) == SlabKind::Pool { memory.pool().base } else { 0 };
        let offset = if columns[6] == "-" { "-".to_owned() } else { (region.offset - u64::from(base)).to_string() };
        let got = format!("{slab}\t{}\t{offset}\t{}", memory.bytes(region.slab).len(), region.length);
        assert_eq!(got, columns[4..].join("\t"), "{profile}, line {}: {row}", line + 1);
        requests += 1;
    }
    assert!(requests > 1200, "only {requests} requests");
}

#[test]
fn node_18() {
    walk("18", include_str!("../golden/pool/walk-18.tsv"));
}

#[test]
fn node_20() {
    walk("20", include_str!("../golden/pool/walk-20.tsv"));
}

#[test]
fn node_22() {
    walk("22", include_str!("../golden/pool/walk-22.tsv"));
}

#[test]
fn node_24() {
    walk("24", include_str!("../golden/pool/walk-24.tsv"));
}

#[test]
fn node_26() {
    walk("26", include_str!("../golden/pool/walk-26.tsv"));
}
