//! What a sweep frees, keeps and marks. Not the finding of what is alive.

use std::collections::HashSet;

use pool::memory::{Alive, FreedSlab, Region, Request, SlabId, SlabKind};

use super::{memory, unsafe_};

#[test]
fn the_pool_stays_and_the_rest_goes() {
    let mut memory = memory("22");
    let a = unsafe_(&mut memory, 4000.0);
    let b = unsafe_(&mut memory, 4000.0);
    let c = unsafe_(&mut memory, 4000.0);
    let own = memory.zeroed(100, SlabKind::Own, Request::Alloc).expect("there is memory");
    assert_eq!((a.slab, b.slab, c.slab, own), (SlabId(1), SlabId(1), SlabId(2), SlabId(3)));
    let mut alive = Alive::default();
    alive.slab(own);
    let swept = memory.sweep(&alive);
    assert_eq!(swept.freed, [FreedSlab { slab: a.slab, kind: SlabKind::Pool, size: 8192 }]);
    assert_eq!((swept.slabs, swept.bytes, swept.dead, swept.dead_bytes, swept.spared_pool), (1, 8192, 1, 4000, true));
    assert!(memory.bytes(a.slab).is_empty());
    assert_eq!(memory.live_bytes(), 8292);
    assert_eq!(memory.allocated_since_sweep(), 0);
    let again = memory.sweep(&alive);
    assert_eq!((again.slabs, again.dead), (0, 0), "the dead die once");
    let ids: Vec<u32> = memory.snapshot(&[]).slabs.iter().map(|slab| slab.id.0).collect();
    assert_eq!(ids, [2, 3]);
}

/// The sketch of the slabs' table in the design: `a` unreachable, `b` and `key` on the second slab.
#[test]
fn parts_add_up() {
    let mut memory = memory("classic");
    unsafe_(&mut memory, 4095.0);
    let b = unsafe_(&mut memory, 4095.0);
    let key = unsafe_(&mut memory, 16.0);
    let snapshot = memory.snapshot(&[b, key]);
    let parts = |id: u32| {
        let parts = snapshot.slab(SlabId(id)).expect("it is there").parts;
        [parts.live, parts.dead, parts.padding, parts.startup, parts.abandoned, parts.free, parts.slack]
    };
    assert_eq!(parts(1), [0, 4095, 1, 256, 3840, 0, 0]);
    assert_eq!(parts(2), [4111, 0, 1, 0, 0, 4080, 0]);
    assert!(snapshot.slabs[0].is_collectable() && !snapshot.slabs[1].is_collectable());
}

#[test]
fn a_part_of_a_buffer_keeps_its_region() {
    let mut memory = memory("22");
    let a = unsafe_(&mut memory, 100.0);
    let part = Region { offset: a.offset + 50, length: 10, ..a };
    let whole = Region { slab: a.slab, offset: 0, length: 8192 };
    let parts = memory.snapshot(&[part]).slabs[0].parts;
    assert_eq!((parts.live, parts.held, parts.dead), (10, 90, 0));
    let through = memory.snapshot(&[whole]);
    let parts = through.slabs[0].parts;
    assert_eq!((parts.live, parts.held, parts.dead), (112, 0, 0), "startup, the Buffer and its padding");
    assert_eq!(parts.free, 8080, "the pool can still give what a view of the slab shows");
}

/// What keeps a region alive for a snapshot keeps it alive for a sweep.
#[test]
fn a_part_of_a_buffer_is_no_dead_region() {
    let mut memory = memory("22");
    let (a, b) = (unsafe_(&mut memory, 100.0), unsafe_(&mut memory, 50.0));
    let mut alive = Alive::default();
    alive.view(&memory, Region { offset: a.offset + 50, length: 10, ..a });
    let swept = memory.sweep(&alive);
    assert_eq!((swept.dead, swept.dead_bytes), (1, 50), "b alone: {b:?}");
    let through = memory.sweep(&Alive::default());
    assert_eq!((through.dead, through.dead_bytes), (1, 100));
}

#[test]
fn ids_are_never_reused_and_freed_records_are_let_go() {
    let mut memory = memory("22");
    let mut seen = HashSet::new();
    for round in 0..20 {
        for _ in 0..1000 {
            let slab = memory.zeroed(8, SlabKind::Own, Request::Alloc).expect("there is memory");
            assert!(seen.insert(slab));
        }
        let swept = memory.sweep(&Alive::default());
        assert_eq!((swept.slabs, swept.freed.len()), (1000, 1000), "round {round}");
    }
    assert_eq!(memory.snapshot(&[]).slabs.len(), 1);
    assert_eq!(memory.snapshot(&[]).made, 20_001);
    assert_eq!(memory.ledger().totals().freed.times, 20_000);
}
