//! import attributes are outside slabscope's JavaScript @1:18+4
export * from "a" with { type: "json" }