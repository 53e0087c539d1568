//! node 22: SyntaxError: Delete of an unqualified identifier in strict mode.
delete a