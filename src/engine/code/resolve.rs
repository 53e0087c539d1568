//! Which scope declares each name, and which names are captured by inner functions: one walk over the tree before any
//! instruction is written. Not slots: the compiler hands those out.

use super::scope::{CALLEE, EVALUATED, HOME, NEW_TARGET, Scope, THIS, VariableKind, WITH, is_special};
use crate::span::Span;
use crate::syntax::ast::{
    ArrayElement, Block, ChainHead, Declaration, DeclarationKind, Export, Exported, Expression, ExpressionKind,
    ForInit, ForTarget, Goal, Link, LinkKind, Name, ObjectMember, Pattern, PatternKind, Permissions, PropertyName,
    ScopeId, Script, Statement, StatementKind,
};
use std::collections::HashMap;

/// Finds out about every scope of a script.
pub fn resolve(script: &Script) -> Vec<Scope> {
    let scopes = (0..script.scope_count).map(|_| Scope::default()).collect();
    let arguments = script.names.iter().position(|name| &**name == "arguments").map(|at| Name(at as u32));
    let mut resolver = Resolver {
        goal: script.goal,
        evals: &script.evals,
        scopes,
        open: Vec::new(),
        arguments,
        strict: script.strict,
    };
    // What `eval` runs finds `this` and kin in the function around it, as an arrow does.
    resolver.scope(script.scope).function = Some(matches!(script.goal, Goal::Eval(_)));
    resolver.open.push(script.scope);
    if script.goal != Goal::Script {
        if script.strict || !matches!(script.goal, Goal::Eval(_)) {
            resolver.vars(&script.body, script.scope, true);
        }
        resolver.lexicals(&script.body, script.scope);
        if !script.strict && matches!(script.goal, Goal::Eval(_)) {
            // They are variables of the function around it.
            let scope = resolver.scope(script.scope);
            let names: Vec<Name> = scope.variables.iter().map(|variable| variable.name).collect();
            scope.without_functions(&names);
        }
    }
    resolver.statements(&script.body);
    for export in &script.exports {
        // Other modules look at it where it is.
        let scope = &mut resolver.scopes[script.scope.0 as usize];
        if let Exported::Local(name) = export.what
            && let Some(at) = scope.find(name)
        {
            let variable = &mut scope.variables[at];
            (variable.captured, variable.early) = (true, true);
        }
    }
    resolver.scopes.iter_mut().for_each(Scope::shown_to_eval);
    resolver.scopes
}

pub(super) struct Resolver<'a> {
    pub goal: Goal,
    pub evals: &'a HashMap<u32, Permissions>,
    pub scopes: Vec<Scope>,
    pub open: Vec<ScopeId>,
    pub arguments: Option<Name>,
    pub strict: bool,
}

impl Resolver<'_> {
    pub fn scope(&mut self, scope: ScopeId) -> &mut Scope {
        &mut self.scopes[scope.0 as usize]
    }

    fn uses(&mut self, name: Name, span: Span) {
        self.uses_from(name, span, false);
    }

    /// `eval` is called by its name: its code may use whatever is around.
    fn evaluates(&mut self, permissions: Permissions) {
        for name in [THIS, NEW_TARGET, HOME, CALLEE].into_iter().chain(self.arguments) {
            self.uses_from(name, Span::default(), true);
        }
        for &scope in &self.open {
            self.scopes[scope.0 as usize].evaluated = true;
        }
        // In sloppy code it may declare variables of the function.
        let function = self.open.iter().rposition(|scope| self.scopes[scope.0 as usize].function.is_some());
        let declares = |at: usize| at > 0 || matches!(self.goal, Goal::CommonJs);
        if let Some(at) = function.filter(|at| declares(*at) && !permissions.strict) {
            let scope = self.open[at];
            self.scope(scope).declare(EVALUATED, VariableKind::Var, 0);
        }
    }

    fn uses_from(&mut self, name: Name, span: Span, mut crossed: bool) {
        for at in (0..self.open.len()).rev() {
            let scope = &mut self.scopes[self.open[at].0 as usize];
            let special = is_special(name);
            let implicit = special || Some(name) == self.arguments;
            scope.needs_home |= name == HOME && scope.function == Some(false);
            if scope.find(name).is_none()
                && scope.function == Some(false)
                && implicit
                && (crossed || Some(name) == self.arguments)
            {
                if at == 0 && Some(name) == self.arguments {
                    return;
                }
                scope.declare(name, VariableKind::Implicit, 0);
            }
            if let Some(found) = scope.find(name) {
                let variable = &mut scope.variables[found];
                variable.captured |= crossed;
                variable.early |= crossed || span.start < variable.ready;
                return;
            }
            match scope.function {
                Some(false) if special => return,
                Some(_) => crossed = true,
                None => {}
            }
        }
    }

    pub fn within(&mut self, scope: ScopeId, inside: impl FnOnce(&mut Self)) {
        self.open.push(scope);
        inside(self);
        self.open.pop();
    }

    pub fn statements(&mut self, body: &[Statement]) {
        body.iter().for_each(|statement| self.statement(statement));
    }

    fn block(&mut self, block: &Block) {
        self.lexicals(&block.body, block.scope);
        self.within(block.scope, |this| this.statements(&block.body));
    }

    fn declaration(&mut self, declaration: &Declaration) {
        for (pattern, init) in &declaration.bindings {
            self.pattern(pattern);
            init.iter().for_each(|init| self.expression(init));
        }
    }

    fn head(&mut self, scope: ScopeId, kind: DeclarationKind, pattern: &Pattern, ready: u32) {
        if kind != DeclarationKind::Var {
            self.bind(pattern, kind.into(), ready, scope);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Expression(expression) | StatementKind::Throw(expression) => self.expression(expression),
            StatementKind::Return(value) => value.iter().for_each(|value| self.expression(value)),
            StatementKind::Declaration(declaration) => self.declaration(declaration),
            StatementKind::Function(function) => self.function(function, false),
            StatementKind::Class(class) => self.class(class),
            StatementKind::Block(block) => self.block(block),
            StatementKind::If { arms, otherwise } => {
                for (test, then) in arms {
                    self.expression(test);
                    self.statement(then);
                }
                otherwise.iter().for_each(|body| self.statement(body));
            }
            StatementKind::For { scope, init, test, update, body } => {
                if let Some(ForInit::Declaration(declaration)) = init {
                    for (pattern, init) in &declaration.bindings {
                        let ready = init.as_ref().map_or(pattern.span.end, |init| init.span.end);
                        self.head(*scope, declaration.kind, pattern, ready);
                    }
                }
                self.within(*scope, |this| {
                    match init {
                        Some(ForInit::Declaration(declaration)) => this.declaration(declaration),
                        Some(ForInit::Expression(init)) => this.expression(init),
                        None => {}
                    }
                    test.iter().chain(update).for_each(|part| this.expression(part));
                    this.statement(body);
                });
            }
            StatementKind::ForIn { scope, target, object: over, body, .. }
            | StatementKind::ForOf { scope, target, iterable: over, body, .. } => {
                if let StatementKind::ForIn { init: Some(init), .. } = &statement.kind {
                    self.expression(init);
                }
                if let ForTarget::Declaration(kind, pattern) = target {
                    self.head(*scope, *kind, pattern, over.span.end);
                }
                self.within(*scope, |this| {
                    this.expression(over);
                    match target {
                        ForTarget::Declaration(_, pattern) | ForTarget::Pattern(pattern) => this.pattern(pattern),
                    }
                    this.statement(body);
                });
            }
            StatementKind::With { scope, object, body } => {
                self.expression(object);
                let at = self.scope(*scope).declare(WITH, VariableKind::Implicit, 0);
                self.scope(*scope).variables[at].captured = true;
                self.within(*scope, |this| this.statement(body));
            }
            StatementKind::While { test, body } | StatementKind::DoWhile { body, test } => {
                self.expression(test);
                self.statement(body);
            }
            StatementKind::Switch { value, scope, cases } => {
                self.expression(value);
                self.scope(*scope).switch = true;
                cases.iter().for_each(|(_, body)| self.lexicals(body, *scope));
                self.within(*scope, |this| {
                    for (test, body) in cases {
                        test.iter().for_each(|test| this.expression(test));
                        this.statements(body);
                    }
                });
            }
            StatementKind::Try { block, handler, finalizer } => {
                self.block(block);
                if let Some(handler) = handler {
                    if let Some(parameter) = &handler.parameter {
                        // `eval` may declare a variable with the name of a plain one (ECMAScript B.3.4).
                        let plain = matches!(parameter.kind, PatternKind::Identifier(_));
                        let kind = if plain { VariableKind::Var } else { VariableKind::Let };
                        self.bind(parameter, kind, 0, handler.scope);
                    }
                    self.within(handler.scope, |this| {
                        handler.parameter.iter().for_each(|parameter| this.pattern(parameter));
                        this.block(&handler.body);
                    });
                }
                finalizer.iter().for_each(|block| self.block(block));
            }
            StatementKind::Labelled { body, .. } => self.statement(body),
            StatementKind::Export(Export::Declaration(inner)) => self.statement(inner),
            StatementKind::Export(Export::Default(_, value)) => self.expression(value),
            StatementKind::Export(Export::Names(_))
            | StatementKind::Import(_)
            | StatementKind::Empty
            | StatementKind::Debugger
            | StatementKind::Break(_)
            | StatementKind::Continue(_) => {}
        }
    }

    pub fn property_name(&mut self, name: &PropertyName) {
        if let PropertyName::Computed(expression) = name {
            self.expression(expression);
        }
    }

    pub fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Identifier(name) => self.uses(*name, pattern.span),
            PatternKind::Member(expression) => self.expression(expression),
            PatternKind::Array { elements, rest } => {
                for element in elements.iter().flatten() {
                    self.pattern(&element.target);
                    element.default.iter().for_each(|default| self.expression(default));
                }
                rest.iter().for_each(|rest| self.pattern(rest));
            }
            PatternKind::Object { properties, rest } => {
                for (name, element) in properties {
                    self.property_name(name);
                    self.pattern(&element.target);
                    element.default.iter().for_each(|default| self.expression(default));
                }
                rest.iter().for_each(|rest| self.pattern(rest));
            }
        }
    }

    fn link(&mut self, link: &Link) {
        match &link.kind {
            LinkKind::Index(index) => self.expression(index),
            LinkKind::Call(arguments) => arguments.iter().for_each(|argument| self.expression(&argument.value)),
            LinkKind::Template(template) => template.values.iter().for_each(|value| self.expression(value)),
            LinkKind::Private(name) => self.uses(*name, link.span),
            LinkKind::Member(_) => {}
        }
    }

    pub fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Identifier(name) => self.uses(*name, expression.span),
            ExpressionKind::This => self.uses(THIS, expression.span),
            ExpressionKind::NewTarget => self.uses(NEW_TARGET, expression.span),
            ExpressionKind::Template { values, .. }
            | ExpressionKind::Sequence(values)
            | ExpressionKind::Logical { operands: values, .. } => {
                values.iter().for_each(|value| self.expression(value));
            }
            ExpressionKind::Array(elements) => {
                for element in elements {
                    if let ArrayElement::Value(value) | ArrayElement::Spread(value) = element {
                        self.expression(value);
                    }
                }
            }
            ExpressionKind::Object(members) => {
                for member in members {
                    match member {
                        ObjectMember::Property { name, value, .. } => {
                            self.property_name(name);
                            self.expression(value);
                        }
                        ObjectMember::Method { name, function, .. } => {
                            self.property_name(name);
                            self.function(function, false);
                        }
                        ObjectMember::Spread(value) => self.expression(value),
                    }
                }
            }
            ExpressionKind::Function(function) => self.function(function, true),
            ExpressionKind::Class(class) => self.class(class),
            ExpressionKind::PrivateIn(name, operand) => {
                self.uses(name.name, expression.span);
                self.expression(operand);
            }
            ExpressionKind::Import { specifier, options, .. } => {
                [Some(specifier), options.as_ref()].into_iter().flatten().for_each(|part| self.expression(part));
            }
            ExpressionKind::Yield { value, .. } => value.iter().for_each(|value| self.expression(value)),
            ExpressionKind::Unary(_, operand)
            | ExpressionKind::Await(operand)
            | ExpressionKind::Parenthesized(operand)
            | ExpressionKind::Update { target: operand, .. } => self.expression(operand),
            ExpressionKind::Binary { first, rest } => {
                self.expression(first);
                rest.iter().for_each(|(_, operand)| self.expression(operand));
            }
            ExpressionKind::Conditional { test, then, otherwise } => {
                [test, then, otherwise].into_iter().for_each(|part| self.expression(part));
            }
            ExpressionKind::Assign { target, value, .. } => {
                self.pattern(target);
                self.expression(value);
            }
            ExpressionKind::Chain { head, links } => {
                match &**head {
                    ChainHead::Expression(head) => self.expression(head),
                    ChainHead::Super(span) => {
                        self.uses(THIS, *span);
                        if matches!(links.first().map(|link| &link.kind), Some(LinkKind::Call(_))) {
                            self.uses(CALLEE, *span);
                            self.uses(NEW_TARGET, *span);
                        } else {
                            self.uses(HOME, *span);
                        }
                    }
                }
                let call = links.first().map(|link| link.span.start);
                if let Some(&permissions) = call.and_then(|at| self.evals.get(&at)) {
                    self.evaluates(permissions);
                }
                links.iter().for_each(|link| self.link(link));
            }
            ExpressionKind::New { callee, arguments } => {
                self.expression(callee);
                arguments.iter().for_each(|argument| self.expression(&argument.value));
            }
            _ => {}
        }
    }
}
