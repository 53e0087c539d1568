//! Slabs of one allocation: strings that did not fill them, alignment, resizing, detaching, limits. Not the pool.

use pool::memory::{Alive, Fresh, Memory, PoolSetting, Profile, Refusal, Region, Request, Setup, SlabId, SlabKind};

use super::{memory, setting, unsafe_};

/// `Buffer.from('zz'.repeat(5000), 'hex')` and `Buffer.from('ab'.repeat(5000) + 'zz', 'hex')`: length and
/// `buffer.byteLength` as Node 18.20.8, 20.20.2 and 22.23.3 print them.
#[test]
fn an_unfilled_string_slab_keeps_its_size_since_20_18() {
    for (profile, written, expected) in [
        ("18", 0, (0, 0)),
        ("18", 5000, (5000, 5000)),
        ("20", 0, (0, 5001)),
        ("20", 5000, (5000, 5001)),
        ("22", 5000, (5000, 5001)),
    ] {
        let mut memory = memory(profile);
        let setting = setting(&memory);
        let got = memory.take_string(
            10_002,
            || 5001,
            setting,
            Request::FromString,
            |room| {
                room[..written].fill(1);
                written
            },
        );
        let region = got.expect("there is memory");
        assert_eq!((region.length, memory.bytes(region.slab).len()), expected, "{profile}, {written} bytes");
        let parts = memory.snapshot(&[region]).slab(region.slab).map(|slab| slab.parts).expect("it is there");
        assert_eq!((parts.live, parts.slack), (expected.0, (expected.1 - expected.0 as usize) as u64));
    }
}

/// As Node 26.10.0 sizes them: `Buffer.allocUnsafeSlow(100, 4096).buffer.byteLength` is 4196.
#[test]
fn alignment_makes_a_slab_larger() {
    for (profile, alignment, size) in
        [("26", 8, 108), ("26", 1, 108), ("26", 64, 164), ("26", 4096, 4196), ("26.8.1", 64, 163)]
    {
        let mut memory = memory(profile);
        let region = memory.unspecified_aligned(100.0, alignment, Request::AllocUnsafeSlow).expect("there is memory");
        assert_eq!((region.length, memory.bytes(region.slab).len()), (100, size), "{profile}, {alignment}");
        assert!(region.offset as usize + 100 <= size);
    }
}

#[test]
fn nothing_asked_is_nothing_on_the_pool() {
    let mut memory = memory("22");
    let before = memory.pool();
    for size in [0.0, -0.0, -1.0, f64::NAN] {
        let region = unsafe_(&mut memory, size);
        assert_ne!(region.slab, memory.pool_slab());
        assert_eq!((region.offset, region.length, memory.bytes(region.slab).len()), (0, 0, 0));
    }
    assert_eq!(memory.pool(), before);
}

#[test]
fn resizing() {
    let mut memory = memory("22");
    let slab = memory.zeroed(4, SlabKind::Own, Request::ArrayBuffer).expect("there is memory");
    assert_eq!(memory.resize(slab, 8), Err(Refusal::NotResizable));
    memory.set_max_length(slab, 16);
    assert!(memory.is_resizable(slab));
    memory.bytes_mut(slab).fill(7);
    let live = memory.live_bytes();
    memory.resize(slab, 8).expect("under the maximum");
    assert_eq!(memory.bytes(slab), [7, 7, 7, 7, 0, 0, 0, 0]);
    memory.resize(slab, 2).expect("under the maximum");
    memory.resize(slab, 4).expect("under the maximum");
    assert_eq!(memory.bytes(slab), [7, 7, 0, 0], "shrinking forgets");
    assert_eq!(memory.live_bytes(), live);
    assert_eq!(memory.resize(slab, 17), Err(Refusal::NotResizable));
}

#[test]
fn detaching() {
    let mut memory = memory("22");
    let slab = memory.adopt(vec![1, 2, 3], SlabKind::External, Request::Transfer).expect("there is memory");
    let live = memory.live_bytes();
    memory.detach(slab);
    assert!(memory.is_detached(slab) && memory.bytes(slab).is_empty());
    assert_eq!(memory.live_bytes(), live - 3);
    memory.detach(slab);
    assert_eq!(memory.live_bytes(), live - 3);
    // Node 22.23.3: after Buffer.allocUnsafe(1).buffer.transfer() the pool is broken until a request no longer fits.
    let pool = memory.pool_slab();
    memory.detach(pool);
    assert_eq!(memory.take(8.0, PoolSetting::of(8192), Request::AllocUnsafe), Err(Refusal::DetachedPool));
    memory.take(4095.0, PoolSetting::of(8192), Request::AllocUnsafe).expect_err("it would still fit");
    assert_eq!(unsafe_(&mut memory, 5000.0).length, 5000);
}

fn limited(max_bytes: u64) -> Memory {
    let profile = Profile::parse("22").expect("the profile exists");
    Memory::new(Setup { max_bytes, ..Setup::new(profile) })
}

#[test]
fn the_limit_holds_and_a_refusal_changes_nothing() {
    let mut memory = limited(20_000);
    let kept = unsafe_(&mut memory, 4095.0);
    let before = (memory.pool(), memory.live_bytes(), memory.bytes(kept.slab).to_vec());
    for refused in [
        memory.zeroed(11_809, SlabKind::Own, Request::Alloc).map(|_| ()),
        memory.take(11_809.0, PoolSetting::of(8192), Request::AllocUnsafe).map(|_| ()),
        memory.adopt(vec![0; 11_809], SlabKind::Own, Request::Transfer).map(|_| ()),
        memory.take_string(20_000, || 20_000, PoolSetting::of(8192), Request::FromString, |_| 0).map(|_| ()),
    ] {
        assert_eq!(refused, Err(Refusal::Full));
    }
    for refused in [
        memory.unspecified(u64::MAX, SlabKind::Own, Request::AllocUnsafeSlow).map(|_| ()),
        memory.take(1e300, PoolSetting::of(8192), Request::AllocUnsafe).map(|_| ()),
    ] {
        assert_eq!(refused, Err(Refusal::OutOfMemory), "Node itself would not get it");
    }
    assert_eq!((memory.pool(), memory.live_bytes(), memory.bytes(kept.slab).to_vec()), before);
    assert_eq!(memory.ledger().totals().refused, 6);
    memory.zeroed(11_808, SlabKind::Own, Request::Alloc).expect("exactly the limit");
}

#[test]
fn what_is_kept_for_reuse_goes_first() {
    let mut memory = limited(20_000);
    for _ in 0..10 {
        memory.zeroed(11_000, SlabKind::Own, Request::Alloc).expect("there is memory");
        memory.sweep(&Alive::default());
    }
    assert_eq!(memory.live_bytes(), 8192);
}

/// Node 18.20.8 to 26.10.0: `Buffer.poolSize = -1` breaks every later allocation that needs a new pool, and once it is
/// set right again the next one makes a new pool.
#[test]
fn a_pool_that_cannot_be_made_is_noted() {
    let mut memory = memory("22");
    unsafe_(&mut memory, 8.0);
    let wrong = PoolSetting { threshold: 2_147_483_647, size: -1.0 };
    assert_eq!(memory.take(8.0, wrong, Request::AllocUnsafe).map(|region| region.offset), Ok(16), "it still fits");
    assert_eq!(memory.take(8192.0, wrong, Request::AllocUnsafe), Err(Refusal::InvalidLength(-1.0)));
    assert_eq!(memory.take(8.0, wrong, Request::AllocUnsafe), Err(Refusal::InvalidLength(-1.0)));
    let first = unsafe_(&mut memory, 1.0);
    assert_eq!((first.offset, first.slab), (0, SlabId(2)));
}

#[test]
fn copying_between_and_within() {
    let mut memory = memory("22");
    let a = memory.adopt((0..10).collect(), SlabKind::Own, Request::Alloc).expect("there is memory");
    let b = memory.unspecified(100, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
    memory.copy(a, 0, 8, a, 2).expect("there is memory");
    assert_eq!(memory.bytes(a), [0, 1, 0, 1, 2, 3, 4, 5, 6, 7]);
    memory.copy(a, 8, 100, b, 97).expect("there is memory");
    assert_eq!(&memory.bytes(b)[95..], [0, 0, 6, 7, 0]);
    let written: Vec<bool> = (95..101).map(|at| memory.was_written(b, at)).collect();
    assert_eq!(written, [false, false, true, true, false, false]);
    memory.copy(a, usize::MAX, usize::MAX, b, usize::MAX).expect("there is nothing to copy");
    memory.copy(SlabId(0), 0, 1, SlabId(77), 0).expect("there is nothing to copy");
}

#[test]
fn hostile_numbers_do_no_harm() {
    let mut memory = limited(1 << 40);
    let nothing = Region { slab: SlabId(u32::MAX), offset: u64::MAX / 2, length: u64::MAX / 2 };
    assert_eq!(memory.why(nothing), None);
    assert!(memory.bytes(nothing.slab).is_empty() && memory.bytes_mut(nothing.slab).is_empty());
    memory.wrote(memory.pool_slab(), usize::MAX - 1, usize::MAX);
    assert!(memory.provenance(memory.pool_slab(), u64::MAX, u64::MAX).is_empty());
    for size in [4_294_967_295.0, 4_294_967_296.0, f64::INFINITY] {
        for threshold in [0, u32::MAX >> 1] {
            let setting = PoolSetting { threshold, size };
            let taken = memory.take(size, setting, Request::AllocUnsafe).map(|region| region.length as f64);
            assert_eq!(taken, if size.is_finite() { Ok(size) } else { Err(Refusal::OutOfMemory) });
            let small = memory.take(20_000.0, setting, Request::AllocUnsafe);
            assert_eq!(small.is_ok(), threshold == 0, "{size}");
        }
    }
    memory.snapshot(&[nothing]);
}

#[test]
fn bytes_up_to_64_are_zero_even_when_unsafe() {
    let profile = Profile::parse("22").expect("the profile exists");
    let mut memory = Memory::new(Setup { fresh: Fresh::Noise, ..Setup::new(profile) });
    let mut zero = |size| {
        let slab = memory.unspecified(size, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
        memory.bytes(slab).iter().all(|&byte| byte == 0)
    };
    assert!(zero(1) && zero(64));
    assert!(!zero(65));
}

/// Of a large slab only what was touched counts, and copies and zeros touch no more than they must.
#[test]
fn what_nobody_touched_costs_nothing() {
    const HUGE: u64 = 1 << 32;
    let granule = pool::memory::limits::GRANULE;
    let mut memory = limited(5 * granule);
    let zeroed = memory.zeroed(HUGE, SlabKind::Own, Request::Alloc).expect("nobody touched it");
    let unset = memory.unspecified(HUGE, SlabKind::Own, Request::AllocUnsafeSlow).expect("nobody touched it");
    assert_eq!((memory.live_bytes(), memory.whole(unset).end()), (8192 + 2 * HUGE, HUGE));
    let last = HUGE as usize - 1;
    memory.may_touch(zeroed, last, 1).expect("a granule is there");
    memory.bytes_mut(zeroed)[last] = 7;
    memory.wrote(zeroed, last, 1);
    memory.clear(zeroed, 0, last);
    memory.copy(zeroed, 0, HUGE as usize, unset, 0).expect("one more granule");
    assert_eq!((memory.bytes(unset)[last], memory.was_written(unset, 0), memory.take_overrun()), (7, true, false));
    assert_eq!(memory.next_touched(unset, 0, HUGE as usize), Some((last + 1 - granule as usize, last + 1)));
    assert_eq!(
        memory.may_touch(zeroed, 0, 3 * granule as usize),
        Err(Refusal::Full),
        "two of five are used, and the pool"
    );
    memory.clear(unset, last, 1);
    assert_eq!(memory.bytes(unset)[last], 0);
    // Byte by byte it is found out afterwards.
    for at in 0..4 {
        memory.wrote(zeroed, at * granule as usize, 1);
    }
    assert_eq!((memory.take_overrun(), memory.take_overrun()), (true, false));
    let moved = memory.hand_on(zeroed, HUGE - granule).expect("it was there before");
    assert_eq!(memory.live_bytes(), 8192 + 2 * HUGE - granule);
    memory.set_max_length(moved, 2 * HUGE);
    memory.resize(moved, 16).expect("it shrinks");
    memory.resize(moved, 2 * HUGE).expect("nobody touched it");
    assert_eq!((memory.bytes(moved).len() as u64, memory.bytes(moved)[last]), (2 * HUGE, 0));
    memory.sweep(&Alive::default());
    assert_eq!(memory.live_bytes(), 8192);
    memory.zeroed(4 * granule, SlabKind::Own, Request::Alloc).expect("all is free again");
}

/// Node 24 and 26 show what memory held before from the first call on, 18 to 22 zeros.
#[test]
fn rubbish_is_made_up_and_always_the_same() {
    let first = |profile: &str, fresh| {
        let setup = Setup::new(Profile::parse(profile).expect("the profile exists"));
        let mut memory = Memory::new(Setup { fresh, ..setup });
        let own = memory.unspecified(100, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
        let bytes = unsafe_(&mut memory, 10.0);
        let (slab, at) = (bytes.slab, bytes.offset as usize);
        assert!(!memory.was_written(slab, at) && !memory.was_written(own, 0));
        let nobody = |bytes: &[u8]| bytes.iter().any(|&byte| byte != 0);
        (nobody(&memory.bytes(slab)[at..at + 10]), nobody(memory.bytes(own)), memory.bytes(own).to_vec())
    };
    for (profile, shows) in
        [("classic", false), ("18", false), ("20", false), ("22", false), ("24", true), ("26", true)]
    {
        let (pooled, own, bytes) = first(profile, Fresh::Recycled);
        assert_eq!((pooled, own), (shows, shows), "{profile}");
        assert_eq!(bytes, first(profile, Fresh::Recycled).2, "{profile}");
        assert_eq!(first(profile, Fresh::Zero).2, [0; 100], "{profile}");
    }
}
