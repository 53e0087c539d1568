//! node 22: SyntaxError: Identifier 'e' has already been declared @1:30+1
try {} catch ({e}) { for (var e of []); }