//! What `this` of a typed array's method is. Not of its getters.

use crate::heap::{Kind, ObjectId, View};
use crate::library::binary::array_buffer::incompatible;
use crate::machine::{Call, Completion, Machine, message};

/// How a method words that `this` is no typed array.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// "this is not a typed array."
    Plain,
    /// "Method ... called on incompatible receiver ..."
    Method,
}

/// ECMAScript `ValidateTypedArray` of `this`.
pub(crate) fn receiver(
    machine: &mut Machine,
    call: &Call,
    name: &str,
    wording: Wording,
) -> Completion<(ObjectId, View)> {
    let found = call.this.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some((object, view)),
        _ => None,
    });
    let Some((object, view)) = found else {
        return match wording {
            Wording::Plain => machine.fail(message::NOT_TYPED_ARRAY, []),
            Wording::Method => incompatible(machine, &format!("%TypedArray%.prototype.{name}"), call.this),
        };
    };
    if machine.heap.view_bounds(view).is_some() {
        return Ok((object, view));
    }
    let plain = matches!(name, "keys" | "reduce");
    let message = if plain { message::DETACHED_OPERATION } else { message::DETACHED_OR_OUT_OF_BOUNDS };
    machine.fail(message, [&format!("%TypedArray%.prototype.{name}")])
}
