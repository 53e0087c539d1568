//! The values of a preview: what operators make of them, and how they are printed. Not what an entry means by them.

use super::state::Session;
use crate::heap::{Kind, ObjectId, value_to_uint32};
use crate::inspect::{number_text, quote_string};
use crate::syntax::ast::BinaryOperator;
use crate::text::{Text, TextBuilder};
use pool::memory::SlabId;

/// Bytes of the largest Buffer that is decoded, and units of the longest string.
pub(super) const LARGEST: usize = 1 << 16;

/// A value that needs no heap of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pure {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    Text(Text),
    Object(ObjectId),
    /// The `ArrayBuffer` of a view, made or not.
    Slab(SlabId),
}

impl Pure {
    /// As a number, if that is known without asking the program.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Boolean(value) => Some(f64::from(u8::from(*value))),
            Self::Null => Some(0.0),
            Self::Undefined => Some(f64::NAN),
            _ => None,
        }
    }

    /// As a boolean.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Object(_) | Self::Slab(_) => true,
        }
    }
}

impl Session {
    /// How a value is printed, if that is known by looking.
    pub(super) fn preview_text(&self, value: &Pure, width: usize) -> Option<String> {
        let hex = |bytes: &[u8]| {
            let shown: Vec<String> = bytes.iter().take(50.min(width)).map(|byte| format!("{byte:02x}")).collect();
            let more = bytes.len().saturating_sub(50);
            let rest = if more > 0 { format!(" ... {more} more bytes") } else { String::new() };
            shown.join(" ") + &rest
        };
        Some(match value {
            Pure::Undefined => "undefined".to_owned(),
            Pure::Null => "null".to_owned(),
            Pure::Boolean(value) => value.to_string(),
            Pure::Number(number) => number_text(*number),
            Pure::Text(text) => quote_string(text.view()),
            Pure::Slab(slab) => {
                let bytes = self.machine.heap.memory.bytes(*slab);
                format!("ArrayBuffer {{ [Uint8Contents]: <{}>, byteLength: {} }}", hex(bytes), bytes.len())
            }
            Pure::Object(object) => {
                let heap = &self.machine.heap;
                match heap.kind(*object) {
                    Kind::View(view) if heap.proto(*object) == Some(self.machine.node.buffer_prototype) => {
                        format!("<Buffer {}>", hex(heap.view_bytes(*view))).replace(" >", ">")
                    }
                    _ => return None,
                }
            }
        })
    }
}

/// What an operator makes of two values, if nothing of the program has to run for it.
pub(super) fn binary(operator: BinaryOperator, left: &Pure, right: &Pure) -> Option<Pure> {
    use BinaryOperator as B;
    match operator {
        B::StrictEqual => return Some(Pure::Boolean(left == right)),
        B::StrictNotEqual => return Some(Pure::Boolean(left != right)),
        _ => {}
    }
    if let (B::Add, true) = (operator, matches!(left, Pure::Text(_)) || matches!(right, Pure::Text(_))) {
        let mut sum = TextBuilder::default();
        for side in [left, right] {
            match side {
                Pure::Text(text) => sum.push_units(text.view()),
                Pure::Number(number) => sum.push_str(&number_text(if *number == 0.0 { 0.0 } else { *number })),
                Pure::Boolean(value) => sum.push_str(&value.to_string()),
                Pure::Null => sum.push_str("null"),
                Pure::Undefined => sum.push_str("undefined"),
                Pure::Object(_) | Pure::Slab(_) => return None,
            }
        }
        return (sum.len() <= LARGEST).then(|| Pure::Text(sum.finish()));
    }
    let (a, b) = (left.number()?, right.number()?);
    let shift = value_to_uint32(b) & 31;
    let number = match operator {
        B::Add => a + b,
        B::Subtract => a - b,
        B::Multiply => a * b,
        B::Divide => a / b,
        B::Remainder => a % b,
        B::ShiftLeft => f64::from(int32(a) << shift),
        B::ShiftRight => f64::from(int32(a) >> shift),
        B::ShiftRightUnsigned => f64::from(value_to_uint32(a) >> shift),
        B::BitAnd => f64::from(int32(a) & int32(b)),
        B::BitOr => f64::from(int32(a) | int32(b)),
        B::BitXor => f64::from(int32(a) ^ int32(b)),
        B::Less => return Some(Pure::Boolean(a < b)),
        B::LessEqual => return Some(Pure::Boolean(a <= b)),
        B::Greater => return Some(Pure::Boolean(a > b)),
        B::GreaterEqual => return Some(Pure::Boolean(a >= b)),
        _ => return None,
    };
    Some(Pure::Number(number))
}

/// ECMAScript `ToInt32`.
pub(super) fn int32(number: f64) -> i32 {
    value_to_uint32(number) as i32
}
