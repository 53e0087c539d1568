//! node 22: SyntaxError: Illegal break statement @1:0+5
break