//! The message an assertion was given: text, an error to throw instead, and since Node 26 a format or a function. Not the
//! messages Node makes itself: those are `failure`'s.

use super::failure::{Failure, is_error};
use crate::heap::Value;
use crate::inspect;
use crate::library::node::arguments::wrong_type;
use crate::library::node::coded;
use crate::library::table::export;
use crate::machine::{Completion, Machine, Thrown};
use crate::text::Text;
use pool::memory::Fact;

/// What an assertion is to say when it fails.
pub(crate) enum Message {
    /// Nothing: Node makes its own message.
    None,
    /// A message of Node's for this call.
    Text(Text),
    /// The arguments the program gave for it.
    Given(Vec<Value>),
}

/// Throws a failure with its message, or what the message says is to be thrown.
pub(crate) fn raise(
    machine: &mut Machine,
    mut failure: Failure,
    message: Message,
    generated: Option<bool>,
) -> Completion {
    failure.message = match message {
        Message::None => Value::Undefined,
        Message::Text(text) => machine.heap.string_value(text),
        Message::Given(given) if machine.knows(Fact::AssertFormats) => worded(machine, &failure, &given)?,
        Message::Given(given) => given.first().copied().unwrap_or(Value::Undefined),
    };
    if is_error(machine, failure.message) {
        return Err(Thrown::Value(failure.message));
    }
    let error = failure.make(machine)?;
    if let Some(generated) = generated {
        export(machine, error, "generatedMessage", Value::Boolean(generated));
    }
    Err(Thrown::Value(Value::Object(error)))
}

/// The message of Node 26: a format with its values, an error, or a function of both sides.
fn worded(machine: &mut Machine, failure: &Failure, given: &[Value]) -> Completion {
    let Some(&first) = given.first() else { return Ok(Value::Undefined) };
    if let Value::String(_) = first {
        if given.len() == 1 {
            return Ok(first);
        }
        let options = crate::library::node::options::inspect_options(machine, false);
        let text = inspect::format(machine, given, &options);
        let text = machine.inspected(text)?.to_string();
        return Ok(machine.heap.string_value(text));
    }
    if is_error(machine, first) {
        if given.len() == 1 {
            return Ok(first);
        }
        let shown = machine.to_text(first)?;
        return ambiguous(machine, &format!("was passed as error object \"{shown}\""));
    }
    if machine.heap.is_function(first) {
        if given.len() > 1 {
            let name = machine.get(first, machine.keys.name)?;
            let name = machine.to_text(name)?.to_string();
            let name = if name.is_empty() { "anonymous".to_owned() } else { name };
            return ambiguous(machine, &format!("with function \"{name}\""));
        }
        return match machine.call(first, Value::Undefined, &[failure.actual, failure.expected]) {
            Ok(text @ Value::String(_)) => Ok(text),
            Ok(_) | Err(Thrown::Value(_)) => Ok(Value::Undefined),
            Err(end) => Err(end),
        };
    }
    wrong_type(machine, "message", &["string", "function"], first)
}

fn ambiguous(machine: &mut Machine, how: &str) -> Completion {
    let why = format!("The error message {how} has trailing arguments that would be ignored.");
    ambiguous_argument(machine, "message", &why)
}

/// Throws `ERR_AMBIGUOUS_ARGUMENT`.
pub(crate) fn ambiguous_argument<T>(machine: &mut Machine, name: &str, why: &str) -> Completion<T> {
    machine.fail(coded::AMBIGUOUS_ARGUMENT, [name, why])
}
