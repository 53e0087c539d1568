//! What the parameters of a function are called, for the hint while a call is typed. Names as in Node's documentation of
//! `buffer`; those of the program's own functions from their text.

use super::Session;
use crate::heap::Value;

const STATIC: [(&str, &str); 11] = [
    ("alloc", "size, fill?, encoding?"),
    ("allocUnsafe", "size"),
    ("allocUnsafeSlow", "size"),
    ("byteLength", "string, encoding?"),
    ("compare", "buf1, buf2"),
    ("concat", "list, totalLength?"),
    ("copyBytesFrom", "view, offset?, length?"),
    ("from", "value, encodingOrOffset?, length?"),
    ("isBuffer", "obj"),
    ("isEncoding", "encoding"),
    ("of", "...items"),
];

const METHODS: [(&str, &str); 24] = [
    ("at", "index"),
    ("compare", "target, targetStart?, targetEnd?, sourceStart?, sourceEnd?"),
    ("copy", "target, targetStart?, sourceStart?, sourceEnd?"),
    ("equals", "otherBuffer"),
    ("every", "callback, thisArg?"),
    ("fill", "value, offset?, end?, encoding?"),
    ("filter", "callback, thisArg?"),
    ("forEach", "callback, thisArg?"),
    ("includes", "value, byteOffset?, encoding?"),
    ("indexOf", "value, byteOffset?, encoding?"),
    ("lastIndexOf", "value, byteOffset?, encoding?"),
    ("map", "callback, thisArg?"),
    ("readIntBE", "offset, byteLength"),
    ("readIntLE", "offset, byteLength"),
    ("readUIntBE", "offset, byteLength"),
    ("readUIntLE", "offset, byteLength"),
    ("set", "source, offset?"),
    ("slice", "start?, end?"),
    ("subarray", "start?, end?"),
    ("toString", "encoding?, start?, end?"),
    ("write", "string, offset?, length?, encoding?"),
    ("writeIntBE", "value, offset, byteLength"),
    ("writeIntLE", "value, offset, byteLength"),
    ("writeUIntBE", "value, offset, byteLength"),
];

fn of(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, parameters)| *parameters)
}

impl Session {
    /// `Buffer.alloc(size, fill?, encoding?)` for the text before a parenthesis, if what is called is known by looking.
    pub fn signature(&self, before: &str) -> Option<String> {
        let path = super::assist::path_before(before);
        let Some((holder, name)) = path.rsplit_once('.') else {
            return self.own_function(path).map(|parameters| format!("{path}({parameters})"));
        };
        let held = self.peek_path(holder)?;
        let parameters = match held {
            Value::Object(object) if object == self.machine.node.buffer => of(&STATIC, name).map(str::to_owned),
            Value::Object(object) if matches!(self.machine.heap.kind(object), crate::heap::Kind::View(_)) => {
                of(&METHODS, name).or_else(|| numeric(name)).map(str::to_owned)
            }
            _ => None,
        };
        parameters.or_else(|| self.own_function(path)).map(|parameters| format!("{path}({parameters})"))
    }

    /// The parameters of one of the program's functions, as its text has them.
    fn own_function(&self, path: &str) -> Option<String> {
        let Value::Object(object) = self.peek_path(path)? else { return None };
        let crate::heap::Kind::Function { code, .. } = self.machine.heap.kind(object) else { return None };
        let code = &self.machine.heap.code(*code)?.code;
        let rest = code.span.of(&code.source.text).trim_start();
        if let Some(name) = rest.split("=>").next().filter(|name| !name.contains('(') && rest.contains("=>")) {
            return Some(name.trim().to_owned());
        }
        let open = rest.find('(')?;
        let mut depth = 0;
        let close = rest[open..].char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let inside = &rest[open + 1..open + close?.0];
        Some(inside.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The families `readInt16LE(offset?)` and `writeInt16LE(value, offset?)`.
fn numeric(name: &str) -> Option<&'static str> {
    let width = |rest: &str| ["U", "u", "I", "B", "F", "D"].iter().any(|first| rest.starts_with(first));
    match name {
        "writeUIntLE" => Some("value, offset, byteLength"),
        name if name.strip_prefix("read").is_some_and(width) => Some("offset?"),
        name if name.strip_prefix("write").is_some_and(width) => Some("value, offset?"),
        _ => None,
    }
}
