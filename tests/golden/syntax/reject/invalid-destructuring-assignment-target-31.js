//! node 22: SyntaxError: Invalid destructuring assignment target @1:6+5
({ a: ({b}) } = f)