//! What would let go of a slab: code that gives each of its views memory of its own, tried on a copy before it is told. Not how
//! it is drawn, and not finding the views.

use std::collections::{BTreeMap, HashSet};

use super::Session;
use crate::heap::{Among, Holder, Retainers, Stands, Value};
use pool::memory::SlabId;
use pool::view::LetGo;

/// Bytes of the largest session in which advice is tried.
const LARGEST: u64 = 64 << 20;
/// Steps that the advice may take.
const STEPS: u64 = 10_000_000;
/// Rounds: a view with several names is found by one after the other.
const ROUNDS: usize = 6;
/// From so many views on that one array, object, `Map` or `Set` holds, all in it are copied together.
const MANY: usize = 3;
/// Lines of code told at once.
const LINES: usize = 12;

impl Session {
    /// What would let go of some slabs.
    pub(super) fn let_go(&self, walk: &Retainers, slabs: &[SlabId]) -> LetGo {
        let slabs: HashSet<SlabId> = slabs.iter().copied().collect();
        let mut told = LetGo::default();
        let code = self.replacing(walk, &slabs, &mut told.stuck);
        let Some(mut copy) = self.copy(LARGEST) else {
            told.code = code;
            return told;
        };
        copy.options.interrupt = None;
        copy.options.max_steps = Some(STEPS);
        let mut code = code;
        for _ in 0..ROUNDS {
            let new: Vec<String> = code.into_iter().filter(|line| !told.code.contains(line)).collect();
            if new.is_empty() {
                break;
            }
            for line in new {
                copy.feed(&line);
                told.code.push(line);
            }
            copy.feed("0");
            let walk = copy.machine.retainers();
            code = copy.replacing(&walk, &slabs, &mut told.stuck);
            copy.machine.collect_garbage();
            if slabs.iter().all(|slab| copy.machine.heap.memory.size(*slab).is_none()) {
                told.frees = true;
                break;
            }
        }
        if !told.frees {
            // Whose code changed nothing is a constant, or frozen.
            let walk = copy.machine.retainers();
            for holder in walk.holders.iter().filter(|holder| slabs.contains(&holder.region.slab)) {
                let path = copy.machine.heap.path(&walk, holder);
                told.code.retain(|line| !line.starts_with(&format!("{path} = ")));
                if !walk.only_behind_a_view(holder) && !told.stuck.contains(&path) {
                    told.stuck.push(path);
                }
            }
        }
        told
    }

    /// A line of code for each view of these slabs, or for many of them; `stuck` gets those that nothing typed can replace.
    fn replacing(&self, walk: &Retainers, slabs: &HashSet<SlabId>, stuck: &mut Vec<String>) -> Vec<String> {
        let mut groups: BTreeMap<(u32, Among, String), (String, Vec<String>)> = BTreeMap::new();
        let mut code = Vec::new();
        let heap = &self.machine.heap;
        let holders = walk
            .holders
            .iter()
            .filter(|holder| slabs.contains(&holder.region.slab) && !walk.only_behind_a_view(holder));
        for holder in holders {
            let stands = heap.stands(walk, holder);
            let single = stands.as_ref().and_then(|stands| {
                let (before, behind) = stands.put.as_ref()?;
                Some(format!("{before}{}{behind}", self.copied(holder, &stands.path)))
            });
            let buffer = self.kind_of(Value::Object(holder.object)) == "Buffer";
            match (stands, single) {
                (Some(Stands { among: Some((among, step, path, read)), .. }), single) if buffer => {
                    let group = groups.entry((step, among, read)).or_insert_with(|| (path, Vec::new()));
                    group.1.push(single.unwrap_or_default());
                }
                (_, Some(single)) => code.push(single),
                _ => {
                    let path = heap.path(walk, holder);
                    if !stuck.contains(&path) {
                        stuck.push(path);
                    }
                }
            }
        }
        for ((_, among, read), (path, singles)) in groups {
            if singles.len() >= MANY || singles.iter().any(String::is_empty) {
                code.push(together(among, &path, &read));
            } else {
                code.extend(singles);
            }
        }
        code.truncate(LINES);
        code
    }

    /// The bytes that `path` shows, in memory of their own.
    fn copied(&self, holder: &Holder, path: &str) -> String {
        match self.kind_of(Value::Object(holder.object)) {
            "Buffer" => format!("Buffer.alloc({path}.length, {path})"),
            "DataView" => {
                format!("new DataView({path}.buffer.slice({path}.byteOffset, {path}.byteOffset + {path}.byteLength))")
            }
            _ if holder.buffer => "null".to_owned(),
            _ => format!("{path}.slice()"),
        }
    }
}

/// What copies every Buffer in something.
fn together(among: Among, path: &str, read: &str) -> String {
    match among {
        Among::Elements => {
            format!("{path}.forEach((b, i) => {{ if (Buffer.isBuffer(b)) {path}[i] = Buffer.alloc(b.length, b) }})")
        }
        Among::Each => {
            let asked = if read.starts_with('.') { "?" } else { "?." };
            format!(
                "{path}.forEach((o) => {{ if (Buffer.isBuffer(o{asked}{read})) o{read} = Buffer.alloc(o{read}.length, o{read}) }})"
            )
        }
        Among::Properties => format!(
            "for (const k in {path}) if (Buffer.isBuffer({path}[k])) {path}[k] = Buffer.alloc({path}[k].length, {path}[k])"
        ),
        Among::Values => {
            format!("for (const [k, b] of {path}) if (Buffer.isBuffer(b)) {path}.set(k, Buffer.alloc(b.length, b))")
        }
        Among::Members => format!(
            "for (const b of [...{path}]) if (Buffer.isBuffer(b)) {{ {path}.delete(b); {path}.add(Buffer.alloc(b.length, b)) }}"
        ),
    }
}
