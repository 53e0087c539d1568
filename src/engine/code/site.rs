//! Call sites as V8's messages word them: an expression printed back from its source (V8's `CallPrinter`). Not the messages.

pub use super::fold::Wording;
use super::fold::{Folded, fold, folded, inner};
use crate::syntax::ast::{
    ArrayElement, BinaryOperator, ChainHead, Expression, ExpressionKind, Goal, Link, LinkKind, LogicalOperator, Name,
    PatternKind, Script, StatementKind, UnaryOperator,
};
use crate::syntax::parse;

/// How much source is looked at.
const LONGEST: usize = 4000;

/// What stands for an expression V8 has no words for.
const INTERMEDIATE: &str = "(intermediate value)";

/// How an expression is used where it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Its value is an operand.
    Value,
    /// Its value is iterated over: calls are told by their callee alone.
    Iterated,
}

/// What is called in the source of a call, a tagged template or a `new`.
pub fn callee(source: &str, used: Use, wording: Wording) -> Option<String> {
    with_expression(source, |script, expression| called(&Printer { script, used, wording }, expression))
}

fn called(printer: &Printer, expression: &Expression) -> Option<String> {
    match &inner(expression).kind {
        ExpressionKind::Chain { head, links } => match links.split_last()? {
            (Link { kind: LinkKind::Call(_) | LinkKind::Template(_), .. }, before) => {
                Some(worded(|out| printer.chain(head, before, out)))
            }
            _ => None,
        },
        ExpressionKind::New { callee, .. } => Some(printer.shown(callee)),
        _ => None,
    }
}

/// An expression in words.
pub fn expression(source: &str, used: Use, wording: Wording) -> Option<String> {
    with_expression(source, |script, expression| Some(Printer { script, used, wording }.shown(expression)))
}

/// Whether the source is a call or a `new`, or ends in one after commas, whose callee's words stand for what it gave.
pub fn is_call(source: &str) -> bool {
    with_expression(source, |_, expression| Some(ends_in_call(expression))).unwrap_or(false)
}

fn ends_in_call(expression: &Expression) -> bool {
    match &inner(expression).kind {
        ExpressionKind::New { .. } => true,
        ExpressionKind::Chain { links, .. } => {
            links.last().is_some_and(|link| matches!(link.kind, LinkKind::Call(_) | LinkKind::Template(_)))
        }
        ExpressionKind::Sequence(parts) => parts.last().is_some_and(ends_in_call),
        _ => false,
    }
}

/// What is called last in an expression with branches, which stands for what it gave where that cannot be iterated over.
pub fn called_last(source: &str, wording: Wording) -> Option<String> {
    with_expression(source, |script, expression| {
        called(&Printer { script, used: Use::Value, wording }, last_branch(expression)?)
    })
}

/// The last part of an expression with branches that V8 knows the place of.
fn last_branch(expression: &Expression) -> Option<&Expression> {
    use ExpressionKind as K;
    match &inner(expression).kind {
        K::Logical { operands, .. } => operands.iter().rev().find_map(last_branch),
        K::Conditional { test, then, otherwise } => {
            [otherwise, then, test].into_iter().find_map(|branch| last_branch(branch))
        }
        K::Number(_) | K::String(_) | K::BigInt(_) | K::Boolean(_) | K::Null => None,
        _ => Some(expression),
    }
}

/// Whether what an expression gives may come from one part of it or another.
pub fn has_branches(expression: &Expression) -> bool {
    let kind = &inner(expression).kind;
    has_question(expression) || matches!(kind, ExpressionKind::Logical { .. } | ExpressionKind::Conditional { .. })
}

/// Whether an expression is a chain with a `?.`.
pub fn has_question(expression: &Expression) -> bool {
    matches!(&expression.kind, ExpressionKind::Chain { links, .. } if links.iter().any(|link| link.optional))
}

/// Whether V8 finds the initializer of a destructured declaration: its position is that of its first token.
pub fn is_found_at_start(source: &str) -> bool {
    with_expression(source, |_, expression| {
        use ExpressionKind as K;
        let inside = inner(expression);
        Some(match &inside.kind {
            // A head of parameters is none in parentheses.
            K::Function(_) => (inside.span.end - inside.span.start) as usize == source.len(),
            _ if source.starts_with('(') => false,
            K::Identifier(_)
            | K::New { .. }
            | K::Unary(..)
            | K::Number(_)
            | K::BigInt(_)
            | K::Boolean(_)
            | K::Null
            | K::RegExp { .. }
            | K::Object(_)
            | K::Class(_)
            | K::This
            | K::Conditional { .. } => true,
            ExpressionKind::Chain { head, links } => {
                let named =
                    matches!(**head, ChainHead::Expression(Expression { kind: ExpressionKind::Identifier(_), .. }));
                named && matches!(links.as_slice(), [Link { kind: LinkKind::Call(_), .. }])
            }
            _ => false,
        })
    })
    .unwrap_or(false)
}

/// What V8 takes for the initializer of a destructured declaration, of which only this stands where it looks: what is called or
/// constructed first.
pub fn first_called(source: &str) -> Option<String> {
    with_expression(source, |script, expression| {
        let mut leftmost = inner(expression);
        while let ExpressionKind::Binary { first, .. } = &leftmost.kind {
            leftmost = first;
        }
        let ExpressionKind::Chain { head, links } = &leftmost.kind else { return None };
        let ChainHead::Expression(head) = &**head else { return None };
        let called = match &head.kind {
            ExpressionKind::New { callee, .. } => callee,
            ExpressionKind::Identifier(_) if matches!(links[0].kind, LinkKind::Call(_)) => head,
            _ => return None,
        };
        match called.kind {
            ExpressionKind::Identifier(name) => Some(script.name(name).to_owned()),
            _ => None,
        }
    })
}

fn with_expression<T>(source: &str, answer: impl Fn(&Script, &Expression) -> Option<T>) -> Option<T> {
    if source.len() > LONGEST {
        return None;
    }
    let plain = format!("({source}\n)");
    // What only stands in methods, or in functions.
    let method = format!("({{ m() {{ ({source}\n) }} }})");
    if let Ok(script) = parse(&plain, Goal::Script)
        && let Some(expression) = only_expression(&script)
    {
        return answer(&script, expression);
    }
    let script = parse(&method, Goal::Script).ok()?;
    let ExpressionKind::Object(members) = &inner(only_expression(&script)?).kind else { return None };
    let body = members.iter().find_map(|member| match member {
        crate::syntax::ast::ObjectMember::Method { function, .. } => Some(&function.body),
        _ => None,
    })?;
    match body.last().map(|statement| &statement.kind) {
        Some(StatementKind::Expression(expression)) => answer(&script, expression),
        _ => None,
    }
}

fn only_expression(script: &Script) -> Option<&Expression> {
    match script.body.first().map(|statement| &statement.kind) {
        Some(StatementKind::Expression(expression)) => Some(expression),
        _ => None,
    }
}

/// What is printed, or the words for nothing.
fn worded(print: impl Fn(&mut String)) -> String {
    let mut out = String::new();
    print(&mut out);
    if out.is_empty() { INTERMEDIATE.to_owned() } else { out }
}

struct Printer<'a> {
    script: &'a Script,
    used: Use,
    wording: Wording,
}

impl Printer<'_> {
    fn name(&self, name: Name) -> &str {
        self.script.name(name)
    }

    /// `Find(node, true)`: what it prints, or the words for nothing.
    fn shown(&self, expression: &Expression) -> String {
        worded(|out| self.print(expression, out))
    }

    fn print(&self, expression: &Expression, out: &mut String) {
        if let Some(folded) = folded(expression, self.wording) {
            return folded.push(out);
        }
        match &expression.kind {
            ExpressionKind::Null => out.push_str("null"),
            ExpressionKind::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            ExpressionKind::RegExp { pattern, flags } => out.push_str(&format!("/{pattern}/{flags}")),
            ExpressionKind::Template { values, .. } => {
                for value in values {
                    out.push_str(&self.shown(value));
                }
            }
            ExpressionKind::Identifier(name) => out.push_str(self.name(*name)),
            ExpressionKind::This => out.push_str("this"),
            ExpressionKind::NewTarget => out.push_str(".new.target"),
            ExpressionKind::Array(elements) => {
                let shown: Vec<String> = elements
                    .iter()
                    .map(|element| match element {
                        ArrayElement::Hole if self.wording.leaves_holes => String::new(),
                        ArrayElement::Hole => INTERMEDIATE.to_owned(),
                        ArrayElement::Value(value) => self.shown(value),
                        ArrayElement::Spread(value) => format!("(...{})", self.shown(value)),
                    })
                    .collect();
                out.push_str(&format!("[{}]", shown.join(",")));
            }
            ExpressionKind::Object(members) => {
                out.push_str(&format!("{{{}}}", INTERMEDIATE.repeat(members.len())));
            }
            ExpressionKind::Unary(operator, operand) => {
                let sign = match operator {
                    UnaryOperator::Minus => "-",
                    UnaryOperator::Plus => "+",
                    UnaryOperator::Not => "!",
                    UnaryOperator::BitNot => "~",
                    UnaryOperator::Typeof => "typeof ",
                    UnaryOperator::Void => "void ",
                    UnaryOperator::Delete => "delete ",
                };
                out.push_str(&format!("({sign}{})", self.shown(operand)));
            }
            ExpressionKind::Update { increment, prefix, target } => {
                let (sign, target) = (if *increment { "++" } else { "--" }, self.shown(target));
                out.push_str(&if *prefix { format!("({sign}{target})") } else { format!("({target}{sign})") });
            }
            ExpressionKind::Binary { first, rest } => self.binary(first, rest, out),
            ExpressionKind::Logical { operator, operands } => {
                let sign = match operator {
                    LogicalOperator::And => " && ",
                    LogicalOperator::Or => " || ",
                    LogicalOperator::Coalesce => " ?? ",
                };
                let mut shown = Vec::new();
                self.logical(*operator, operands, &mut shown);
                out.push_str(&format!("({})", shown.join(sign)));
            }
            ExpressionKind::Sequence(parts) => {
                let shown: Vec<String> = parts.iter().map(|part| self.shown(part)).collect();
                out.push_str(&format!("({})", shown.join(" , ")));
            }
            ExpressionKind::Conditional { .. } => out.push_str(&INTERMEDIATE.repeat(3)),
            ExpressionKind::Assign { target, .. } => match &target.kind {
                PatternKind::Identifier(name) => out.push_str(self.name(*name)),
                PatternKind::Member(member) => self.print(member, out),
                _ => {}
            },
            // V8 has no words for the value of an optional chain.
            ExpressionKind::Chain { links, .. } if links.iter().any(|link| link.optional) => {}
            ExpressionKind::Chain { head, links } => self.chain(head, links, out),
            ExpressionKind::New { callee, .. } if self.used == Use::Iterated => self.print(callee, out),
            ExpressionKind::Parenthesized(inside) => self.print(inside, out),
            _ => {}
        }
    }

    fn chain(&self, head: &ChainHead, links: &[Link], out: &mut String) {
        let start = out.len();
        if let ChainHead::Expression(head) = head {
            self.print(head, out);
        }
        for link in links {
            if out.len() == start {
                out.push_str(INTERMEDIATE);
            }
            let mark = if link.optional { "?" } else { "" };
            match &link.kind {
                LinkKind::Member(name) => out.push_str(&format!("{mark}.{}", self.name(*name))),
                LinkKind::Private(name) => {
                    out.push_str(&format!("{mark}.#{}", self.name(*name).trim_start_matches('#')));
                }
                LinkKind::Index(index) => match folded(index, self.wording) {
                    Some(Folded::Text(name)) if name.parse::<u32>().is_err() => {
                        out.push_str(&format!("{mark}.{name}"));
                    }
                    _ => {
                        let mark = if link.optional { "?." } else { "" };
                        out.push_str(&format!("{mark}[{}]", self.shown(index)));
                    }
                },
                LinkKind::Call(_) | LinkKind::Template(_) if self.used == Use::Iterated => {}
                LinkKind::Call(_) | LinkKind::Template(_) => out.push_str("(...)"),
            }
        }
    }

    /// The operands in words; V8 takes a first one in parentheses that has the same operator for more of them.
    fn logical(&self, operator: LogicalOperator, operands: &[Expression], shown: &mut Vec<String>) {
        let mut rest = operands;
        if let Some((first, others)) = operands.split_first()
            && let ExpressionKind::Logical { operator: before, operands } = &inner(first).kind
            && *before == operator
            && operator != LogicalOperator::Coalesce
        {
            self.logical(operator, operands, shown);
            rest = others;
        }
        shown.extend(rest.iter().map(|operand| self.shown(operand)));
    }

    fn binary(&self, first: &Expression, rest: &[(BinaryOperator, Expression)], out: &mut String) {
        let mut shown = self.shown(first);
        let mut constant = folded(first, self.wording);
        let mut previous = match &inner(first).kind {
            ExpressionKind::Binary { rest, .. } if constant.is_none() => rest.last().map(|(operator, _)| *operator),
            _ => None,
        };
        for (operator, operand) in rest {
            let right = folded(operand, self.wording);
            if let (Some(a), Some(b)) = (&constant, &right)
                && let Some(folded) = fold(a, *operator, b, self.wording)
            {
                shown.clear();
                folded.push(&mut shown);
                constant = Some(folded);
                continue;
            }
            constant = None;
            let right = self.shown(operand);
            let joins = previous == Some(*operator) && !is_comparison(*operator) && *operator != BinaryOperator::Power;
            shown = match shown.strip_suffix(')') {
                // V8 has no operators of their own for these.
                _ if *operator == BinaryOperator::NotEqual => format!("(!({shown} == {right}))"),
                _ if *operator == BinaryOperator::StrictNotEqual => format!("(!({shown} === {right}))"),
                Some(open) if joins => format!("{open} {} {right})", sign(*operator)),
                _ => format!("({shown} {} {right})", sign(*operator)),
            };
            previous = Some(*operator);
        }
        out.push_str(&shown);
    }
}

fn is_comparison(operator: BinaryOperator) -> bool {
    use BinaryOperator as B;
    matches!(
        operator,
        B::Equal
            | B::NotEqual
            | B::StrictEqual
            | B::StrictNotEqual
            | B::Less
            | B::LessEqual
            | B::Greater
            | B::GreaterEqual
            | B::In
            | B::InstanceOf
    )
}

fn sign(operator: BinaryOperator) -> &'static str {
    use BinaryOperator as B;
    match operator {
        B::Add => "+",
        B::Subtract => "-",
        B::Multiply => "*",
        B::Divide => "/",
        B::Remainder => "%",
        B::Power => "**",
        B::ShiftLeft => "<<",
        B::ShiftRight => ">>",
        B::ShiftRightUnsigned => ">>>",
        B::BitAnd => "&",
        B::BitOr => "|",
        B::BitXor => "^",
        B::Equal => "==",
        B::NotEqual => "!=",
        B::StrictEqual => "===",
        B::StrictNotEqual => "!==",
        B::Less => "<",
        B::LessEqual => "<=",
        B::Greater => ">",
        B::GreaterEqual => ">=",
        B::In => "in",
        B::InstanceOf => "instanceof",
    }
}
