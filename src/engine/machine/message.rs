//! V8's words for every error that running code throws, each written once and under V8's own name where it has one
//! (`src/common/message-template.h`), and slabscope's own. Not when they apply; early errors are `syntax`'s, Node's coded errors
//! `buffer`'s and the library's.

pub(crate) use super::error_class::ErrorClass;

/// Who gives an error its `code`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Code {
    /// Nobody: it is the language's.
    None,
    /// Node's JavaScript (`NodeError`): the code stands in its text and its stack's first line.
    Script(&'static str),
    /// Node's native code: `code` is a property and nothing else.
    Native(&'static str),
}

/// A message with so many `%`, the class and code of its error, and what older majors of Node said instead, newest first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<const PARTS: usize> {
    pub class: ErrorClass,
    pub code: Code,
    pub text: &'static str,
    pub before: &'static [(u16, &'static str)],
}

impl<const PARTS: usize> Message<PARTS> {
    /// The same words in an error of another class.
    pub const fn of(self, class: ErrorClass) -> Self {
        Self { class, ..self }
    }

    /// The words in the given major version of Node, with these in the places of the `%`.
    pub fn text(self, major: u16, parts: [&str; PARTS]) -> String {
        let older = self.before.iter().rev().find(|(since, _)| major < *since);
        let text = older.map_or(self.text, |(_, older)| older);
        let mut pieces = text.split('%');
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for (part, piece) in parts.into_iter().zip(pieces) {
            said.extend([part, piece]);
        }
        said
    }
}

/// How many `%` there are.
pub(crate) const fn count(text: &str) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        count += (text.as_bytes()[at] == b'%') as usize;
        at += 1;
    }
    count
}

macro_rules! messages {
    ($($class:ident, $code:expr => { $($name:ident = $text:literal $(, before $major:literal: $older:literal)*;)* })*) => {
        $($(pub(crate) const $name: Message<{ count($text) }> =
            Message { class: ErrorClass::$class, code: $code, text: $text, before: &[$(($major, $older)),*] };)*)*
    };
}
pub(crate) use messages;

messages! {
Error, Code::None => {
    SUPPRESSED_DURING_DISPOSAL = "An error was suppressed during disposal";
    ALL_PROMISES_REJECTED = "All promises were rejected";
    UNHANDLED_REJECTION = "This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason \"%\".";
    OUTSIDE = "% are outside slabscope's JavaScript";
    OUTSIDE_LOCALE = "the locale '%' is outside slabscope's JavaScript: it has en-US";
    OUTSIDE_NODE = "% is outside slabscope%";
    OUTSIDE_ONE = "% is outside slabscope's JavaScript";
}
RangeError, Code::None => {
    ARRAY_BUFFER_ALLOCATION_FAILED = "Array buffer allocation failed";
    BIG_INT_DIV_ZERO = "Division by zero";
    BIG_INT_FROM_NUMBER = "The number % cannot be converted to a BigInt because it is not an integer";
    BIG_INT_TOO_BIG = "Maximum BigInt size exceeded";
    INVALID = "Invalid % : %";
    INVALID_ARRAY_BUFFER_LENGTH = "Invalid array buffer length";
    INVALID_ARRAY_BUFFER_MAX_LENGTH = "Invalid array buffer max length";
    INVALID_ARRAY_BUFFER_RESIZE_LENGTH = "%: Invalid length parameter";
    INVALID_ARRAY_LENGTH = "Invalid array length";
    INVALID_ATOMIC_ACCESS_INDEX = "Invalid atomic access index";
    INVALID_CODE_POINT = "Invalid code point %";
    INVALID_COUNT_VALUE = "Invalid count value: %", before 20: "Invalid count value";
    INVALID_DATA_VIEW_ACCESSOR_OFFSET = "Offset is outside the bounds of the DataView";
    INVALID_DATA_VIEW_LENGTH = "Invalid DataView length %";
    INVALID_INDEX = "Invalid value: not (convertible to) a safe integer";
    INVALID_LANGUAGE_TAIL = "Invalid language tag: %";
    INVALID_LANGUAGE_TAG = "Invalid language tag: %", before 26: "Incorrect locale information provided";
    INVALID_OFFSET = "Start offset % is outside the bounds of the buffer";
    INVALID_SIZE_VALUE = "'%' is an invalid size";
    INVALID_STRING_LENGTH = "Invalid string length";
    INVALID_TIME_VALUE = "Invalid time value";
    INVALID_TYPED_ARRAY_ALIGNMENT = "% of % should be a multiple of %";
    INVALID_TYPED_ARRAY_INDEX = "Invalid typed array index";
    INVALID_TYPED_ARRAY_LENGTH = "Invalid typed array length: %";
    MUST_BE_POSITIVE = "% must be positive";
    NORMALIZATION_FORM = "The normalization form should be one of %.";
    NUMBER_FORMAT_RANGE = "% argument must be between 0 and 100";
    PROPERTY_VALUE_OUT_OF_RANGE = "% value is out of range.";
    STACK_OVERFLOW = "Maximum call stack size exceeded";
    TO_PRECISION_FORMAT_RANGE = "toPrecision() argument must be between 1 and 100";
    TO_RADIX_FORMAT_RANGE = "toString() radix argument must be between 2 and 36";
    TYPED_ARRAY_SET_OFFSET_OUT_OF_BOUNDS = "offset is out of bounds";
}
ReferenceError, Code::None => {
    ACCESSED_UNINITIALIZED_VARIABLE = "Cannot access '%' before initialization";
    DISPOSABLE_STACK_IS_DISPOSED = "Cannot call % on an already-disposed DisposableStack";
    NOT_DEFINED = "% is not defined";
    NOT_DEFINED_OUTSIDE = "% is not defined: % outside slabscope's JavaScript";
    SUPER_ALREADY_CALLED = "Super constructor may only be called once";
    SUPER_NOT_CALLED = "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";
}
SyntaxError, Code::None => {
    BASE64_CHARACTER = "Found a character that cannot be part of a valid base64 string.";
    BASE64_EXTRA_BITS = "The base64 input terminates with non-zero padding bits.";
    BASE64_REMAINDER = "The base64 input terminates with a single character, excluding padding (=).";
    HEX_CHARACTER = "Input string must contain hex characters in even length";
    INVALID_REG_EXP_FLAGS = "Invalid flags supplied to RegExp constructor '%'";
    JSON_PARSE_BAD_CONTROL_CHARACTER = "Bad control character in string literal in JSON at position %";
    JSON_PARSE_BAD_ESCAPED_CHARACTER = "Bad escaped character in JSON at position %";
    JSON_PARSE_BAD_UNICODE_ESCAPE = "Bad Unicode escape in JSON at position %";
    JSON_PARSE_EXPECTED_COLON_AFTER_PROPERTY_NAME = "Expected ':' after property name in JSON at position %";
    JSON_PARSE_EXPECTED_COMMA_OR_RBRACE = "Expected ',' or '}' after property value in JSON at position %";
    JSON_PARSE_EXPECTED_COMMA_OR_RBRACK = "Expected ',' or ']' after array element in JSON at position %";
    JSON_PARSE_EXPECTED_DOUBLE_QUOTED_PROPERTY_NAME = "Expected double-quoted property name in JSON at position %";
    JSON_PARSE_EXPECTED_PROP_NAME_OR_RBRACE = "Expected property name or '}' in JSON at position %";
    JSON_PARSE_EXPONENT_PART_MISSING = "Exponent part is missing a number in JSON at position %";
    JSON_PARSE_NO_NUMBER_AFTER_MINUS_SIGN = "No number after minus sign in JSON at position %";
    INVALID_RAW_JSON_VALUE = "Invalid value for JSON.rawJSON";
    JSON_PARSE_SHORT_STRING = "\"%\" is not valid JSON";
    JSON_PARSE_UNEXPECTED_EOS = "Unexpected end of JSON input";
    JSON_PARSE_UNEXPECTED_NON_WHITE_SPACE_CHARACTER = "Unexpected non-whitespace character after JSON at position %";
    JSON_PARSE_UNEXPECTED_TOKEN = "Unexpected token % in JSON at position %";
    JSON_PARSE_UNEXPECTED_TOKEN_NUMBER = "Unexpected number in JSON at position %";
    JSON_PARSE_UNEXPECTED_TOKEN_STRING = "Unexpected string in JSON at position %";
    JSON_PARSE_UNEXPECTED_TOKEN_WITH_CONTEXT = "Unexpected token '%', %\"%\"% is not valid JSON";
    JSON_PARSE_UNTERMINATED_FRACTIONAL_NUMBER = "Unterminated fractional number in JSON at position %";
    JSON_PARSE_UNTERMINATED_STRING = "Unterminated string in JSON at position %";
    MALFORMED_REG_EXP = "Invalid regular expression: /%/%: %";
    AMBIGUOUS_EXPORT = "The requested module '%' contains conflicting star exports for name '%'";
    UNRESOLVABLE_EXPORT = "The requested module '%' does not provide an export named '%'";
    SOURCE_PHASE_IMPORT = "Source phase import object is not defined for module '%'";
    VAR_REDECLARATION = "Identifier '%' has already been declared";
    SINGLE_FUNCTION_LITERAL = "Single function literal required";
}
TypeError, Code::None => {
    ASYNC_STACK_RECEIVER = "Receiver is not an AsyncDisposableStack";
    ATOMICS_PAUSE = "Atomics.pause argument must be undefined or an integer";
    ACCESSOR_CALLABLE = "% must be a function: %";
    ANONYMOUS_CONSTRUCTOR_NON_CALLABLE = "Class constructors cannot be invoked without 'new'";
    APPLY_NON_FUNCTION = "Function.prototype.% was called on %, which is a % and not a function";
    APPLY_NON_FUNCTION_NULL = "Function.prototype.% was called on null, which is null and not a function", before 20: "Function.prototype.% was called on null, which is a object and not a function";
    APPLY_NON_FUNCTION_OBJECT = "Function.prototype.% was called on %, which is an object and not a function", before 20: "Function.prototype.% was called on %, which is a object and not a function";
    APPLY_NON_FUNCTION_UNDEFINED = "Function.prototype.% was called on undefined, which is undefined and not a function", before 26: "Function.prototype.% was called on undefined, which is a undefined and not a function";
    ARGUMENT_IS_NON_OBJECT = "% argument must be an object";
    ARGUMENT_IS_NON_STRING = "% argument must be a string";
    ARRAY_BUFFER_SPECIES_THIS = "ArrayBuffer subclass returned this from species constructor";
    ARRAY_BUFFER_TOO_SHORT = "Species constructor returned a too small ArrayBuffer";
    BAD_SORT_COMPARISON_FUNCTION = "The comparison function must be either a function or undefined: %", before 22: "The comparison function must be either a function or undefined";
    BIG_INT_FROM_OBJECT = "Cannot convert % to a BigInt";
    BIG_INT_MIXED_TYPES = "Cannot mix BigInt and other types, use explicit conversions";
    BIG_INT_SERIALIZE_JSON = "Do not know how to serialize a BigInt";
    BIG_INT_SHR = "BigInts have no unsigned right shift, use >> instead";
    BIG_INT_TO_NUMBER = "Cannot convert a BigInt value to a number";
    CALL_SITE_METHOD = "CallSite method % expects CallSite as receiver";
    CALLED_NON_CALLABLE = "% is not a function";
    CALLED_ON_NON_OBJECT = "% called on non-object";
    CALLED_ON_NULL_OR_UNDEFINED = "% called on null or undefined";
    CANNOT_CONVERT_TO_PRIMITIVE = "Cannot convert object to primitive value";
    CANNOT_FREEZE = "Cannot freeze";
    CANNOT_PREVENT_EXT = "Cannot prevent extensions";
    CANNOT_SEAL = "Cannot seal";
    CANNOT_FREEZE_ARRAY_BUFFER_VIEW = "Cannot freeze array buffer views with elements";
    CANNOT_SEAL_ARRAY_BUFFER_VIEW = "Cannot seal array buffer views with elements";
    CIRCULAR_STRUCTURE = "Converting circular structure to JSON%";
    CONSTRUCTOR_NON_CALLABLE = "Class constructor % cannot be invoked without 'new'";
    CONSTRUCTOR_NOT_FUNCTION = "Constructor % requires 'new'";
    CONSTRUCTOR_NOT_RECEIVER = "The .constructor property is not an object";
    CONSTRUCT_ABSTRACT_CLASS = "Abstract class % not directly constructable";
    CONST_ASSIGN = "Assignment to constant variable.";
    CYCLIC_PROTO = "Cyclic __proto__ value";
    DATA_CLONE_ERROR_NON_DETACHABLE_ARRAY_BUFFER = "ArrayBuffer is not detachable and could not be cloned.";
    DATA_VIEW_NOT_ARRAY_BUFFER = "First argument to DataView constructor must be an ArrayBuffer";
    DEFINE_DISALLOWED = "Cannot define property %, object is not extensible";
    DERIVED_CONSTRUCTOR_RETURNED_NON_OBJECT = "Derived constructors may only return object or undefined";
    DETACHED_DATA_VIEW = "Cannot perform DataView.prototype.% on a detached ArrayBuffer", before 20: "Cannot perform DateView.prototype.% on a detached ArrayBuffer";
    DETACHED_OPERATION = "Cannot perform % on a detached ArrayBuffer";
    TYPED_ARRAY_OUT_OF_BOUNDS = "Cannot perform % out-of-bounds of the ArrayBuffer", before 26: "Cannot perform % on a detached ArrayBuffer";
    DETACHED_OR_OUT_OF_BOUNDS = "Cannot perform % on a detached or out-of-bounds ArrayBuffer", before 26: "Cannot perform % on a detached ArrayBuffer";
    EXPECT_AN_OBJECT_WITH_USING = "An object is expected with `using` declarations";
    EXTENDS_VALUE_NOT_CONSTRUCTOR = "Class extends value % is not a constructor or null";
    FIRST_ARGUMENT_ITERATOR_SYMBOL_NON_CALLABLE = "% requires that the property of the first argument, items[Symbol.iterator], when exists, be a function", before 20: "Found non-callable @@iterator";
    FIRST_ARGUMENT_NOT_REG_EXP = "First argument to % must not be a regular expression";
    FUNCTION_BIND = "Bind must be called on a function";
    GENERATOR_RUNNING = "Generator is already running";
    IMMUTABLE_PROTOTYPE_SET = "Immutable prototype object 'Object.prototype' cannot have their prototype set", before 20: "Immutable prototype object '#<Object>' cannot have their prototype set";
    INCOMPATIBLE_METHOD_RECEIVER = "Method % called on incompatible receiver %";
    INSTANCEOF_NONOBJECT_PROTO = "Function has non-object prototype '%' in instanceof check";
    INVALID_ARGUMENT = "invalid_argument";
    INVALID_HINT = "Invalid hint: %";
    INVALID_IN_OPERATOR_USE = "Cannot use 'in' operator to search for '%' in %";
    INVALID_OPTION = "invalid option %";
    INVALID_PRIVATE_BRAND = "Receiver must be %";
    INVALID_PRIVATE_FIELD_REINITIALIZATION = "Cannot initialize % twice on the same object";
    INVALID_PRIVATE_GETTER_ACCESS = "'%' was defined without a getter";
    INVALID_PRIVATE_MEMBER_READ = "Cannot read private member % from an object whose class did not declare it";
    INVALID_PRIVATE_MEMBER_WRITE = "Cannot write private member % to an object whose class did not declare it";
    INVALID_PRIVATE_METHOD_WRITE = "Private method '%' is not writable";
    INVALID_PRIVATE_SETTER_ACCESS = "'%' was defined without a setter";
    INVALID_REG_EXP_EXEC_RESULT = "RegExp exec method returned something other than an Object or null";
    INVALID_WEAK_MAP_KEY = "Invalid value used as weak map key";
    INVALID_WEAK_REFS_REGISTER_TARGET = "FinalizationRegistry.prototype.register: invalid target";
    INVALID_WEAK_REFS_UNREGISTER_TOKEN = "Invalid unregisterToken ('%')";
    INVALID_WEAK_REFS_WEAK_REF_CONSTRUCTOR_TARGET = "WeakRef: invalid target";
    INVALID_WEAK_SET_VALUE = "Invalid value used in weak set";
    ITERATOR_REDUCE_NO_INITIAL = "Reduce of a done iterator with no initial value";
    ITERATOR_RESULT_NOT_AN_OBJECT = "Iterator result % is not an object";
    ITERATOR_VALUE_NOT_AN_OBJECT = "Iterator value % is not an entry object";
    KEYS_METHOD_INVALID = "Result of the keys method is not an object";
    LANGUAGE_ID = "Language ID should be string or object.";
    MAPPER_FUNCTION_NON_CALLABLE = "% is not a function", before 22: "flatMap mapper function is not callable";
    NON_CALLABLE_IN_INSTANCE_OF_CHECK = "Right-hand side of 'instanceof' is not callable";
    NON_COERCIBLE = "Cannot destructure '%' as it is %.";
    NON_COERCIBLE_WITH_PROPERTY = "Cannot destructure property '%' of '%' as it is %.";
    NON_EXTENSIBLE_PROTO = "% is not extensible";
    NON_OBJECT_IN_INSTANCE_OF_CHECK = "Right-hand side of 'instanceof' is not an object";
    NON_OBJECT_PROPERTY_LOAD = "Cannot read properties of %";
    NON_OBJECT_PROPERTY_LOAD_WITH_PROPERTY = "Cannot read properties of % (reading '%')";
    NON_OBJECT_PROPERTY_STORE = "Cannot set properties of %";
    NON_OBJECT_PROPERTY_STORE_WITH_PROPERTY = "Cannot set properties of % (setting '%')";
    NOT_AN_OBJECT = "% is not an object";
    NOT_CALLABLE_OR_ITERABLE = "% is not a function or its return value is not iterable";
    NOT_CONSTRUCTOR = "% is not a constructor";
    NOT_CONSTRUCTOR_OR_ITERABLE = "% is not a constructor or its return value is not iterable";
    NOT_DATE_OBJECT = "this is not a Date object.";
    NOT_GENERIC = "% requires that 'this' be a %";
    NOT_INT32_OR_BIG_INT64 = "% is not an int32 or BigInt64 typed array.";
    NOT_INTEGER_TYPED_ARRAY = "% is not an integer typed array.";
    NOT_ITERABLE = "% is not iterable";
    NON_OBJECT_ATTRIBUTES = "The 'with' option must be an object", before 22: "The 'assert' option must be an object";
    NON_OBJECT_IMPORT_OPTIONS = "The second argument to import() must be an object";
    NON_STRING_ATTRIBUTE = "Import attribute value must be a string", before 22: "Import assertion value must be a string";
    NOT_ASYNC_ITERABLE = "% is not async iterable";
    NOT_ITERABLE_NO_SYMBOL_LOAD = "% is not iterable (cannot read property %)";
    NOT_SHARED_TYPED_ARRAY = "% is not a shared typed array.";
    NOT_SUPER_CONSTRUCTOR = "Super constructor % of % is not a constructor";
    NOT_TYPED_ARRAY = "this is not a typed array.";
    NO_SETTER_IN_CALLBACK = "Cannot set property % of % which has only a getter";
    OBJECT_ACCESSOR_EXPECTING_FUNCTION = "Object.prototype.%: Expecting function";
    OBJECT_NOT_EXTENSIBLE = "Cannot add property %, object is not extensible";
    PROMISE_CYCLIC = "Chaining cycle detected for promise %";
    PROMISE_EXECUTOR_ALREADY_INVOKED = "Promise executor has already been invoked with non-undefined arguments";
    PROMISE_NON_CALLABLE = "Promise resolve or reject function is not callable";
    PROMISE_NEW_TARGET_UNDEFINED = "Promise constructor cannot be invoked without 'new'";
    PROPERTY_DESC_OBJECT = "Property description must be an object: %";
    PROPERTY_NOT_FUNCTION = "'%' returned for property '%' of object '%' is not a function";
    PROTOTYPE_PARENT_NOT_AN_OBJECT = "Class extends value does not have valid prototype property %";
    PROTO_OBJECT_OR_NULL = "Object prototype may only be an Object or null: %";
    NOT_PROPERTY_NAME = "% is not a valid property name";
    PROXY_CONSTRUCT_NON_OBJECT = "'construct' on proxy: trap returned non-object ('%')";
    PROXY_DEFINE_INCOMPATIBLE = "'defineProperty' on proxy: trap returned truish for adding property '%'  that is incompatible with the existing property in the proxy target";
    PROXY_DEFINE_NON_CONFIGURABLE = "'defineProperty' on proxy: trap returned truish for defining non-configurable property '%' which is either non-existent or configurable in the proxy target";
    PROXY_DEFINE_NON_CONFIGURABLE_WRITABLE = "'defineProperty' on proxy: trap returned truish for defining non-configurable property '%' which cannot be non-writable, unless there exists a corresponding non-configurable, non-writable own property of the target object.";
    PROXY_DEFINE_NON_EXTENSIBLE = "'defineProperty' on proxy: trap returned truish for adding property '%'  to the non-extensible proxy target";
    PROXY_DELETE_NON_CONFIGURABLE = "'deleteProperty' on proxy: trap returned truish for property '%' which is non-configurable in the proxy target";
    PROXY_DELETE_NON_EXTENSIBLE = "'deleteProperty' on proxy: trap returned truish for property '%' but the proxy target is non-extensible";
    PROXY_GET_NON_CONFIGURABLE_ACCESSOR = "'get' on proxy: property '%' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '%')";
    PROXY_GET_NON_CONFIGURABLE_DATA = "'get' on proxy: property '%' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '%' but got '%')";
    PROXY_GET_PROTOTYPE_OF_INVALID = "'getPrototypeOf' on proxy: trap returned neither object nor null";
    PROXY_GET_PROTOTYPE_OF_NON_EXTENSIBLE = "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype";
    PROXY_HAS_NON_CONFIGURABLE = "'has' on proxy: trap returned falsish for property '%' which exists in the proxy target as non-configurable";
    PROXY_HAS_NON_EXTENSIBLE = "'has' on proxy: trap returned falsish for property '%' but the proxy target is not extensible";
    PROXY_IS_EXTENSIBLE_INCONSISTENT = "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '%')";
    PROXY_NON_OBJECT = "Cannot create proxy with a non-object as target or handler";
    PROXY_OWN_INCOMPATIBLE = "'getOwnPropertyDescriptor' on proxy: trap returned descriptor for property '%' that is incompatible with the existing property in the proxy target";
    PROXY_OWN_INVALID = "'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property '%'";
    PROXY_OWN_KEYS_DUPLICATE_ENTRIES = "'ownKeys' on proxy: trap returned duplicate entries";
    PROXY_OWN_KEYS_MISSING = "'ownKeys' on proxy: trap result did not include '%'";
    PROXY_OWN_KEYS_NON_EXTENSIBLE = "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible";
    PROXY_OWN_NON_CONFIGURABLE = "'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property '%' which is either non-existent or configurable in the proxy target";
    PROXY_OWN_NON_CONFIGURABLE_WRITABLE = "'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and non-writable for property '%' which is non-configurable, writable in the proxy target", before 24: "'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and writable for property '%' which is non-configurable, non-writable in the proxy target";
    PROXY_OWN_NON_EXTENSIBLE = "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%' which exists in the non-extensible proxy target";
    PROXY_OWN_UNDEFINED = "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%' which is non-configurable in the proxy target";
    PROXY_PREVENT_EXTENSIONS_EXTENSIBLE = "'preventExtensions' on proxy: trap returned truish but the proxy target is extensible";
    PROXY_REVOKED = "Cannot perform '%' on a proxy that has been revoked";
    PROXY_SET_FROZEN_ACCESSOR = "'set' on proxy: trap returned truish for property '%' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter";
    PROXY_SET_FROZEN_DATA = "'set' on proxy: trap returned truish for property '%' which exists in the proxy target as a non-configurable and non-writable data property with a different value";
    PROXY_SET_PROTOTYPE_OF_NON_EXTENSIBLE = "'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target";
    PROXY_TRAP_RETURNED_FALSISH = "'%' on proxy: trap returned falsish";
    PROXY_TRAP_RETURNED_FALSISH_FOR = "'%' on proxy: trap returned falsish for property '%'";
    PUSH_PAST_SAFE_LENGTH = "Pushing % elements on an array-like of length % is disallowed, as the total surpasses 2**53-1";
    REDEFINE_DISALLOWED = "Cannot redefine property: %";
    REDUCE_NO_INITIAL = "Reduce of empty array with no initial value";
    REG_EXP_ESCAPE_NON_STRING = "input argument must be a string";
    REG_EXP_FLAGS = "Cannot supply flags when constructing one RegExp from another";
    REG_EXP_GLOBAL_INVOKED_ON_NON_GLOBAL = "% called with a non-global RegExp argument";
    REG_EXP_NON_OBJECT = "% getter called on non-object %";
    REG_EXP_NON_REG_EXP = "% getter called on non-RegExp object";
    RESOLVER_NOT_A_FUNCTION = "Promise resolver % is not a function";
    SIZE_IS_NAN = "The .size property is NaN";
    SPECIES_NOT_CONSTRUCTOR = "object.constructor[Symbol.species] is not a constructor";
    SPREAD_ITERATOR_SYMBOL_NON_CALLABLE = "Spread syntax requires ...iterable[Symbol.iterator] to be a function", before 20: "Found non-callable @@iterator";
    STRICT_POISON_PILL = "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them";
    STATIC_PROTOTYPE = "Classes may not have a static property named 'prototype'";
    STRICT_CANNOT_CREATE_PROPERTY = "Cannot create property '%' on % '%'";
    STRICT_DELETE_PROPERTY = "Cannot delete property '%' of %";
    STRICT_READ_ONLY_PROPERTY = "Cannot assign to read only property '%' of % '%'";
    SYMBOL_ITERATOR_INVALID = "Result of the Symbol.iterator method is not an object: %";
    THROW_METHOD_MISSING = "The iterator does not provide a 'throw' method.";
    SYMBOL_ASYNC_ITERATOR_INVALID = "Result of the Symbol.asyncIterator method is not an object";
    SYMBOL_KEY_FOR = "% is not a symbol";
    SYMBOL_TO_NUMBER = "Cannot convert a Symbol value to a number";
    SYMBOL_TO_STRING = "Cannot convert a Symbol value to a string";
    TYPED_ARRAY_TOO_SHORT = "Derived TypedArray constructor created an array which was too small";
    UNDEFINED_OR_NULL_TO_OBJECT = "Cannot convert undefined or null to object";
    WEAK_REFS_CLEANUP_MUST_BE_CALLABLE = "FinalizationRegistry: cleanup must be callable";
    WEAK_REFS_REGISTER_TARGET_AND_HOLDINGS_MUST_NOT_BE_SAME = "FinalizationRegistry.prototype.register: target and holdings must not be same";
    USING_ASSIGN = "Assignment to using variable.";
    VALUE_AND_ACCESSOR = "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, %";
}
UriError, Code::None => {
    URI_MALFORMED = "URI malformed";
}
TypeError, Code::Script("ERR_INVALID_ARG_TYPE") => {
    PRODUCT_NOT_BYTES = "The \"buffer\" argument must be a Buffer, a typed array, a DataView or an ArrayBuffer";
}
}
