// ends: any
Array(4e9).indexOf(1);
