//! node 22: SyntaxError: Unexpected reserved word
export {if}