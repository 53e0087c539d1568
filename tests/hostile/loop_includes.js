// ends: any
Array(4e9).includes(1);
