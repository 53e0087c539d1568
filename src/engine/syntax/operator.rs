//! The one table of operators: spelling, binding power and meaning. Not how they are parsed.

use super::ast::{AssignOperator, BinaryOperator, LogicalOperator, UnaryOperator};
use super::token::Token;

/// What an infix operator makes of its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It evaluates both.
    Binary(BinaryOperator),
    /// It may leave the right one alone.
    Logical(LogicalOperator),
}

/// An infix operator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Infix {
    /// Its token.
    pub token: Token,
    /// How strongly it binds.
    pub power: u8,
    /// What it makes.
    pub meaning: Meaning,
}

/// The power of `??`, which may not stand beside `&&` and `||` without parentheses.
pub(super) const COALESCE: u8 = 3;
/// The power of `||`.
pub(super) const OR: u8 = 4;
/// The power of `|`, the weakest that mixes with `??`.
pub(super) const BIT_OR: u8 = 6;
/// The power of `in`, which `#name in` needs.
pub(super) const RELATIONAL: u8 = 10;
/// The power of `**`, the only one that associates to the right.
pub(super) const POWER: u8 = 14;

const fn binary(token: Token, power: u8, operator: BinaryOperator) -> Infix {
    Infix { token, power, meaning: Meaning::Binary(operator) }
}

const fn logical(token: Token, power: u8, operator: LogicalOperator) -> Infix {
    Infix { token, power, meaning: Meaning::Logical(operator) }
}

/// Every infix operator, weakest first.
pub(super) const INFIX: &[Infix] = &[
    logical(Token::Coalesce, COALESCE, LogicalOperator::Coalesce),
    logical(Token::OrOr, OR, LogicalOperator::Or),
    logical(Token::AndAnd, 5, LogicalOperator::And),
    binary(Token::Bar, BIT_OR, BinaryOperator::BitOr),
    binary(Token::Caret, 7, BinaryOperator::BitXor),
    binary(Token::Ampersand, 8, BinaryOperator::BitAnd),
    binary(Token::Equal, 9, BinaryOperator::Equal),
    binary(Token::NotEqual, 9, BinaryOperator::NotEqual),
    binary(Token::StrictEqual, 9, BinaryOperator::StrictEqual),
    binary(Token::StrictNotEqual, 9, BinaryOperator::StrictNotEqual),
    binary(Token::Less, RELATIONAL, BinaryOperator::Less),
    binary(Token::LessEqual, RELATIONAL, BinaryOperator::LessEqual),
    binary(Token::Greater, RELATIONAL, BinaryOperator::Greater),
    binary(Token::GreaterEqual, RELATIONAL, BinaryOperator::GreaterEqual),
    binary(Token::In, RELATIONAL, BinaryOperator::In),
    binary(Token::Instanceof, RELATIONAL, BinaryOperator::InstanceOf),
    binary(Token::ShiftLeft, 11, BinaryOperator::ShiftLeft),
    binary(Token::ShiftRight, 11, BinaryOperator::ShiftRight),
    binary(Token::ShiftRightUnsigned, 11, BinaryOperator::ShiftRightUnsigned),
    binary(Token::Plus, 12, BinaryOperator::Add),
    binary(Token::Minus, 12, BinaryOperator::Subtract),
    binary(Token::Star, 13, BinaryOperator::Multiply),
    binary(Token::Slash, 13, BinaryOperator::Divide),
    binary(Token::Percent, 13, BinaryOperator::Remainder),
    binary(Token::StarStar, POWER, BinaryOperator::Power),
];

/// Every assignment operator.
pub(super) const ASSIGNMENT: &[(Token, AssignOperator)] = &[
    (Token::Assign, AssignOperator::Assign),
    (Token::PlusAssign, AssignOperator::Binary(BinaryOperator::Add)),
    (Token::MinusAssign, AssignOperator::Binary(BinaryOperator::Subtract)),
    (Token::StarAssign, AssignOperator::Binary(BinaryOperator::Multiply)),
    (Token::SlashAssign, AssignOperator::Binary(BinaryOperator::Divide)),
    (Token::PercentAssign, AssignOperator::Binary(BinaryOperator::Remainder)),
    (Token::StarStarAssign, AssignOperator::Binary(BinaryOperator::Power)),
    (Token::ShiftLeftAssign, AssignOperator::Binary(BinaryOperator::ShiftLeft)),
    (Token::ShiftRightAssign, AssignOperator::Binary(BinaryOperator::ShiftRight)),
    (Token::ShiftRightUnsignedAssign, AssignOperator::Binary(BinaryOperator::ShiftRightUnsigned)),
    (Token::AmpersandAssign, AssignOperator::Binary(BinaryOperator::BitAnd)),
    (Token::BarAssign, AssignOperator::Binary(BinaryOperator::BitOr)),
    (Token::CaretAssign, AssignOperator::Binary(BinaryOperator::BitXor)),
    (Token::AndAndAssign, AssignOperator::Logical(LogicalOperator::And)),
    (Token::OrOrAssign, AssignOperator::Logical(LogicalOperator::Or)),
    (Token::CoalesceAssign, AssignOperator::Logical(LogicalOperator::Coalesce)),
];

/// Every prefix operator but `++` and `--`.
pub(super) const PREFIX: &[(Token, UnaryOperator)] = &[
    (Token::Minus, UnaryOperator::Minus),
    (Token::Plus, UnaryOperator::Plus),
    (Token::Bang, UnaryOperator::Not),
    (Token::Tilde, UnaryOperator::BitNot),
    (Token::Typeof, UnaryOperator::Typeof),
    (Token::Void, UnaryOperator::Void),
    (Token::Delete, UnaryOperator::Delete),
];

/// For each token the row of `INFIX` after it, or 0: a look-up for each operand must not search.
const ROW: [u8; 256] = {
    let mut row = [0; 256];
    let mut at = 0;
    while at < INFIX.len() {
        row[INFIX[at].token as usize] = at as u8 + 1;
        at += 1;
    }
    row
};

/// The infix operator a token is.
pub(super) fn infix(token: Token) -> Option<&'static Infix> {
    INFIX.get(usize::from(ROW[token as usize]).checked_sub(1)?)
}

/// The assignment operator a token is.
pub(super) fn assignment(token: Token) -> Option<AssignOperator> {
    ASSIGNMENT.iter().find(|(spelled, _)| *spelled == token).map(|(_, operator)| *operator)
}

/// The prefix operator a token is.
pub(super) fn prefix(token: Token) -> Option<UnaryOperator> {
    PREFIX.iter().find(|(spelled, _)| *spelled == token).map(|(_, operator)| *operator)
}
