//! Every error the Buffer API throws, as data; each message is written here once, with what the releases changed. Not
//! errors of the language itself, and nothing is thrown here.

use super::received::{cut, inspected, number, out_of_range};
use crate::encoding::{FormError, TranscodeError};
use crate::text::{Text, TextBuilder};
use pool::memory::{Fact, Release};
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// The constructor of the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultClass {
    /// `Error`.
    Error,
    /// `TypeError`.
    TypeError,
    /// `RangeError`.
    RangeError,
    /// A `DOMException` named `InvalidCharacterError`, whose `code` is the number 5.
    InvalidCharacterError,
}

impl FaultClass {
    /// The `name` of the error.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::TypeError => "TypeError",
            Self::RangeError => "RangeError",
            Self::InvalidCharacterError => "InvalidCharacterError",
        }
    }
}

/// What a number must be, as `ERR_OUT_OF_RANGE` words it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bounds {
    /// An integer.
    Integer,
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Between two numbers, as the validators of lib/internal/validators.js word it (`&&`).
    Between(f64, f64),
    /// Between two numbers, as the numeric methods of lib/internal/buffer.js word it (`and`).
    Within(f64, f64),
    /// What so many bits can hold, where the numeric methods write it as a power of two.
    Bits {
        /// The width in bits.
        bits: usize,
        /// Whether one of them is the sign.
        signed: bool,
        /// Whether the value is a `BigInt`.
        big: bool,
    },
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Integer => f.write_str("an integer"),
            Self::AtLeast(least) => write!(f, ">= {}", number(least)),
            Self::AtMost(most) => write!(f, "<= {}", number(most)),
            Self::Between(least, most) => write!(f, ">= {} && <= {}", number(least), number(most)),
            Self::Within(least, most) => write!(f, ">= {} and <= {}", number(least), number(most)),
            Self::Bits { bits, signed, big } => {
                let n = if big { "n" } else { "" };
                if signed {
                    let power = format!("2{n} ** {}{n}", bits - 1);
                    write!(f, ">= -({power}) and < {power}")
                } else {
                    write!(f, ">= 0{n} and < 2{n} ** {bits}{n}")
                }
            }
        }
    }
}

/// An error of the Buffer API. `received` is always the rendering that follows "Received ".
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// `ERR_INVALID_ARG_TYPE`: the argument is none of the expected kinds.
    ArgumentType {
        /// The argument; a name that ends in " argument" ("first argument") is not quoted.
        name: Cow<'static, str>,
        /// Primitive types, class names and other things, in any order that keeps each kind in its own.
        expected: &'static [&'static str],
        /// What came, as "type number (1)" or "an instance of Foo".
        received: Text,
    },
    /// `ERR_INVALID_ARG_VALUE`: the right type, but not a value that can be used.
    ArgumentValue {
        /// The argument.
        name: &'static str,
        /// What is wrong: mostly "is invalid".
        reason: &'static str,
        /// What came, inspected; cut here.
        received: Text,
    },
    /// `ERR_OUT_OF_RANGE`.
    OutOfRange {
        /// The argument.
        name: &'static str,
        /// What it must be.
        bounds: Bounds,
        /// What came; numbers as [`out_of_range`] renders them.
        received: String,
    },
    /// `ERR_OUT_OF_RANGE` of the native methods, which name no argument.
    IndexOutOfRange,
    /// `ERR_BUFFER_OUT_OF_BOUNDS`, with the argument where there is one.
    OutOfBounds(Option<&'static str>),
    /// A raw write (`hexWrite` and kin) begins beyond the bytes.
    WriteOutOfBounds,
    /// A size for a new Buffer that is negative, NaN or above [`max_length`].
    Size(f64),
    /// `ERR_INVALID_BUFFER_SIZE`: a length that cannot be swapped.
    BufferSize {
        /// The width of a group, in bits.
        bits: usize,
    },
    /// `ERR_UNKNOWN_ENCODING`.
    UnknownEncoding(Text),
    /// `ERR_STRING_TOO_LONG`.
    StringTooLong,
    /// `ERR_MISSING_ARGS`.
    MissingArguments(&'static [&'static str]),
    /// `ArrayBuffer` found no memory.
    ArrayBufferAllocation,
    /// `allocUnsafe`, `allocUnsafeSlow` or `concat` found no memory: `ERR_MEMORY_ALLOCATION_FAILED` since 24.14 and 25.6.
    Allocation,
    /// Node itself would end: its native code takes for granted what these arguments are not.
    Ends,
    /// Node itself would never return: its search for utf16le goes round in circles in memory of an odd address.
    NeverReturns,
    /// A native method was called on something that holds no bytes.
    NotABuffer,
    /// A native method was given something else than a string.
    NotAString,
    /// `atob` or `btoa` was given text it does not take.
    Form(FormError),
    /// `transcode` failed.
    Transcode(TranscodeError),
    /// A `BigInt` method was given a number in range.
    MixedBigInt,
    /// `Buffer.from(arrayBuffer, offset)` with a negative offset.
    StartOffset(f64),
}

/// `buffer.constants.MAX_LENGTH`.
pub fn max_length(release: Release) -> f64 {
    if Fact::LargeArrays.of(release) { 9_007_199_254_740_991.0 } else { 4_294_967_296.0 }
}

impl Fault {
    /// The constructor of the error.
    pub const fn class(&self) -> FaultClass {
        match self {
            Self::ArgumentType { .. }
            | Self::ArgumentValue { .. }
            | Self::UnknownEncoding(_)
            | Self::MissingArguments(_)
            | Self::NotABuffer
            | Self::NotAString
            | Self::MixedBigInt => FaultClass::TypeError,
            Self::OutOfRange { .. }
            | Self::IndexOutOfRange
            | Self::OutOfBounds(_)
            | Self::WriteOutOfBounds
            | Self::Size(_)
            | Self::BufferSize { .. }
            | Self::ArrayBufferAllocation
            | Self::Allocation
            | Self::StartOffset(_) => FaultClass::RangeError,
            Self::StringTooLong | Self::Transcode(_) | Self::Ends | Self::NeverReturns => FaultClass::Error,
            Self::Form(_) => FaultClass::InvalidCharacterError,
        }
    }

    /// The `code` of the error, where it is a string.
    pub fn code(&self, release: Release) -> Option<&'static str> {
        Some(match self {
            Self::ArgumentType { .. } | Self::NotABuffer | Self::NotAString => "ERR_INVALID_ARG_TYPE",
            Self::Size(_) if !Fact::SizeOutOfRange.of(release) => "ERR_INVALID_ARG_VALUE",
            Self::ArgumentValue { .. } => "ERR_INVALID_ARG_VALUE",
            Self::OutOfRange { .. } | Self::IndexOutOfRange | Self::Size(_) => "ERR_OUT_OF_RANGE",
            Self::OutOfBounds(_) | Self::WriteOutOfBounds => "ERR_BUFFER_OUT_OF_BOUNDS",
            Self::BufferSize { .. } => "ERR_INVALID_BUFFER_SIZE",
            Self::UnknownEncoding(_) => "ERR_UNKNOWN_ENCODING",
            Self::StringTooLong => "ERR_STRING_TOO_LONG",
            Self::MissingArguments(_) => "ERR_MISSING_ARGS",
            Self::Allocation if Fact::AllocationCode.of(release) => "ERR_MEMORY_ALLOCATION_FAILED",
            Self::Transcode(error) => error.code(),
            Self::ArrayBufferAllocation
            | Self::Allocation
            | Self::Form(_)
            | Self::MixedBigInt
            | Self::Ends
            | Self::NeverReturns
            | Self::StartOffset(_) => return None,
        })
    }

    /// Whether Node's native code throws it: its text then begins without the code (Node's `THROW_ERR_*`, not `NodeError`).
    pub const fn is_native(&self) -> bool {
        matches!(
            self,
            Self::NotABuffer
                | Self::NotAString
                | Self::IndexOutOfRange
                | Self::StringTooLong
                | Self::WriteOutOfBounds
                | Self::Allocation
                | Self::Transcode(_)
        )
    }

    /// The `message` of the error in that release.
    pub fn message(&self, release: Release) -> Text {
        match self {
            Self::ArgumentType { name, expected, received } => {
                ending(&format!("{}. Received ", argument_type(name, expected)), received)
            }
            Self::ArgumentValue { name, reason, received } => {
                ending(&format!("The argument '{name}' {reason}. Received "), &cut(received))
            }
            Self::UnknownEncoding(label) => ending("Unknown encoding: ", label),
            _ => Text::from(self.plain_message(release)),
        }
    }

    /// The messages that quote nothing of the program's own text.
    fn plain_message(&self, release: Release) -> String {
        match self {
            Self::ArgumentType { .. } | Self::ArgumentValue { .. } | Self::UnknownEncoding(_) => String::new(),
            Self::OutOfRange { name, bounds, received } => out_of_range_message(name, *bounds, received),
            Self::Size(size) if !Fact::SizeOutOfRange.of(release) => {
                format!("The argument 'size' is invalid. Received {}", inspected(*size))
            }
            Self::Size(size) => {
                let bounds = Bounds::Between(0.0, max_length(release));
                out_of_range_message("size", bounds, &out_of_range(*size))
            }
            Self::IndexOutOfRange => "Index out of range".to_owned(),
            Self::OutOfBounds(Some(name)) => format!("\"{name}\" is outside of buffer bounds"),
            Self::WriteOutOfBounds => "\"offset\" is outside of buffer bounds".to_owned(),
            Self::OutOfBounds(None) => "Attempt to access memory outside buffer bounds".to_owned(),
            Self::BufferSize { bits } => format!("Buffer size must be a multiple of {bits}-bits"),
            Self::StringTooLong => "Cannot create a string longer than 0x1fffffe8 characters".to_owned(),
            Self::MissingArguments(names) => {
                let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
                let plural = if names.len() == 1 { "" } else { "s" };
                format!("The {} argument{plural} must be specified", listed(&quoted, "and"))
            }
            Self::Allocation if Fact::AllocationCode.of(release) => "Failed to allocate memory".to_owned(),
            Self::Allocation | Self::ArrayBufferAllocation => "Array buffer allocation failed".to_owned(),
            Self::Ends => "Node.js would end here: its native code does not take these arguments".to_owned(),
            Self::NeverReturns => {
                "Node.js would never return from this search: the bytes begin at an odd address, where its search for utf16le \
                 goes round in circles. A copy begins at an even one: Buffer.from(buffer)"
                    .to_owned()
            }
            Self::NotABuffer => "argument must be a buffer".to_owned(),
            Self::NotAString => "argument must be a string".to_owned(),
            Self::Form(FormError::Character) => "Invalid character".to_owned(),
            Self::Form(FormError::Length) => "The string to be decoded is not correctly encoded.".to_owned(),
            Self::Transcode(error) => format!("Unable to transcode Buffer [{}]", error.code()),
            Self::MixedBigInt => "Cannot mix BigInt and other types, use explicit conversions".to_owned(),
            Self::StartOffset(offset) => {
                format!("Start offset {} is outside the bounds of the buffer", number(*offset))
            }
        }
    }
}

fn ending(beginning: &str, end: &Text) -> Text {
    let mut message = TextBuilder::default();
    message.push_str(beginning);
    message.push_units(end.view());
    message.finish()
}

fn out_of_range_message(name: &str, bounds: Bounds, received: &str) -> String {
    format!("The value of \"{name}\" is out of range. It must be {bounds}. Received {received}")
}

/// The text of `ERR_INVALID_ARG_TYPE` up to what was received (lib/internal/errors.js).
fn argument_type(name: &str, expected: &[&str]) -> String {
    let mut message = if name.ends_with(" argument") {
        format!("The {name} must be ")
    } else {
        let kind = if name.contains('.') { "property" } else { "argument" };
        format!("The \"{name}\" {kind} must be ")
    };
    let (mut types, mut instances, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for &entry in expected {
        match entry {
            "string" | "function" | "number" | "object" | "Function" | "Object" | "boolean" | "bigint" | "symbol" => {
                types.push(entry.to_lowercase());
            }
            class if is_class_name(class) => instances.push(class.to_owned()),
            "undefined" | "null" => others.push(entry.to_owned()),
            other => others.push(other.to_owned()),
        }
    }
    if !instances.is_empty()
        && let Some(object) = types.iter().position(|entry| entry == "object")
    {
        types.remove(object);
        instances.push("Object".to_owned());
    }
    let mut join = "";
    if !types.is_empty() {
        message += if types.len() == 1 { "of type " } else { "one of type " };
        message += &listed(&types, "or");
        join = " or ";
    }
    if !instances.is_empty() {
        let _ = write!(message, "{join}an instance of {}", listed(&instances, "or"));
        join = " or ";
    }
    if let [other] = &others[..] {
        let article = if other.to_lowercase() == *other { "" } else { "an " };
        let _ = write!(message, "{join}{article}{other}");
    } else if !others.is_empty() {
        let _ = write!(message, "{join}one of {}", listed(&others, "or"));
    }
    message
}

/// `/^([A-Z][a-z0-9]*)+$/`.
fn is_class_name(entry: &str) -> bool {
    entry.starts_with(|c: char| c.is_ascii_uppercase()) && entry.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `a`, `a or b`, `a, b, or c`.
fn listed(entries: &[String], conjunction: &str) -> String {
    match entries {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {conjunction} {two}"),
        [most @ .., last] => format!("{}, {conjunction} {last}", most.join(", ")),
    }
}
