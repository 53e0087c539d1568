// ends: any
Array(4e9).slice(1);
