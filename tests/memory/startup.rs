//! Where the first Buffer of a program goes, on 102 releases started in nine ways. Not what follows it.

use pool::memory::{Fresh, Memory, Profile, Setup, Way};

use super::unsafe_;

const WAYS: [Way; 9] = [
    Way::Eval,
    Way::Print,
    Way::CommonJs,
    Way::Module,
    Way::StdinPipe,
    Way::StdinFile,
    Way::PromptPipe,
    Way::PromptFile,
    Way::Terminal,
];

fn start(profile: &str, way: Way, source: &[u8]) -> Memory {
    let profile = Profile::parse(profile).expect("the profile exists");
    Memory::new(Setup { way, source: source.to_vec(), ..Setup::new(profile) })
}

#[test]
fn as_measured() {
    let mut releases = 0;
    for row in include_str!("../golden/pool/startup.tsv").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        for (way, expected) in WAYS.into_iter().zip(&columns[2..]) {
            let (prefix, with_source) = expected.strip_suffix("+S").map_or((*expected, false), |prefix| (prefix, true));
            let prefix: u32 = prefix.parse().expect("a number");
            for length in [0_u32, 1, 8, 100, 241, 4095, 4096, 32767, 32768] {
                let mut memory = start(columns[0], way, &vec![b'x'; length as usize]);
                let slab: usize = columns[1].parse().expect("a number");
                assert_eq!(memory.bytes(memory.pool_slab()).len(), slab, "{row}");
                let pooled = with_source && length < memory.default_pool_size() / 2;
                let source = if pooled { length.next_multiple_of(8) } else { 0 };
                let first = unsafe_(&mut memory, 1.0);
                assert_eq!(
                    first.offset - u64::from(memory.pool().base),
                    u64::from(prefix + source),
                    "{way:?} with {length} bytes: {row}"
                );
            }
        }
        releases += 1;
    }
    assert_eq!(releases, 102);
}

/// The first bytes as Node 18.20.8, 20.20.2, 22.23.3 and 26.10.0 show them: `Buffer.from(Buffer.allocUnsafe(1).buffer, ...)`.
#[test]
fn the_bytes_are_the_real_ones() {
    let source = b"const b = 1\n";
    let bytes = |profile: &str, way, length: usize| {
        let memory = start(profile, way, source);
        let base = memory.pool().base as usize;
        memory.bytes(memory.pool_slab())[base..base + length].to_vec()
    };
    assert_eq!(bytes("18", Way::CommonJs, 32), b"/\0\0\0\0\0\0\0const b = 1\n\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(bytes("18", Way::Module, 24), b"/\0\0\0\0\0\0\0/\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(bytes("20", Way::CommonJs, 16), b"/\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(bytes("22", Way::Module, 24), b"/\0\0\0\0\0\0\0const b = 1\n\0\0\0\0");
    // What follows is rubbish there.
    assert_eq!(bytes("26", Way::Module, 12), b"const b = 1\n");
}

/// What Node 22.23.3 leaves after `for (i = 1; i <= 31; i++) console.log('line ' + String(i).padStart(2, '0'))` into a file.
#[test]
fn classic_begins_with_31_printed_lines() {
    let mut memory = start("classic", Way::Terminal, b"");
    let bytes = memory.bytes(memory.pool_slab());
    assert_eq!(&bytes[..24], b"/\0\0\0\0\0\0\0line 01\nline 02\n");
    assert_eq!(&bytes[248..264], b"line 31\n\0\0\0\0\0\0\0\0");
    assert_eq!(unsafe_(&mut memory, 4095.0).offset, 256);
    assert_eq!(unsafe_(&mut memory, 4095.0).offset, 0);
    assert_eq!(memory.startup().bytes(), 256);
}

#[test]
fn start_offset_and_pool_size_can_be_chosen() {
    let with = |start_offset, pool_size| {
        let profile = Profile::parse("18").expect("the profile exists");
        let setup =
            Setup { start_offset, pool_size, way: Way::CommonJs, source: vec![b'x'; 20], ..Setup::new(profile) };
        let memory = Memory::new(setup);
        (memory.startup().bytes(), memory.pool().offset, memory.bytes(memory.pool_slab()).len())
    };
    assert_eq!(with(Some(0), None), (0, 0.0, 8192));
    assert_eq!(with(Some(9), None), (16, 16.0, 8192));
    assert_eq!(with(Some(256), None), (256, 256.0, 8192));
    assert_eq!(with(Some(u32::MAX), None), (8192, 8192.0, 8192));
    assert_eq!(with(None, Some(16)), (8, 8.0, 16), "20 bytes are not under 16 / 2");
    assert_eq!(with(None, Some(42)), (32, 32.0, 42));
    assert_eq!(with(None, Some(12)), (8, 8.0, 12));
    assert_eq!(with(None, Some(0)), (0, 0.0, 0));
}

#[test]
fn a_new_pool_can_be_noise() {
    let first = |profile: &str| {
        let setup = Setup { fresh: Fresh::Noise, ..Setup::new(Profile::parse(profile).expect("the profile exists")) };
        let memory = Memory::new(setup);
        memory.bytes(memory.pool_slab())[1000..1100].iter().any(|&byte| byte != 0)
    };
    assert!(!first("18") && !first("22") && !first("24.14"), "the first pool was zero up to 24.14");
    assert!(first("24.15") && first("26"), "and is not since 24.15");
}
