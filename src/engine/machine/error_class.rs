//! The native error classes. Not making errors: that is `fault`'s.

/// The native error classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the class of its name")]
pub enum ErrorClass {
    Error,
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    UriError,
}
