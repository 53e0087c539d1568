//! node 22: SyntaxError: Unexpected reserved word
import {if} from 'x'