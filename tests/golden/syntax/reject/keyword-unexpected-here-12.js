//! node 22: SyntaxError: 'super' keyword unexpected here @1:12+5
({ m: () => super.a })