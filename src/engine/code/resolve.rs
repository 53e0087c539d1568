//! Which scope declares each name, and which names are captured by inner functions: one walk over the tree before any
//! instruction is written. Not slots: the compiler hands those out.

use super::parameters::has_expressions;
use super::scope::{CALLEE, HOME, NEW_TARGET, Scope, THIS, VariableKind, is_special, kept_name};
use crate::span::Span;
use crate::syntax::ast::{
    ArrayElement, Block, ChainHead, Class, ClassMemberKind, Declaration, DeclarationKind, Export, Expression,
    ExpressionKind, ForInit, ForTarget, Function, FunctionKind, Goal, Link, LinkKind, Name, ObjectMember, Pattern,
    PatternKind, PropertyName, ScopeId, Script, Statement, StatementKind,
};

/// Finds out about every scope of a script.
pub fn resolve(script: &Script) -> Vec<Scope> {
    let scopes = (0..script.scope_count).map(|_| Scope::default()).collect();
    let arguments = script.names.iter().position(|name| &**name == "arguments").map(|at| Name(at as u32));
    let mut resolver = Resolver { scopes, open: Vec::new(), arguments, strict: script.strict };
    resolver.scope(script.scope).function = Some(false);
    resolver.open.push(script.scope);
    if script.goal != Goal::Script {
        resolver.vars(&script.body, script.scope, true);
        resolver.lexicals(&script.body, script.scope);
    }
    resolver.statements(&script.body);
    resolver.scopes
}

pub(super) struct Resolver {
    pub scopes: Vec<Scope>,
    pub open: Vec<ScopeId>,
    pub arguments: Option<Name>,
    pub strict: bool,
}

impl Resolver {
    pub fn scope(&mut self, scope: ScopeId) -> &mut Scope {
        &mut self.scopes[scope.0 as usize]
    }

    fn uses(&mut self, name: Name, span: Span) {
        let mut crossed = false;
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

    fn within(&mut self, scope: ScopeId, inside: impl FnOnce(&mut Self)) {
        self.open.push(scope);
        inside(self);
        self.open.pop();
    }

    fn statements(&mut self, body: &[Statement]) {
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
            let kind = if kind == DeclarationKind::Let { VariableKind::Let } else { VariableKind::Const };
            self.bind(pattern, kind, ready, scope);
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
            StatementKind::ForIn { scope, target, object: over, body }
            | StatementKind::ForOf { scope, target, iterable: over, body } => {
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
                        self.bind(parameter, VariableKind::Let, 0, handler.scope);
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
            StatementKind::Export(Export::Default(value)) => self.expression(value),
            StatementKind::Export(Export::Names(_))
            | StatementKind::Import(_)
            | StatementKind::Empty
            | StatementKind::Debugger
            | StatementKind::Break(_)
            | StatementKind::Continue(_) => {}
        }
    }

    /// A function; the name of a function expression is visible only in it.
    fn function(&mut self, function: &Function, is_expression: bool) {
        let scope = function.scope;
        let strict = std::mem::replace(&mut self.strict, function.strict);
        self.scope(scope).function = Some(matches!(function.kind, FunctionKind::Arrow));
        let has_expressions = has_expressions(function);
        for parameter in &function.parameters {
            // A default may come before a later parameter has its value.
            let (kind, ready) = if has_expressions {
                let end = parameter.default.as_ref().map_or(parameter.target.span.end, |default| default.span.end);
                (VariableKind::Let, end)
            } else {
                (VariableKind::Var, 0)
            };
            self.bind(&parameter.target, kind, ready, scope);
        }
        if let Some(rest) = &function.rest {
            let kind = if has_expressions { VariableKind::Let } else { VariableKind::Var };
            self.bind(rest, kind, rest.span.end, scope);
        }
        // Beside parameters with expressions, the body's variables are others, even of the same name.
        let variables = if has_expressions { function.body_scope } else { scope };
        let named = self.arguments.filter(|name| self.scopes[scope.0 as usize].find(*name).is_none());
        self.vars(&function.body, variables, true);
        if let Some(name) = named
            && let Some(at) = self.scopes[scope.0 as usize].find(name)
            && function.kind != FunctionKind::Arrow
        {
            let variable = &mut self.scope(scope).variables[at];
            if variable.kind == VariableKind::Var {
                variable.kind = VariableKind::Implicit;
            }
        }
        self.lexicals(&function.body, function.body_scope);
        // What the body declares twice (a function is both) lives in the function's own scope.
        if !has_expressions && function.body_scope != scope {
            let outer = &self.scopes[scope.0 as usize];
            let both: Vec<Name> = outer.variables.iter().map(|variable| variable.name).collect();
            self.scope(function.body_scope).without_functions(&both);
        }
        if let Some(own) = function.name.filter(|_| is_expression) {
            self.scope(scope).declare(own.name, VariableKind::Own, 0);
        }
        if function.kind == FunctionKind::DerivedConstructor {
            self.scope(scope).declare(THIS, VariableKind::DerivedThis, 0);
        }
        self.within(scope, |this| {
            for parameter in &function.parameters {
                this.pattern(&parameter.target);
                parameter.default.iter().for_each(|default| this.expression(default));
            }
            function.rest.iter().for_each(|rest| this.pattern(rest));
            this.within(function.body_scope, |this| this.statements(&function.body));
        });
        self.map_arguments(function, has_expressions);
        self.strict = strict;
    }

    /// In sloppy code with plain parameters `arguments` shows them: all live where it can see them.
    fn map_arguments(&mut self, function: &Function, has_expressions: bool) {
        let simple = !function.strict && !has_expressions && function.rest.is_none() && !function.parameters.is_empty();
        let simple = simple
            && function.parameters.iter().all(|parameter| matches!(parameter.target.kind, PatternKind::Identifier(_)));
        let arguments = self.arguments;
        let scope = &mut self.scopes[function.scope.0 as usize];
        let object = arguments.and_then(|name| scope.find(name));
        if !simple || object.is_none_or(|at| scope.variables[at].kind != VariableKind::Implicit) {
            return;
        }
        scope.maps_arguments = true;
        for parameter in &function.parameters {
            if let PatternKind::Identifier(name) = parameter.target.kind
                && let Some(at) = scope.find(name)
            {
                scope.variables[at].captured = true;
            }
        }
    }

    fn class(&mut self, class: &Class) {
        let strict = std::mem::replace(&mut self.strict, true);
        if let Some(name) = class.name {
            self.scope(class.scope).declare(name.name, VariableKind::Const, class.span.end);
        }
        for member in &class.members {
            match &member.kind {
                ClassMemberKind::Method { name: PropertyName::Private(name), function, .. } => {
                    self.keep(class.scope, *name);
                    self.keep(class.scope, kept_name(function.span));
                }
                ClassMemberKind::Field { name: PropertyName::Private(name), .. } => self.keep(class.scope, *name),
                ClassMemberKind::Field { name: PropertyName::Computed(key), .. } => {
                    self.keep(class.scope, kept_name(key.span));
                }
                _ => {}
            }
        }
        self.within(class.scope, |this| {
            class.heritage.iter().for_each(|heritage| this.expression(heritage));
            class.constructor.iter().for_each(|function| this.function(function, false));
            for member in &class.members {
                match &member.kind {
                    ClassMemberKind::Method { name, function, .. } => {
                        this.property_name(name);
                        this.function(function, false);
                    }
                    ClassMemberKind::Field { name, value } => {
                        this.property_name(name);
                        value.iter().for_each(|value| this.function(value, false));
                    }
                    ClassMemberKind::StaticBlock(function) => this.function(function, false),
                }
            }
        });
        self.strict = strict;
    }

    /// Declares what the initialisers of a class need: they run as functions of their own.
    fn keep(&mut self, scope: ScopeId, name: Name) {
        let at = self.scope(scope).declare(name, VariableKind::Implicit, 0);
        self.scope(scope).variables[at].captured = true;
    }

    fn property_name(&mut self, name: &PropertyName) {
        if let PropertyName::Computed(expression) = name {
            self.expression(expression);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
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

    fn expression(&mut self, expression: &Expression) {
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
            ExpressionKind::Unary(_, operand)
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
