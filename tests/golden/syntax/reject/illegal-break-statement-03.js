//! node 22: SyntaxError: Illegal break statement @1:27+5
while (1) { (function () { break })() }