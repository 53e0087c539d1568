//! node 22: SyntaxError: new.target expression is not allowed here @1:6+6
++new.target