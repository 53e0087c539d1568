//! node 22: SyntaxError: Classes may not have a static property named 'prototype' @1:17+9
class A { static prototype = 1 }