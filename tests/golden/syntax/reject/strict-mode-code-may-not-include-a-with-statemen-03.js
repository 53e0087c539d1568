//! node 22: SyntaxError: Strict mode code may not include a with statement @1:30+4
class A { m() { 'use strict'; with (a) b } }