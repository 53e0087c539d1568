a
--> b