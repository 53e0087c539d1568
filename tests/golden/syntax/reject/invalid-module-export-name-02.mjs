//! node 22: SyntaxError: Invalid module export name: contains unpaired surrogate
import { "\uD83D" as b } from "x"