//! import attributes are outside slabscope's JavaScript @1:18+4
import a from "b" with { type: "json" }