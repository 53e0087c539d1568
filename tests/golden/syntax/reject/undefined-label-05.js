//! node 22: SyntaxError: Undefined label 'a' @1:6+1
break a