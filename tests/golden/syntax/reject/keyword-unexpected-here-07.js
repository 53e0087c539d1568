//! node 22: SyntaxError: 'super' keyword unexpected here @1:15+5
function f() { super.x }