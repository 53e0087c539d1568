//! node 22: SyntaxError: 'super' keyword unexpected here @1:0+5
super.x