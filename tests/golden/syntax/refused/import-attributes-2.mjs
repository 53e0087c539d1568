//! import attributes are outside slabscope's JavaScript @1:11+4
import "a" with { type: "json" }