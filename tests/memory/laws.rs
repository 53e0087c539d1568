//! What holds after every history of requests. Not what any Node printed.

use pool::memory::{Alive, Memory, PoolSetting, Profile, Region, Request, Setup, SlabKind};
use proptest::prelude::*;

/// One request of a history.
#[derive(Clone, Debug)]
enum Step {
    Take(f64),
    Aligned(f64, u32),
    Text(usize, usize),
    Own(u16),
    PoolSize(f64),
    Sweep(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let size = prop_oneof![0_u32..20, 0_u32..600, 4090_u32..4100, 0_u32..40_000].prop_map(f64::from);
    prop_oneof![
        6 => size.clone().prop_map(Step::Take),
        1 => (size.clone(), 0_u32..4).prop_map(|(size, quarters)| Step::Take(size + f64::from(quarters) / 4.0)),
        2 => (size, 0_u32..10).prop_map(|(size, log)| Step::Aligned(size, 1 << log)),
        4 => (0_usize..5000, 0_usize..5).prop_map(|(units, per)| Step::Text(units, units * per)),
        1 => any::<u16>().prop_map(Step::Own),
        1 => prop_oneof![Just(-1.0), Just(0.0), Just(100.0), Just(100.5), Just(1024.0), Just(8192.0), Just(1e6), Just(4e9)]
            .prop_map(Step::PoolSize),
        1 => any::<u64>().prop_map(Step::Sweep),
    ]
}

fn profile() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("18"), Just("classic"), Just("22"), Just("24"), Just("26.8.1"), Just("26")]
}

fn start(profile: &str) -> Memory {
    let profile = Profile::parse(profile).expect("the profile exists");
    Memory::new(Setup { max_bytes: 3_000_000, ..Setup::new(profile) })
}

/// Runs a step; `Some(Err)` is a refusal.
fn run(
    memory: &mut Memory,
    step: &Step,
    setting: &mut PoolSetting,
    kept: &mut Vec<Region>,
) -> Option<Result<Region, ()>> {
    let result = match *step {
        Step::Take(size) => memory.take(size, *setting, Request::AllocUnsafe),
        Step::Aligned(size, alignment) if memory.profile().aligns() => {
            memory.take_aligned(size, alignment, *setting, Request::AllocUnsafe)
        }
        Step::Aligned(size, _) => memory.take(size, *setting, Request::FromArray),
        Step::Text(units, bytes) => {
            let write = |room: &mut [u8]| room.len().min(bytes);
            memory.take_string(units, || bytes, *setting, Request::FromString, write)
        }
        Step::Own(size) => memory
            .unspecified(u64::from(size), SlabKind::Own, Request::AllocUnsafeSlow)
            .map(|slab| Region { slab, offset: 0, length: u64::from(size) }),
        Step::PoolSize(size) => {
            *setting = PoolSetting { threshold: (size as i64 as u32) >> 1, size };
            return None;
        }
        Step::Sweep(seed) => {
            kept.retain(|region| (region.offset * 31 + u64::from(region.slab.0) + seed) % 3 > 0);
            let mut alive = Alive::default();
            kept.iter().for_each(|region| alive.view(memory, *region));
            memory.sweep(&alive);
            return None;
        }
    };
    Some(result.map_err(|_| ()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_history_keeps_the_laws(profile in profile(), steps in prop::collection::vec(step(), 1..120)) {
        let (mut memory, mut twin) = (start(profile), start(profile));
        let mut setting = PoolSetting::of(memory.default_pool_size());
        let mut twin_setting = setting;
        let (mut kept, mut twin_kept) = (Vec::new(), Vec::new());
        for step in &steps {
            let before = (memory.live_bytes(), memory.pool(), memory.snapshot(&kept).slabs);
            let got = run(&mut memory, step, &mut setting, &mut kept);
            prop_assert_eq!(got, run(&mut twin, step, &mut twin_setting, &mut twin_kept), "the history decides");
            match got {
                Some(Ok(region)) => {
                    let end = region.offset + region.length;
                    prop_assert!(end <= memory.bytes(region.slab).len() as u64);
                    prop_assert!(memory.why(region).is_some());
                    if memory.kind(region.slab) == SlabKind::Pool {
                        prop_assert_eq!((region.offset - u64::from(memory.pool().base)) % 8, 0);
                        let old = kept.iter().filter(|known| known.slab == region.slab && known.length > 0);
                        for known in old {
                            let apart = known.offset + known.length <= region.offset
                                || region.offset + region.length <= known.offset;
                            prop_assert!(apart || region.length == 0, "{:?} overlaps {:?}", region, known);
                        }
                    }
                    kept.push(region);
                    twin_kept.push(region);
                }
                Some(Err(())) => {
                    // As in Node, a pool that could not be made is noted, and an alignment's padding stays skipped.
                    let pool = memory.pool();
                    prop_assert_eq!((memory.live_bytes(), pool.slab, pool.size), (before.0, before.1.slab, before.1.size));
                    if matches!(step, Step::Own(_)) {
                        prop_assert_eq!(pool, before.1);
                        prop_assert_eq!(&memory.snapshot(&kept).slabs, &before.2);
                    }
                }
                None => {}
            }
            let snapshot = memory.snapshot(&kept);
            let mut live = 0;
            for slab in &snapshot.slabs {
                prop_assert_eq!(slab.parts.sum(), slab.size, "{:?}", slab);
                live += slab.size;
                if slab.kind == SlabKind::Pool {
                    let mine = kept.iter().filter(|region| region.slab == slab.id);
                    prop_assert_eq!(slab.parts.live, mine.map(|region| region.length).sum::<u64>());
                }
            }
            prop_assert_eq!(live, memory.live_bytes());
            // What the pool gave, slab by slab, freed ones included, is what the ledger counted.
            let given = memory.lives().into_iter().filter(|life| life.kind == SlabKind::Pool).map(|life| life.used);
            prop_assert_eq!(given.sum::<u64>(), snapshot.totals.pooled.bytes);
            prop_assert!(memory.held_bytes() <= 3_000_000);
            for region in &kept {
                prop_assert!(snapshot.slab(region.slab).is_some(), "{:?} was freed under its user", region);
            }
        }
    }
}
