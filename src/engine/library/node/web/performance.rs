//! `performance`: the session's clock with fractions of a millisecond. No marks, no entries, no observers.

use crate::heap::Value;
use crate::library::node::coded;
use crate::library::node::interface::{assign, enumerable_getters};
use crate::library::table;
use crate::library::table::export;
use crate::machine::{Call, Completion, Machine, Native, message};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    let refuse: Native = |machine, call| match call.new_target {
        Some(_) => machine.fail(coded::ILLEGAL_CONSTRUCTOR, []),
        None => machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["Performance"]),
    };
    table::class(machine, ("Performance", 0, refuse), prototype);
    assign(machine, prototype, &[("now", 0, now)]);
    enumerable_getters(machine, prototype, &[("timeOrigin", 0, time_origin)]);
    assign(machine, prototype, &[("toJSON", 0, to_json)]);
    table::tag(machine, prototype, "Performance");
    let performance = table::under(machine, prototype);
    table::global(machine, "performance", performance);
}

fn now(machine: &mut Machine, _: &Call) -> Completion {
    Ok(Value::Number(machine.clock.elapsed()))
}

fn time_origin(machine: &mut Machine, _: &Call) -> Completion {
    Ok(Value::Number(machine.clock.origin()))
}

fn to_json(machine: &mut Machine, _: &Call) -> Completion {
    let object = table::plain(machine);
    let origin = Value::Number(machine.clock.origin());
    export(machine, object, "timeOrigin", origin);
    Ok(Value::Object(object))
}
