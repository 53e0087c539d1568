//! The code that shows a view's own bytes, for who counted from the start of its slab. Not finding out what was meant.

use crate::memory::snapshot::Region;

/// A view as a program knows it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What it is called, or what was typed.
    pub name: String,
    /// `Buffer`, `Uint32Array`, `DataView`.
    pub class: &'static str,
    /// The bytes of one of its elements.
    pub element: u32,
    /// What it shows.
    pub region: Region,
}

/// Code, and how much of what was meant it shows.
pub(super) struct Mend {
    pub code: String,
    /// Whether that is all of it.
    pub whole: bool,
    /// Whether it is a copy, since no element of this size can begin there.
    pub copy: bool,
}

/// How to make a view like `view` that shows `meant`'s bytes; nothing where those are fewer than one element. `size` is
/// that of the slab.
pub(super) fn mend(view: &Seen, meant: &Seen, size: u64) -> Option<Mend> {
    let (name, class, element) = (&meant.name, view.class, u64::from(view.element));
    let (offset, length) = (view.region.offset, view.region.length);
    let (begin, all) = (meant.region.offset, meant.region.length);
    let to_the_end = offset + length == size;
    // An offset before it was counted from its own first byte; one within it is right as it is.
    let skipped = if offset < begin { offset } else { offset - begin };
    let asked = (!to_the_end && skipped + length <= all).then_some(length);
    let skipped = if asked.is_none() && (!to_the_end || skipped >= all) { 0 } else { skipped };
    let rest = all - skipped;
    let shown = asked.unwrap_or(rest);
    let count = shown / element;
    if count == 0 {
        return None;
    }
    let start = plus(name, skipped);
    let made = if class == "Buffer" { "Buffer.from".to_owned() } else { format!("new {class}") };
    let whole = skipped == 0 && shown == all;
    if !(begin + skipped).is_multiple_of(element) {
        let end = plus(name, skipped + count * element);
        return Some(Mend { code: format!("{made}({name}.buffer.slice({start}, {end}))"), whole, copy: true });
    }
    let own = own_length(meant);
    let length = match (shown == rest, skipped, element) {
        (true, 0, 1) => own,
        (true, 0, _) if rest.is_multiple_of(element) => format!("{own} / {element}"),
        (true, _, 1) => format!("{own} - {skipped}"),
        _ => count.to_string(),
    };
    Some(Mend { code: format!("{made}({name}.buffer, {start}, {length})"), whole, copy: false })
}

/// How to copy a view's bytes into an `ArrayBuffer` of their own.
pub(super) fn copied(meant: &Seen) -> String {
    let name = &meant.name;
    format!("{name}.buffer.slice({name}.byteOffset, {name}.byteOffset + {})", own_length(meant))
}

/// A view's length in bytes.
fn own_length(meant: &Seen) -> String {
    let bytes = meant.element == 1 && meant.class != "DataView";
    format!("{}.{}", meant.name, if bytes { "length" } else { "byteLength" })
}

fn plus(name: &str, skipped: u64) -> String {
    if skipped == 0 { format!("{name}.byteOffset") } else { format!("{name}.byteOffset + {skipped}") }
}
