//! node 22: SyntaxError: Identifier 'f' has already been declared @1:30+1
try {} catch (e) { let f; let f }