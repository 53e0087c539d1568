//! node 22: SyntaxError: Missing initializer in destructuring declaration @1:13+3
var {a} = b, {c}