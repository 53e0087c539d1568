//! What each call takes from the pool, on eleven releases. Not where the first one starts.

use pool::memory::{Memory, Region};

use super::{memory, request, setting, unsafe_};

/// One call, then a one-byte Buffer to see where the pool stands, as the recording did it.
fn used(memory: &mut Memory, columns: &[&str], last: &mut Region) -> String {
    let setting = setting(memory);
    let before = *last;
    let field = |at: usize| columns[at].parse::<usize>().expect("a number");
    let number = columns[2].parse().expect("a number");
    request(memory, columns[1], number, (field(3), field(4), field(5)), setting).expect("there is memory");
    let after = unsafe_(memory, 1.0);
    *last = after;
    if after.slab == before.slab {
        (after.offset - before.offset - 8).to_string()
    } else {
        format!("new:{}", after.offset - u64::from(memory.pool().base))
    }
}

#[test]
fn as_measured() {
    let golden = include_str!("../golden/pool/consumption.tsv");
    let heading = golden.lines().find(|line| line.starts_with("# call")).expect("a heading");
    let releases: Vec<&str> = heading.split('\t').skip(6).collect();
    let mut compared = 0;
    for row in golden.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        for (release, expected) in releases.iter().zip(&columns[6..]) {
            let mut memory = memory(release);
            let mut last = unsafe_(&mut memory, 1.0);
            let got: Vec<String> = (0..3).map(|_| used(&mut memory, &columns, &mut last)).collect();
            assert_eq!(got.join(","), *expected, "{} on {release}", columns[0]);
            compared += 1;
        }
    }
    assert_eq!(compared, 63 * 11);
}
