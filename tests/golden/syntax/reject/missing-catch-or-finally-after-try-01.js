//! node 22: SyntaxError: Missing catch or finally after try @1:5+1
try {}