//! Functions: parameters, hoisting, closures. Not classes.

use std::rc::Rc;

use super::Code;
use super::compiler::{Body, Compiler, Outcome, Place};
use super::instruction::{Op, Register};
use super::resolve::{NEW_TARGET, THIS, VariableKind};
use crate::span::Span;
use crate::syntax::ast::{
    Expression, ExpressionKind, Function, FunctionKind, PatternKind, ScopeId, Statement, StatementKind,
};
use crate::text::Text;

impl Compiler<'_> {
    /// Makes the functions a statement list declares, before its first statement.
    pub fn functions_first(&mut self, body: &[Statement]) -> Outcome {
        use crate::syntax::ast::Export;
        for statement in body {
            let inner = match &statement.kind {
                StatementKind::Export(Export::Declaration(inner)) => &inner.kind,
                kind => kind,
            };
            if let StatementKind::Function(function) = inner
                && let Some(name) = function.name
            {
                let mark = self.body.next;
                let to = self.temporary()?;
                self.closure(function, None, to)?;
                self.initialize(name.name, name.span, to, false);
                self.release(mark);
            }
        }
        Ok(())
    }

    /// Fills `this`, `new.target` and the own name where inner functions or the body use them as variables.
    pub fn implicits(&mut self, scope: ScopeId) -> Outcome {
        let variables = self.scopes[scope.0 as usize].variables.clone();
        for variable in variables {
            let mark = self.body.next;
            let to = self.temporary()?;
            match (variable.kind, variable.name) {
                (VariableKind::Implicit, THIS) => self.emit(Op::This { to }),
                (VariableKind::Implicit, NEW_TARGET) => self.emit(Op::NewTarget { to }),
                (VariableKind::Own, _) => self.emit(Op::Callee { to }),
                _ => {
                    self.release(mark);
                    continue;
                }
            };
            self.initialize(variable.name, Span::default(), to, false);
            self.release(mark);
        }
        Ok(())
    }

    /// A function as a value; `name` is the one its place gives it.
    pub fn closure(&mut self, function: &Function, name: Option<Text>, to: Register) -> Outcome {
        let code = self.function(function, name)?;
        self.body.functions.push(code);
        let function = self.body.functions.len() as u32 - 1;
        self.emit(Op::Closure { to, function });
        Ok(())
    }

    fn function(&mut self, function: &Function, name: Option<Text>) -> Outcome<Rc<Code>> {
        let arrow = function.kind == FunctionKind::Arrow;
        if matches!(function.kind, FunctionKind::DerivedConstructor | FunctionKind::Initializer) {
            return super::unsupported::refuse("classes", function.span);
        }
        let outer = std::mem::replace(&mut self.body, Body::new(function.strict, arrow));
        self.outer.push(outer);
        let result = self.function_body(function);
        let outer = self.outer.pop().unwrap_or_else(|| Body::new(false, false));
        let body = std::mem::replace(&mut self.body, outer);
        let (rest, arguments) = result?;
        let name = function.name.map(|own| self.text(own.name)).or(name).unwrap_or_else(Text::empty);
        let length = function.parameters.iter().take_while(|parameter| parameter.default.is_none()).count();
        Ok(Rc::new(Code {
            name,
            ops: body.ops,
            constants: body.constants,
            keys: body.keys,
            functions: body.functions,
            handlers: body.handlers,
            spans: body.spans,
            registers: body.registers as u16,
            parameters: function.parameters.len() as u16,
            length: length as u16,
            constructs: matches!(function.kind, FunctionKind::Normal),
            arrow,
            strict: function.strict,
            rest,
            arguments,
            globals: Vec::new(),
            span: function.span,
            source: Rc::clone(&self.source),
        }))
    }

    fn function_body(&mut self, function: &Function) -> Outcome<(Option<Register>, Option<Register>)> {
        // Arguments arrive in the first registers; then `...rest` and `arguments`, then every variable.
        for _ in &function.parameters {
            self.temporary()?;
        }
        let rest = if function.rest.is_some() { Some(self.temporary()?) } else { None };
        let scope = &self.scopes[function.scope.0 as usize];
        let arguments_name = scope.variables.iter().position(|variable| {
            variable.kind == VariableKind::Implicit && variable.name != THIS && variable.name != NEW_TARGET
        });
        let arguments_name = arguments_name.map(|at| scope.variables[at].name);
        let arguments = if arguments_name.is_some() { Some(self.temporary()?) } else { None };
        self.open_scope(function.scope, true)?;
        self.implicits(function.scope)?;
        if let (Some(name), Some(from)) = (arguments_name, arguments) {
            self.initialize(name, Span::default(), from, false);
        }
        for (at, parameter) in function.parameters.iter().enumerate() {
            let from = at as Register;
            if let Some(default) = &parameter.default {
                self.default_value(from, default, &parameter.target)?;
            }
            if let PatternKind::Identifier(name) = parameter.target.kind {
                self.initialize(name, parameter.target.span, from, false);
            } else {
                self.destructure(&parameter.target, from, super::pattern::Target::Declare(false))?;
            }
        }
        if let (Some(target), Some(from)) = (&function.rest, rest) {
            self.destructure(target, from, super::pattern::Target::Declare(false))?;
        }
        if function.body_scope != function.scope {
            self.open_scope(function.body_scope, false)?;
        }
        self.functions_first(&function.body)?;
        for statement in &function.body {
            self.statement(statement)?;
        }
        let from = self.temporary()?;
        self.emit(Op::Undefined { to: from });
        self.emit(Op::Return { from });
        Ok((rest, arguments))
    }

    /// An expression whose anonymous function takes its name from where it stands.
    pub fn named(&mut self, expression: &Expression, name: Text, to: Register) -> Outcome {
        match &expression.kind {
            ExpressionKind::Function(function) if function.name.is_none() => self.closure(function, Some(name), to),
            _ => self.into(expression, to),
        }
    }

    /// `this`, which an arrow finds in the function around it.
    pub fn this(&mut self, span: Span, to: Register) {
        if self.body.arrow && !matches!(self.find(THIS, span).place, Place::Global) {
            self.read(THIS, span, to);
        } else {
            self.emit(Op::This { to });
        }
    }
}
