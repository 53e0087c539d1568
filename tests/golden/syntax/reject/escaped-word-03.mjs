//! node 22: SyntaxError: Keyword must not contain escaped characters
export default \u0061sync function () {}