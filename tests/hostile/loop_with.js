// ends: any
Array(4e9).with(0, 1);
