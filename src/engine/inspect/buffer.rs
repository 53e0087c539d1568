//! Buffers (`Buffer.prototype[util.inspect.custom]` of Node's lib/buffer.js), `ArrayBuffer`s and `DataView`s. Not typed arrays.

use super::inspector::{Inspector, Thrown};
use super::options::{Compact, Options};
use super::piece::Piece;
use super::primitive::number_text;
use crate::heap::{Heap, Kind, ObjectId, Value, View};
use pool::memory::{Fact, SlabId};
use pool::styled::Role;

/// How many bytes are shown between two questions whether to go on.
const STRETCH: usize = 1 << 16;

impl Inspector<'_> {
    /// The view an object is, if it is a Buffer: a view under `Buffer.prototype`.
    pub(super) fn as_buffer(&mut self, object: ObjectId) -> Option<View> {
        let buffer = self.options.buffer_proto?;
        let Kind::View(view) = *self.heap().kind(object) else { return None };
        let mut next = self.heap().proto(object);
        while let Some(proto) = next {
            if proto == buffer {
                return Some(view);
            }
            next = self.heap().proto(proto);
        }
        None
    }

    /// `<Buffer 61 62 63>`
    pub(super) fn buffer(&mut self, object: ObjectId, view: View) -> Thrown<Piece> {
        let max = self.options.inspect_max_bytes;
        let name = self.buffer_name(object)?;
        let held = self.heap().view_length(view);
        let length = self.told_length(object, held)?;
        let text = if length == held as f64 {
            self.hex(held.min(max), |heap| heap.view_bytes(view))?
        } else {
            self.hex_slice(object, if length > max as f64 { max as f64 } else { length })?
        };
        let mut piece = Piece::plain(format!("<{name} {text}"));
        drop(text);
        push_more_bytes(&mut piece, length - max as f64);
        let keys = self.keys(object, self.options.show_hidden);
        if !keys.is_empty() {
            if length != 0.0 {
                piece.push(Role::Plain, ", ");
            }
            let options = Options { break_length: usize::MAX, compact: Compact::Always, ..self.options.clone() };
            let (levels, kept) = (self.levels, self.kept);
            let mut inner = Inspector::new(&mut *self.host, options);
            inner.levels = levels + 1;
            inner.kept = kept;
            inner.current_depth = 1;
            let keys = if inner.too_deep(0)? { Vec::new() } else { keys };
            let mut extras = Vec::with_capacity(keys.len());
            // Node reads the properties into an object of no class, and shows that.
            let read = inner.heap().object(None, Kind::Ordinary);
            for key in keys {
                let value = inner.get(object, key)?;
                inner.heap().put(read, key, value);
                extras.push(inner.property(read, key, 1, false)?);
            }
            let lines = self.knows(Fact::BufferExtrasInLines) && extras.iter().any(Piece::has_lines);
            for (at, extra) in extras.into_iter().enumerate() {
                let comma = if lines { ",\n  " } else { ", " };
                let lead = if lines { "  " } else { "" };
                piece.push(Role::Plain, if at == 0 { lead } else { comma }).append(extra);
            }
        }
        piece.push(Role::Plain, ">");
        Ok(piece.indented(self.indentation))
    }

    /// As many bytes of a Buffer as it says it has, as Node asks for them.
    fn hex_slice(&mut self, object: ObjectId, length: f64) -> Thrown<String> {
        let Value::Object(method) = self.get_named(object, "hexSlice")? else { return Ok(String::new()) };
        let digits = self.host.call(method, Value::Object(object), &[Value::Number(0.0), Value::Number(length)])?;
        let digits = self.text_of(digits).unwrap_or_default();
        let bytes: Vec<&str> = digits.as_bytes().chunks(2).filter_map(|byte| std::str::from_utf8(byte).ok()).collect();
        Ok(bytes.join(" "))
    }

    fn buffer_name(&mut self, object: ObjectId) -> Thrown<String> {
        let constructor = self.get_named(object, "constructor")?;
        let Value::Object(function) = constructor else { return Ok("Buffer".to_owned()) };
        let name = self.get_named(function, "name")?;
        Ok(self.text_of(name).unwrap_or_else(|| "Buffer".to_owned()))
    }

    /// The first `count` bytes of some place, each as two digits.
    fn hex(&mut self, count: usize, bytes: impl Fn(&Heap) -> &[u8]) -> Thrown<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // The text, and what it becomes a part of.
        self.keep(count * 6)?;
        let mut text = String::with_capacity(count * 3);
        for start in (0..count).step_by(STRETCH) {
            self.keep(0)?;
            for byte in &bytes(self.heap())[start..count.min(start + STRETCH)] {
                text.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)], b' '].map(char::from));
            }
        }
        text.pop();
        Ok(text)
    }

    /// What an `ArrayBuffer` holds and how long it is.
    pub(super) fn array_buffer(
        &mut self,
        object: ObjectId,
        slab: SlabId,
        contents: bool,
        recursion: i32,
    ) -> Thrown<Vec<Piece>> {
        let max = self.options.max_array_length;
        let memory = &self.heap().memory;
        let length = memory.bytes(slab).len();
        let mut output = Vec::with_capacity(2);
        if contents && memory.is_detached(slab) {
            output.push(Piece::special("(detached)"));
        } else if contents {
            let text = self.hex(length.min(max), |heap| heap.memory.bytes(slab))?;
            let mut piece = Piece::special("[Uint8Contents]");
            piece.push(Role::Plain, format!(": <{text}"));
            push_more_bytes(&mut piece, length.saturating_sub(max) as f64);
            piece.push(Role::Plain, ">");
            output.push(piece);
        }
        output.push(self.extra_of(object, "byteLength", recursion, false)?);
        Ok(output)
    }

    /// What a `DataView` looks at.
    pub(super) fn data_view(&mut self, object: ObjectId, recursion: i32) -> Thrown<Vec<Piece>> {
        let buffer = self.get_named(object, "buffer")?;
        let mut pieces = Vec::new();
        for name in ["byteLength", "byteOffset", "buffer"] {
            let piece = match self.extra_of(object, name, recursion, false) {
                Err(_) if self.knows(Fact::ExtrasBracketed) => {
                    // Node asks the buffer instead, and forgets that it had indented.
                    self.indentation += 2;
                    let Value::Object(buffer) = buffer else { continue };
                    self.extra_of(buffer, name, recursion, false)?
                }
                piece => piece?,
            };
            pieces.push(piece);
        }
        Ok(pieces)
    }
}

fn push_more_bytes(piece: &mut Piece, rest: f64) {
    if rest > 0.0 {
        let plural = if rest > 1.0 { "s" } else { "" };
        piece.push(Role::Plain, format!(" ... {} more byte{plural}", number_text(rest)));
    }
}
