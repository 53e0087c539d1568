//! The parameters of an arrow function while its `=>` is still to come. Not the function.

use super::ast::{Argument, Expression, Pattern};

/// The parameters of an arrow function, still expressions.
#[derive(Default)]
pub(super) struct ArrowHead {
    /// Those before the rest; after `async` the rest as well, for it looked like an argument.
    pub items: Vec<Argument>,
    /// `...rest`
    pub rest: Option<Pattern>,
    /// `async`
    pub asynchronous: bool,
}

impl ArrowHead {
    /// One parameter.
    pub fn of(value: Expression, asynchronous: bool) -> Self {
        Self { items: vec![Argument { spread: false, value }], rest: None, asynchronous }
    }
}
