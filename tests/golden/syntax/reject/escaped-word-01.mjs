//! node 22: SyntaxError: 'from' must not contain escaped characters
import {} fr\u006fm "x"