//! node 22: SyntaxError: Missing initializer in destructuring declaration @1:4+3
let {a}, b