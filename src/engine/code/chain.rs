//! Chains: member access, calls, optional links, `new`. Not assignment to their ends.

use super::compiler::{Compiler, Outcome};
use super::instruction::{Op, Register};
use super::shorten::is_quiet;
use super::{Constant, Site, Template};
use crate::span::Span;
use crate::syntax::ast::{Argument, ChainHead, Expression, ExpressionKind, Link, LinkKind, Name, TaggedTemplate};
use crate::syntax::message;
use crate::syntax::without_parentheses;

impl Compiler<'_> {
    /// A chain's value.
    pub fn chain_into(&mut self, head: &ChainHead, links: &[Link], span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        // The object so far, and behind it the value: a call finds callee and `this` side by side.
        let callee = self.temporary()?;
        let this = self.temporary()?;
        self.chain(head, links, span, (callee, this), false)?;
        self.deliver(callee, to);
        self.release(mark);
        Ok(())
    }

    /// A chain's value in `callee`, and what it would be called on in `this`; whether there is such a thing. `called` says that
    /// a call follows the last link.
    fn chain(
        &mut self,
        head: &ChainHead,
        links: &[Link],
        span: Span,
        (callee, this): (Register, Register),
        called: bool,
    ) -> Outcome<bool> {
        let mark = self.body.next;
        let mut ends = Vec::new();
        let called_after = |at: usize| match links.get(at + 1).map(|next| &next.kind) {
            Some(kind) => matches!(kind, LinkKind::Call(_) | LinkKind::Template(_)),
            None => called,
        };
        let mut object = callee;
        let (start, mut has_this, first) = match head {
            ChainHead::Expression(head)
                if matches!(links.first().map(|link| &link.kind), Some(LinkKind::Member(_) | LinkKind::Index(_)))
                    && let Some(register) = self.readable(head) =>
            {
                object = register;
                self.at(head.span.start);
                self.looked();
                (head.span.start, false, 0)
            }
            ChainHead::Expression(head) => {
                let called = called_first(links, called);
                (head.span.start, self.head(head, callee, this, called)?, 0)
            }
            ChainHead::Super(place) => {
                let is_call = self.super_link(*place, links, span, (callee, this))?;
                (place.start, !is_call && called_after(0), 1)
            }
        };
        let names = self.names_mark();
        if matches!(head, ChainHead::Expression(head) if is_function(head)) {
            self.pass_function_over();
        }
        for (at, link) in links.iter().enumerate().skip(first) {
            let span = Span { start, end: link.span.end };
            if link.optional {
                ends.push(self.emit(Op::JumpIfNullish { from: object, target: 0 }));
            }
            let called = called_after(at);
            let found = self.link_spot(head, &links[..=at]);
            let mark = self.body.next;
            match &link.kind {
                LinkKind::Call(_) | LinkKind::Template(_) if has_this => {}
                LinkKind::Call(_) | LinkKind::Template(_) => {
                    self.emit(Op::Undefined { to: this });
                }
                _ if called => {
                    self.receiver(object, callee, this);
                    object = this;
                }
                LinkKind::Index(index) if object != callee && !is_quiet(index) => {
                    self.emit(Op::Move { to: callee, from: object });
                    object = callee;
                }
                _ => {}
            }
            match &link.kind {
                LinkKind::Member(name) => {
                    let key = self.short_key(*name)?;
                    let place =
                        Span { start: link.span.end - self.script.name(*name).len() as u32, end: link.span.end };
                    self.at(found);
                    self.emit_at(place, Op::GetMember { to: callee, object, key });
                }
                LinkKind::Index(expression) => {
                    let index = self.operand(expression)?;
                    self.at(found);
                    self.emit_at(span, Op::GetIndex { to: callee, object, index });
                }
                LinkKind::Private(private) => {
                    let name = self.temporary()?;
                    self.read(*private, link.span, name);
                    self.at(found);
                    self.emit_at(link.span, Op::GetPrivate { to: callee, object, name });
                }
                LinkKind::Call(arguments) => {
                    self.push_chain(head, &links[..at]);
                    match if at == 0 { self.eval_site(links)? } else { None } {
                        Some(site) => self.call_eval(arguments, callee, (span, found), site)?,
                        None => self.call(arguments, callee, (span, found), false)?,
                    }
                    self.forget_function();
                    self.forget_names(names);
                }
                LinkKind::Template(template) => self.tagged_template(template, callee, (span, found))?,
            }
            self.release(mark);
            object = callee;
            has_this = called && !matches!(link.kind, LinkKind::Call(_) | LinkKind::Template(_));
        }
        if !ends.is_empty() {
            let over = self.emit(Op::Jump { target: 0 });
            self.patch_here(&ends);
            self.emit(Op::Undefined { to: callee });
            self.patch_here(&[over]);
        }
        self.release(mark);
        Ok(has_this)
    }

    /// Puts a method's receiver beside the place of the method.
    fn receiver(&mut self, object: Register, callee: Register, this: Register) {
        if object == callee {
            self.deliver(callee, this);
        } else {
            self.emit(Op::Move { to: this, from: object });
        }
    }

    /// A chain's start; `(a.b)()` keeps `a` as `this`.
    fn head(&mut self, head: &Expression, callee: Register, this: Register, called: bool) -> Outcome<bool> {
        if let ExpressionKind::Identifier(name) = without_parentheses(head).kind
            && called
            && self.is_dynamic(name)
        {
            let mark = self.body.next;
            let holder = self.holder(name, head.span)?;
            self.load_held(holder, name, head.span, callee, false)?;
            self.emit(Op::Move { to: this, from: holder + 1 });
            self.release(mark);
            return Ok(true);
        }
        if let ExpressionKind::Parenthesized(inner) = &head.kind
            && let ExpressionKind::Chain { head: first, links } = &inner.kind
        {
            return self.chain(first, links, inner.span, (callee, this), true);
        }
        self.into(head, callee)?;
        Ok(false)
    }

    /// Calls a template's tag at `base` with its texts and values.
    fn tagged_template(&mut self, template: &TaggedTemplate, base: Register, (span, at): (Span, u32)) -> Outcome {
        let texts = Template { cooked: template.cooked.clone(), raw: template.raw.clone() };
        let index = self.constant(Constant::Template(Box::new(texts)));
        let to = self.temporary()?;
        self.emit(Op::Constant { to, index });
        for value in &template.values {
            let to = self.temporary()?;
            self.into(value, to)?;
        }
        let count = template.values.len() as u16 + 1;
        self.at(at);
        self.emit_at(span, Op::Call { to: base, base, count });
        Ok(())
    }

    /// Calls `base` with arguments; the result replaces the callee.
    fn call(&mut self, arguments: &[Argument], base: Register, (span, at): (Span, u32), new: bool) -> Outcome {
        let mark = self.body.next;
        let to = base;
        let op = match self.arguments(arguments, at)? {
            Some(count) if new => Op::New { to, base, count },
            Some(count) => Op::Call { to, base, count },
            None if new => Op::NewSpread { to, base },
            None => Op::CallSpread { to, base },
        };
        self.at(at);
        self.emit_at(span, op);
        self.release(mark);
        Ok(())
    }

    /// Calls `base`, which may be `eval`.
    fn call_eval(&mut self, arguments: &[Argument], base: Register, (span, at): (Span, u32), site: u16) -> Outcome {
        let mark = self.body.next;
        let count = self.arguments(arguments, at)?;
        self.emit(Op::CallsEval { base, site });
        self.at(at);
        let spread = Op::CallSpread { to: base, base };
        self.emit_at(span, count.map_or(spread, |count| Op::Call { to: base, base, count }));
        self.release(mark);
        Ok(())
    }

    /// Arguments in the next registers and how many; with a spread among them, all in one array and `None`. `at` is the call's place.
    pub fn arguments(&mut self, arguments: &[Argument], at: u32) -> Outcome<Option<u16>> {
        if !arguments.iter().any(|argument| argument.spread) {
            for argument in arguments {
                let register = self.temporary()?;
                self.into(&argument.value, register)?;
            }
            return Ok(Some(arguments.len() as u16));
        }
        // V8 makes an array literal of the arguments unless the last one alone is spread.
        let last_alone = arguments.iter().position(|argument| argument.spread) == Some(arguments.len() - 1);
        let array = self.temporary()?;
        self.emit(Op::Array { to: array });
        for argument in arguments {
            let mark = self.body.next;
            let from = self.temporary()?;
            let start = self.here();
            if argument.spread && !last_alone {
                self.part_at(&argument.value);
            }
            self.into(&argument.value, from)?;
            if argument.spread {
                if last_alone {
                    self.at(at);
                    let caret = self.spot_of(&argument.value);
                    self.caret(caret);
                    self.note(Site::Argument);
                } else {
                    self.note_call(&argument.value, start);
                }
                self.emit_at(argument.value.span, Op::PushAll { array, from });
            } else {
                self.emit(Op::Push { array, from });
            }
            self.release(mark);
        }
        Ok(None)
    }

    /// `new callee(arguments)`
    pub fn construct(&mut self, callee: &Expression, arguments: &[Argument], span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        let base = self.temporary()?;
        let this = self.temporary()?;
        self.into(callee, base)?;
        self.emit(Op::Undefined { to: this });
        if is_function(callee) {
            self.pass_function_over();
        }
        let names = self.names_mark();
        self.push_path(callee);
        self.call(arguments, base, (span, span.start), true)?;
        self.forget_names(names);
        self.emit(Op::Move { to, from: base });
        self.release(mark);
        Ok(())
    }

    /// `delete name`, of a name that no run has to place.
    pub fn delete_declared(&mut self, name: Name, span: Span, to: Register) {
        if matches!(self.find(name, span).place, super::compiler::Place::Global) {
            let key = self.key(name);
            self.emit(Op::DeleteGlobal { to, key });
        } else {
            self.emit(Op::Boolean { to, value: false });
        }
    }

    /// `delete target`
    pub fn delete(&mut self, target: &Expression, span: Span, to: Register) -> Outcome {
        let mark = self.body.next;
        match &target.kind {
            ExpressionKind::Parenthesized(inner) => self.delete(inner, span, to)?,
            ExpressionKind::Chain { head, links } if links.len() == 1 && matches!(**head, ChainHead::Super(_)) => {
                let this = self.temporary()?;
                self.this(span, this);
                if let LinkKind::Index(index) = &links[0].kind {
                    self.into(index, to)?;
                }
                self.refuse_target(&message::UNSUPPORTED_SUPER, span);
            }
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
                if self.is_dynamic(*name) {
                    self.delete_held(*name, span, to)?;
                } else {
                    self.delete_declared(*name, span, to);
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
}

/// Whether an expression is a function as it is written.
fn is_function(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Parenthesized(inner) => is_function(inner),
        kind => matches!(kind, ExpressionKind::Function(_)),
    }
}

/// Whether a chain's head is called.
fn called_first(links: &[Link], called: bool) -> bool {
    links.first().map_or(called, |first| matches!(first.kind, LinkKind::Call(_) | LinkKind::Template(_)))
}
