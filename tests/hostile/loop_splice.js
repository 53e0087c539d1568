// ends: any
Array(4e9).splice(0, 4e9 - 1);
