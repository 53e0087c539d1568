//! node 22: SyntaxError: Classes may not have a static property named 'prototype' @1:17+11
class A { static 'prototype'() {} }