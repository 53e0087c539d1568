//! The module `node:buffer` beside `Buffer`: `transcode`, `isUtf8`, `isAscii`, `atob`, `btoa`, the limits and the old
//! `SlowBuffer`. Not `Blob` and `File`: see `blob`.

use super::create::{allocate_slowly, buffer_on, empty, view_of};
use crate::buffer::Fault;
use crate::buffer::fault::max_length;
use crate::encoding::{self, TranscodeError};
use crate::heap::{Attributes, Kind, ObjectId, Value};
use crate::library::node::arguments::{check, fail, normalized_encoding, uint8, wrong_type};
use crate::library::node::coded;
use crate::library::table::{export, function, global, plain};
use crate::machine::{Call, Completion, Machine, Row, Thrown};
use crate::text::Text;
use pool::memory::{Fact, Request, SlabKind};

/// Makes the global functions `atob` and `btoa`.
pub(crate) fn install(machine: &mut Machine) {
    for row in [("atob", 1, atob as crate::machine::Native), ("btoa", 1, btoa)] {
        let made = function(machine, row);
        global(machine, row.0, made);
    }
    machine.state.inspect_max_bytes = Value::Number(50.0);
}

/// The module's exports, in the order of lib/buffer.js.
pub(crate) fn exports(machine: &mut Machine) -> ObjectId {
    let module = plain(machine);
    export(machine, module, "Buffer", Value::Object(machine.node.buffer));
    if machine.knows(Fact::SlowBuffer) {
        let name = if machine.knows(Fact::SlowBufferWarns) { "deprecated" } else { "SlowBuffer" };
        let slow = machine.native(Row { name, length: 1, constructs: true, native: slow_buffer });
        let prototype = machine.heap.object(Some(machine.realm.typed_array_prototypes[1]), Kind::Ordinary);
        machine.heap.put_with(slow, machine.keys.prototype, prototype.into(), Attributes::HIDDEN);
        export(machine, module, "SlowBuffer", slow);
    }
    let rows =
        [("transcode", 3, transcode as crate::machine::Native), ("isUtf8", 1, is_utf8), ("isAscii", 1, is_ascii)];
    for row in rows {
        let made = function(machine, row);
        export(machine, module, row.0, made);
    }
    let (bytes, units) =
        (Value::Number(max_length(machine.release())), Value::from(crate::heap::limits::STRING_LENGTH));
    export(machine, module, "kMaxLength", bytes);
    export(machine, module, "kStringMaxLength", units);
    for name in ["btoa", "atob"] {
        let key = machine.heap.key(name);
        if let Some(own) = machine.heap.own(machine.realm.global, key) {
            machine.heap.put(module, key, own.value);
        }
    }
    let constants = plain(machine);
    for (name, value) in [("MAX_LENGTH", bytes), ("MAX_STRING_LENGTH", units)] {
        let key = machine.heap.key(name);
        let enumerable = Attributes::NONE.with(Attributes::ENUMERABLE, true);
        machine.heap.put_with(constants, key, value, enumerable);
    }
    let key = machine.heap.key("constants");
    let enumerable = Attributes::NONE.with(Attributes::ENUMERABLE, true);
    machine.heap.put_with(module, key, constants.into(), enumerable);
    let get = function(machine, ("get", 0, inspect_max_bytes));
    let set = function(machine, ("set", 1, set_inspect_max_bytes));
    let key = machine.heap.key("INSPECT_MAX_BYTES");
    let attributes = Attributes::CONFIGURABLE_ONLY.with(Attributes::ENUMERABLE, true);
    machine.heap.put_accessor(module, key, Some(get), Some(set), attributes);
    crate::library::node::web::blob::export(machine, module);
    module
}

fn inspect_max_bytes(machine: &mut Machine, _: &Call) -> Completion {
    Ok(machine.state.inspect_max_bytes)
}

fn set_inspect_max_bytes(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if machine.knows(Fact::InspectBytesChecked) {
        let number = crate::library::node::arguments::number(machine, value, "INSPECT_MAX_BYTES")?;
        check(machine, crate::buffer::validate::at_least(number, "INSPECT_MAX_BYTES", 0.0))?;
    }
    machine.state.inspect_max_bytes = value;
    Ok(Value::Undefined)
}

/// `SlowBuffer(size)`, gone in Node 25.
fn slow_buffer(machine: &mut Machine, call: &Call) -> Completion {
    if machine.knows(Fact::SlowBufferWarns) {
        crate::library::node::warning::deprecated(machine, crate::library::node::warning::SLOW_BUFFER);
    }
    let size = super::create::size_argument(machine, call)?;
    allocate_slowly(machine, size)
}

/// `buffer.transcode(source, fromEnc, toEnc)`
fn transcode(machine: &mut Machine, call: &Call) -> Completion {
    let source = machine.argument(call, 0);
    let Some(view) = uint8(machine, source) else {
        return wrong_type(machine, "source", crate::library::node::arguments::BUFFER_KINDS, source);
    };
    if machine.heap.view_length(view) == 0 {
        return empty(machine, Request::Transcode);
    }
    let release = machine.release();
    let mut sides = [None; 2];
    for (index, side) in sides.iter_mut().enumerate() {
        let given = machine.argument(call, index + 1);
        *side = normalized_encoding(machine, given)?;
        if let (None, Value::String(name)) = (*side, given) {
            // The native part reads a label up to its first NUL.
            let units = machine.heap.units(name);
            let end = units.iter().position(|unit| unit == 0).unwrap_or(units.len());
            *side = encoding::Encoding::from_label(units.part(0, end));
        }
    }
    let [from, to] = sides;
    machine.admit(machine.heap.view_bytes(view).len() * 3)?;
    match encoding::transcode(machine.heap.view_bytes(view), from, to, release) {
        Ok(bytes) => match machine.heap.memory.adopt(bytes, SlabKind::Own, Request::Transcode) {
            Ok(slab) => Ok(buffer_on(machine, view_of(machine.heap.memory.whole(slab)))),
            Err(refusal) => crate::library::binary::array_buffer::refused(machine, refusal),
        },
        Err(error) => transcode_failed(machine, error),
    }
}

fn transcode_failed(machine: &mut Machine, error: TranscodeError) -> Completion {
    let bad_argument = matches!(error, TranscodeError::IllegalArgument);
    let failed = fail(machine, &Fault::Transcode(error));
    if let Err(Thrown::Value(Value::Object(error))) = failed {
        // ICU's number of the failure.
        let number = if bad_argument { 1.0 } else { 10.0 };
        export(machine, error, "errno", Value::Number(number));
    }
    failed
}

/// The bytes `isUtf8` and `isAscii` look at.
fn input<'a>(machine: &'a mut Machine, call: &Call, recent: bool) -> Completion<&'a [u8]> {
    let value = machine.argument(call, 0);
    let found = value.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some(Ok(view)),
        Kind::ArrayBuffer { slab, .. } => Some(Err(slab)),
        _ => None,
    });
    let detached = match found {
        None if recent => return wrong_type(machine, "input", &["ArrayBuffer", "Buffer", "TypedArray"], value),
        None => return wrong_type(machine, "input", &["TypedArray", "Buffer"], value),
        Some(Ok(_)) => false,
        Some(Err(slab)) => machine.heap.memory.is_detached(slab) && !machine.knows(Fact::DetachedIsEmpty),
    };
    if detached {
        return machine.fail(coded::INVALID_STATE, ["Cannot validate on a detached buffer"]);
    }
    Ok(match found {
        Some(Ok(view)) => machine.heap.view_bytes(view),
        Some(Err(slab)) => machine.heap.memory.bytes(slab),
        None => &[],
    })
}

fn is_utf8(machine: &mut Machine, call: &Call) -> Completion {
    let recent = machine.knows(Fact::Utf8OfBuffers);
    Ok(encoding::is_utf8(input(machine, call, recent)?).into())
}

fn is_ascii(machine: &mut Machine, call: &Call) -> Completion {
    Ok(encoding::is_ascii(input(machine, call, true)?).into())
}

fn form(machine: &mut Machine, call: &Call, result: impl FnOnce(&Text) -> Result<Text, Fault>) -> Completion {
    if machine.argument_count(call) == 0 {
        return fail(machine, &Fault::MissingArguments(&["input"]));
    }
    let text = machine.to_text(machine.argument(call, 0))?;
    machine.admit(text.len() * 2)?;
    let text = check(machine, result(&text))?;
    Ok(machine.heap.string_value(text))
}

fn atob(machine: &mut Machine, call: &Call) -> Completion {
    let release = machine.release();
    let decoded = form(machine, call, |text| encoding::atob(text.view(), release).map_err(Fault::Form))?;
    // Before Node 20 the bytes went through a Buffer.
    if let (false, Value::String(string)) = (machine.knows(Fact::FormsWithoutBuffer), decoded) {
        super::create::from_string(machine, string, encoding::Encoding::Latin1, Request::FromString)?;
    }
    Ok(decoded)
}

fn btoa(machine: &mut Machine, call: &Call) -> Completion {
    let encoded = form(machine, call, |text| encoding::btoa(text.view()).map_err(Fault::Form))?;
    if let (false, Value::String(string)) = (machine.knows(Fact::FormsWithoutBuffer), encoded) {
        super::create::from_string(machine, string, encoding::Encoding::Base64, Request::FromString)?;
    }
    Ok(encoded)
}
