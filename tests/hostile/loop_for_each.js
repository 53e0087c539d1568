// ends: any
Array(4e9).forEach(() => 1);
