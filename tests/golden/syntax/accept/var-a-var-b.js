var a
var b