//! Printing, where Node's own way of it shows in the pool: what goes to a file is made a Buffer first, a pooled one. Not what is
//! printed.

use crate::encoding::Encoding;
use crate::machine::{Completion, Machine, Stream};
use pool::memory::Request;
use pool::styled::Styled;

/// Says something that a program gave as a string.
pub(crate) fn say(machine: &mut Machine, stream: Stream, text: Styled) -> Completion<()> {
    let copied = match stream {
        Stream::Out => machine.copies.out,
        Stream::Err => machine.copies.err,
    };
    if copied {
        let plain: String = text.runs.iter().map(|(_, run)| run.as_str()).collect();
        if let crate::heap::Value::String(string) = machine.heap.string_value(plain)
            && machine.heap.string_length(string) > 0
        {
            super::buffer::create::from_string(machine, string, Encoding::Utf8, Request::Output)?;
        }
    }
    machine.print(stream, text)
}
