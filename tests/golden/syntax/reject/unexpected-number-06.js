//! node 22: SyntaxError: Unexpected number @1:13+1
switch (1) { 1 }