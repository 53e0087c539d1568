//! `DOMException`, the error class of Node's web interfaces. Not who throws it.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, SymbolId, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Thrown, message};
use crate::text::Text;

/// The constants, whose numbers are their places, beginning with 1.
const CONSTANTS: [&str; 25] = [
    "INDEX_SIZE_ERR",
    "DOMSTRING_SIZE_ERR",
    "HIERARCHY_REQUEST_ERR",
    "WRONG_DOCUMENT_ERR",
    "INVALID_CHARACTER_ERR",
    "NO_DATA_ALLOWED_ERR",
    "NO_MODIFICATION_ALLOWED_ERR",
    "NOT_FOUND_ERR",
    "NOT_SUPPORTED_ERR",
    "INUSE_ATTRIBUTE_ERR",
    "INVALID_STATE_ERR",
    "SYNTAX_ERR",
    "INVALID_MODIFICATION_ERR",
    "NAMESPACE_ERR",
    "INVALID_ACCESS_ERR",
    "VALIDATION_ERR",
    "TYPE_MISMATCH_ERR",
    "SECURITY_ERR",
    "NETWORK_ERR",
    "ABORT_ERR",
    "URL_MISMATCH_ERR",
    "QUOTA_EXCEEDED_ERR",
    "TIMEOUT_ERR",
    "INVALID_NODE_TYPE_ERR",
    "DATA_CLONE_ERR",
];

/// The names that have a code (Web IDL, error names).
const CODES: [(&str, f64); 22] = [
    ("IndexSizeError", 1.0),
    ("HierarchyRequestError", 3.0),
    ("WrongDocumentError", 4.0),
    ("InvalidCharacterError", 5.0),
    ("NoModificationAllowedError", 7.0),
    ("NotFoundError", 8.0),
    ("NotSupportedError", 9.0),
    ("InUseAttributeError", 10.0),
    ("InvalidStateError", 11.0),
    ("SyntaxError", 12.0),
    ("InvalidModificationError", 13.0),
    ("NamespaceError", 14.0),
    ("InvalidAccessError", 15.0),
    ("TypeMismatchError", 17.0),
    ("SecurityError", 18.0),
    ("NetworkError", 19.0),
    ("AbortError", 20.0),
    ("URLMismatchError", 21.0),
    ("QuotaExceededError", 22.0),
    ("TimeoutError", 23.0),
    ("InvalidNodeTypeError", 24.0),
    ("DataCloneError", 25.0),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::under(machine, machine.realm.error_prototype);
    let class = table::class(machine, ("DOMException", 0, construct), prototype);
    machine.node.dom_exception_prototype = prototype;
    let getters: [Method; 3] = [
        ("name", 0, |machine, call| get(machine, call, machine.symbols.dom_exception_name)),
        ("message", 0, |machine, call| get(machine, call, machine.symbols.dom_exception_message)),
        ("code", 0, code),
    ];
    crate::library::node::interface::enumerable_getters(machine, prototype, &getters);
    table::tag(machine, prototype, "DOMException");
    for object in [class, prototype] {
        for (index, name) in CONSTANTS.iter().enumerate() {
            let key = machine.heap.key(name);
            let fixed = Attributes::NONE.with(Attributes::ENUMERABLE, true);
            machine.heap.put_with(object, key, Value::from(index + 1), fixed);
        }
    }
}

/// Throws one.
pub(crate) fn throw<T>(machine: &mut Machine, name: &str, message: impl Into<Text>) -> Completion<T> {
    let error = make(machine, machine.node.dom_exception_prototype, &name.into(), &message.into());
    Err(Thrown::Value(Value::Object(error)))
}

fn make(machine: &mut Machine, prototype: ObjectId, name: &Text, message: &Text) -> ObjectId {
    let error = machine.heap.object(Some(prototype), Kind::Error);
    machine.capture_stack(error);
    let symbols = machine.symbols;
    for (place, text) in [(symbols.dom_exception_name, name), (symbols.dom_exception_message, message)] {
        let value = machine.heap.string_value(text.clone());
        machine.heap.put_with(error, PropertyKey::Symbol(place), value, Attributes::HIDDEN);
    }
    error
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["DOMException"]);
    }
    let (message, options) = (machine.argument(call, 0), machine.argument(call, 1));
    let message = if message.is_undefined() { Text::empty() } else { machine.to_text(message)? };
    let (name, cause) = match options {
        Value::Object(object) => {
            let name = machine.get_named(options, "name")?;
            let key = machine.heap.key("cause");
            let cause = if machine.has(object, key)? { Some(machine.get(options, key)?) } else { None };
            (name, cause)
        }
        name => (name, None),
    };
    let name = if name.is_undefined() { "Error".into() } else { machine.to_text(name)? };
    let prototype = machine.prototype_for(call, machine.node.dom_exception_prototype)?;
    let error = make(machine, prototype, &name, &message);
    if let Some(cause) = cause {
        table::hidden(machine, error, "cause", cause);
    }
    Ok(Value::Object(error))
}

fn get(machine: &mut Machine, call: &Call, place: SymbolId) -> Completion {
    let own = call.this.as_object().and_then(|object| machine.heap.own(object, PropertyKey::Symbol(place)));
    match own {
        Some(own) => Ok(own.value),
        None => crate::library::node::interface::wrong_this(machine, "DOMException"),
    }
}

fn code(machine: &mut Machine, call: &Call) -> Completion {
    let Value::String(name) = get(machine, call, machine.symbols.dom_exception_name)? else {
        return Ok(Value::Number(0.0));
    };
    let name = machine.heap.utf8(name);
    Ok(Value::Number(CODES.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, code)| *code)))
}
