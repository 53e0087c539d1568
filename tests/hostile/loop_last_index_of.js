// ends: any
Array(4e9).lastIndexOf(1);
