//! node 22: SyntaxError: `...` must be followed by an identifier in declaration contexts @1:8+3
var {...{a}} = b