//! node 22: SyntaxError: new.target expression is not allowed here
new.target