//! The literals V8's parser makes of constant operands, `1 + 2` among them; strings are added since Node 24. Only for
//! what messages say: nothing here is run.

use crate::syntax::ast::{BinaryOperator, Expression, ExpressionKind, UnaryOperator};

/// What V8's releases word in their own ways.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// Constant strings are added while compiling.
    pub folds: bool,
    /// An element that is left out in an array has no words.
    pub leaves_holes: bool,
}

/// A literal V8's parser makes of constant operands.
pub(super) enum Folded {
    Number(f64),
    Boolean(bool),
    Text(String),
}

impl Folded {
    /// As messages show it.
    pub fn push(&self, out: &mut String) {
        match self {
            Folded::Number(number) => out.push_str(ryu_js::Buffer::new().format(*number)),
            Folded::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Folded::Text(text) => out.push_str(&format!("\"{text}\"")),
        }
    }
}

/// The literal an expression is, or that the parser makes of it.
pub(super) fn folded(expression: &Expression, wording: Wording) -> Option<Folded> {
    Some(match &inner(expression).kind {
        ExpressionKind::Number(number) => Folded::Number(*number),
        ExpressionKind::String(text) => Folded::Text(text.to_string()),
        ExpressionKind::Template { texts, values } if values.is_empty() => {
            Folded::Text(texts.iter().map(ToString::to_string).collect())
        }
        ExpressionKind::Unary(operator, operand) => {
            let literal = match &inner(operand).kind {
                ExpressionKind::Boolean(value) => Folded::Boolean(*value),
                ExpressionKind::Null => Folded::Boolean(false),
                _ => folded(operand, wording)?,
            };
            match (operator, literal) {
                (UnaryOperator::Not, Folded::Number(number)) => Folded::Boolean(number == 0.0 || number.is_nan()),
                (UnaryOperator::Not, Folded::Boolean(value)) => Folded::Boolean(!value),
                (UnaryOperator::Not, Folded::Text(text)) => Folded::Boolean(text.is_empty()),
                (UnaryOperator::Minus, Folded::Number(number)) => Folded::Number(-number),
                (UnaryOperator::Plus, Folded::Number(number)) => Folded::Number(number),
                (UnaryOperator::BitNot, Folded::Number(number)) => Folded::Number(f64::from(!(number as i64 as i32))),
                _ => return None,
            }
        }
        ExpressionKind::Binary { first, rest } => {
            let mut value = folded(first, wording)?;
            for (operator, operand) in rest {
                value = fold(&value, *operator, &folded(operand, wording)?, wording)?;
            }
            value
        }
        _ => return None,
    })
}

/// What an operator makes of two literals.
pub(super) fn fold(left: &Folded, operator: BinaryOperator, right: &Folded, wording: Wording) -> Option<Folded> {
    use BinaryOperator as B;
    if let (Folded::Text(a), B::Add, Folded::Text(b), true) = (left, operator, right, wording.folds) {
        return Some(Folded::Text(format!("{a}{b}")));
    }
    let (Folded::Number(a), Folded::Number(b)) = (left, right) else { return None };
    let (a, b) = (*a, *b);
    let bits = |number: f64| number as i64 as i32;
    Some(Folded::Number(match operator {
        B::Add => a + b,
        B::Subtract => a - b,
        B::Multiply => a * b,
        B::Divide => a / b,
        B::Remainder => a % b,
        B::Power => a.powf(b),
        B::ShiftLeft => f64::from(bits(a) << (bits(b) & 31)),
        B::ShiftRight => f64::from(bits(a) >> (bits(b) & 31)),
        B::ShiftRightUnsigned => f64::from((bits(a) as u32) >> (bits(b) & 31)),
        B::BitAnd => f64::from(bits(a) & bits(b)),
        B::BitOr => f64::from(bits(a) | bits(b)),
        B::BitXor => f64::from(bits(a) ^ bits(b)),
        _ => return None,
    }))
}

/// What parentheses hold.
pub(super) fn inner(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Parenthesized(inside) => inner(inside),
        _ => expression,
    }
}
