//! The parameters of an arrow function while its `=>` is still to come. Not the function.

use super::ast::{Argument, Expression};

/// The parameters of an arrow function, still expressions.
#[derive(Default)]
pub(super) struct ArrowHead {
    /// The rest is a spread, as among arguments.
    pub items: Vec<Argument>,
    /// `async`
    pub asynchronous: bool,
}

impl ArrowHead {
    /// One parameter.
    pub fn of(value: Expression, asynchronous: bool) -> Self {
        Self { items: vec![Argument { spread: false, value }], asynchronous }
    }
}
