//! What a method of Buffers is called on: a Buffer, another view, or something else. Not what the methods do.

use crate::heap::{Kind, Value, View};
use crate::library::binary::array_buffer::incompatible;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

/// Whether `Buffer.prototype` is in a value's prototype chain.
pub(crate) fn is_instance(machine: &Machine, value: Value) -> bool {
    let mut at = value.as_object().and_then(|object| machine.heap.proto(object));
    while let Some(object) = at {
        if object == machine.node.buffer_prototype {
            return true;
        }
        at = machine.heap.proto(object);
    }
    false
}

/// The typed array that `this` is; anything else throws what reading its `length` through `%TypedArray%` throws.
pub(crate) fn this_array(machine: &mut Machine, call: &Call) -> Completion<View> {
    if let Value::Object(object) = call.this
        && let Kind::View(view) = *machine.heap.kind(object)
    {
        return Ok(view);
    }
    incompatible(machine, "get TypedArray.prototype.length", call.this)
}

/// Throws what calling a missing method of `this` throws, in the releases that call it.
pub(crate) fn needs_method(machine: &mut Machine, call: &Call, name: &str) -> Completion<()> {
    if machine.knows(Fact::MethodsOnViews) || is_instance(machine, call.this) {
        return Ok(());
    }
    let method = machine.get_named(call.this, name)?;
    if machine.heap.is_function(method) {
        Ok(())
    } else {
        machine.fail(message::CALLED_NON_CALLABLE, [&format!("this.{name}")])
    }
}
