//! Warnings about deprecated names, each once in a program: kept until the statement is over, as Node keeps them until its
//! next tick. Not where they go: the session prints them.

use crate::machine::Machine;

/// DEP0005
pub(crate) const BUFFER: (&str, &str) = (
    "DEP0005",
    "Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), \
     or Buffer.from() methods instead.",
);

/// DEP0030
pub(crate) const SLOW_BUFFER: (&str, &str) =
    ("DEP0030", "SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()");

/// Warns, if nobody has been warned of this.
pub(crate) fn warn(machine: &mut Machine, (code, message): (&'static str, &str)) {
    // What others installed is not the program's to mend.
    let elsewhere = machine.source_name().is_some_and(|name| name.contains("/node_modules/"));
    if elsewhere || machine.warned.contains(&code) {
        return;
    }
    let mut text = format!("(node:1) [{code}] DeprecationWarning: {message}\n");
    if machine.warned.is_empty() {
        text.push_str("(Use `node --trace-deprecation ...` to show where the warning was created)\n");
    }
    machine.warned.push(code);
    machine.warnings.push(text);
    super::modules::warned(machine, "DeprecationWarning", message, Some(code));
}
