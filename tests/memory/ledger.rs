//! The log, its bounds and its totals. Not the reasons.

use pool::memory::{Count, Request, SlabKind, limits};

use super::{memory, unsafe_};

#[test]
fn who_asked() {
    let mut memory = memory("classic");
    memory.begin_statement(1, "a = Buffer.allocUnsafe(10)");
    let a = unsafe_(&mut memory, 10.0);
    memory.begin_statement(2, "Buffer.alloc(5)");
    memory.zeroed(5, SlabKind::Own, Request::Alloc).expect("there is memory");
    let ledger = memory.ledger();
    assert_eq!(ledger.statement(1), Some("a = Buffer.allocUnsafe(10)"));
    assert_eq!(ledger.statement(3), None);
    assert_eq!(memory.why(a).map(|why| why.statement), Some(1));
    let last = ledger.last().expect("there is one");
    assert_eq!((last.statement, last.request, last.pooled), (2, Request::Alloc, false));
    assert_eq!(ledger.count(Request::AllocUnsafe), Count { times: 1, bytes: 10 });
    assert_eq!(ledger.totals().own, Count { times: 1, bytes: 5 });
}

#[test]
fn bounded_but_never_wrong_in_total() {
    let mut memory = memory("classic");
    for number in 1..=10_000 {
        memory.begin_statement(number, &"\u{e9}".repeat(1000));
        unsafe_(&mut memory, 8.0);
    }
    let ledger = memory.ledger();
    assert_eq!(ledger.recent().count(), limits::RECENT);
    assert_eq!(ledger.statement(1), None);
    let text = ledger.statement(10_000).expect("the newest is there");
    assert_eq!(text.chars().count(), limits::STATEMENT_CHARS + 3);
    assert_eq!(ledger.totals().pooled, Count { times: 10_000, bytes: 80_000 });
    assert_eq!(memory.snapshot(&[]).slabs.iter().map(|slab| slab.regions.len()).sum::<usize>(), 10_000);
}

/// `Buffer.from('zz', 'hex')` gives an empty Buffer on the pool and uses nothing; records of it must not pile up.
#[test]
fn empty_pooled_buffers_cost_nothing() {
    let mut memory = memory("22");
    let setting = super::setting(&memory);
    for _ in 0..1000 {
        let region = memory.take_string(2, || 1, setting, Request::FromString, |_| 0).expect("there is memory");
        assert_eq!((region.offset, region.length, region.slab), (8, 0, memory.pool_slab()));
        assert!(memory.why(region).is_some());
    }
    let snapshot = memory.snapshot(&[]);
    assert_eq!(snapshot.slabs[0].regions.len(), 1);
    assert_eq!(snapshot.totals.pooled.times, 1000);
}
