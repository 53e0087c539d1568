//! Whether a parameter list evaluates anything. Not what it evaluates, nor the names it declares.

use crate::syntax::ast::{Function, Pattern, PatternKind, PropertyName};

/// Whether a parameter list evaluates anything: defaults, computed keys (ECMAScript `ContainsExpression`).
pub fn has_expressions(function: &Function) -> bool {
    let mut pending: Vec<&Pattern> = function.parameters.iter().map(|parameter| &parameter.target).collect();
    pending.extend(&function.rest);
    if function.parameters.iter().any(|parameter| parameter.default.is_some()) {
        return true;
    }
    while let Some(pattern) = pending.pop() {
        match &pattern.kind {
            PatternKind::Identifier(_) | PatternKind::Member(_) => {}
            PatternKind::Array { elements, rest } => {
                pending.extend(rest.as_deref());
                for element in elements.iter().flatten() {
                    if element.default.is_some() {
                        return true;
                    }
                    pending.push(&element.target);
                }
            }
            PatternKind::Object { properties, rest } => {
                pending.extend(rest.as_deref());
                for (name, element) in properties {
                    if element.default.is_some() || matches!(name, PropertyName::Computed(_)) {
                        return true;
                    }
                    pending.push(&element.target);
                }
            }
        }
    }
    false
}
