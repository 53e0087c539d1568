//! The trees of the accepted texts against those of Node's own copy of acorn, place by place: slabscope's flat lists are
//! nested again and everything is named as in `ESTree`. Errors are not looked at here.

use engine::span::Span;
use engine::syntax::ast::*;
use engine::syntax::parse;
use engine::text::Text;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn text(text: &Text) -> String {
    let unit = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if (byte.is_ascii_graphic() || byte == b' ') && !matches!(byte, b'"' | b'\\') => {
            char::from(byte).to_string()
        }
        _ => format!("\\u{unit:04x}"),
    };
    format!("\"{}\"", text.view().iter().map(unit).collect::<String>())
}

fn at(span: Span) -> String {
    format!("@{}-{}", span.start, span.end)
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(" "))
}

/// `(Kind@place part part)`, empty parts left out.
fn node(kind: &str, place: &str, parts: &[String]) -> String {
    let mut out = format!("({kind}{place}");
    for part in parts.iter().filter(|part| !part.is_empty()) {
        write!(out, " {part}").expect("a string");
    }
    out + ")"
}

fn or_dash<T>(value: Option<T>, show: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), show)
}

fn flag(is: bool, word: &str) -> String {
    if is { word.to_owned() } else { String::new() }
}

/// Shows the parts of one script.
struct Show<'a>(&'a Script);

impl Show<'_> {
    fn identifier(&self, identifier: Identifier) -> String {
        format!("{}{}", self.0.name(identifier.name), at(identifier.span))
    }

    fn statements(&self, statements: &[Statement]) -> String {
        list(statements.iter().map(|statement| self.statement(statement)))
    }

    fn block(&self, block: &Block) -> String {
        node("BlockStatement", &at(block.span), &[self.statements(&block.body)])
    }

    fn optional(&self, expression: Option<&Expression>) -> String {
        or_dash(expression, |expression| self.expression(expression))
    }

    fn statement(&self, statement: &Statement) -> String {
        use StatementKind as K;
        let place = at(statement.span);
        let label = |label: &Option<Identifier>| or_dash(*label, |label| self.identifier(label));
        let (kind, parts) = match &statement.kind {
            K::Empty => ("EmptyStatement", vec![]),
            K::Debugger => ("DebuggerStatement", vec![]),
            K::Expression(value) => ("ExpressionStatement", vec![self.expression(value)]),
            K::Declaration(declaration) => return self.declaration(declaration),
            K::Function(function) => return self.function("FunctionDeclaration", function, true),
            K::Class(class) => return self.class("ClassDeclaration", class),
            // The block that stands around a function after `if`.
            K::Block(Block { body, span, .. }) if matches!(body.as_slice(), [only] if only.span == *span) => {
                return self.statement(&body[0]);
            }
            K::Block(block) => return self.block(block),
            K::If { arms, otherwise } => {
                let last = or_dash(otherwise.as_deref(), |otherwise| self.statement(otherwise));
                return arms.iter().rev().fold(last, |rest, (test, then)| {
                    node("IfStatement", "", &[self.expression(test), self.statement(then), rest])
                });
            }
            K::For { init, test, update, body, .. } => {
                let init = or_dash(init.as_ref(), |init| match init {
                    ForInit::Declaration(declaration) => self.declaration(declaration),
                    ForInit::Expression(expression) => self.expression(expression),
                });
                let parts =
                    vec![init, self.optional(test.as_ref()), self.optional(update.as_ref()), self.statement(body)];
                ("ForStatement", parts)
            }
            K::ForIn { target, object, body, .. } => {
                ("ForInStatement", vec![self.for_target(target), self.expression(object), self.statement(body)])
            }
            K::ForOf { target, iterable, body, .. } => {
                ("ForOfStatement", vec![self.for_target(target), self.expression(iterable), self.statement(body)])
            }
            K::While { test, body } => ("WhileStatement", vec![self.expression(test), self.statement(body)]),
            K::DoWhile { body, test } => ("DoWhileStatement", vec![self.statement(body), self.expression(test)]),
            K::Switch { value, cases, .. } => {
                let case = |(test, body): &(Option<Expression>, Vec<Statement>)| {
                    node("SwitchCase", "", &[self.optional(test.as_ref()), self.statements(body)])
                };
                ("SwitchStatement", vec![self.expression(value), list(cases.iter().map(case))])
            }
            K::Break(to) => ("BreakStatement", vec![label(to)]),
            K::Continue(to) => ("ContinueStatement", vec![label(to)]),
            K::Return(value) => ("ReturnStatement", vec![self.optional(value.as_ref())]),
            K::Throw(value) => ("ThrowStatement", vec![self.expression(value)]),
            K::Try { block, handler, finalizer } => {
                let handler = or_dash(handler.as_ref(), |handler| {
                    let parameter = or_dash(handler.parameter.as_ref(), |parameter| self.pattern(parameter));
                    node("CatchClause", "", &[parameter, self.block(&handler.body)])
                });
                let finalizer = or_dash(finalizer.as_ref(), |finalizer| self.block(finalizer));
                ("TryStatement", vec![self.block(block), handler, finalizer])
            }
            K::Labelled { label, body } => ("LabeledStatement", vec![self.identifier(*label), self.statement(body)]),
            K::With { object, body, .. } => ("WithStatement", vec![self.expression(object), self.statement(body)]),
            K::Import(_) | K::Export(_) => ("module", vec![]),
        };
        node(kind, &place, &parts)
    }

    fn declarators(&self, kind: DeclarationKind, declarators: impl Iterator<Item = String>) -> String {
        let _ = self;
        node("VariableDeclaration", "", &[format!("{kind:?}").to_lowercase(), list(declarators)])
    }

    fn declaration(&self, declaration: &Declaration) -> String {
        let declarator = |(target, value): &(Pattern, Option<Expression>)| {
            node("VariableDeclarator", "", &[self.pattern(target), self.optional(value.as_ref())])
        };
        self.declarators(declaration.kind, declaration.bindings.iter().map(declarator))
    }

    fn for_target(&self, target: &ForTarget) -> String {
        match target {
            ForTarget::Pattern(pattern) => self.pattern(pattern),
            ForTarget::Declaration(kind, pattern) => {
                let declarator = node("VariableDeclarator", "", &[self.pattern(pattern), "-".to_owned()]);
                self.declarators(*kind, std::iter::once(declarator))
            }
        }
    }

    fn with_default(&self, target: &Pattern, default: Option<&Expression>) -> String {
        match default {
            Some(value) => node("AssignmentPattern", "", &[self.pattern(target), self.expression(value)]),
            None => self.pattern(target),
        }
    }

    fn rest(&self, rest: Option<&Pattern>) -> Option<String> {
        rest.map(|rest| node("RestElement", "", &[self.pattern(rest)]))
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match &pattern.kind {
            PatternKind::Identifier(name) => self.identifier(Identifier { name: *name, span: pattern.span }),
            PatternKind::Member(member) => self.expression(member),
            PatternKind::Array { elements, rest } => {
                let element = |element: &Option<PatternElement>| {
                    or_dash(element.as_ref(), |element| self.with_default(&element.target, element.default.as_ref()))
                };
                let items = elements.iter().map(element).chain(self.rest(rest.as_deref()));
                node("ArrayPattern", "", &[list(items)])
            }
            PatternKind::Object { properties, rest } => {
                let property = |(name, element): &(PropertyName, PatternElement)| {
                    // A shorthand and its key stand at the same place; in the recorded trees `init` reads the same.
                    let value = self.with_default(&element.target, element.default.as_ref());
                    node("Property", "", &[self.property_name(name), value])
                };
                let items = properties.iter().map(property).chain(self.rest(rest.as_deref()));
                node("ObjectPattern", "", &[list(items)])
            }
        }
    }

    fn property_name(&self, name: &PropertyName) -> String {
        match name {
            PropertyName::Name(name) | PropertyName::Private(name) => self.0.name(*name).to_owned(),
            PropertyName::Number(number) => format!("{:016x}", number.to_bits()),
            PropertyName::Computed(Expression { kind: ExpressionKind::BigInt(digits), .. }) => format!("{digits}n"),
            PropertyName::Computed(value) => format!("[{}]", self.expression(value)),
        }
    }

    fn function(&self, kind: &str, function: &Function, placed: bool) -> String {
        let parameter = |parameter: &Parameter| self.with_default(&parameter.target, parameter.default.as_ref());
        let parameters = function.parameters.iter().map(parameter).chain(self.rest(function.rest.as_ref()));
        let body = match function.body.as_slice() {
            [Statement { kind: StatementKind::Return(Some(value)), .. }] if function.expression_body => {
                self.expression(value)
            }
            body => self.statements(body),
        };
        let id = or_dash(function.name, |name| self.identifier(name));
        let id = if function.kind == FunctionKind::Arrow { String::new() } else { id };
        let place = if placed { at(function.span) } else { String::new() };
        node(kind, &place, &[id, list(parameters), body])
    }

    fn class(&self, kind: &str, class: &Class) -> String {
        let constructor = class.constructor.as_deref().map(|constructor| {
            let function = self.function("FunctionExpression", constructor, false);
            node("MethodDefinition", "", &["constructor".to_owned(), "constructor".to_owned(), function])
        });
        let members = class.members.iter().map(|member| self.member(member));
        let body = node("ClassBody", "", &[list(constructor.into_iter().chain(members))]);
        let id = or_dash(class.name, |name| self.identifier(name));
        node(kind, &at(class.span), &[id, self.optional(class.heritage.as_ref()), body])
    }

    fn member(&self, member: &ClassMember) -> String {
        let is_static = flag(member.is_static, "static");
        match &member.kind {
            ClassMemberKind::Method { name, kind, function } => {
                let word = method_word(*kind, "method").to_owned();
                let value = self.function("FunctionExpression", function, false);
                node("MethodDefinition", "", &[is_static, word, self.member_name(name), value])
            }
            ClassMemberKind::Field { name, value } => {
                let value = or_dash(value.as_deref(), |function| match function.body.as_slice() {
                    [Statement { kind: StatementKind::Return(Some(value)), .. }] => self.expression(value),
                    _ => "no single return".to_owned(),
                });
                node("PropertyDefinition", "", &[is_static, self.member_name(name), value])
            }
            ClassMemberKind::StaticBlock(function) => node("StaticBlock", "", &[self.statements(&function.body)]),
        }
    }

    fn member_name(&self, name: &PropertyName) -> String {
        match name {
            PropertyName::Computed(value) if !matches!(value.kind, ExpressionKind::BigInt(_)) => {
                format!("computed {}", self.expression(value))
            }
            name => self.property_name(name),
        }
    }

    fn arguments(&self, arguments: &[Argument]) -> String {
        list(arguments.iter().map(|argument| self.spread(argument.spread, &argument.value)))
    }

    fn spread(&self, spread: bool, value: &Expression) -> String {
        let value = self.expression(value);
        if spread { node("SpreadElement", "", &[value]) } else { value }
    }

    fn expressions(&self, expressions: &[Expression]) -> String {
        list(expressions.iter().map(|expression| self.expression(expression)))
    }

    fn expression(&self, expression: &Expression) -> String {
        use ExpressionKind as K;
        let place = at(expression.span);
        let from_start = |end: Span| at(Span { start: expression.span.start, end: end.end });
        let (kind, parts) = match &expression.kind {
            K::Null => return format!("null{place}"),
            K::Boolean(boolean) => return format!("{boolean}{place}"),
            K::Number(number) => return format!("{:016x}{place}", number.to_bits()),
            K::BigInt(digits) => return format!("{}n{place}", digits.to_lowercase()),
            K::String(string) => return format!("{}{place}", text(string)),
            K::RegExp { pattern, flags } => return format!("/{}/{flags}{place}", text(pattern)),
            K::Identifier(name) => return self.identifier(Identifier { name: *name, span: expression.span }),
            K::Template { texts, values } => {
                ("TemplateLiteral", vec![list(texts.iter().map(text)), self.expressions(values)])
            }
            K::This => ("ThisExpression", vec![]),
            K::NewTarget => return node("MetaProperty", &place, &["new.target".to_owned()]),
            K::ImportMeta => return node("MetaProperty", &place, &["import.meta".to_owned()]),
            K::Array(elements) => {
                let element = |element: &ArrayElement| match element {
                    ArrayElement::Hole => "-".to_owned(),
                    ArrayElement::Value(value) => self.expression(value),
                    ArrayElement::Spread(value) => self.spread(true, value),
                };
                ("ArrayExpression", vec![list(elements.iter().map(element))])
            }
            K::Object(members) => {
                ("ObjectExpression", vec![list(members.iter().map(|member| self.object_member(member)))])
            }
            K::Function(function) if function.kind == FunctionKind::Arrow => {
                return self.function("ArrowFunctionExpression", function, true);
            }
            K::Function(function) => return self.function("FunctionExpression", function, true),
            K::Class(class) => return self.class("ClassExpression", class),
            K::Yield { delegates, value } => {
                ("YieldExpression", vec![flag(*delegates, "delegate"), self.optional(value.as_deref())])
            }
            K::Await(operand) => ("AwaitExpression", vec![self.expression(operand)]),
            K::Import { specifier, options, .. } => {
                ("ImportExpression", vec![self.expression(specifier), self.optional(options.as_deref())])
            }
            K::Unary(operator, operand) => {
                ("UnaryExpression", vec![unary(*operator).to_owned(), self.expression(operand)])
            }
            K::Update { increment, prefix, target } => {
                let operator = if *increment { "++" } else { "--" };
                ("UpdateExpression", vec![flag(*prefix, "prefix"), operator.to_owned(), self.expression(target)])
            }
            K::Binary { first, rest } => {
                return rest.iter().fold(self.expression(first), |left, (operator, right)| {
                    let parts = [left, binary(*operator).to_owned(), self.expression(right)];
                    node("BinaryExpression", &from_start(right.span), &parts)
                });
            }
            K::Logical { operator, operands } => {
                return operands[1..].iter().fold(self.expression(&operands[0]), |left, right| {
                    let parts = [left, logical(*operator).to_owned(), self.expression(right)];
                    node("LogicalExpression", &from_start(right.span), &parts)
                });
            }
            K::PrivateIn(name, object) => {
                let parts = vec![self.0.name(name.name).to_owned(), "in".to_owned(), self.expression(object)];
                ("BinaryExpression", parts)
            }
            K::Conditional { test, then, otherwise } => {
                let parts = vec![self.expression(test), self.expression(then), self.expression(otherwise)];
                ("ConditionalExpression", parts)
            }
            K::Assign { operator, target, value } => {
                let operator = match operator {
                    AssignOperator::Assign => "=".to_owned(),
                    AssignOperator::Binary(operator) => format!("{}=", binary(*operator)),
                    AssignOperator::Logical(operator) => format!("{}=", logical(*operator)),
                };
                ("AssignmentExpression", vec![self.pattern(target), operator, self.expression(value)])
            }
            K::Sequence(items) => ("SequenceExpression", vec![self.expressions(items)]),
            K::Chain { head, links } => {
                let head = match &**head {
                    ChainHead::Expression(expression) => self.expression(expression),
                    ChainHead::Super(span) => node("Super", &at(*span), &[]),
                };
                let chain = links.iter().fold(head, |left, link| self.link(left, link, &from_start(link.span)));
                if links.iter().all(|link| !link.optional) {
                    return chain;
                }
                ("ChainExpression", vec![chain])
            }
            K::New { callee, arguments } => ("NewExpression", vec![self.expression(callee), self.arguments(arguments)]),
            K::Parenthesized(inner) => ("ParenthesizedExpression", vec![self.expression(inner)]),
        };
        node(kind, &place, &parts)
    }

    fn link(&self, left: String, link: &Link, place: &str) -> String {
        let optional = flag(link.optional, "optional");
        match &link.kind {
            LinkKind::Member(name) | LinkKind::Private(name) => {
                node("MemberExpression", place, &[left, optional, self.0.name(*name).to_owned()])
            }
            LinkKind::Index(index) => {
                let parts = [left, optional, "computed".to_owned(), self.expression(index)];
                node("MemberExpression", place, &parts)
            }
            LinkKind::Call(arguments) => node("CallExpression", place, &[left, optional, self.arguments(arguments)]),
            LinkKind::Template(template) => {
                let part = |(cooked, raw): (&Option<Text>, &Text)| match cooked {
                    Some(cooked) => text(cooked),
                    None => format!("raw {}", text(raw)),
                };
                let texts = list(template.cooked.iter().zip(&template.raw).map(part));
                let quasi = node("TemplateLiteral", &at(link.span), &[texts, self.expressions(&template.values)]);
                node("TaggedTemplateExpression", place, &[left, quasi])
            }
        }
    }

    fn object_member(&self, member: &ObjectMember) -> String {
        let (word, name, value) = match member {
            ObjectMember::Spread(value) => return self.spread(true, value),
            ObjectMember::Property { name, value, shorthand } => {
                (if *shorthand { "shorthand" } else { "init" }, name, self.expression(value))
            }
            ObjectMember::Method { name, kind, function } => {
                (method_word(*kind, "method"), name, self.function("FunctionExpression", function, false))
            }
        };
        node("Property", "", &[word.to_owned(), self.property_name(name), value])
    }
}

fn method_word(kind: MethodKind, method: &str) -> &str {
    match kind {
        MethodKind::Method => method,
        MethodKind::Getter => "get",
        MethodKind::Setter => "set",
    }
}

fn unary(operator: UnaryOperator) -> &'static str {
    use UnaryOperator as O;
    match operator {
        O::Minus => "-",
        O::Plus => "+",
        O::Not => "!",
        O::BitNot => "~",
        O::Typeof => "typeof",
        O::Void => "void",
        O::Delete => "delete",
    }
}

fn logical(operator: LogicalOperator) -> &'static str {
    match operator {
        LogicalOperator::And => "&&",
        LogicalOperator::Or => "||",
        LogicalOperator::Coalesce => "??",
    }
}

fn binary(operator: BinaryOperator) -> &'static str {
    use BinaryOperator as O;
    match operator {
        O::Add => "+",
        O::Subtract => "-",
        O::Multiply => "*",
        O::Divide => "/",
        O::Remainder => "%",
        O::Power => "**",
        O::ShiftLeft => "<<",
        O::ShiftRight => ">>",
        O::ShiftRightUnsigned => ">>>",
        O::BitAnd => "&",
        O::BitOr => "|",
        O::BitXor => "^",
        O::Equal => "==",
        O::NotEqual => "!=",
        O::StrictEqual => "===",
        O::StrictNotEqual => "!==",
        O::Less => "<",
        O::LessEqual => "<=",
        O::Greater => ">",
        O::GreaterEqual => ">=",
        O::In => "in",
        O::InstanceOf => "instanceof",
    }
}

#[test]
fn the_trees_are_acorns() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/syntax");
    let recorded = fs::read_to_string(folder.join("trees.txt")).expect("UTF-8");
    let (mut wrong, mut count) = (String::new(), 0);
    for line in recorded.lines() {
        let (file, tree) = line.split_once(' ').unwrap_or((line, ""));
        let source = fs::read_to_string(folder.join("accept").join(file)).expect("UTF-8");
        let script = parse(&source, Goal::Script).expect("an accepted text");
        let shown: Vec<_> = script.body.iter().map(|statement| Show(&script).statement(statement)).collect();
        count += 1;
        if shown.join(" ") != tree {
            writeln!(wrong, "{source}\n  acorn {tree}\n  ours  {}\n", shown.join(" ")).expect("a string");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 250, "only {count} trees");
}
