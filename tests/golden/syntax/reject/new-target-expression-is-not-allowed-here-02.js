//! node 22: SyntaxError: new.target expression is not allowed here @1:8+6
new new.target