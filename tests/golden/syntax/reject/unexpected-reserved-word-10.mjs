//! node 22: SyntaxError: Unexpected reserved word
import {'a'} from 'x'