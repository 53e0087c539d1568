let a
let b