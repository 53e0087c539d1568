//! The class `Buffer`: its constructor, its static methods, and how the tables of its methods become properties. Not the
//! methods themselves.

pub(crate) mod change;
pub(crate) mod concat;
pub(crate) mod create;
pub(crate) mod elsewhere;
pub(crate) mod methods;
pub(crate) mod module;
pub(crate) mod numeric;
pub(crate) mod raw;
pub(crate) mod receiver;
pub(crate) mod search;

use super::arguments::{any_view, encoding as named_encoding, uint8_argument, wrong_type};
use super::interface::assign;
use super::warning;
use crate::encoding::{self, Encoding};
use crate::heap::{Attributes, Element, Kind, PropertyKey, Value};
use crate::library::binary::typed_array;
use crate::library::binary::typed_array::create::constructor_of;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Row};
use receiver::is_instance;

const STATICS: [Method; 3] =
    [("from", 3, create::from), ("copyBytesFrom", 3, concat::copy_bytes_from), ("of", 0, create::of)];

const LATER_STATICS: [Method; 5] = [
    ("isBuffer", 1, is_buffer),
    ("compare", 2, compare),
    ("isEncoding", 1, is_encoding),
    ("concat", 2, concat::concat),
    ("byteLength", 2, byte_length),
];

/// Makes the class; typed arrays must be there.
pub(crate) fn install(machine: &mut Machine) {
    let uint8 = machine.realm.typed_array_prototypes[1];
    let prototype = table::under(machine, uint8);
    machine.node.buffer_prototype = prototype;
    let constructor = table::class(machine, ("Buffer", 3, construct), prototype);
    machine.sources.insert(constructor, SOURCE);
    machine.node.buffer = constructor;
    // It is a plain function, whose prototype could be another.
    let writable = Attributes::NONE.with(Attributes::WRITABLE, true);
    machine.heap.put_with(constructor, machine.keys.prototype, Value::Object(prototype), writable);
    machine.heap.set_proto(constructor, Some(constructor_of(machine, Element::Uint8)));

    let size = machine.heap.memory.default_pool_size();
    machine.heap.put(constructor, machine.keys.pool_size, size.into());
    assign(machine, constructor, &STATICS);
    let arity = if machine.heap.memory.profile().aligns() { 2 } else { 1 };
    let allocators: [Method; 3] = [
        ("alloc", 3, create::alloc),
        ("allocUnsafe", arity, create::alloc_unsafe),
        ("allocUnsafeSlow", arity, create::alloc_unsafe_slow),
    ];
    assign(machine, constructor, &allocators);
    assign(machine, constructor, &LATER_STATICS);
    let fast = typed_array::construct_uint8;
    let fast = machine.native(Row { name: "FastBuffer", length: 0, constructs: true, native: fast });
    machine.heap.put_with(fast, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
    table::shown_as_class(machine, fast);
    machine.heap.set_proto(fast, Some(constructor_of(machine, Element::Uint8)));
    machine.node.fast_buffer = fast;
    let species = PropertyKey::Symbol(machine.symbols.species);
    let getter = table::function(machine, ("get", 0, |machine, _| Ok(machine.node.fast_buffer.into())));
    machine.heap.put_accessor(
        constructor,
        species,
        Some(getter),
        None,
        Attributes::NONE.with(Attributes::CONFIGURABLE, true),
    );

    let symbol = machine.heap.string("kIsEncodingSymbol");
    let symbol = PropertyKey::Symbol(machine.heap.symbol(Some(symbol)));
    let key = machine.heap.key("isEncoding");
    if let Some(own) = machine.heap.own(constructor, key) {
        machine.heap.put(constructor, symbol, own.value);
    }

    numeric::install(machine, prototype);
    raw::install(machine, prototype);
    methods::install(machine, prototype);
}

/// What `String(Buffer)` gives in every release followed (lib/buffer.js); `construct` does just that.
const SOURCE: &str = "function Buffer(arg, encodingOrOffset, length) {
  showFlaggedDeprecation();
  // Common case.
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') {
      throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    }
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}";

/// `Buffer(arg, encodingOrOffset, length)`, with or without `new`; deprecated (DEP0005).
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    warning::deprecated(machine, warning::BUFFER);
    let first = machine.argument(call, 0);
    if matches!(first, Value::Number(_)) {
        if let Value::String(_) = machine.argument(call, 1) {
            return wrong_type(machine, "string", &["string"], first);
        }
        let alloc = machine.get_named(Value::Object(machine.node.buffer), "alloc")?;
        return machine.call(alloc, Value::Object(machine.node.buffer), &[first]);
    }
    create::from(machine, call)
}

/// `Buffer.isBuffer(value)`: `value instanceof Buffer`.
fn is_buffer(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    Ok(is_instance(machine, value).into())
}

/// `Buffer.compare(buf1, buf2)`
fn compare(machine: &mut Machine, call: &Call) -> Completion {
    let left = uint8_argument(machine, machine.argument(call, 0), "buf1")?;
    let right = uint8_argument(machine, machine.argument(call, 1), "buf2")?;
    let order = machine.compare_bytes(machine.heap.shown(left), machine.heap.shown(right))?;
    Ok(Value::Number(f64::from(order)))
}

/// `Buffer.isEncoding(encoding)`
fn is_encoding(machine: &mut Machine, call: &Call) -> Completion {
    let known = match machine.argument(call, 0) {
        Value::String(label) => Encoding::from_label(machine.heap.units(label)).is_some(),
        _ => false,
    };
    Ok(known.into())
}

/// `Buffer.byteLength(string, encoding)`
fn byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let Value::String(string) = value else {
        if let Some(view) = any_view(machine, value) {
            return Ok((machine.heap.view_length(view) * view.element.width()).into());
        }
        if let Some(&Kind::ArrayBuffer { slab, .. }) = value.as_object().map(|object| machine.heap.kind(object)) {
            return Ok(machine.heap.memory.bytes(slab).len().into());
        }
        return wrong_type(machine, "string", &["string", "Buffer", "ArrayBuffer"], value);
    };
    if machine.heap.string_length(string) == 0 {
        return Ok(0usize.into());
    }
    let label = machine.argument(call, 1);
    let known = if machine.truthy(label) { named_encoding(machine, label)? } else { None };
    let units = machine.heap.units(string);
    Ok(encoding::byte_length(units, known.unwrap_or(Encoding::Utf8)).into())
}
