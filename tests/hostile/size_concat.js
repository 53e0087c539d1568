// ends: any
[].concat(Array(4e9), Array(4e9));
