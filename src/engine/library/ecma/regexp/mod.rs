//! `RegExp` (ECMAScript 22.2): the constructor, its getters, `exec`, `test`, `toString`. Not the methods strings hand their work to.

pub(crate) mod legacy;
pub(crate) mod matching;
pub(crate) mod methods;

use std::rc::Rc;

use crate::heap::{Kind, ObjectId, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::regexp::Regexp;
use matching::{builtin_exec, exec_on, is_regexp, object_receiver, regexp_of, set_last_index};
use pool::memory::{Fact, since};

const METHODS: &[Method] = &[("exec", 1, exec), ("toString", 0, to_string), ("compile", 2, compile), ("test", 1, test)];

/// Each flag with its getter.
const FLAGS: [(char, &str, crate::machine::Native); 8] = [
    ('d', "hasIndices", |machine, call| flag(machine, call, 'd', "hasIndices")),
    ('g', "global", |machine, call| flag(machine, call, 'g', "global")),
    ('i', "ignoreCase", |machine, call| flag(machine, call, 'i', "ignoreCase")),
    ('m', "multiline", |machine, call| flag(machine, call, 'm', "multiline")),
    ('s', "dotAll", |machine, call| flag(machine, call, 's', "dotAll")),
    ('u', "unicode", |machine, call| flag(machine, call, 'u', "unicode")),
    ('v', "unicodeSets", |machine, call| flag(machine, call, 'v', "unicodeSets")),
    ('y', "sticky", |machine, call| flag(machine, call, 'y', "sticky")),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.regexp_prototype = prototype;
    let class = table::class(machine, ("RegExp", 2, construct), prototype);
    legacy::install(machine, class);
    table::species(machine, class);
    table::methods(machine, prototype, METHODS);
    table::dated(machine, class, &[("escape", 1, escape, since(24))]);
    for (_, name, native) in flags_known(machine) {
        table::getters(machine, prototype, &[(name, native)]);
    }
    table::getters(machine, prototype, &[("flags", flags), ("source", source)]);
    methods::install(machine, prototype);
}

/// The flags of the release followed.
fn flags_known(machine: &Machine) -> impl Iterator<Item = (char, &'static str, crate::machine::Native)> + use<> {
    let sets = machine.knows(Fact::UnicodeSets);
    FLAGS.into_iter().filter(move |row| sets || row.0 != 'v')
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let (given, flags) = (machine.argument(call, 0), machine.argument(call, 1));
    let is_regexp = is_regexp(machine, given)?;
    if call.new_target.is_none() && is_regexp && flags.is_undefined() {
        let constructor = machine.get(given, machine.keys.constructor)?;
        if constructor == Value::Object(call.callee) {
            return Ok(given);
        }
    }
    let (source, flags) = match regexp_of(machine, given) {
        Some(regexp) => {
            let source = machine.heap.string_value(regexp.source().clone());
            let own = if flags.is_undefined() { machine.heap.string_value(regexp.flags()) } else { flags };
            (source, own)
        }
        None if is_regexp => {
            let source = machine.get_named(given, "source")?;
            let own = if flags.is_undefined() { machine.get_named(given, "flags")? } else { flags };
            (source, own)
        }
        None => (given, flags),
    };
    let mut class = *call;
    class.new_target = call.new_target.or(Some(call.callee));
    let proto = machine.prototype_for(&class, machine.realm.regexp_prototype)?;
    let regexp = parse(machine, source, flags)?;
    Ok(Value::Object(machine.regexp(Rc::new(regexp), proto)))
}

fn parse(machine: &mut Machine, source: Value, flags: Value) -> Completion<Regexp> {
    let text = |machine: &mut Machine, value: Value| match value {
        Value::Undefined => Ok(crate::text::Text::empty()),
        value => machine.to_text(value),
    };
    let source = text(machine, source)?;
    let flags = text(machine, flags)?;
    let old = !machine.knows(Fact::UnicodeSets);
    let shown = flags.to_string();
    let known = !(old && shown.contains('v'));
    let Some(regexp) = Regexp::unchecked(source, &flags).filter(|_| known) else {
        return machine.fail(message::INVALID_REG_EXP_FLAGS, [&shown]);
    };
    match machine.compile(&regexp)? {
        Ok(()) => Ok(regexp),
        Err(wrong) => {
            let flags = if old { "" } else { regexp.flags() };
            machine.fail(message::MALFORMED_REG_EXP, [&regexp.source().to_string(), flags, &wrong])
        }
    }
}

/// A receiver of a method that only `RegExp` objects have.
fn receiver(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, Rc<Regexp>)> {
    match (call.this, regexp_of(machine, call.this)) {
        (Value::Object(object), Some(regexp)) => Ok((object, regexp)),
        _ => machine.incompatible(call.this, &format!("RegExp.prototype.{method}")),
    }
}

fn flag(machine: &mut Machine, call: &Call, letter: char, name: &str) -> Completion {
    if let Some(regexp) = regexp_of(machine, call.this) {
        return Ok(regexp.has(letter).into());
    }
    if call.this == Value::Object(machine.realm.regexp_prototype) {
        return Ok(Value::Undefined);
    }
    not_expression(machine, name)
}

fn not_expression(machine: &mut Machine, name: &str) -> Completion {
    machine.fail(message::REG_EXP_NON_REG_EXP, [&format!("RegExp.prototype.{name}")])
}

fn flags(machine: &mut Machine, call: &Call) -> Completion {
    if call.this.as_object().is_none() {
        let shown = machine.message_text(call.this);
        return machine.fail(message::REG_EXP_NON_OBJECT, ["RegExp.prototype.flags", &shown]);
    }
    let mut set = String::new();
    for (letter, name, ..) in flags_known(machine) {
        let on = machine.get_named(call.this, name)?;
        if machine.truthy(on) {
            set.push(letter);
        }
    }
    Ok(machine.heap.string_value(set))
}

fn source(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(regexp) = regexp_of(machine, call.this) {
        return Ok(machine.heap.string_value(regexp.shown_source()));
    }
    if call.this == Value::Object(machine.realm.regexp_prototype) {
        return Ok(machine.heap.string_value("(?:)"));
    }
    not_expression(machine, "source")
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    object_receiver(machine, call, "toString")?;
    let source = machine.get_named(call.this, "source")?;
    let source = machine.to_text(source)?;
    let flags = machine.get_named(call.this, "flags")?;
    let flags = machine.to_text(flags)?;
    let mut shown = crate::text::TextBuilder::default();
    shown.push_str("/");
    shown.push_units(source.view());
    shown.push_str("/");
    shown.push_units(flags.view());
    Ok(machine.heap.string_value(shown.finish()))
}

/// Annex B `RegExp.prototype.compile`.
fn compile(machine: &mut Machine, call: &Call) -> Completion {
    let (object, _) = receiver(machine, call, "compile")?;
    let (given, flags) = (machine.argument(call, 0), machine.argument(call, 1));
    let regexp = match regexp_of(machine, given) {
        Some(_) if !flags.is_undefined() => {
            return machine.fail(message::REG_EXP_FLAGS, []);
        }
        Some(regexp) => regexp,
        None => Rc::new(parse(machine, given, flags)?),
    };
    machine.heap.get_mut(object).kind = Kind::RegExp(regexp);
    set_last_index(machine, object, 0)?;
    Ok(call.this)
}

fn exec(machine: &mut Machine, call: &Call) -> Completion {
    let (object, regexp) = receiver(machine, call, "exec")?;
    let string = machine.argument(call, 0);
    let string = machine.to_string(string)?;
    builtin_exec(machine, object, &regexp, string)
}

fn test(machine: &mut Machine, call: &Call) -> Completion {
    let object = object_receiver(machine, call, "test")?;
    let string = machine.argument(call, 0);
    let string = machine.to_string(string)?;
    Ok((exec_on(machine, object, string)? != Value::Null).into())
}

/// `RegExp.escape` (ECMAScript 22.2.5.1).
fn escape(machine: &mut Machine, call: &Call) -> Completion {
    let Value::String(string) = machine.argument(call, 0) else {
        return machine.fail(message::REG_EXP_ESCAPE_NON_STRING, []);
    };
    let text = machine.heap.text(string).clone();
    let mut out = crate::text::TextBuilder::default();
    for (at, point) in text.view().code_points().enumerate() {
        let c = char::from_u32(point);
        match c {
            Some(c) if at == 0 && c.is_ascii_alphanumeric() => out.push_str(&format!("\\x{point:02x}")),
            Some(c) if "^$\\.*+?()[]{}|/".contains(c) => {
                out.push_str("\\");
                out.push_code_point(point);
            }
            Some('\t') => out.push_str("\\t"),
            Some('\n') => out.push_str("\\n"),
            Some('\u{b}') => out.push_str("\\v"),
            Some('\u{c}') => out.push_str("\\f"),
            Some('\r') => out.push_str("\\r"),
            Some(c) if ",-=<>#&!%:;@~'`\"".contains(c) => out.push_str(&format!("\\x{point:02x}")),
            Some(c) if c.is_whitespace() || c == '\u{feff}' => {
                out.push_str(&if point <= 0xFF { format!("\\x{point:02x}") } else { format!("\\u{point:04x}") });
            }
            None => out.push_str(&format!("\\u{point:04x}")),
            Some(_) => out.push_code_point(point),
        }
    }
    Ok(machine.heap.string_value(out.finish()))
}
