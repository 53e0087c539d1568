//! node 22: SyntaxError: 'new.target' must not contain escaped characters @1:15+15
function f() { new.t\u0061rget }