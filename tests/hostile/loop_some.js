// ends: any
Array(4e9).some(() => 1);
