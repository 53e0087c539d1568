//! The simulated memory against what real Nodes printed, and against its own laws. Not the language on top of it.

mod memory {
    mod consumption;
    mod decision;
    mod laws;
    mod ledger;
    mod own;
    mod profile;
    mod stale;
    mod startup;
    mod sweep;
    mod uses;
    mod walk;

    use pool::memory::{Memory, PoolSetting, Profile, Refusal, Region, Request, Setup};

    /// A memory that follows a release, started with `-e`.
    pub fn memory(profile: &str) -> Memory {
        Memory::new(Setup::new(Profile::parse(profile).expect("the profile exists")))
    }

    /// The memory's untouched setting.
    pub fn setting(memory: &Memory) -> PoolSetting {
        PoolSetting::of(memory.default_pool_size())
    }

    /// `Buffer.allocUnsafe(size)` with an untouched `Buffer.poolSize`.
    pub fn unsafe_(memory: &mut Memory, size: f64) -> Region {
        let setting = setting(memory);
        memory.take(size, setting, Request::AllocUnsafe).expect("there is memory")
    }

    /// A request by the name it has in the golden files.
    pub fn request(
        memory: &mut Memory,
        call: &str,
        number: f64,
        (units, counted, written): (usize, usize, usize),
        setting: PoolSetting,
    ) -> Result<Region, Refusal> {
        if let Some(alignment) = call.strip_prefix("aligned:") {
            if !memory.profile().aligns() {
                return memory.take(number, setting, Request::AllocUnsafe);
            }
            let alignment = alignment.parse().expect("a number");
            return memory.take_aligned(number, alignment, setting, Request::AllocUnsafe);
        }
        match call.split(':').next() {
            Some("from") => memory.take_string(
                units,
                || counted,
                setting,
                Request::FromString,
                |room| {
                    let written = written.min(room.len());
                    room[..written].fill(b'x');
                    written
                },
            ),
            Some("array") => memory.take(number, setting, Request::FromArray),
            Some("concat") => memory.take(number, setting, Request::Concat),
            Some("slow") => {
                let slab = memory.unspecified(number as u64, super::OWN, Request::AllocUnsafeSlow)?;
                Ok(Region { slab, offset: 0, length: number as u64 })
            }
            _ => memory.take(number, setting, Request::AllocUnsafe),
        }
    }
}

use pool::memory::SlabKind;

const OWN: SlabKind = SlabKind::Own;
