//! The first lines of an assertion's messages. Not what follows them.

/// The first lines of messages, by operator.
const HEADINGS: [(&str, &str); 11] = [
    ("deepStrictEqual", "Expected values to be strictly deep-equal:"),
    ("partialDeepStrictEqual", "Expected values to be partially and strictly deep-equal:"),
    ("strictEqual", "Expected values to be strictly equal:"),
    ("strictEqualObject", "Expected \"actual\" to be reference-equal to \"expected\":"),
    ("deepEqual", "Expected values to be loosely deep-equal:"),
    ("notDeepStrictEqual", "Expected \"actual\" not to be strictly deep-equal to:"),
    ("notStrictEqual", "Expected \"actual\" to be strictly unequal to:"),
    ("notStrictEqualObject", "Expected \"actual\" not to be reference-equal to \"expected\":"),
    ("notDeepEqual", "Expected \"actual\" not to be loosely deep-equal to:"),
    ("notIdentical", "Values have same structure but are not reference-equal:"),
    ("notDeepEqualUnequal", "Expected values not to be loosely deep-equal:"),
];

/// The operator of this name, if it is one of Node's own; else nothing.
pub(crate) fn operator_named(name: &str) -> &'static str {
    HEADINGS.iter().find(|(known, _)| *known == name).map_or("", |(known, _)| known)
}

/// The first line of a message.
pub(crate) fn heading(operator: &str) -> &'static str {
    HEADINGS.iter().find(|(name, _)| *name == operator).map_or("", |(_, text)| text)
}
