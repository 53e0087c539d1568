//! node 22: SyntaxError: 'as' must not contain escaped characters
import * \u0061s b from "x"