// ends: any
Array.prototype.toString.call({ length: 2 ** 53 - 1, join: [].join });
