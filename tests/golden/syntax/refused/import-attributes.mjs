//! import attributes are outside slabscope's JavaScript
import a from "b" with { type: "json" }