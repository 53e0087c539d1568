//! node 22: SyntaxError: 'super' keyword unexpected here @1:19+5
({ f: function() { super.x } })