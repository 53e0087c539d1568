//! Chains: member access, calls, optional links, `new`. Not assignment to their ends.

use super::Constant;
use super::compiler::{Compiler, Outcome};
use super::instruction::{Op, Register};
use crate::span::Span;
use crate::syntax::ast::{Argument, ChainHead, Expression, ExpressionKind, Link, LinkKind};

impl Compiler<'_> {
    /// A chain's value.
    pub fn chain_into(&mut self, head: &ChainHead, links: &[Link], span: Span, to: Register) -> Outcome {
        let ChainHead::Expression(head) = head else {
            return super::unsupported::refuse("classes", span);
        };
        let mark = self.body.next;
        // The object so far, and behind it the value: a call finds callee and `this` side by side.
        let callee = self.temporary()?;
        let this = self.temporary()?;
        let mut ends = Vec::new();
        let mut has_this = false;
        self.head(head, callee, this, &mut has_this)?;
        for (at, link) in links.iter().enumerate() {
            let span = Span { start: head.span.start, end: link.span.end };
            if link.optional {
                ends.push(self.emit(Op::JumpIfNullish { from: callee, target: 0 }));
            }
            let called =
                matches!(links.get(at + 1).map(|next| &next.kind), Some(LinkKind::Call(_) | LinkKind::Template(_)));
            match &link.kind {
                LinkKind::Member(name) => {
                    let key = self.short_key(*name)?;
                    if called {
                        self.emit(Op::Move { to: this, from: callee });
                    }
                    let object = if called { this } else { callee };
                    let place =
                        Span { start: link.span.end - self.script.name(*name).len() as u32, end: link.span.end };
                    self.emit_at(place, Op::GetMember { to: callee, object, key });
                    has_this = called;
                }
                LinkKind::Index(expression) => {
                    if called {
                        self.emit(Op::Move { to: this, from: callee });
                    }
                    let inner = self.body.next;
                    let index = self.operand(expression)?;
                    let object = if called { this } else { callee };
                    self.emit_at(span, Op::GetIndex { to: callee, object, index });
                    self.release(inner);
                    has_this = called;
                }
                LinkKind::Call(arguments) => {
                    if !has_this {
                        self.emit(Op::Undefined { to: this });
                    }
                    self.call(arguments, callee, span, false)?;
                    has_this = false;
                }
                LinkKind::Template(_) => return super::unsupported::refuse("tagged templates", link.span),
                LinkKind::Private(_) => return super::unsupported::refuse("private names", link.span),
            }
        }
        self.emit(Op::Move { to, from: callee });
        if !ends.is_empty() {
            let over = self.emit(Op::Jump { target: 0 });
            self.patch_here(&ends);
            self.emit(Op::Undefined { to });
            self.patch_here(&[over]);
        }
        self.release(mark);
        Ok(())
    }

    /// A chain's start; `(a.b)()` keeps `a` as `this`.
    fn head(&mut self, head: &Expression, callee: Register, this: Register, has_this: &mut bool) -> Outcome {
        if let ExpressionKind::Parenthesized(inner) = &head.kind
            && let ExpressionKind::Chain { head: first, links } = &inner.kind
            && let Some((last, before)) = links.split_last()
            && !links.iter().any(|link| link.optional)
        {
            match &last.kind {
                LinkKind::Member(name) => {
                    self.chain_into(first, before, inner.span, this)?;
                    let key = self.short_key(*name)?;
                    self.emit_at(inner.span, Op::GetMember { to: callee, object: this, key });
                    *has_this = true;
                    return Ok(());
                }
                LinkKind::Index(index) => {
                    self.chain_into(first, before, inner.span, this)?;
                    let mark = self.body.next;
                    let index = self.operand(index)?;
                    self.emit_at(inner.span, Op::GetIndex { to: callee, object: this, index });
                    self.release(mark);
                    *has_this = true;
                    return Ok(());
                }
                _ => {}
            }
        }
        self.into(head, callee)
    }

    /// Calls `base` with arguments; the result replaces the callee.
    fn call(&mut self, arguments: &[Argument], base: Register, span: Span, new: bool) -> Outcome {
        let mark = self.body.next;
        let to = base;
        if arguments.iter().any(|argument| argument.spread) {
            let array = self.temporary()?;
            self.emit(Op::Array { to: array });
            for argument in arguments {
                let inner = self.body.next;
                let from = self.temporary()?;
                self.into(&argument.value, from)?;
                if argument.spread {
                    self.emit_at(argument.value.span, Op::PushAll { array, from });
                } else {
                    self.emit(Op::Push { array, from });
                }
                self.release(inner);
            }
            self.emit_at(span, if new { Op::NewSpread { to, base } } else { Op::CallSpread { to, base } });
        } else {
            for argument in arguments {
                let register = self.temporary()?;
                self.into(&argument.value, register)?;
            }
            let count = arguments.len() as u16;
            self.emit_at(span, if new { Op::New { to, base, count } } else { Op::Call { to, base, count } });
        }
        self.release(mark);
        Ok(())
    }

    /// `new callee(arguments)`
    pub fn construct(&mut self, callee: &Expression, arguments: &[Argument], span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        let base = self.temporary()?;
        let this = self.temporary()?;
        self.into(callee, base)?;
        self.emit(Op::Undefined { to: this });
        self.call(arguments, base, span, true)?;
        self.emit(Op::Move { to, from: base });
        self.release(mark);
        Ok(())
    }

    /// `delete target`
    pub fn delete(&mut self, target: &Expression, span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        match &target.kind {
            ExpressionKind::Parenthesized(inner) => self.delete(inner, span, to)?,
            ExpressionKind::Chain { head, links }
                if matches!(links.last().map(|link| &link.kind), Some(LinkKind::Member(_) | LinkKind::Index(_))) =>
            {
                let (last, before) = (&links[links.len() - 1], &links[..links.len() - 1]);
                let object = self.temporary()?;
                self.chain_into(head, before, span, object)?;
                let skip = last.optional.then(|| self.emit(Op::JumpIfNullish { from: object, target: 0 }));
                let index = self.temporary()?;
                match &last.kind {
                    LinkKind::Index(expression) => self.into(expression, index)?,
                    LinkKind::Member(name) => {
                        let text = self.text(*name);
                        let constant = self.constant(Constant::String(text));
                        self.emit(Op::Constant { to: index, index: constant });
                    }
                    _ => {}
                }
                self.emit_at(span, Op::Delete { to, object, index });
                if let Some(skip) = skip {
                    let over = self.emit(Op::Jump { target: 0 });
                    self.patch_here(&[skip]);
                    self.emit(Op::Boolean { to, value: true });
                    self.patch_here(&[over]);
                }
            }
            ExpressionKind::Identifier(name) => {
                let global = matches!(self.find(*name, span).place, super::compiler::Place::Global);
                if global {
                    let object = self.temporary()?;
                    self.emit(Op::Undefined { to: object });
                    let index = self.temporary()?;
                    let text = self.text(*name);
                    let constant = self.constant(Constant::String(text));
                    self.emit(Op::Constant { to: index, index: constant });
                    let key = self.global_this_key();
                    self.emit(Op::FindGlobal { to: object, key });
                    self.emit_at(span, Op::Delete { to, object, index });
                } else {
                    self.emit(Op::Boolean { to, value: false });
                }
            }
            _ => {
                self.into(target, to)?;
                self.emit(Op::Boolean { to, value: true });
            }
        }
        self.release(mark);
        Ok(())
    }

    fn global_this_key(&mut self) -> u32 {
        self.body.keys.push(crate::text::Text::from("globalThis"));
        self.body.keys.len() as u32 - 1
    }
}
