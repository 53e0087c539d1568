// ends: any
Array(4e9).toSorted();
