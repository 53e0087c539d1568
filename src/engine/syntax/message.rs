//! V8's words for every early error and for targets that prove to be none, each written once (`src/common/message-template.h`).
//! Not when they apply; what running code throws is `machine::message`'s.

/// A message with at most one `%`, and what older majors of Node said instead, newest first.
#[derive(Debug)]
pub struct Message {
    text: &'static str,
    before: &'static [(u16, &'static str)],
}

impl Message {
    /// The words in the given major version of Node.
    pub fn text(&self, major: u16) -> &'static str {
        self.before.iter().rev().find(|(since, _)| major < *since).map_or(self.text, |(_, older)| older)
    }
}

macro_rules! messages {
    ($($name:ident = $text:literal $(, before $major:literal: $older:literal)*;)*) => {
        $(pub(crate) static $name: Message = Message { text: $text, before: &[$(($major, $older)),*] };)*
    };
}

messages! {
    ARGUMENT_ENDS_PARAMETERS = "Arg string terminates parameters early";
    ARGUMENTS_DISALLOWED = "'arguments' is not allowed in class field initializer or static initialization block";
    ASYNC_IN_SINGLE_STATEMENT = "Async functions can only be declared at the top level or inside a block.";
    AWAIT_BINDING = "'await' is not a valid identifier name in an async function";
    AWAIT_IN_PARAMETER = "Illegal await-expression in formal parameters of async function";
    AWAIT_OUTSIDE_ASYNC = "await is only valid in async functions and the top level bodies of modules";
    BAD_GETTER_ARITY = "Getter must not have any formal parameters.";
    BAD_SETTER_ARITY = "Setter must have exactly one formal parameter.";
    BAD_SETTER_REST = "Setter function argument must not be a rest parameter";
    CONSTRUCTOR_IS_ACCESSOR = "Class constructor may not be an accessor";
    CONSTRUCTOR_IS_ASYNC = "Class constructor may not be an async method";
    CONSTRUCTOR_IS_GENERATOR = "Class constructor may not be a generator";
    CONSTRUCTOR_IS_PRIVATE = "Class constructor may not be a private method";
    CONSTRUCTOR_FIELD = "Classes may not have a field named 'constructor'";
    CONTINUOUS_SEPARATOR = "Only one underscore is allowed as numeric separator";
    DECLARATION_MISSING_INITIALIZER = "Missing initializer in % declaration";
    DELETE_PRIVATE = "Private fields can not be deleted";
    DELETE_UNDECLARED_PRIVATE = "Private field '%' must be declared in an enclosing class", before 24: "Private fields can not be deleted";
    DUPLICATE_CONSTRUCTOR = "A class may only have one constructor";
    DUPLICATE_EXPORT = "Duplicate export of '%'";
    DUPLICATE_PARAMETER = "Duplicate parameter name not allowed in this context";
    DUPLICATE_PROTO = "Duplicate __proto__ fields are not allowed in object literals";
    ELEMENT_AFTER_REST = "Rest element must be last element";
    END_OF_INPUT = "Unexpected end of input";
    ESCAPED_KEYWORD = "Keyword must not contain escaped characters";
    ESCAPED_META_PROPERTY = "'%' must not contain escaped characters";
    EXPORT_UNDEFINED = "Export '%' is not defined in module";
    FOR_AWAIT_INITIALIZER = "for-await-of loop variable declaration may not have an initializer.";
    FOR_IN_INITIALIZER = "for-in loop variable declaration may not have an initializer.";
    FOR_IN_MULTIPLE = "Invalid left-hand side in for-in loop: Must have a single binding.";
    FOR_OF_ASYNC = "The left-hand side of a for-of loop may not be 'async'.";
    FOR_OF_INITIALIZER = "for-of loop variable declaration may not have an initializer.";
    FOR_OF_LET = "The left-hand side of a for-of loop may not start with 'let'.";
    FOR_OF_MULTIPLE = "Invalid left-hand side in for-of loop: Must have a single binding.";
    FUNCTION_NEEDS_NAME = "Function statements require a function name";
    GENERATOR_IN_SINGLE_STATEMENT = "Generators can only be declared at the top level or inside a block.";
    HTML_COMMENT_IN_MODULE = "HTML comments are not allowed in modules";
    ILLEGAL_BREAK = "Illegal break statement";
    ILLEGAL_CONTINUE = "Illegal continue statement: '%' does not denote an iteration statement";
    ILLEGAL_RETURN = "Illegal return statement";
    ILLEGAL_USE_STRICT = "Illegal 'use strict' directive in function with non-simple parameter list";
    IMPORT_CALL_NOT_NEW = "Cannot use new with import";
    IMPORT_META_OUTSIDE_MODULE = "Cannot use 'import.meta' outside a module";
    IMPORT_MISSING_SPECIFIER = "import() requires a specifier";
    IMPORT_OUTSIDE_MODULE = "Cannot use import statement outside a module";
    INVALID_COVER_INITIALIZER = "Invalid shorthand property initializer";
    INVALID_DESTRUCTURING_TARGET = "Invalid destructuring assignment target";
    INVALID_HEX_ESCAPE = "Invalid hexadecimal escape sequence";
    INVALID_LHS_IN_ASSIGNMENT = "Invalid left-hand side in assignment";
    INVALID_LHS_IN_FOR = "Invalid left-hand side in for-loop";
    INVALID_LHS_IN_POSTFIX = "Invalid left-hand side expression in postfix operation";
    INVALID_LHS_IN_PREFIX = "Invalid left-hand side expression in prefix operation";
    INVALID_OR_UNEXPECTED = "Invalid or unexpected token";
    INVALID_PRIVATE_FIELD = "Private field '%' must be declared in an enclosing class";
    INVALID_PROPERTY_BINDING = "Illegal property in declaration context";
    INVALID_REGEXP = "Invalid regular expression: %";
    INVALID_REGEXP_FLAGS = "Invalid regular expression flags";
    INVALID_REST_ASSIGNMENT = "`...` must be followed by an assignable reference in assignment contexts";
    INVALID_REST_BINDING = "`...` must be followed by an identifier in declaration contexts";
    INVALID_USING_IN_FOR_IN = "Invalid 'using' in for-in loop";
    INVALID_UNICODE_ESCAPE = "Invalid Unicode escape sequence";
    LABEL_REDECLARATION = "Label '%' has already been declared";
    LET_IN_LEXICAL_BINDING = "let is disallowed as a lexically bound name";
    LONE_SURROGATE_IN_NAME = "Invalid module export name: contains unpaired surrogate";
    MALFORMED_ARROW_PARAMETERS = "Malformed arrow function parameter list";
    MORE_THAN_ONE_DEFAULT = "More than one default clause in switch statement";
    NEWLINE_AFTER_THROW = "Illegal newline after throw";
    NO_CATCH_OR_FINALLY = "Missing catch or finally after try";
    NO_ITERATION_STATEMENT = "Illegal continue statement: no surrounding iteration statement";
    OPTIONAL_CHAIN_NO_CONSTRUCTOR = "Invalid optional chain from new expression";
    OPTIONAL_CHAIN_NO_TEMPLATE = "Invalid tagged template on optional chain";
    OUTSIDE = "% are outside slabscope's JavaScript";
    OUTSIDE_ONE = "% is outside slabscope's JavaScript";
    PARAMETER_AFTER_REST = "Rest parameter must be last formal parameter";
    REST_DEFAULT_INITIALIZER = "Rest parameter may not have a default initializer";
    SLOPPY_FUNCTION = "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.";
    SOURCE_TOO_LONG = "Invalid string length";
    STACK_OVERFLOW = "Maximum call stack size exceeded";
    STATIC_PROTOTYPE = "Classes may not have a static property named 'prototype'";
    STRICT_8_OR_9_ESCAPE = "\\8 and \\9 are not allowed in strict mode.";
    STRICT_DECIMAL_WITH_LEADING_ZERO = "Decimals with leading zeros are not allowed in strict mode.";
    STRICT_DELETE = "Delete of an unqualified identifier in strict mode.";
    STRICT_EVAL_ARGUMENTS = "Unexpected eval or arguments in strict mode";
    STRICT_FUNCTION = "In strict mode code, functions can only be declared at top level or inside a block.";
    STRICT_OCTAL_ESCAPE = "Octal escape sequences are not allowed in strict mode.";
    STRICT_OCTAL_LITERAL = "Octal literals are not allowed in strict mode.";
    STRICT_WITH = "Strict mode code may not include a with statement";
    STRING_EXPORT_NEEDS_FROM = "String literal module export names must be followed by a 'from' clause";
    TEMPLATE_8_OR_9_ESCAPE = "\\8 and \\9 are not allowed in template strings.";
    TEMPLATE_OCTAL = "Octal escape sequences are not allowed in template strings.";
    TOO_MANY_ARGUMENTS = "Too many arguments in function call (only 65535 allowed)";
    TOO_MANY_PARAMETERS = "Too many parameters in function definition (only 65534 allowed)";
    TRAILING_SEPARATOR = "Numeric separators are not allowed at the end of numeric literals";
    UNARY_BEFORE_POWER = "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence";
    UNDEFINED_CODE_POINT = "Undefined Unicode code-point";
    UNEXPECTED_END_OF_ARGUMENT = "Unexpected end of arg string";
    UNEXPECTED_IDENTIFIER = "Unexpected identifier '%'", before 20: "Unexpected identifier";
    UNEXPECTED_LEXICAL_DECLARATION = "Lexical declaration cannot appear in a single-statement context";
    UNEXPECTED_NEW_TARGET = "new.target expression is not allowed here";
    UNEXPECTED_NUMBER = "Unexpected number";
    UNEXPECTED_PRIVATE_FIELD = "Unexpected private field";
    UNEXPECTED_RESERVED = "Unexpected reserved word";
    UNEXPECTED_STRICT_RESERVED = "Unexpected strict mode reserved word";
    UNEXPECTED_STRING = "Unexpected string";
    UNEXPECTED_SUPER = "'super' keyword unexpected here";
    UNEXPECTED_TEMPLATE = "Unexpected template string";
    UNEXPECTED_TOKEN = "Unexpected token '%'";
    UNEXPECTED_TOKEN_ACCESSOR = "Unexpected token '%'", before 24: "Unexpected identifier '%'", before 20: "Unexpected identifier";
    UNEXPECTED_TOKEN_OF = "Unexpected token '%'", before 22: "Unexpected identifier '%'", before 20: "Unexpected identifier";
    UNKNOWN_LABEL = "Undefined label '%'";
    UNTERMINATED_ARGUMENTS = "missing ) after argument list";
    UNTERMINATED_COMMENT = "Invalid or unexpected token";
    UNTERMINATED_CONTINUED_STRING = "Invalid or unexpected token";
    UNTERMINATED_REGEXP = "Invalid regular expression: missing /";
    UNTERMINATED_TEMPLATE_EXPRESSION = "Missing } in template expression";
    UNSUPPORTED_SUPER = "Unsupported reference to 'super'";
    VARIABLE_REDECLARATION = "Identifier '%' has already been declared";
    YIELD_IN_PARAMETER = "Yield expression not allowed in formal parameter";
    ZERO_DIGIT_SEPARATOR = "Numeric separator can not be used after leading 0.";
}
