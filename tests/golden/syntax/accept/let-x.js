let
x