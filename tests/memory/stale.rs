//! Old bytes that come back, and whose they are. Not how they are shown.

use pool::memory::{Alive, Fresh, Memory, Origin, Profile, Provenance, Region, Request, Setup, SlabId, SlabKind};

use super::{memory, setting, unsafe_};

const SECRET: &[u8] = b"hunter2 is my password";

fn say(memory: &mut Memory, text: &[u8]) -> Region {
    let setting = setting(memory);
    let write = |room: &mut [u8]| {
        room[..text.len()].copy_from_slice(text);
        text.len()
    };
    let count = text.len();
    memory.take_string(count, || count, setting, Request::FromString, write).expect("there is memory")
}

/// The lesson of the design: a password comes back in an uninitialised Buffer.
#[test]
fn a_password_comes_back() {
    let mut memory = memory("classic");
    memory.begin_statement(1, "secret = Buffer.from('hunter2 is my password')");
    say(&mut memory, SECRET);
    memory.begin_statement(2, "for (let i = 0; i < 3; i++) Buffer.allocUnsafe(4000)");
    for _ in 0..3 {
        unsafe_(&mut memory, 4000.0);
    }
    assert_eq!(memory.pool_slab(), SlabId(2));
    memory.sweep(&Alive::default());
    memory.begin_statement(3, "leak = Buffer.allocUnsafe(300)");
    let leak = unsafe_(&mut memory, 300.0);
    assert_eq!((leak.slab, leak.offset), (SlabId(3), 0));
    assert_eq!(&memory.bytes(leak.slab)[256..278], SECRET);
    let why = memory.why(leak).expect("it is there");
    assert_eq!(why.recycled, Some(SlabId(1)));
    let runs = memory.provenance(leak.slab, 0, 300);
    let old = |start, end, statement, request| Origin { start, end, slab: SlabId(1), statement, request };
    let shown: Vec<_> = runs.iter().map(|run| (run.start, run.end, run.provenance)).collect();
    assert_eq!(
        shown,
        [
            (0, 256, Provenance::Stale(old(0, 256, 0, Request::Startup))),
            (256, 278, Provenance::Stale(old(256, 278, 1, Request::FromString))),
            (278, 300, Provenance::Unwritten),
        ]
    );
    memory.wrote(leak.slab, 260, 4);
    let parts: Vec<_> = memory.provenance(leak.slab, 250, 20).iter().map(|run| (run.start, run.end)).collect();
    assert_eq!(parts, [(250, 256), (256, 260), (260, 264), (264, 270)]);
}

#[test]
fn older_bytes_show_through_newer_ones() {
    let mut memory = memory("22");
    let first = memory.adopt(vec![1; 1000], SlabKind::Own, Request::Alloc).expect("there is memory");
    memory.sweep(&Alive::default());
    let mut unsafe_slab =
        || memory.unspecified(1000, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
    let second = unsafe_slab();
    memory.bytes_mut(second)[100..200].fill(2);
    memory.wrote(second, 100, 100);
    memory.sweep(&Alive::default());
    let third = memory.unspecified(1000, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
    let runs = memory.provenance(third, 0, 1000);
    let whose: Vec<_> = runs
        .iter()
        .map(|run| match run.provenance {
            Provenance::Stale(origin) => (run.start, run.end, origin.slab),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(whose, [(0, 100, first), (100, 200, second), (200, 1000, first)]);
    assert_eq!(memory.bytes(third)[99..101], [1, 2]);
}

#[test]
fn the_slab_freed_last_goes_first_and_zeroed_memory_is_zero() {
    let mut memory = memory("22");
    for byte in 1..=3 {
        memory.adopt(vec![byte; 500], SlabKind::Own, Request::Alloc).expect("there is memory");
    }
    memory.sweep(&Alive::default());
    let clean = memory.zeroed(500, SlabKind::Own, Request::Alloc).expect("there is memory");
    assert!(memory.bytes(clean).iter().all(|&byte| byte == 0));
    assert!(memory.was_written(clean, 0));
    let mut next = || {
        let slab = memory.unspecified(500, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
        memory.bytes(slab)[0]
    };
    assert_eq!([next(), next(), next(), next()], [3, 2, 1, 0]);
}

#[test]
fn other_policies() {
    let with = |fresh| {
        let mut memory = Memory::new(Setup { fresh, ..Setup::new(Profile::classic()) });
        memory.adopt(vec![9; 500], SlabKind::Own, Request::Alloc).expect("there is memory");
        memory.sweep(&Alive::default());
        let slab = memory.unspecified(500, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
        memory.bytes(slab).to_vec()
    };
    assert_eq!(with(Fresh::Recycled), [9; 500]);
    assert_eq!(with(Fresh::Zero), [0; 500]);
    let noise = with(Fresh::Noise);
    assert_eq!(noise, with(Fresh::Noise), "the same in every session");
    assert!(noise.iter().collect::<std::collections::HashSet<_>>().len() > 100);
}

/// A pattern of single written bytes must not cost more records than the bound.
#[test]
fn fragmented_writing_stays_bounded() {
    let mut memory = memory("22");
    let slab = memory.unspecified(1 << 20, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
    for at in (0..1 << 20).step_by(2) {
        memory.wrote(slab, at, 1);
    }
    memory.sweep(&Alive::default());
    let next = memory.unspecified(1 << 20, SlabKind::Own, Request::AllocUnsafeSlow).expect("there is memory");
    let runs = memory.provenance(next, 0, 1 << 20);
    assert_eq!(runs.len(), 2 * pool::memory::limits::ORIGINS - 1);
    assert_eq!(runs.last().map(|run| run.end), Some(1 << 20));
}
