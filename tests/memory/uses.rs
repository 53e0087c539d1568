//! What each byte of a slab is used for, against a count of single bytes. Not how it is drawn.

use pool::memory::snapshot::{Parts, SlabView, Stretch, Use};
use pool::memory::{Memory, PoolSetting, Profile, Region, Request, Setup, SlabId, SlabKind};
use proptest::prelude::*;

/// The use of one byte, by the words of the definition.
fn used(slab: &SlabView, views: &[Region], byte: u64) -> Use {
    let inside = |from: u64, to: u64| from <= byte && byte < to;
    let mine = || views.iter().filter(|view| view.slab == slab.id);
    let shown = mine().any(|view| inside(view.offset, view.end()));
    let pool = slab.kind == SlabKind::Pool;
    let (base, next) = (u64::from(slab.base), u64::from(slab.next));
    let limit = base + slab.capacity;
    let owner = (0..slab.regions.len().max(usize::from(!pool))).map(|index| slab.region(index));
    let owner = owner.into_iter().find(|(from, to)| inside(*from, *to));
    match owner {
        _ if pool && slab.current && inside(next, limit) => Use::Free,
        _ if shown => Use::Live,
        Some((from, to)) if mine().any(|view| view.offset.max(from) < view.end().min(to)) => Use::Held,
        Some(_) => Use::Dead,
        None if byte < base || byte >= limit => Use::Slack,
        None if byte < base + slab.startup => Use::Startup,
        None if byte >= next => Use::Abandoned,
        None => Use::Padding,
    }
}

fn figure(parts: &Parts, used: Use) -> u64 {
    match used {
        Use::Free => parts.free,
        Use::Live => parts.live,
        Use::Held => parts.held,
        Use::Dead => parts.dead,
        Use::Padding => parts.padding,
        Use::Startup => parts.startup,
        Use::Abandoned => parts.abandoned,
        Use::Slack => parts.slack,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the views are, Buffers, parts of them or windows anywhere, every byte is counted once, and under the right word.
    #[test]
    fn every_byte_has_one_use(
        profile in prop_oneof![Just("classic"), Just("22"), Just("26"), Just("26.8.1")],
        sizes in prop::collection::vec(prop_oneof![0_u32..40, 0_u32..900, Just(5000)], 1..20),
        windows in prop::collection::vec((0_u32..5, 0_usize..20, 0_u32..10_000, 0_u32..10_000), 0..12),
    ) {
        let profile = Profile::parse(profile).expect("the profile exists");
        let mut memory = Memory::new(Setup { pool_size: Some(2048), ..Setup::new(profile) });
        let setting = PoolSetting::of(2048);
        let given: Vec<Region> = sizes
            .iter()
            .map(|size| memory.take(f64::from(*size), setting, Request::AllocUnsafe).expect("there is memory"))
            .collect();
        let views: Vec<Region> = windows
            .into_iter()
            .map(|(kind, which, start, length)| {
                let whole = given[which % given.len()];
                if kind == 0 {
                    return whole;
                }
                let (from, room) = if kind == 1 {
                    (0, memory.size(whole.slab).unwrap_or(0))
                } else {
                    (whole.offset, whole.length)
                };
                let (start, length) = (u64::from(start), u64::from(length));
                let skipped = start % (room + 1);
                Region { slab: whole.slab, offset: from + skipped, length: length % (room - skipped + 1) }
            })
            .collect();
        let now = memory.snapshot(&views);
        let mut all = 0;
        for slab in &now.slabs {
            let stretches = slab.stretches();
            let mut at = 0;
            for stretch in &stretches {
                prop_assert_eq!(stretch.start, at);
                prop_assert!(stretch.end > at);
                for byte in stretch.start..stretch.end {
                    prop_assert_eq!(stretch.used, used(slab, &views, byte), "byte {} of {:?}", byte, slab);
                }
                at = stretch.end;
            }
            prop_assert_eq!(at, slab.size);
            let uses =
                [Use::Free, Use::Live, Use::Held, Use::Dead, Use::Padding, Use::Startup, Use::Abandoned, Use::Slack];
            for used in uses {
                let sum: u64 = stretches.iter().filter(|part| part.used == used).map(Stretch::bytes).sum();
                prop_assert_eq!(figure(&slab.parts, used), sum);
            }
            prop_assert_eq!(slab.parts.sum(), slab.size);
            prop_assert_eq!(slab.waste(), if slab.current { 0 } else { slab.size - slab.parts.live });
            all += slab.size;
            if slab.current {
                prop_assert_eq!(slab.parts.free, u64::from(now.pool.free()));
            }
        }
        prop_assert_eq!(now.parts.sum(), all);
    }
}

/// `subarray(0, 4)` of 4,000: 4 live, 3,996 held.
#[test]
fn a_part_shows_what_it_shows() {
    let mut memory = Memory::new(Setup::new(Profile::classic()));
    let whole = memory.take(4000.0, PoolSetting::of(8192), Request::AllocUnsafe).expect("there is memory");
    let now = memory.snapshot(&[Region { length: 4, ..whole }]);
    let parts = now.slab(SlabId(1)).expect("it is there").parts;
    assert_eq!((parts.live, parts.held, parts.dead, parts.startup, parts.free), (4, 3996, 0, 256, 3936));
}
