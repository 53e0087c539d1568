//! The numbers behind a placement. Not their wording.

use pool::memory::{Decision, Memory, Need, Placement, PoolSetting, Pooled, Region, Request, SlabId, SlabKind};

use super::{memory, setting, unsafe_};

fn why(memory: &Memory, region: Region) -> Decision {
    memory.why(region).expect("it is there")
}

fn pooled(memory: &Memory, region: Region) -> Pooled {
    match why(memory, region).placement {
        Placement::Pooled(pooled) => pooled,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_walk_of_the_tutorials() {
    let mut memory = memory("classic");
    let a = unsafe_(&mut memory, 4095.0);
    let b = unsafe_(&mut memory, 4095.0);
    let first = pooled(&memory, a);
    assert_eq!((first.slab, first.end, first.offset, first.remaining()), (SlabId(1), 256.0, 256.0, 7936.0));
    assert_eq!((first.padding, first.next, first.rolled_over), (1, 4352, false));
    let second = pooled(&memory, b);
    assert_eq!((second.slab, second.size, second.end, second.offset), (SlabId(1), 8192.0, 4351.0, 4352.0));
    assert_eq!((second.remaining(), second.rolled_over, second.padding, second.next), (3840.0, true, 1, 4096));
    let other = second.without_startup.expect("the startup bytes decided it");
    assert_eq!((other.startup, other.offset, other.neighbours), (256, 4096.0, 1));
    assert_eq!(second.last, Some(a));
    assert_eq!((why(&memory, b).threshold, why(&memory, b).pool_size), (4096, Some(8192.0)));
    let part = Region { offset: b.offset + 7, length: 3, ..b };
    assert_eq!(memory.why(part), memory.why(b));
    assert_eq!(
        memory.why(Region { slab: SlabId(1), offset: 0, length: 8 }),
        None,
        "nobody asked for the startup bytes"
    );
}

#[test]
fn startup_bytes_are_blamed_only_when_they_decided() {
    let mut memory = memory("22");
    unsafe_(&mut memory, 4095.0);
    unsafe_(&mut memory, 4000.0);
    let c = unsafe_(&mut memory, 4095.0);
    assert!(pooled(&memory, c).rolled_over);
    assert_eq!(pooled(&memory, c).without_startup, None);
}

#[test]
fn the_string_rules() {
    let place = |profile: &str, units: usize| {
        let mut memory = memory(profile);
        let setting = setting(&memory);
        unsafe_(&mut memory, 4095.0);
        unsafe_(&mut memory, 3500.0);
        let region = memory.take_string(units, || units, setting, Request::FromString, |_| units);
        pooled(&memory, region.expect("there is memory"))
    };
    let old = place("18", 500);
    assert_eq!((old.need, old.rule, old.rolled_over), (500.0, Need::ByteLength, false));
    let new = place("22", 500);
    assert_eq!((new.need, new.rule, new.rolled_over, new.remaining()), (2000.0, Need::FourPerUnit, true, 584.0));
    let long = place("22", 1024);
    assert_eq!((long.need, long.rule), (1024.0, Need::ByteLength), "4 x 1024 reaches the threshold");
}

#[test]
fn own_slabs() {
    let mut memory = memory("22");
    let setting = setting(&memory);
    let large = unsafe_(&mut memory, 4096.5);
    assert_eq!(why(&memory, large).placement, Placement::TooLarge);
    assert_eq!((why(&memory, large).requested, why(&memory, large).threshold, large.length), (4096.5, 4096, 4096));
    let empty = unsafe_(&mut memory, 0.0);
    assert_eq!(why(&memory, empty).placement, Placement::Empty);
    let slab = memory.zeroed(10, SlabKind::Own, Request::Alloc).expect("there is memory");
    assert_eq!(why(&memory, Region { slab, offset: 0, length: 10 }).placement, Placement::Never);
    let mut text = |units: usize, bytes: usize| {
        let region = memory.take_string(units, || bytes, setting, Request::FromString, |_| bytes);
        why(&memory, region.expect("there is memory")).placement
    };
    assert_eq!(text(4096, 2048), Placement::TooManyUnits);
    assert_eq!(text(2000, 6000), Placement::TooManyBytes { counted: 6000 });
    let mut memory = super::memory("26");
    let region = memory.take_aligned(10.0, 128, PoolSetting::of(65536), Request::AllocUnsafe).expect("there is memory");
    assert_eq!(why(&memory, region).placement, Placement::Aligned { alignment: 128 });
    assert_eq!(region.offset, 112);
}

#[test]
fn alignment_and_fractions() {
    let mut memory = memory("26");
    let setting = setting(&memory);
    unsafe_(&mut memory, 3.0);
    let aligned = memory.take_aligned(5.0, 64, setting, Request::AllocUnsafe).expect("there is memory");
    assert_eq!(aligned.offset, 48 + 64);
    let decided = pooled(&memory, aligned);
    assert_eq!((decided.alignment, decided.end, decided.offset), (64, 3.0, 64.0));
    let parts = memory.snapshot(&[aligned]).slabs[0].parts;
    assert_eq!((parts.live, parts.dead, parts.padding, parts.slack), (5, 3, 61 + 3, 64));

    let mut memory = super::memory("22");
    let half = unsafe_(&mut memory, 0.5);
    assert_eq!((half.offset, half.length), (8, 0));
    let after = unsafe_(&mut memory, 9.5);
    assert_eq!((after.offset, after.length), (8, 9));
    let decided = pooled(&memory, after);
    assert_eq!((decided.need, decided.offset, decided.next), (9.5, 8.5, 24));
}
