//! node 22: SyntaxError: Illegal property in declaration context @1:2+3
([a.b]) => 1