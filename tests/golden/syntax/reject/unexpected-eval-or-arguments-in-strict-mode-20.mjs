//! node 22: SyntaxError: Unexpected eval or arguments in strict mode
import {eval} from 'x'