//! Node's words for its coded errors beside Buffer's, each written once, with code and class (lib/internal/errors.js, `src/node_errors.h`).
//! Not when they apply; what takes a list of types is data of `buffer::fault`.

use crate::machine::message::{Code, ErrorClass, Message, count, messages};

messages! {
// Of a `DOMException`, which has neither.
Error, Code::None => {
    DATA_CLONE_ERROR = "% could not be cloned.";
    DATA_CLONE_ERROR_DETACHED_ARRAY_BUFFER = "An ArrayBuffer is detached and could not be cloned.";
    DATA_CLONE_ERROR_DUPLICATE = "Transfer list contains duplicate ArrayBuffer";
    DATA_CLONE_ERROR_UNTRANSFERABLE = "Cannot transfer object of unsupported type.";
    DATA_CLONE_ERROR_VALUE = "Found invalid value in transferList.";
}
Error, Code::Script("ERR_EVENT_RECURSION") => {
    EVENT_RECURSION = "The event \"%\" is already being dispatched";
}
Error, Code::Script("ERR_FALSY_VALUE_REJECTION") => {
    FALSY_VALUE_REJECTION = "Promise was rejected with falsy value";
}
Error, Code::Script("ERR_UNHANDLED_ERROR") => {
    UNHANDLED_ERROR = "Unhandled error. (%)";
}
Error, Code::Script("ERR_INVALID_STATE") => {
    INVALID_STATE = "Invalid state: %";
}
Error, Code::Script("ERR_UNKNOWN_BUILTIN_MODULE") => {
    UNKNOWN_BUILTIN_MODULE = "No such built-in module: %";
}
Error, Code::Native("MODULE_NOT_FOUND") => {
    MODULE_NOT_FOUND = "Cannot find module '%': slabscope reads no files and has only %";
}
RangeError, Code::Script("ERR_ENCODING_NOT_SUPPORTED") => {
    ENCODING_NOT_SUPPORTED = "The \"%\" encoding is not supported";
}
RangeError, Code::Script("ERR_OUT_OF_RANGE") => {
    NEGATIVE = "The value of \"%\" is out of range. It must be a non-negative number. Received %";
    TIME_LENGTH = "The value of \"time\" is out of range. It must be 2. Received %";
}
TypeError, Code::Script("ERR_AMBIGUOUS_ARGUMENT") => {
    AMBIGUOUS_ARGUMENT = "The \"%\" argument is ambiguous. %";
}
TypeError, Code::Native("ERR_CONSTRUCT_CALL_INVALID") => {
    CONSTRUCT_CALL_INVALID = "Constructor cannot be called";
}
TypeError, Code::Script("ERR_CONSTRUCT_CALL_REQUIRED") => {
    CONSTRUCT_CALL_REQUIRED = "Class constructor % cannot be invoked without `new`";
}
TypeError, Code::Native("ERR_ENCODING_INVALID_ENCODED_DATA") => {
    ENCODING_INVALID_ENCODED_DATA = "The encoded data was not valid for encoding %";
}
TypeError, Code::Script("ERR_ILLEGAL_CONSTRUCTOR") => {
    ILLEGAL_CONSTRUCTOR = "Illegal constructor";
}
TypeError, Code::Script("ERR_INVALID_ARG_TYPE") => {
    BLOB_NOT_SEQUENCE = "The \"sources\" argument must be a sequence. Received %";
    DECODED_NOT_VIEW = "The \"%\" argument must be an instance of % ArrayBufferView.";
    NOT_A_DICTIONARY = "The \"options\" argument must be a dictionary. Received %";
}
TypeError, Code::Native("ERR_INVALID_ARG_TYPE") => {
    CLONE_NOT_A_DICTIONARY = "Failed to execute 'structuredClone': Options cannot be converted to a dictionary", before 22: "The options argument must be either an object or undefined";
    CLONE_NOT_AN_OBJECT = "Failed to execute 'structuredClone': transfer in Options[%] is not an object.", before 24: "Value is not an object";
    CLONE_NOT_SEQUENCE = "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.", before 24: "Failed to execute 'structuredClone': transfer in Options can not be converted to sequence.", before 22: "Optional transferList argument must be an iterable";
    SIGNALS_NOT_SEQUENCE = "signals cannot be converted to sequence.";
    PART_IS_SYMBOL = "Value[%] is a Symbol and cannot be converted to a string.";
    VALUE_NOT_SEQUENCE = "Value cannot be converted to sequence.";
}
TypeError, Code::Script("ERR_INVALID_ARG_VALUE") => {
    EMPTY_ERROR_OBJECT = "The argument 'error' may not be an empty object. Received %";
    INVALID_DIFF = "The property 'options.diff' must be one of: 'simple', 'full'. Received %";
    INVALID_ENDINGS = "The property 'options.endings' is invalid. Received %";
}
TypeError, Code::Script("ERR_INVALID_THIS") => {
    INVALID_THIS = "Value of \"this\" must be of type %";
}
TypeError, Code::Native("ERR_INVALID_TRANSFER_OBJECT") => {
    INVALID_TRANSFER_OBJECT = "Found invalid object in transferList";
}
TypeError, Code::Native("ERR_MISSING_ARGS") => {
    CLONE_MISSING_VALUE = "The value argument must be specified";
}
TypeError, Code::Script("ERR_MISSING_ARGS") => {
    MISSING_ARGUMENT = "The \"%\" argument must be specified";
}
TypeError, Code::Script("ERR_STREAM_NULL_VALUES") => {
    STREAM_NULL_VALUES = "May not write null values to stream";
}
}
