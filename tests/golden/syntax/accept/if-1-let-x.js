if (1) let
x