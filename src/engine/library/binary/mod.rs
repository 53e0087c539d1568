//! Memory as the language sees it: `ArrayBuffer`, typed arrays, `DataView` (ECMAScript 23.2, 25). Not Node's Buffer.

pub(crate) mod array_buffer;
pub(crate) mod atomics;
pub(crate) mod data_view;
pub(crate) mod typed_array;
pub(crate) mod uint8_text;
