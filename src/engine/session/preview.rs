//! The result of an entry that is not entered yet, where looking is enough to know it. Without effects by construction:
//! all of it borrows the session immutably, runs no code of the program and calls nothing but what is written here.

use super::Session;
use super::pure::{LARGEST, Pure, binary, int32};
use crate::encoding::{self, Encoding};
use crate::heap::{Found, Kind, Value};
use crate::syntax;
use crate::syntax::ast::{
    Argument, ChainHead, Expression, ExpressionKind, Link, LinkKind, LogicalOperator, Script, StatementKind,
    UnaryOperator,
};
use crate::text::Text;

/// Bytes of the longest entry that is previewed.
const LONGEST: usize = 4096;
/// Nested expressions after which none is.
const DEEPEST: u32 = 64;

struct Looker<'a> {
    session: &'a Session,
    script: &'a Script,
}

impl Session {
    /// What `text` would answer, in at most `width` columns, if looking is enough to know it.
    pub fn preview(&self, text: &str, width: usize) -> Option<String> {
        if text.len() > LONGEST || text.trim().is_empty() {
            return None;
        }
        let script = syntax::parse_prompt(text).ok()?;
        let [statement] = script.body.as_slice() else { return None };
        let StatementKind::Expression(expression) = &statement.kind else { return None };
        let shown = Looker { session: self, script: &script }.value(expression, 0)?;
        // A literal says nothing new.
        if matches!(expression.kind, ExpressionKind::Number(_) | ExpressionKind::String(_) | ExpressionKind::Boolean(_))
        {
            return None;
        }
        let line = self.preview_text(&shown, width)?;
        if line.chars().count() <= width {
            return Some(line);
        }
        Some(line.chars().take(width.saturating_sub(3)).chain("...".chars()).collect())
    }
}

impl Looker<'_> {
    fn value(&self, expression: &Expression, depth: u32) -> Option<Pure> {
        if depth > DEEPEST {
            return None;
        }
        let depth = depth + 1;
        Some(match &expression.kind {
            ExpressionKind::Null => Pure::Null,
            ExpressionKind::Boolean(value) => Pure::Boolean(*value),
            ExpressionKind::Number(number) => Pure::Number(*number),
            ExpressionKind::String(text) => Pure::Text(text.clone()),
            ExpressionKind::Identifier(name) => {
                self.known(self.session.machine.peek_global(self.script.names.get(name.0 as usize)?)?)?
            }
            ExpressionKind::Parenthesized(inner) => self.value(inner, depth)?,
            ExpressionKind::Unary(operator, operand) => {
                let operand = self.value(operand, depth)?;
                match operator {
                    UnaryOperator::Minus => Pure::Number(-operand.number()?),
                    UnaryOperator::Plus => Pure::Number(operand.number()?),
                    UnaryOperator::Not => Pure::Boolean(!operand.is_truthy()),
                    UnaryOperator::BitNot => Pure::Number(f64::from(!int32(operand.number()?))),
                    UnaryOperator::Typeof => Pure::Text(Text::from(self.type_of(&operand))),
                    UnaryOperator::Void => Pure::Undefined,
                    UnaryOperator::Delete => return None,
                }
            }
            ExpressionKind::Binary { first, rest } => {
                let mut left = self.value(first, depth)?;
                for (operator, right) in rest {
                    left = binary(*operator, &left, &self.value(right, depth)?)?;
                }
                left
            }
            ExpressionKind::Logical { operator, operands } => {
                let mut last = Pure::Undefined;
                for operand in operands {
                    last = self.value(operand, depth)?;
                    let ends = match operator {
                        LogicalOperator::And => !last.is_truthy(),
                        LogicalOperator::Or => last.is_truthy(),
                        LogicalOperator::Coalesce => !matches!(last, Pure::Undefined | Pure::Null),
                    };
                    if ends {
                        break;
                    }
                }
                last
            }
            ExpressionKind::Conditional { test, then, otherwise } => {
                let chosen = if self.value(test, depth)?.is_truthy() { then } else { otherwise };
                self.value(chosen, depth)?
            }
            ExpressionKind::Chain { head, links } => self.chain(head, links, depth)?,
            _ => return None,
        })
    }

    fn chain(&self, head: &ChainHead, links: &[Link], depth: u32) -> Option<Pure> {
        let ChainHead::Expression(head) = head else { return None };
        let mut at = self.value(head, depth)?;
        let mut links = links.iter().peekable();
        while let Some(link) = links.next() {
            if matches!(at, Pure::Undefined | Pure::Null) {
                return link.optional.then_some(Pure::Undefined);
            }
            at = match &link.kind {
                LinkKind::Member(name) => {
                    let name = self.script.names.get(name.0 as usize)?;
                    match links.peek().map(|next| (&next.kind, next.optional)) {
                        Some((LinkKind::Call(arguments), false)) => {
                            links.next();
                            self.call(&at, name, arguments, depth)?
                        }
                        _ => self.member(&at, name)?,
                    }
                }
                LinkKind::Index(index) => match self.value(index, depth)? {
                    Pure::Number(index) => self.index(&at, index)?,
                    Pure::Text(name) => self.member(&at, &name.view().to_utf8())?,
                    _ => return None,
                },
                _ => return None,
            };
        }
        Some(at)
    }

    /// A value of the heap; kinds that cannot be shown here are none.
    fn known(&self, value: Value) -> Option<Pure> {
        Some(match value {
            Value::Undefined => Pure::Undefined,
            Value::Null => Pure::Null,
            Value::Boolean(value) => Pure::Boolean(value),
            Value::Number(number) => Pure::Number(number),
            Value::String(string) if self.session.machine.heap.string_length(string) <= LARGEST => {
                Pure::Text(self.session.machine.heap.units(string).to_text())
            }
            Value::Object(object) => match self.session.machine.heap.kind(object) {
                Kind::ArrayBuffer { slab, .. } => Pure::Slab(*slab),
                _ => Pure::Object(object),
            },
            _ => return None,
        })
    }

    fn member(&self, of: &Pure, name: &str) -> Option<Pure> {
        let machine = &self.session.machine;
        let object = match of {
            Pure::Text(text) if name == "length" => return Some(Pure::Number(text.len() as f64)),
            Pure::Slab(slab) if name == "byteLength" => {
                return Some(Pure::Number(machine.heap.memory.bytes(*slab).len() as f64));
            }
            Pure::Object(object) => *object,
            _ => return None,
        };
        if let (Kind::Array(length), "length") = (machine.heap.kind(object), name) {
            return Some(Pure::Number(f64::from(*length)));
        }
        match machine.peek(Value::Object(object), name) {
            Some(Found::Value(value)) => self.known(value),
            Some(Found::Getter(Some(getter))) if matches!(machine.heap.kind(getter), Kind::Native(_)) => {
                let Kind::View(view) = machine.heap.kind(object) else { return None };
                let length = machine.heap.view_length(*view);
                match name {
                    "length" => Some(Pure::Number(length as f64)),
                    "byteLength" => Some(Pure::Number((length * view.element.width()) as f64)),
                    "byteOffset" => Some(Pure::Number(view.offset() as f64)),
                    "buffer" => Some(Pure::Slab(view.slab)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn index(&self, of: &Pure, index: f64) -> Option<Pure> {
        if index < 0.0 || index.fract() != 0.0 || index > f64::from(u32::MAX) {
            return None;
        }
        let heap = &self.session.machine.heap;
        let index = index as usize;
        match of {
            Pure::Text(text) if index < text.len() => Some(Pure::Text(text.view().part(index, index + 1).to_text())),
            Pure::Object(object) => match heap.kind(*object) {
                Kind::View(view) if index < heap.view_length(*view) => {
                    heap.plain_element(view, index).map(Pure::Number)
                }
                Kind::View(_) => Some(Pure::Undefined),
                Kind::Array(_) => self.known(*heap.dense(*object)?.get(index)?),
                _ => None,
            },
            _ => None,
        }
    }

    /// The few built-in functions that only look.
    fn call(&self, on: &Pure, name: &str, arguments: &[Argument], depth: u32) -> Option<Pure> {
        let Pure::Object(object) = on else { return None };
        let machine = &self.session.machine;
        let Some(Found::Value(Value::Object(function))) = machine.peek(Value::Object(*object), name) else {
            return None;
        };
        let Kind::View(view) = machine.heap.kind(*object) else { return None };
        let own = machine.peek(Value::Object(machine.node.buffer_prototype), name);
        let built_in = matches!(machine.heap.kind(function), Kind::Native(_))
            && matches!(own, Some(Found::Value(Value::Object(own))) if own == function);
        let called = machine.peek(Value::Object(function), "name").and_then(|found| match found {
            Found::Value(Value::String(name)) => Some(machine.heap.utf8(name)),
            Found::Value(_) | Found::Getter(_) => None,
        });
        if !built_in || called.as_deref() != Some("toString") || name != "toString" {
            return None;
        }
        let mut values = Vec::new();
        for argument in arguments {
            if argument.spread {
                return None;
            }
            values.push(self.value(&argument.value, depth)?);
        }
        let bytes = machine.heap.view_bytes(*view);
        let encoding = match values.first() {
            None | Some(Pure::Undefined) => Encoding::Utf8,
            Some(Pure::Text(label)) => Encoding::from_label(label.view())?,
            _ => return None,
        };
        let bound = |value: Option<&Pure>, otherwise: usize| match value {
            None | Some(Pure::Undefined) => Some(otherwise),
            Some(Pure::Number(number)) if number.is_finite() => Some((number.max(0.0) as usize).min(bytes.len())),
            _ => None,
        };
        let (start, end) = (bound(values.get(1), 0)?, bound(values.get(2), bytes.len())?);
        let bytes = bytes.get(start..end.max(start))?;
        (bytes.len() <= LARGEST).then(|| Pure::Text(encoding::decode(bytes, encoding)))
    }

    fn type_of(&self, value: &Pure) -> &'static str {
        match value {
            Pure::Undefined => "undefined",
            Pure::Boolean(_) => "boolean",
            Pure::Number(_) => "number",
            Pure::Text(_) => "string",
            Pure::Object(object) if self.session.machine.heap.is_callable(*object) => "function",
            Pure::Null | Pure::Object(_) | Pure::Slab(_) => "object",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    /// Everything there is to know about the memory.
    fn memory(session: &mut Session) -> (String, Vec<Vec<u8>>, usize) {
        let snapshot = session.machine.snapshot();
        let memory = &session.machine.heap.memory;
        let bytes = snapshot.slabs.iter().map(|slab| memory.bytes(slab.id).to_vec()).collect();
        let said = format!("{snapshot:?} {:?} {:?}", memory.pool(), memory.ledger().totals());
        (said, bytes, session.machine.heap.object_count())
    }

    const ENTRIES: &str = "b = Buffer.from('hello'); c = Buffer.alloc(60, 1); s = 'it'; list = [1, [2]]; let n = 5; \
        called = 0; o = { get x() { called++; return Buffer.alloc(1) }, y: 7, toString() { called++ }, valueOf() { called++ } }; \
        own = Buffer.from('z'); own.toString = function () { called++ }; \
        class Odd extends Uint8Array { get length() { called++; return 9 } }; odd = new Odd(3); _ = 0; 0";

    #[test]
    fn what_looking_tells_is_what_running_answers() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        for text in [
            "b",
            "b.length",
            "b.byteOffset",
            "b.buffer.byteLength",
            "b[1]",
            "b[9]",
            "b.toString()",
            "b.toString('hex', 1)",
            "b.toString('latin1', 1, 3)",
            "c",
            "s + n",
            "s.length",
            "n * 2 + 1",
            "n > 4 ? s : b",
            "list[0]",
            "list.length",
            "typeof b",
            "!n",
            "-n",
            "~n",
            "n >>> 1",
            "1 << 31",
            "o.y",
            "b?.length",
            "b.buffer === b.buffer",
            "b.buffer === c.buffer",
            "n === 5",
            "s ?? 1",
            "void 0",
            "-0 * 1",
            "s + -0",
            "0.1 + 0.2",
            "b['length']",
        ] {
            let preview = session.preview(text, 400);
            let answer = session.feed(text).answer.map(|answer| answer.to_string());
            assert_eq!(preview, answer, "{text}");
        }
        assert!(session.preview("b.buffer", 400).expect("it is known").starts_with("ArrayBuffer { [Uint8Contents]: <"));
        assert_eq!(session.preview("c", 20).map(|shown| shown.len()), Some(20));
    }

    #[test]
    fn looking_leaves_every_byte_and_object_as_it_was() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        let before = memory(&mut session);
        for text in [
            "b",
            "b.buffer",
            "b.toString()",
            "Buffer.allocUnsafe(10)",
            "Buffer.from('x')",
            "b.fill(0)",
            "b[0] = 1",
            "n = 1",
            "n++",
            "o.x",
            "o + 1",
            "`${o}`",
            "own.toString()",
            "odd.length",
            "o.x.length",
            "called",
            "delete o.y",
            "list.pop()",
            "new Uint8Array(9)",
            "(() => { called++ })()",
            "b.subarray(1)",
            "nobody",
            "b.nothing",
            "[1]",
            "({})",
            "f(",
            "b.",
            "s + s + s",
            "b.toString('nope')",
            "o == 1",
            "o < 1",
            "process.exit()",
            "eval('n = 1')",
            "b.toString(o)",
            "list[o]",
        ] {
            session.preview(text, 80);
            session.signature(text);
        }
        assert!(before == memory(&mut session));
        for text in
            ["o.x", "own.toString()", "odd.length", "o + 1", "b.fill(0)", "n++", "Buffer.allocUnsafe(10)", "nobody"]
        {
            assert_eq!(session.preview(text, 80), None, "{text}");
        }
        assert_eq!(session.preview("called + 0", 80).as_deref(), Some("0"));
    }

    #[test]
    fn signatures_are_of_what_is_called() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        session.feed("function add(a, b = (1, 2)) {}; one = x => x; two = (x, y) => x");
        for (before, shown) in [
            ("Buffer.alloc", Some("Buffer.alloc(size, fill?, encoding?)")),
            ("1 + b.readUInt32LE", Some("b.readUInt32LE(offset?)")),
            ("b.fill", Some("b.fill(value, offset?, end?, encoding?)")),
            ("add", Some("add(a, b = (1, 2))")),
            ("one", Some("one(x)")),
            ("two", Some("two(x, y)")),
            ("list.fill", None),
            ("nobody", None),
            ("o.x", None),
        ] {
            assert_eq!(session.signature(before).as_deref(), shown, "{before}");
        }
    }
}
