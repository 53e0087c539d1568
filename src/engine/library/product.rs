//! `require('slabscope')`: the simulated memory as plain objects, so that scripts and tests can assert on it. No such
//! module exists in Node. Not drawing.

use crate::heap::{Kind, ObjectId, Value};
use crate::library::table::{export, function, plain};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::snapshot::{SlabView, Use};
use pool::memory::{Placement, Provenance, Region};

/// The module's exports.
pub(crate) fn exports(machine: &mut Machine) -> ObjectId {
    let module = plain(machine);
    for row in [
        ("slabs", 0, slabs as crate::machine::Native),
        ("pool", 0, pool),
        ("why", 1, why),
        ("who", 1, who),
        ("stale", 1, stale),
    ] {
        let made = function(machine, row);
        export(machine, module, row.0, made);
    }
    module
}

fn number(machine: &mut Machine, object: ObjectId, name: &str, value: impl Into<f64>) {
    export(machine, object, name, Value::Number(value.into()));
}

fn text(machine: &mut Machine, object: ObjectId, name: &str, value: &str) {
    let value = machine.heap.string_value(value);
    export(machine, object, name, value);
}

fn flag(machine: &mut Machine, object: ObjectId, name: &str, value: bool) {
    export(machine, object, name, Value::Boolean(value));
}

/// `slabs()`: every slab with its parts.
fn slabs(machine: &mut Machine, _: &Call) -> Completion {
    let snapshot = machine.snapshot();
    let mut list = Vec::with_capacity(snapshot.slabs.len());
    for slab in &snapshot.slabs {
        list.push(Value::Object(slab_object(machine, slab)));
    }
    Ok(machine.array(list))
}

fn slab_object(machine: &mut Machine, slab: &SlabView) -> ObjectId {
    let object = plain(machine);
    number(machine, object, "slab", slab.id.0);
    text(machine, object, "kind", slab.kind.name());
    number(machine, object, "statement", slab.statement);
    flag(machine, object, "current", slab.current);
    number(machine, object, "views", slab.views);
    number(machine, object, "size", slab.size as f64);
    for used in Use::ALL {
        number(machine, object, used.name(), slab.parts.of(used) as f64);
    }
    object
}

/// `pool()`: where the next pooled Buffer goes.
fn pool(machine: &mut Machine, _: &Call) -> Completion {
    let snapshot = machine.snapshot();
    let object = plain(machine);
    number(machine, object, "slab", snapshot.pool.slab.0);
    number(machine, object, "size", snapshot.pool.size);
    number(machine, object, "next", snapshot.pool.next());
    number(machine, object, "free", snapshot.pool.free());
    number(machine, object, "threshold", snapshot.setting.threshold);
    number(machine, object, "startup", snapshot.startup.bytes());
    text(machine, object, "profile", &snapshot.profile);
    Ok(Value::Object(object))
}

/// What the first argument shows.
fn shown(machine: &mut Machine, call: &Call) -> Completion<Region> {
    if let Value::Object(object) = machine.argument(call, 0) {
        if let Some(view) = machine.heap.kind(object).view() {
            return Ok(machine.heap.shown(view));
        }
        if let Kind::ArrayBuffer { slab, .. } = *machine.heap.kind(object) {
            return Ok(machine.heap.memory.whole(slab));
        }
    }
    machine.fail(message::PRODUCT_NOT_BYTES, [])
}

fn region_object(machine: &mut Machine, region: Region) -> ObjectId {
    let object = plain(machine);
    number(machine, object, "slab", region.slab.0);
    number(machine, object, "offset", region.offset as f64);
    number(machine, object, "length", region.length as f64);
    object
}

/// `why(b)`: the decision behind a Buffer; `undefined` where nothing is known of it.
fn why(machine: &mut Machine, call: &Call) -> Completion {
    let region = shown(machine, call)?;
    let Some(decision) = machine.heap.memory.why(region) else { return Ok(Value::Undefined) };
    let object = region_object(machine, decision.region);
    number(machine, object, "statement", decision.statement);
    text(machine, object, "request", decision.request.name());
    number(machine, object, "requested", decision.requested);
    number(machine, object, "threshold", decision.threshold);
    number(machine, object, "slabSize", decision.slab_size as f64);
    flag(machine, object, "recycled", decision.recycled.is_some());
    let pooled = matches!(decision.placement, Placement::Pooled(_));
    flag(machine, object, "pooled", pooled);
    if let Placement::Pooled(pooled) = decision.placement {
        number(machine, object, "need", pooled.need);
        number(machine, object, "remaining", pooled.remaining());
        flag(machine, object, "rolledOver", pooled.rolled_over);
        number(machine, object, "padding", pooled.padding);
    }
    Ok(Value::Object(object))
}

/// `who(b)`: every view that keeps the same slab alive, with the path that leads to it.
fn who(machine: &mut Machine, call: &Call) -> Completion {
    let slab = shown(machine, call)?.slab;
    let walk = machine.retainers();
    let mut list = Vec::new();
    for holder in walk.holders.iter().filter(|holder| holder.region.slab == slab) {
        let path = machine.heap.path(&walk, holder);
        let object = region_object(machine, holder.region);
        text(machine, object, "path", &path);
        list.push(Value::Object(object));
    }
    Ok(machine.array(list))
}

/// `stale(b)`: the stretches of a Buffer that nobody has written since its slab was made.
fn stale(machine: &mut Machine, call: &Call) -> Completion {
    let region = shown(machine, call)?;
    let start = region.offset;
    let runs = machine.heap.memory.provenance(region.slab, start, region.length);
    let mut list = Vec::new();
    for run in runs {
        let (kind, origin) = match run.provenance {
            Provenance::Written => continue,
            Provenance::Startup => ("startup", None),
            Provenance::Unwritten => ("unwritten", None),
            Provenance::Stale(origin) => ("stale", Some(origin)),
        };
        let object = plain(machine);
        text(machine, object, "kind", kind);
        number(machine, object, "start", (run.start - start) as f64);
        number(machine, object, "end", (run.end - start) as f64);
        if let Some(origin) = origin {
            number(machine, object, "statement", origin.statement);
            number(machine, object, "slab", origin.slab.0);
        }
        list.push(Value::Object(object));
    }
    Ok(machine.array(list))
}
